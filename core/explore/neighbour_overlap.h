#pragma once
#include <vector>

#include "explore/neighbours.h"

namespace tilescout::explore {

/// For each row, 0 … 1: the share of its neighbours in one graph that are none of its neighbours in the other. Both
/// graphs are over the same rows with the same k; indices name the same things. 0 where rows have no neighbours.
std::vector<float> neighbourTurnover(const KnnGraph& before, const KnnGraph& after);

}  // namespace tilescout::explore
