#include "explore/neighbour_overlap.h"

#include <algorithm>

#include "base/error.h"

namespace tilescout::explore {

std::vector<float> neighbourTurnover(const KnnGraph& before, const KnnGraph& after) {
  if (before.count != after.count || before.k != after.k) {
    throw Error(ErrorCode::InvalidInput, "two graphs of neighbours are over different rows");
  }
  std::vector<float> turnover(before.count, 0.0F);
  const std::size_t k = before.k;
  if (k == 0) return turnover;
  for (std::size_t i = 0; i < before.count; ++i) {
    const auto first = after.neighbour.begin() + static_cast<std::ptrdiff_t>(i * k);
    std::size_t kept = 0;
    for (std::size_t j = 0; j < k; ++j) {
      kept += std::find(first, first + static_cast<std::ptrdiff_t>(k), before.neighbour[i * k + j]) !=
              first + static_cast<std::ptrdiff_t>(k);
    }
    turnover[i] = 1.0F - static_cast<float>(kept) / static_cast<float>(k);
  }
  return turnover;
}

}  // namespace tilescout::explore
