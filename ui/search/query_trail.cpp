#include "ui/search/query_trail.h"

namespace tilescout::ui {

namespace {

constexpr std::size_t kMostSteps = 200;

bool differInTextOnly(QueryDraft a, const QueryDraft& b) {
  a.query.text = b.query.text;
  a.query.translation = b.query.translation;
  return a == b;
}

}  // namespace

void QueryTrail::push(const QueryDraft& draft, bool typing) {
  if (place_ >= 0) {
    Step& here = steps_[static_cast<std::size_t>(place_)];
    if (here.draft == draft) return;
    steps_.resize(static_cast<std::size_t>(place_) + 1);
    if (typing && here.typing && differInTextOnly(here.draft, draft)) {
      here.draft = draft;
      return;
    }
    here.typing = false;
  }
  steps_.push_back({draft, typing});
  if (steps_.size() > kMostSteps) steps_.erase(steps_.begin());
  place_ = static_cast<int>(steps_.size()) - 1;
}

void QueryTrail::settle() {
  if (place_ >= 0) steps_[static_cast<std::size_t>(place_)].typing = false;
}

}  // namespace tilescout::ui
