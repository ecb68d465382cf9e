#include "ui/backend/core_match_session.h"

#include <utility>

#include "ui/backend/core_parts.h"

namespace tilescout::ui {

CoreMatchSession::CoreMatchSession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

std::vector<TextMatch> CoreMatchSession::rank(TileId tile, const std::vector<std::string>& texts, int top) {
  return parts_->withSearch({}, [&](jobs::SearchService& search) { return search.match(tile, texts, top); });
}

std::vector<std::string> CoreMatchSession::captions() {
  return parts_->withSearch({}, [](jobs::SearchService& search) { return search.captions(); });
}

}  // namespace tilescout::ui
