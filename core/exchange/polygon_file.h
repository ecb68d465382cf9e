#pragma once
#include <filesystem>
#include <vector>

#include "base/scene.h"

namespace tilescout::exchange {

/// All polygons of a vector file (GeoJSON, GeoPackage, Shapefile, FlatGeobuf, KML), every layer, in WGS 84: of each
/// the outer ring, then its holes, none repeating its first point. Points and lines are passed over; curves are made
/// straight. Rings of projected data run on past ±180 where they cross the date line.
/// Throws Error: NotFound; InvalidInput when the file holds no polygon, or no CRS and no degrees; Corrupt.
std::vector<std::vector<Ring>> readPolygons(const std::filesystem::path& file);

}  // namespace tilescout::exchange
