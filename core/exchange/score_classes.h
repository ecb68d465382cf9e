#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "search/query.h"

namespace tilescout::exchange {

/// One step of the colours by which hits are told apart: scores in [low, high].
struct ScoreClass {
  double low = 0.0, high = 0.0;
  std::array<std::uint8_t, 3> colour{};
};

/// Eight equal steps (one when all scores are the same) from the lowest score to the highest, coloured by viridis.
/// Empty without hits.
std::vector<ScoreClass> scoreClasses(const std::vector<Hit>& hits);

/// Index of the class a score belongs to.
std::size_t classOf(double score, const std::vector<ScoreClass>& classes);

}  // namespace tilescout::exchange
