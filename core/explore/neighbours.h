#pragma once
#include <cstdint>
#include <vector>

#include "base/job.h"
#include "explore/rows.h"
#include "explore/team.h"

namespace tilescout::explore {

/// For each of `count` rows its k nearest others, nearest first: neighbour[i * k + j], distance = 1 − cosine, >= 0.
struct KnnGraph {
  std::size_t count = 0;
  std::size_t k = 0;
  std::vector<std::int32_t> neighbour;
  std::vector<float> distance;
};

struct KnnOptions {
  std::size_t k = 15;
  std::size_t exactLimit = 20'000;  ///< above it rows are compared with those of the nearest cells only
  std::size_t probes = 0;           ///< cells that each cell is compared with; 0 = chosen for a recall of about 0.95
  std::uint64_t seed = 42;
};

/// Neighbours of normalised rows among themselves by blocked matrix products, exact up to `exactLimit` rows. Above, the
/// rows are put into about √n cells by k-means (as an inverted file does, Jégou et al. 2011) and whole cells are
/// compared. k is cut to count − 1. The same result on any number of threads. Stage of the job: "neighbours".
KnnGraph nearestNeighbours(const Rows& rows, const KnnOptions& options, Team& team, JobContext& job);

/// Neighbours of `queries` among `rows`, exact; indices are those of `rows`. k is cut to rows.count().
KnnGraph neighboursAmong(const Rows& queries, const Rows& rows, std::size_t k, Team& team, JobContext& job);

}  // namespace tilescout::explore
