#pragma once
#include <cstdint>
#include <vector>

#include "explore/neighbours.h"

namespace tilescout::explore {

/// A sparse matrix by rows: row i's columns and weights are [start[i], start[i + 1]), columns rising.
struct SparseRows {
  std::vector<std::size_t> start{0};
  std::vector<std::int32_t> column;
  std::vector<float> weight;

  std::size_t count() const noexcept { return start.size() - 1; }
};

/// Membership strengths of each row's neighbours, [count × k]: exp(−(d − ρ) / σ), with σ such that a row's strengths
/// sum to log2(k + 1) (McInnes et al. 2018, algorithm 3; umap-learn's smooth_knn_dist, whose k counts the row itself).
std::vector<float> membershipStrengths(const KnnGraph& graph);

/// UMAP's graph: strengths joined by the fuzzy union a + b − ab, symmetric.
SparseRows fuzzyUnion(const KnnGraph& graph, const std::vector<float>& strengths);

}  // namespace tilescout::explore
