#pragma once
#include <optional>

#include "base/image.h"
#include "base/scene.h"
#include "geo/footprint.h"
#include "geo/raster_reader.h"

namespace tilescout::geo {

/// What of a scene lies in a box of the map, warped to plate carrée: width × height pixels of equal degrees,
/// transparent where the scene has no data. Empty when nothing of it lies there. Reads the overview that fits; memory
/// is bounded by the output. `reader` and `toGround` are of the same `scene`, which must have a footprint. Throws
/// Error{InvalidInput} for a box or size without area, and what RasterReader throws.
MaskedImage warpToMap(RasterReader& reader, const PixelToGround& toGround, const SceneInfo& scene, const MapBox& box,
                      int width, int height, const std::optional<Rendering>& rendering = std::nullopt);

}  // namespace tilescout::geo
