#pragma once
#include "ui/support/notice_bar.h"

namespace tilescout::ui {

class ArchiveController;
class SearchController;

/// Says which words of the query the model never saw, and when it does not read the query's script.
class QueryNotice : public NoticeBar {
  Q_OBJECT
 public:
  QueryNotice(SearchController* search, ArchiveController* archive, QWidget* parent = nullptr);

 private:
  void refresh();

  SearchController* const search_;
  ArchiveController* const archive_;
};

}  // namespace tilescout::ui
