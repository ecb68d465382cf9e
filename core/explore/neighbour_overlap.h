#pragma once
#include <vector>

#include "explore/neighbours.h"

namespace tilescout::explore {

/// For each row, 0 … 1: the share of its neighbours in one graph that are none of its neighbours in the other. Both
/// graphs are over the same rows with the same k; indices name the same things. 0 where rows have no neighbours.
std::vector<float> neighbourTurnover(const KnnGraph& before, const KnnGraph& after);

/// For each row, 0 … 1, how much of its surroundings is left: the mean of two shares of its neighbours in each graph,
/// those that are its neighbours in the other graph too and those that the other graph reaches within two steps. The
/// second is still telling where rows of one large group change places among themselves. Throws Error{InvalidInput} for
/// graphs over different rows; 1 where rows have no neighbours.
std::vector<float> surroundingsKept(const KnnGraph& before, const KnnGraph& after);

/// How strongly alignedLayouts() should draw each row's two points together: `most` for the half whose surroundings
/// were kept best, steeply less for a row that lost more than that half, nothing for one that lost all. Where even that
/// half kept nothing, all get `most`: there is nothing else to align by.
std::vector<float> alignmentPulls(const KnnGraph& before, const KnnGraph& after, float most);

}  // namespace tilescout::explore
