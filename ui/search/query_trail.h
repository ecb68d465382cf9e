#pragma once
#include <vector>

#include "ui/search/query_draft.h"

namespace tilescout::ui {

/// The way through queries, for Back and Forward. Steps made while typing are one step until it is entered.
class QueryTrail {
 public:
  /// After a step back what lay ahead is dropped. `typing`: may be replaced by the next step that differs in text only.
  void push(const QueryDraft& draft, bool typing);
  /// The present step stands for good.
  void settle();
  bool canGoBack() const { return place_ > 0; }
  bool canGoForward() const { return place_ + 1 < static_cast<int>(steps_.size()); }
  const QueryDraft& back() { return steps_[static_cast<std::size_t>(--place_)].draft; }
  const QueryDraft& forward() { return steps_[static_cast<std::size_t>(++place_)].draft; }

 private:
  struct Step {
    QueryDraft draft;
    bool typing = false;
  };
  std::vector<Step> steps_;
  int place_ = -1;
};

}  // namespace tilescout::ui
