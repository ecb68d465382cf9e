#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "explore/detail/descent_kernel.h"
#include "explore/fuzzy_graph.h"
#include "explore/rows.h"
#include "explore/team.h"
#include "explore/umap.h"

namespace tilescout::explore::detail {

/// UMAP's descent, an epoch at a time. Rows of `graph` are the points that move: row i is point `offset` + i of the
/// layout; columns are points of the layout.
class Descent {
 public:
  Descent(const SparseRows& graph, std::size_t offset, const UmapOptions& options, int epochs, float rate);

  int epochs() const noexcept { return epochs_; }

  void epoch(int number, std::vector<Point>& points, Team& team) { epoch(number, points, team, nullptr, nullptr); }

  /// Each point is drawn to its anchor by its pull, at the learning rate: one of both for each point of the layout.
  void epoch(int number, std::vector<Point>& points, Team& team, const std::vector<Point>& anchors,
             const std::vector<float>& pulls) {
    epoch(number, points, team, anchors.data(), pulls.data());
  }

 private:
  void epoch(int number, std::vector<Point>& points, Team& team, const Point* anchors, const float* pulls);

  std::size_t count_;
  std::size_t offset_;
  std::size_t turns_;
  Curve curve_;
  int epochs_;
  int negatives_;
  float rate_;
  std::uint64_t seed_;
  bool bothEnds_;                    ///< an edge pulls from its two ends; with fixed points there is only one
  std::vector<DescentEdge> edges_;   ///< turn by turn, so that each turn reads them in their order
  std::vector<std::size_t> starts_;  ///< each turn's rows, with one more for the end of its last
  std::vector<Point> moved_;
};

}  // namespace tilescout::explore::detail
