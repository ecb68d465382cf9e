#pragma once
#include <array>
#include <optional>
#include <string>

#include "base/scene.h"

namespace tilescout::geo {

/// Which bands are shown as red, green, blue, and why (for the scene's note; "" when the file says it itself).
struct BandChoice {
  std::array<int, 3> bands{1, 1, 1};
  bool palette = false;
  std::string reason;
};

/// By colour interpretation, band names (red, B4 …), what Sentinel-2, Landsat, PlanetScope and NAIP products are like
/// (file name and number of bands), else the first three; one or two bands give grey. Alpha bands are never shown.
/// Pure: needs only scene.name and scene.bands.
BandChoice chooseBands(const SceneInfo& scene);

/// Why a raster with one band is no picture (elevation and other measured surfaces), by its unit, names and driver;
/// empty when nothing speaks against it. `unit` is GDAL's unit type of the band.
std::optional<std::string> notAPicture(const SceneInfo& scene, const std::string& unit);

}  // namespace tilescout::geo
