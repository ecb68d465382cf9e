#pragma once
#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

#include "ui/support/mailbox.h"

namespace tilescout::ui {

/// What stands at a path.
struct PathFacts {
  bool file = false, folder = false;
  bool filled = false;  ///< a folder that holds something
  bool parent = false;  ///< the folder in which it stands, or would stand, is there

  bool exists() const { return file || folder; }
  bool operator==(const PathFacts&) const = default;
};

/// What stands at the path that someone types. The disk is asked on threads that nobody waits for: a network folder
/// that does not answer blocks neither the window nor the question about the next path.
class PathWatch : public QObject {
  Q_OBJECT
 public:
  /// Called on another thread; may take as long as it likes.
  using Probe = std::function<PathFacts(const QString& path)>;

  explicit PathWatch(QObject* parent);
  ~PathWatch() override;

  /// Asks about `path`; a healthy disk has answered when this returns. The same path is asked for again after a while,
  /// and what is known of it stands until then.
  void ask(const QString& path);
  const QString& path() const { return path_; }
  /// Of the path asked for last; nothing: the disk has not answered.
  const std::optional<PathFacts>& facts() const { return facts_; }
  /// A sentence for the user while the disk lets wait; empty: it does not.
  QString waitingText() const;
  /// For tests: what stands in for the disk.
  void setProbe(Probe probe) { probe_ = std::move(probe); }

 Q_SIGNALS:
  /// Something else is known, or the disk lets wait.
  void changed();

 private:
  struct Answer;
  void start();
  void take(const QString& path, const PathFacts& facts);

  Probe probe_;
  QString path_;
  std::optional<PathFacts> facts_;
  QElapsedTimer age_;  ///< of the facts
  QTimer slow_;
  bool isSlow_ = false;
  int inFlight_ = 0;
  std::shared_ptr<Mailbox> mailbox_;
};

/// Asks once; `done` is called on this thread when the disk has answered, unless `owner` is gone by then.
void askDisk(QObject* owner, const QString& path, const std::function<void(const PathFacts&)>& done);

}  // namespace tilescout::ui
