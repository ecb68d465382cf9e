#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "base/image.h"
#include "base/scene.h"

namespace tilescout::geo {

/// GDAL's description of a web map: of a template with {x}, {y} and {z} (or {-y}, counted from the south), or of a WMS
/// address that names its LAYERS. `cache`: folder for what was fetched. Throws Error{InvalidInput} saying what the
/// address lacks.
std::string describeWebMap(const std::string& address, const std::filesystem::path& cache);

/// A picture of the Earth that lies under the scenes: a local raster (GeoTIFF, VRT, MBTiles, …), or a web map that the
/// user allowed. Any GDAL description file may name a network source, which is followed with the permission alone.
/// One thread.
class BackgroundMap {
 public:
  /// `folder`: where descriptions and fetched pictures of web maps are kept. Throws Error: NotFound, InvalidInput (no
  /// place on the map, a network that was not allowed), Corrupt, …
  BackgroundMap(const std::string& address, bool allowNetwork, const std::filesystem::path& folder);
  ~BackgroundMap();

  /// As geo::warpToMap. A web map that cannot be reached gives Error{Io} naming it.
  MaskedImage warped(const MapBox& box, int width, int height);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::geo
