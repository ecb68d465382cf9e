#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "search/query.h"

namespace tilescout::exchange {

/// QGIS's XML of a renderer that fills polygons by the field "score" (viridis).
std::string qgisRenderer(const std::vector<Hit>& hits);

/// The same as a style file (QML).
std::string qgisStyle(const std::vector<Hit>& hits);

/// A value of an integer field, and how polygons with it are filled: categories as base/category_palette.h has them,
/// with hatches in place of shapes; place −1: belongs to none.
struct StyleCategory {
  std::int64_t value = 0;
  std::string label;
  int place = 0;
};

/// A style file that fills polygons by the field `attribute`.
std::string qgisCategories(const std::string& attribute, const std::vector<StyleCategory>& categories);

}  // namespace tilescout::exchange
