#include "exchange/score_classes.h"

#include <algorithm>

#include "base/viridis.h"

namespace tilescout::exchange {
namespace {

constexpr int kSteps = 8;

}  // namespace

std::vector<ScoreClass> scoreClasses(const std::vector<Hit>& hits) {
  if (hits.empty()) return {};
  const auto [low, high] =
      std::minmax_element(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score < b.score; });
  if (!(high->score > low->score)) return {{low->score, high->score, viridis(1.0)}};
  const double step = (high->score - low->score) / kSteps;
  std::vector<ScoreClass> classes;
  for (int i = 0; i < kSteps; ++i) {
    // The last one ends at the highest score itself, which rounding must not leave out.
    const double top = i + 1 == kSteps ? high->score : low->score + (i + 1) * step;
    classes.push_back({low->score + i * step, top, viridis(i / (kSteps - 1.0))});
  }
  return classes;
}

std::size_t classOf(double score, const std::vector<ScoreClass>& classes) {
  std::size_t at = 0;
  while (at + 1 < classes.size() && score >= classes[at + 1].low) ++at;
  return at;
}

}  // namespace tilescout::exchange
