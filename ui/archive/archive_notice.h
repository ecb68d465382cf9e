#pragma once
#include "ui/support/notice_bar.h"

namespace tilescout::ui {

class ArchiveController;

/// Says what keeps the archive from answering in full: no model, an index under way or interrupted, scenes offline.
class ArchiveNotice : public NoticeBar {
  Q_OBJECT
 public:
  explicit ArchiveNotice(ArchiveController* archive, QWidget* parent = nullptr);

 private:
  void refresh();

  ArchiveController* const archive_;
};

}  // namespace tilescout::ui
