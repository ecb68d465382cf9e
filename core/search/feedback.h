#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "search/query.h"

namespace tilescout {

/// What the user said of one tile. `audit`: it was drawn at random and tells how good the ranking is, so it is not
/// learned from while that audit stands.
struct Mark {
  TileId tile = 0;
  bool right = true;
  bool audit = false;
};

/// A random sample of what a detector accepts. `accepted` tiles reached its threshold when the sample was drawn; of
/// these `known` had been marked before, `knownRight` of them right; the sample comes from the rest.
struct Audit {
  std::int64_t accepted = 0;
  std::int64_t known = 0;
  std::int64_t knownRight = 0;
  std::vector<TileId> tiles;
  std::string ranking;  ///< names the marks that the ranking was learned from: another ranking needs another audit
};

/// Share of the accepted tiles that are right, 0..1, with a 95 % interval. `marked` 0: nothing is known yet.
struct PrecisionEstimate {
  double value = 0.0, low = 0.0, high = 1.0;
  std::int64_t marked = 0, right = 0;  ///< of the random sample
};

/// From the marks of an audit's own tiles: the tiles known before count as they are, the rest as the sample says, with
/// Wilson's interval (1927), which keeps its promise for few marks and for shares near 0 and 1.
inline PrecisionEstimate estimatePrecision(const Audit& audit, const std::vector<Mark>& marks) {
  PrecisionEstimate estimate;
  for (const Mark& mark : marks) {
    if (!mark.audit || std::find(audit.tiles.begin(), audit.tiles.end(), mark.tile) == audit.tiles.end()) continue;
    ++estimate.marked;
    if (mark.right) ++estimate.right;
  }
  const double total = static_cast<double>(audit.accepted);
  if (estimate.marked == 0 || total <= 0) return estimate;
  constexpr double z = 1.959964;
  const auto n = static_cast<double>(estimate.marked);
  const double share = static_cast<double>(estimate.right) / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  const double rest = total - static_cast<double>(audit.known);
  const auto whole = [&](double ofRest) {
    return std::clamp((static_cast<double>(audit.knownRight) + rest * ofRest) / total, 0.0, 1.0);
  };
  estimate.value = whole(share);
  estimate.low = whole(std::max(0.0, middle - half));
  estimate.high = whole(std::min(1.0, middle + half));
  return estimate;
}

/// Everything that a refined query is: saved as JSON, reopened, and run again on other tiles by the same model.
struct FeedbackState {
  Query query;                 ///< the text and examples that stood at the beginning; its pictures are not kept
  std::vector<Mark> marks;
  LearnedRanking detector;  ///< learned from the marks; empty vector: nothing learned yet
  Audit audit;
  std::string model, modelFingerprint;
};

/// What one round of refining shows.
struct RefineResult {
  SearchResult best;                 ///< ranked by the detector; bands: likely from probability 0.5, possible from 0.2
  std::vector<Hit> uncertain;        ///< nearest to the threshold and unlike each other, none marked
  std::vector<Hit> random;           ///< uniform sample of the accepted tiles that nobody has marked
  Audit audit;                       ///< of that sample
  LearnedRanking detector;
};

struct RefineOptions {
  int uncertain = 12;
  int random = 12;
  std::uint64_t seed = 1;            ///< of the random sample: the same seed draws the same tiles
};

}  // namespace tilescout
