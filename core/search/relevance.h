#pragma once
#include <span>
#include <vector>

#include "search/vector_index.h"

namespace tilescout::search {

/// For every hit the share of all rows with a lower score, 0..100. `scores` are those of the scan that found the hits.
std::vector<double> percentilesOf(std::span<const float> scores, std::span<const Neighbour> hits);

}  // namespace tilescout::search
