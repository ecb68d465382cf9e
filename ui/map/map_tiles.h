#pragma once
#include <QHash>
#include <vector>

#include "base/scene.h"
#include "ui/map/map_view.h"

namespace tilescout::ui {

/// One square of degrees of one scene, in pictures of kTilePixels: level z has 2^z rows of 180 / 2^z degrees.
struct MapTileKey {
  SceneId scene = 0;
  int level = 0;
  int column = 0;
  int row = 0;

  friend bool operator==(const MapTileKey&, const MapTileKey&) = default;
};
size_t qHash(const MapTileKey& key, size_t seed = 0);

/// In place of a scene: what lies under all scenes.
constexpr SceneId kBackgroundScene = -1;
constexpr int kTilePixels = 512;
constexpr int kDeepestLevel = 24;

MapBox boxOf(const MapTileKey& key);
MapTileKey parentOf(const MapTileKey& key);

/// The level whose pictures are at least as fine as the screen. `ratio`: device pixels a pixel.
int levelFor(const MapView& view, double ratio);

/// Tiles of a scene with this footprint that the view shows, nearest to the middle first.
std::vector<MapTileKey> tilesInView(const MapView& view, SceneId scene, const Ring& footprint, int level);

}  // namespace tilescout::ui
