#pragma once
#include "ui/support/notice_bar.h"

namespace tilescout::ui {

class ArchiveController;

/// Says what keeps the archive from answering in full: no model, an index under way or interrupted, scenes offline,
/// files that came.
class ArchiveNotice : public NoticeBar {
  Q_OBJECT
 public:
  explicit ArchiveNotice(ArchiveController* archive, QWidget* parent = nullptr);

 Q_SIGNALS:
  void relinkRequested();

 private:
  void refresh();
  void act();

  ArchiveController* const archive_;
  bool aboutFiles_ = false;  ///< what is said is that scenes are offline
};

}  // namespace tilescout::ui
