#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/job.h"
#include "explore/neighbours.h"
#include "explore/rows.h"

namespace tilescout::explore {

/// A row that is worth a label.
struct LabelCandidate {
  std::int32_t row = 0;
  std::int64_t standsFor =
      0;                  ///< rows that are nearer to this one than to any labelled or other chosen one, itself too
  double distance = 0.0;  ///< 1 − cosine to the nearest row labelled or chosen before it; 1 when there is none
};

/// Rows in the order in which labels tell most: always the next is far from everything labelled or chosen so far and
/// lies where rows are dense (k-centre, Sener & Savarese 2018, weighed by the rank of the density, so that outliers do
/// not come first). `labelled` has a byte a row, not 0 = labelled; none labelled: the densest row comes first. Fewer
/// than `count` where nothing differs any more.
std::vector<LabelCandidate> worthLabelling(const Rows& rows, const KnnGraph& graph,
                                           std::span<const std::uint8_t> labelled, std::size_t count, JobContext& job);

}  // namespace tilescout::explore
