#pragma once
#include <QWidget>
#include <memory>
#include <optional>

#include "search/query.h"
#include "ui/support/latest_worker.h"

class QHBoxLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace tilescout::ui {

class ArchiveSession;

/// A strip of small pictures: the place of a tile in the archive's other scenes, by date. Read off the interface's
/// thread while the strip is seen, into a place that is kept for it.
class OtherDates : public QWidget {
  Q_OBJECT
 public:
  explicit OtherDates(QWidget* parent = nullptr);
  ~OtherDates() override;

  /// No hit, or one whose place is not known: an empty strip that says so.
  void setHit(const std::shared_ptr<ArchiveSession>& session, const std::optional<Hit>& hit);

 Q_SIGNALS:
  /// A picture was chosen: the dates are to be compared.
  void chosen();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void ask();
  void clear();
  void addScene(const QString& title, const QString& tip, const QImage& picture);
  void say(const QString& text);

  static constexpr int kSide = 72, kMost = 8;

  std::shared_ptr<ArchiveSession> session_;
  std::optional<Hit> hit_;
  bool asked_ = false;
  quint64 generation_ = 0;
  QScrollArea* scroll_;
  QHBoxLayout* row_;
  QLabel* note_;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
