#pragma once
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/scene.h"

namespace tilescout::geo {

/// How a scene is cut. With `tile` (and `levels`): windows of tile·2^L full-resolution pixels for L in [0, levels).
/// With `groundMetres`: one level whose windows cover that many metres. With neither: windows of `imageSize` pixels at
/// the levels whose ground extent lies in [groundExtent[0], groundExtent[1]] of the model's card; when the scene's
/// resolution allows none of them, the nearest, with a warning; without GSD or extents, level 0.
struct TilingOptions {
  int tile = 0;                              ///< pixels; 0 = not given
  int stride = 0;                            ///< pixels at level 0; 0 = tile (no overlap)
  int levels = 0;                            ///< 0 = not given
  double groundMetres = 0.0;                 ///< 0 = not given
  int imageSize = 224;                       ///< of the model
  std::array<double, 2> groundExtent{0, 0};  ///< metres the model has seen; 0 = unknown
  double minValidFraction = 0.25;            ///< tiles with less data are skipped and counted
};

/// Tiles of one scene, level by level, row by row. Pure arithmetic; opens no file. Edge tiles keep the full size and
/// overlap their neighbour; a scene smaller than a tile gives one tile per level that is as large as the scene.
struct TilePlan {
  std::vector<TileWindow> windows;
  std::string warning;  ///< "" or why the ground extent lies outside what the model has seen
};
TilePlan planTiles(const SceneInfo& scene, const TilingOptions& options);

/// Stable text of the options, part of the fingerprint that tells whether a scene must be tiled anew.
std::string tilingKey(const TilingOptions& options);

/// Whether two keys differ at most in what follows from the model alone: its image size and the extents it has seen.
bool sameBesideModel(const std::string& key, const std::string& other);

}  // namespace tilescout::geo
