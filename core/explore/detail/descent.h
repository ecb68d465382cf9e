#pragma once
#include <cstdint>
#include <vector>

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

  /// `anchors` (may be null): positions that each moving point is drawn to by `pull`, at the learning rate.
  void epoch(int number, std::vector<Point>& points, Team& team, const std::vector<Point>* anchors = nullptr,
             float pull = 0.0F);

 private:
  class Mover;

  const SparseRows& graph_;
  std::size_t offset_;
  Curve curve_;
  int epochs_;
  int negatives_;
  float rate_;
  float greatest_ = 0.0F;
  std::uint64_t seed_;
  bool bothEnds_;  ///< an edge pulls from its two ends; with fixed points there is only one
  std::vector<Point> moved_;
};

}  // namespace tilescout::explore::detail
