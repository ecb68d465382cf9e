#pragma once
#include "ui/backend/match_session.h"

namespace tilescout::test {

/// Ranks texts by how long they are: nothing to compute, and no two tests can mistake the order for chance.
class FakeMatchSession : public ui::MatchSession {
 public:
  std::vector<TextMatch> rank(TileId tile, const std::vector<std::string>& texts, int top) override;
  std::vector<std::string> captions() override { return {"a ship", "two ships in a harbour", "many green trees"}; }
};

}  // namespace tilescout::test
