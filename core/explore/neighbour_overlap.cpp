#include "explore/neighbour_overlap.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace tilescout::explore {

namespace {

void checkAlike(const KnnGraph& before, const KnnGraph& after) {
  if (before.count != after.count || before.k != after.k) {
    throw Error(ErrorCode::InvalidInput, "two graphs of neighbours are over different rows");
  }
}

/// A row that kept nine tenths of what is usual is still held by half the pull, one that kept half by next to nothing.
/// It costs little to let go of one that did not change after all: its neighbours, which are held, hold it too.
constexpr float kSteepness = 6.0F;

/// Adds for each row how many of its neighbours in `of` are its neighbours in `within`, and how many are at most two
/// steps away there.
void addKept(const KnnGraph& of, const KnnGraph& within, std::vector<std::size_t>& kept) {
  const std::size_t k = of.k;
  std::vector<std::size_t> near(of.count, of.count), reached = near;  // the last row that a row was so near to
  for (std::size_t i = 0; i < of.count; ++i) {
    for (std::size_t j = 0; j < k; ++j) {
      const auto step = static_cast<std::size_t>(within.neighbour[i * k + j]);
      near[step] = reached[step] = i;
      for (std::size_t s = 0; s < k; ++s) reached[static_cast<std::size_t>(within.neighbour[step * k + s])] = i;
    }
    for (std::size_t j = 0; j < k; ++j) {
      const auto neighbour = static_cast<std::size_t>(of.neighbour[i * k + j]);
      kept[i] += static_cast<std::size_t>(near[neighbour] == i) + static_cast<std::size_t>(reached[neighbour] == i);
    }
  }
}

}  // namespace

std::vector<float> surroundingsKept(const KnnGraph& before, const KnnGraph& after) {
  checkAlike(before, after);
  std::vector<float> kept(before.count, 1.0F);
  if (before.k == 0) return kept;
  std::vector<std::size_t> counts(before.count, 0);
  addKept(before, after, counts);
  addKept(after, before, counts);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    kept[i] = static_cast<float>(counts[i]) / static_cast<float>(4 * before.k);
  }
  return kept;
}

std::vector<float> alignmentPulls(const KnnGraph& before, const KnnGraph& after, float most) {
  std::vector<float> pulls = surroundingsKept(before, after);
  if (pulls.empty()) return pulls;
  std::vector<float> sorted = pulls;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  const float usual = *middle;
  for (float& pull : pulls) {
    pull = usual > 0 ? most * std::pow(std::min(1.0F, pull / usual), kSteepness) : most;
  }
  return pulls;
}

std::vector<float> neighbourTurnover(const KnnGraph& before, const KnnGraph& after) {
  checkAlike(before, after);
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
