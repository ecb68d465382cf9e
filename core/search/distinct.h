#pragma once
#include <vector>

#include "base/scene.h"

namespace tilescout::search {

/// Greedy choice of hits that show different places, fed best first. Two tiles are the same place when their centres
/// are closer than `metres`, or when their footprints share more than half of the smaller one (another level or
/// another year of the same ground). Tiles without a place are compared by their windows within their scene.
class DistinctPlaces {
 public:
  explicit DistinctPlaces(double metres) : metres_(metres) {}

  /// True when the tile shows a place that no taken tile shows; it is then taken.
  bool take(const TileInfo& tile);

 private:
  bool samePlace(const TileInfo& a, const TileInfo& b) const;

  double metres_;
  std::vector<TileInfo> taken_;
};

}  // namespace tilescout::search
