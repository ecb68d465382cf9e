#pragma once
#include <cstddef>
#include <cstdint>

#include "explore/rows.h"

namespace tilescout::explore::detail {

/// An edge to point `column`; it acts in as many epochs as its share (of the greatest weight), evenly spread.
struct DescentEdge {
  std::int32_t column = 0;
  float share = 0.0F;
};

/// Whether an edge acts in the epoch.
inline bool acts(float share, float epoch) {
  return static_cast<int>(share * (epoch + 1.0F)) > static_cast<int>(share * epoch);
}

/// One turn of one epoch: what is read, and where the moved points are written. See Descent::epoch().
struct DescentTurn {
  const std::size_t* start = nullptr;  ///< row `m` of the turn has edges [start[m], start[m + 1])
  const DescentEdge* edges = nullptr;
  const Point* points = nullptr;  ///< the whole layout
  std::size_t pointCount = 0, offset = 0;
  const Point* anchors = nullptr;  ///< may be null; each point is drawn to its own with its strength of `pull`
  const float* pull = nullptr;
  std::size_t turn = 0, turns = 1;  ///< row `m` of the turn moves point offset + m · turns + turn
  int epoch = 0, negatives = 0;
  std::uint64_t seed = 0;
  float a = 0.0F, b = 0.0F, rate = 0.0F, pulls = 1.0F;
  Point* moved = nullptr;  ///< by row of the turn
};

/// Edges' pull and pushes act at most this many at a time.
constexpr int kDescentLanes = 8;

/// Moves rows [begin, end) of the turn. The same bits on every instruction set, and however rows are divided.
void moveRows(const DescentTurn& turn, std::size_t begin, std::size_t end);

}  // namespace tilescout::explore::detail
