#include "search/relevance.h"

#include <algorithm>
#include <limits>

namespace tilescout::search {

std::vector<double> percentilesOf(std::span<const float> scores, std::span<const Neighbour> hits) {
  float lowest = std::numeric_limits<float>::infinity();
  for (const Neighbour& hit : hits) lowest = std::min(lowest, scores[hit.row]);
  // Hits lie at the top: only the few rows at or above the lowest of them need sorting.
  std::vector<float> upper;
  std::copy_if(scores.begin(), scores.end(), std::back_inserter(upper), [&](float score) { return score >= lowest; });
  std::sort(upper.begin(), upper.end());
  const std::size_t below = scores.size() - upper.size();
  std::vector<double> percentiles;
  for (const Neighbour& hit : hits) {
    const auto lower = std::lower_bound(upper.begin(), upper.end(), scores[hit.row]) - upper.begin();
    percentiles.push_back(100.0 * static_cast<double>(below + static_cast<std::size_t>(lower)) /
                          static_cast<double>(scores.size()));
  }
  return percentiles;
}

}  // namespace tilescout::search
