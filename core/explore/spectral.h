#pragma once
#include <cstdint>
#include <vector>

#include "base/job.h"
#include "explore/fuzzy_graph.h"
#include "explore/rows.h"
#include "explore/team.h"

namespace tilescout::explore {

/// A start for UMAP from the neighbour graph itself: each row by the second and third eigenvector of the normalised
/// adjacency (Laplacian eigenmaps, Belkin & Niyogi 2003), as umap-learn starts. Parts of the graph that no edge joins
/// are laid out on their own, each around the middle of its rows in `otherwise` (the principal components) and no
/// nearer to the next middle than half the way; parts too small, and those whose eigenvectors do not settle, keep that
/// shape. The same for the same seed on any number of threads; always finite. Stage: "start".
std::vector<Point> spectralStart(const SparseRows& edges, const std::vector<Point>& otherwise, std::uint64_t seed,
                                 Team& team, JobContext& job);

}  // namespace tilescout::explore
