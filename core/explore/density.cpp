#include <algorithm>
#include <cmath>

#include "explore/clustering.h"
#include "explore/detail/condensed_tree.h"
#include "explore/detail/flat_neighbours.h"
#include "explore/fuzzy_graph.h"

namespace tilescout::explore {

namespace {

constexpr double kCosineSize = 1.5, kFuzzySize = 0.55,
                 kFlatSize = 0.8;  // smallest cluster, in square roots of the rows
constexpr std::size_t kFlatNeighbours = 20;
constexpr float kKnot = 0.5F;
constexpr float kApart = 4.0F;                          // of parts that no edge joins
constexpr float kThinner = 6.0F;
constexpr float kAlike = 0.01F;  // cosine distance within which nothing is a stray, however dense its cluster

/// Large enough to be seen in a legend, small enough that a rare thing of an archive gets its own.
std::size_t chosenSize(const DensityOptions& options, std::size_t count, double factor) {
  if (options.minClusterSize > 0) return options.minClusterSize;
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(factor * std::sqrt(static_cast<double>(count)))),
                                 5, 400);
}

/// Mutual reachability in cosine distances: right where groups are apart, and it never splits one that is even.
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

/// Distances in the fuzzy graph: its strengths are relative to each row's own surroundings. Where groups run into one
/// another, as those of real imagery do, plain cosines would leave most rows as noise.
std::vector<detail::Edge> fuzzyDistances(const KnnGraph& graph) {
  const SparseRows strengths = fuzzyUnion(graph, membershipStrengths(graph));
  std::vector<detail::Edge> edges;
  edges.reserve(strengths.column.size() / 2);
  for (std::size_t i = 0; i < strengths.count(); ++i) {
    for (std::size_t e = strengths.start[i]; e < strengths.start[i + 1]; ++e) {
      const auto self = static_cast<std::int32_t>(i);
      if (strengths.column[e] > self) edges.push_back({self, strengths.column[e], 1.001F - strengths.weight[e]});
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

namespace {

/// From labels to a partition: what is noise joins its neighbours, strays leave, centres are worked out.
void complete(const Rows& rows, const KnnGraph& graph, std::size_t minSamples, Partition& partition) {
  partition.count = partition.of.empty() ? 0 : 1 + *std::max_element(partition.of.begin(), partition.of.end());
  if (partition.count == 0) {
    partition.of.assign(rows.count(), 0);
    partition.count = 1;
  } else {
    partition.centres = centresOf(rows, partition.of, partition.count);
    absorbNoise(rows, graph, partition);
    dropStrays(graph, minSamples, partition);
  }
  partition.centres = centresOf(rows, partition.of, partition.count);
}

float extentOf(const std::vector<Point>& points) {
  const auto [left, right] =
      std::minmax_element(points.begin(), points.end(), [](Point a, Point b) { return a.x < b.x; });
  const auto [low, high] =
      std::minmax_element(points.begin(), points.end(), [](Point a, Point b) { return a.y < b.y; });
  return std::max(1e-3F, (right->x - left->x) + (high->y - low->y));
}

float medianCore(const KnnGraph& graph, std::size_t minSamples) {
  const std::size_t at = std::min(std::max<std::size_t>(1, minSamples), graph.k) - 1;
  std::vector<float> cores;
  for (std::size_t i = 0; i < graph.count; ++i) cores.push_back(graph.distance[i * graph.k + at]);
  const auto middle = cores.begin() + static_cast<std::ptrdiff_t>(cores.size() / 2);
  std::nth_element(cores.begin(), middle, cores.end());
  return *middle;
}

}  // namespace

Partition densityClusters(const Rows& rows, const KnnGraph& graph, const DensityOptions& options, JobContext& job) {
  Partition partition;
  partition.of.assign(rows.count(), -1);
  if (rows.count() == 0) return partition;
  if (graph.k > 0) {
    const std::size_t count = rows.count();
    const auto cluster = [&](std::vector<detail::Edge> edges, double factor) {
      job.checkpoint();
      const auto tree = detail::spanningTree(count, std::move(edges), kApart);
      return detail::excessOfMass(count, tree, chosenSize(options, count, factor));
    };
    partition.of = cluster(reachability(graph, options.minSamples), kCosineSize);
    const auto noise = static_cast<std::size_t>(std::count(partition.of.begin(), partition.of.end(), -1));
    // All noise: nothing splits off, which is one even group; mostly noise: groups that cosines cannot tell apart.
    if (2 * noise > count && noise < count) partition.of = cluster(fuzzyDistances(graph), kFuzzySize);
  }
  complete(rows, graph, options.minSamples, partition);
  return partition;
}

Partition layoutClusters(const Rows& rows, const std::vector<Point>& points, const DensityOptions& options, Team& team,
                         JobContext& job) {
  Partition partition;
  partition.of.assign(rows.count(), -1);
  if (rows.count() == 0) return partition;
  const KnnGraph graph = detail::flatNeighbours(points, kFlatNeighbours, team, job);
  if (graph.k > 0) {
    std::vector<detail::Edge> edges = reachability(graph, options.minSamples);
    // A knot of near equal tiles is no denser than its surroundings have to be: else it would outweigh everything.
    const float least = kKnot * medianCore(graph, options.minSamples);
    for (detail::Edge& edge : edges) edge.length = std::max(edge.length, least);
    const auto tree = detail::spanningTree(graph.count, std::move(edges), extentOf(points));
    partition.of = detail::excessOfMass(graph.count, tree, chosenSize(options, graph.count, kFlatSize));
  }
  complete(rows, graph, options.minSamples, partition);
  return partition;
}

}  // namespace tilescout::explore
