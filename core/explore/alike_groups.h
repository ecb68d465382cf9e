#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "explore/neighbours.h"
#include "explore/rows.h"

namespace tilescout::explore {

/// Two rows that are alike; each pair once, in either order.
struct AlikePair {
  std::int32_t a = 0, b = 0;
};

/// Two or more rows, rising, all of which are like one of them.
struct AlikeGroup {
  std::int32_t centre = 0;  ///< the row that the others are like
  double least = 1.0;       ///< the least cosine with it
  std::vector<std::int32_t> rows;
};

/// Groups out of pairs whose rows all have a cosine of at least `cosine` with their group's centre, the row with the
/// most pairs: chains of rows of which each is like the next would run through half an archive. Each row is in one
/// group at most. Largest first, of equals the more alike.
std::vector<AlikeGroup> groupsAlike(std::span<const AlikePair> pairs, const Rows& rows, double cosine);

/// Such groups of all neighbours with at least `cosine`.
std::vector<AlikeGroup> nearDuplicates(const KnnGraph& graph, const Rows& rows, double cosine);

}  // namespace tilescout::explore
