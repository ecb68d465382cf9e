#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/scene.h"

namespace tilescout::exchange {

/// Cuts a window out of a scene into a GeoTIFF: every band at full resolution with its values, georeferencing (control
/// points too), nodata, colour table and metadata, deflated. What of the window lies beyond the scene is left off;
/// `tags` are added to the metadata. The file appears whole or not at all. Nothing is fetched from a network.
/// Throws Error: what opening the scene throws; InvalidInput when the window misses it; Corrupt; Io.
void clipToGeoTiff(const std::filesystem::path& scene, const TileWindow& window,
                   const std::vector<std::pair<std::string, std::string>>& tags, const std::filesystem::path& target);

/// A scene's name as part of a file name under every system: letters, digits, dot, dash and underscore stay, of what is
/// not ASCII all; at most 80 bytes.
std::string fileNamePart(const std::string& name);

}  // namespace tilescout::exchange
