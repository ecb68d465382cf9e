#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace tilescout::explore {

/// Numbers for new clusters that stay those of the old ones they mostly consist of. `before[i]` is the number that row
/// i had (−1: none, or the row is new), `after[i]` its new cluster 0 … count − 1 (−1: none). Each old number is given
/// once, greatest Jaccard overlap first, and only for an overlap of at least `least`; the rest get numbers from `next`
/// on, largest cluster first.
std::vector<std::int64_t> stableNumbers(std::span<const std::int64_t> before, std::span<const std::int32_t> after,
                                        int count, std::int64_t next, double least = 0.3);

/// Adjusted mutual information of two labellings (Vinh et al. 2010; arithmetic mean), 1 = the same, about 0 = by
/// chance.
double adjustedMutualInformation(std::span<const std::int32_t> a, std::span<const std::int32_t> b);

}  // namespace tilescout::explore
