#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/scene.h"
#include "search/query.h"

namespace tilescout::exchange {

/// A QGIS 3 project: the hits of a GeoPackage beside it (by its relative name), coloured by score, over the scenes they
/// come from, each shown as Tilescout shows it. The map opens on the hits. Names are escaped. Scenes that QGIS should
/// look for are named by absolute path.
std::string qgisProject(const SearchResult& result, const Query& query, const std::string& geoPackageName,
                        const std::vector<SceneInfo>& scenes);

}  // namespace tilescout::exchange
