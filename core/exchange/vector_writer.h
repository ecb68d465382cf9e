#pragma once
#include <filesystem>
#include <string>

namespace tilescout::exchange {

/// A GeoJSON text as one layer of a new GeoPackage, EPSG:4326; the file appears whole or not at all.
/// Throws Error{Io} naming the file.
void writeGeoJsonAsGeoPackage(const std::string& geoJson, const std::string& layer, const std::filesystem::path& file);

}  // namespace tilescout::exchange
