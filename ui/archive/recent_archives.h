#pragma once
#include <QObject>
#include <QString>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "ui/support/mailbox.h"

namespace tilescout::ui {

class Settings;

/// The archives that were opened lately, and whether their files are there. The disk is asked on a thread that nobody
/// waits for: a network folder that does not answer holds up neither the window nor its end.
class RecentArchives : public QObject {
  Q_OBJECT
 public:
  enum class Presence {
    Unknown,  ///< not answered yet
    There,
    Away,  ///< its folder is missing too: its disk is not connected
    Gone   ///< its folder does not have it any more
  };
  struct Entry {
    QString file;
    Presence presence = Presence::Unknown;
  };
  /// Called on another thread; may take as long as it likes.
  using Probe = std::function<Presence(const QString& file)>;

  explicit RecentArchives(Settings* settings, QObject* parent = nullptr);
  ~RecentArchives() override;

  /// In the order of use; what is gone is left out.
  std::vector<Entry> entries() const;
  /// Asks anew about every file that is not being asked about.
  void refresh();
  /// For tests: what stands in for the disk.
  void setProbe(Probe probe) { probe_ = std::move(probe); }

 Q_SIGNALS:
  void changed();

 private:
  Settings* const settings_;
  Probe probe_;
  std::map<QString, Presence> known_;
  std::set<QString> asked_;  ///< without an answer yet
  const std::shared_ptr<Mailbox> mailbox_;
};

}  // namespace tilescout::ui
