#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "base/image.h"
#include "base/job.h"
#include "base/scene.h"

namespace tilescout::jobs {

/// What can be shown of a scene, and how: enough for a map, a large view and a choice of bands.
struct SceneView {
  SceneId id = 0;
  std::string name, path, date, crsName;
  int width = 0, height = 0;
  double gsdMetres = 0.0;  ///< 0 = unknown
  std::vector<BandInfo> bands;
  Rendering rendering;  ///< the one it was indexed with
  Ring footprint;       ///< empty: its place is not known
};

/// One pixel's place in WGS 84 and in the scene's own CRS.
struct SceneCoordinates {
  LonLat ground;
  PixelPlace crs;  ///< x east, y north
  std::string crsName;
  bool degrees = false;  ///< crs is in degrees, not in metres or feet
};

/// Pictures and places of the archive's scenes for the map, the large view and comparisons over time. Own read
/// connection; one thread at a time. Throws Error naming the scene: NotFound, Corrupt (its file cannot be read), …
class MapService {
 public:
  explicit MapService(const std::filesystem::path& archiveFile);
  ~MapService();

  SceneView view(SceneId id);
  /// What of the scene lies in the box, in plate carrée; empty when nothing does. See geo/scene_warp.h.
  MaskedImage warped(SceneId id, const MapBox& box, int width, int height, const std::optional<Rendering>& rendering);
  /// A window of the scene in its own pixels, at any zoom; beyond the scene transparent.
  MaskedImage window(SceneId id, const TileWindow& window, int width, int height,
                     const std::optional<Rendering>& rendering);
  /// The stretch of other bands, or another stretch of the same.
  Rendering stretched(SceneId id, const std::array<int, 3>& bands, const StretchSpec& spec, JobContext& job);
  /// Empty when the scene has no place, or its projection none there.
  std::optional<SceneCoordinates> coordinates(SceneId id, double pixel, double line);
  std::optional<PixelPlace> pixelOf(SceneId id, const LonLat& place);
  /// Scenes with pixels at the place, by date, those without a date last. Refused scenes are left out.
  std::vector<SceneView> scenesAt(const LonLat& place);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
