#pragma once
#include <string>
#include <utility>

#include "base/image.h"
#include "base/scene.h"
#include "geo/raster_reader.h"

namespace tilescout::jobs {

/// Name of a picture in the cache. It tells the pixels shown, not row ids: a new archive at the old place must not show
/// the old one's pictures.
std::string pictureKey(const SceneInfo& scene, const std::string& what, int size);
std::string tilePictureKey(const SceneInfo& scene, const TileWindow& window, int size);

/// Width and height of the window's picture, whose longest side has `size` pixels.
std::pair<int, int> pictureSides(const TileWindow& window, int size);
/// The window as a picture whose longest side has `size` pixels. Throws what RasterReader throws.
Image drawTile(geo::RasterReader& reader, const TileWindow& window, int size);

}  // namespace tilescout::jobs
