#pragma once
#include <string>
#include <vector>

#include "search/query.h"

namespace tilescout::ui {

/// Texts compared with tiles. Called on worker threads; throws Error.
class MatchSession {
 public:
  virtual ~MatchSession() = default;

  /// `texts` ranked for a tile, best first, at most `top` of them.
  virtual std::vector<TextMatch> rank(TileId tile, const std::vector<std::string>& texts, int top) = 0;
  /// The archive's captions, each text once.
  virtual std::vector<std::string> captions() = 0;
};

}  // namespace tilescout::ui
