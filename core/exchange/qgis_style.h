#pragma once
#include <string>
#include <vector>

#include "search/query.h"

namespace tilescout::exchange {

/// QGIS's XML of a renderer that fills polygons by the field "score" (viridis).
std::string qgisRenderer(const std::vector<Hit>& hits);

/// The same as a style file (QML).
std::string qgisStyle(const std::vector<Hit>& hits);

}  // namespace tilescout::exchange
