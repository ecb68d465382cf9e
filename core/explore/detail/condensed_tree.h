#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tilescout::explore::detail {

/// An edge of a neighbour graph or of its minimum spanning tree.
struct Edge {
  std::int32_t a = 0, b = 0;
  float length = 0.0F;
};

/// Minimum spanning tree of `count` nodes by Kruskal; parts that no edge joins are joined by edges of `gap`.
std::vector<Edge> spanningTree(std::size_t count, std::vector<Edge> edges, float gap);

/// HDBSCAN's flat clusters of a spanning tree: hierarchy by growing distance, branches of fewer than `minSize` nodes
/// fall out of their parent, the clusters with the greatest excess of mass stay (Campello et al. 2013). Cluster of each
/// node from 0, −1 for noise; all −1 when nothing splits off.
std::vector<std::int32_t> excessOfMass(std::size_t count, const std::vector<Edge>& tree, std::size_t minSize);

}  // namespace tilescout::explore::detail
