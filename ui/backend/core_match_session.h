#pragma once
#include <memory>

#include "ui/backend/match_session.h"

namespace tilescout::ui {

struct CoreParts;

/// Over jobs::SearchService.
class CoreMatchSession : public MatchSession {
 public:
  explicit CoreMatchSession(std::shared_ptr<CoreParts> parts);

  std::vector<TextMatch> rank(TileId tile, const std::vector<std::string>& texts, int top) override;
  std::vector<std::string> captions() override;

 private:
  const std::shared_ptr<CoreParts> parts_;
};

}  // namespace tilescout::ui
