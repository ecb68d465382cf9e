#include "explore/detail/flat_neighbours.h"

#include <algorithm>
#include <cmath>
#include <nanoflann.hpp>

namespace tilescout::explore::detail {

namespace {

/// What nanoflann asks of a set of points.
struct PointSet {
  const std::vector<Point>& points;
  std::size_t kdtree_get_point_count() const { return points.size(); }
  float kdtree_get_pt(std::size_t i, std::size_t axis) const { return axis == 0 ? points[i].x : points[i].y; }
  template <class Box>
  bool kdtree_get_bbox(Box&) const {
    return false;
  }
};

using Tree =
    nanoflann::KDTreeSingleIndexAdaptor<nanoflann::L2_Simple_Adaptor<float, PointSet>, PointSet, 2, std::uint32_t>;

}  // namespace

KnnGraph flatNeighbours(const std::vector<Point>& points, std::size_t k, Team& team, JobContext& job) {
  KnnGraph graph;
  graph.count = points.size();
  graph.k = points.empty() ? 0 : std::min(k, points.size() - 1);
  if (graph.k == 0) return graph;
  graph.neighbour.resize(graph.count * graph.k);
  graph.distance.resize(graph.count * graph.k);
  const PointSet set{points};
  const Tree tree(2, set);
  team.run(points.size(), 4096, [&](std::size_t begin, std::size_t end) {
    if (job.stopRequested()) return;
    std::vector<std::uint32_t> near(graph.k + 1);
    std::vector<float> squares(graph.k + 1);
    for (std::size_t i = begin; i < end; ++i) {
      const float at[2] = {points[i].x, points[i].y};
      const std::size_t found = tree.knnSearch(at, graph.k + 1, near.data(), squares.data());
      std::size_t out = i * graph.k;
      const std::size_t last = out + graph.k;
      for (std::size_t j = 0; j < found && out < last; ++j) {
        if (near[j] == i) continue;
        graph.neighbour[out] = static_cast<std::int32_t>(near[j]);
        graph.distance[out++] = std::sqrt(squares[j]);
      }
    }
  });
  job.checkpoint();
  return graph;
}

}  // namespace tilescout::explore::detail
