#include "search/distinct.h"

#include <algorithm>

#include "search/geo_filter.h"

namespace tilescout::search {
namespace {

constexpr double samePlaceShare = 0.5;

}  // namespace

bool DistinctPlaces::samePlace(const TileInfo& a, const TileInfo& b) const {
  if (a.footprint.empty() || b.footprint.empty())
    return a.scene == b.scene && overlapShare(a.window, b.window) > samePlaceShare;
  return metresBetween(centreOf(a.footprint), centreOf(b.footprint)) < metres_ ||
         overlapShare(a.footprint, b.footprint) > samePlaceShare;
}

bool DistinctPlaces::take(const TileInfo& tile) {
  if (std::any_of(taken_.begin(), taken_.end(), [&](const TileInfo& other) { return samePlace(tile, other); }))
    return false;
  taken_.push_back(tile);
  return true;
}

}  // namespace tilescout::search
