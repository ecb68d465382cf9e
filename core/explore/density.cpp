#include <algorithm>
#include <cmath>

#include "explore/clustering.h"
#include "explore/detail/condensed_tree.h"

namespace tilescout::explore {

namespace {

constexpr float kThinner = 6.0F;
constexpr float kAlike = 0.01F;  // cosine distance within which nothing is a stray, however dense its cluster

/// Large enough to be seen in a legend, small enough that a rare thing of an archive gets its own.
std::size_t chosenSize(std::size_t count) {
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(1.5 * std::sqrt(static_cast<double>(count)))), 5,
                                 400);
}

std::vector<detail::Edge> reachability(const KnnGraph& graph, std::size_t minSamples) {
  const std::size_t at = std::min(std::max<std::size_t>(1, minSamples), graph.k) - 1;
  const auto core = [&](std::size_t i) { return graph.distance[i * graph.k + at]; };
  std::vector<detail::Edge> edges;
  edges.reserve(graph.count * graph.k);
  for (std::size_t i = 0; i < graph.count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) {
      const std::int32_t other = graph.neighbour[i * graph.k + j];
      const auto self = static_cast<std::int32_t>(i);
      const float reach = std::max({core(i), core(static_cast<std::size_t>(other)), graph.distance[i * graph.k + j]});
      edges.push_back({std::min(self, other), std::max(self, other), reach});
    }
  }
  return edges;
}

/// A row whose surroundings are many times thinner than is usual in its cluster hangs on it only because the neighbour
/// graph has no other edge for it: it belongs to none.
void dropStrays(const KnnGraph& graph, std::size_t minSamples, Partition& partition) {
  const std::size_t at = std::min(std::max<std::size_t>(1, minSamples), graph.k) - 1;
  std::vector<std::vector<float>> cores(static_cast<std::size_t>(partition.count));
  for (std::size_t i = 0; i < graph.count; ++i) {
    if (partition.of[i] >= 0)
      cores[static_cast<std::size_t>(partition.of[i])].push_back(graph.distance[i * graph.k + at]);
  }
  std::vector<float> farthest;
  for (std::vector<float>& core : cores) {
    const auto middle = core.begin() + static_cast<std::ptrdiff_t>(core.size() / 2);
    std::nth_element(core.begin(), middle, core.end());
    farthest.push_back(std::max(kThinner * *middle, kAlike));
  }
  for (std::size_t i = 0; i < graph.count; ++i) {
    std::int32_t& of = partition.of[i];
    if (of >= 0 && graph.distance[i * graph.k + at] > farthest[static_cast<std::size_t>(of)]) of = -1;
  }
}

}  // namespace

Partition densityClusters(const Rows& rows, const KnnGraph& graph, const DensityOptions& options, JobContext& job) {
  Partition partition;
  partition.of.assign(rows.count(), -1);
  if (rows.count() == 0) return partition;
  if (graph.k > 0) {
    job.checkpoint();
    std::vector<detail::Edge> edges = reachability(graph, options.minSamples);
    const float longest = std::max_element(edges.begin(), edges.end(), [](const auto& a, const auto& b) {
                            return a.length < b.length;
                          })->length;
    const std::size_t minSize = options.minClusterSize > 0 ? options.minClusterSize : chosenSize(rows.count());
    const auto tree = detail::spanningTree(rows.count(), std::move(edges), 2.0F * longest + 1e-3F);
    job.checkpoint();
    partition.of = detail::excessOfMass(rows.count(), tree, minSize);
  }
  partition.count = partition.of.empty() ? 0 : 1 + *std::max_element(partition.of.begin(), partition.of.end());
  if (partition.count == 0) {
    partition.of.assign(rows.count(), 0);
    partition.count = 1;
  } else {
    dropStrays(graph, options.minSamples, partition);
  }
  partition.centres = centresOf(rows, partition.of, partition.count);
  return partition;
}

}  // namespace tilescout::explore
