#include "ui/map/map_tiles.h"

#include <algorithm>
#include <cmath>

namespace tilescout::ui {

namespace {

// More than any screen needs; a guard for odd footprints.
constexpr int kMostTiles = 96;

double span(int level) { return 180.0 / (1 << level); }

}  // namespace

size_t qHash(const MapTileKey& key, size_t seed) { return qHashMulti(seed, key.scene, key.level, key.column, key.row); }

MapBox boxOf(const MapTileKey& key) {
  const double side = span(key.level);
  const double west = -180.0 + key.column * side, north = 90.0 - key.row * side;
  return {west, north - side, west + side, north};
}

MapTileKey parentOf(const MapTileKey& key) { return {key.scene, key.level - 1, key.column / 2, key.row / 2}; }

int levelFor(const MapView& view, double ratio) {
  const double wanted = view.degreesPerPixel() / std::max(1.0, ratio) * kTilePixels;
  return std::clamp(static_cast<int>(std::ceil(std::log2(180.0 / wanted) - 0.1)), 0, kDeepestLevel);
}

std::vector<MapTileKey> tilesInView(const MapView& view, SceneId scene, const Ring& footprint, int level) {
  std::vector<MapTileKey> tiles;
  MapBox box;
  if (!boxAround({footprint}, &box)) return tiles;
  // A scene around a pole has a ring that does not close on itself in longitude: it may show at any.
  if (std::abs(footprint.back().lon - footprint.front().lon) > 180.0)
    box = {-180, box.south > 0 ? box.south : -90, 180, box.south > 0 ? 90.0 : box.north};
  const MapBox seen = view.visible();
  const double side = span(level);
  const int columns = 2 << level, rows = 1 << level;
  for (const double turn : {-720.0, -360.0, 0.0, 360.0}) {
    const double west = std::max(box.west + turn, seen.west), east = std::min(box.east + turn, seen.east);
    const double south = std::max(box.south, seen.south), north = std::min(box.north, seen.north);
    if (west >= east || south >= north) continue;
    const int first = static_cast<int>(std::floor((west + 180) / side));
    const int last = static_cast<int>(std::ceil((east + 180) / side));
    const int top = std::clamp(static_cast<int>(std::floor((90 - north) / side)), 0, rows - 1);
    const int bottom = std::clamp(static_cast<int>(std::ceil((90 - south) / side)), top + 1, rows);
    for (int row = top; row < bottom; ++row) {
      for (int column = first; column < last && static_cast<int>(tiles.size()) < kMostTiles; ++column) {
        const MapTileKey key{scene, level, ((column % columns) + columns) % columns, row};
        if (std::find(tiles.begin(), tiles.end(), key) == tiles.end()) tiles.push_back(key);
      }
    }
  }
  const QPointF middle(view.size().width() / 2, view.size().height() / 2);
  const auto distance = [&](const MapTileKey& key) {
    const MapBox at = boxOf(key);
    const QPointF away = view.toScreen({(at.west + at.east) / 2, (at.south + at.north) / 2}) - middle;
    return away.x() * away.x() + away.y() * away.y();
  };
  std::stable_sort(tiles.begin(), tiles.end(),
                   [&](const MapTileKey& a, const MapTileKey& b) { return distance(a) < distance(b); });
  return tiles;
}

}  // namespace tilescout::ui
