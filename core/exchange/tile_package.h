#pragma once
#include <ogrsf_frmts.h>

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "base/scene.h"

/// GeoPackages of tiles; included by .cpp files alone.
namespace tilescout::exchange {

struct PackageField {
  const char* name;
  OGRFieldType type;
};

/// Each throws Error{Io} naming `file` where GDAL fails.
void addFields(OGRLayer& layer, std::span<const PackageField> fields, const std::filesystem::path& file);
void addFeature(OGRLayer& layer, OGRFeature& feature, const std::filesystem::path& file);

/// The tile's footprint as the feature's polygon; a tile without one gets none.
void setFootprint(OGRFeature& feature, const Ring& wgs84);

/// How QGIS draws a layer when it opens the package.
struct PackageStyle {
  const char* layer;
  const char* name;
  const char* description;
  std::string qml;
};

/// Adds QGIS's table of styles, made as QGIS makes it.
void addStyle(GDALDataset& dataset, const PackageStyle& style, const std::filesystem::path& file);

/// Writes a GeoPackage with one layer of polygons in WGS 84, which `fill` fills in one transaction; `after` may add to
/// the package. An exception leaves what was at `file` as it was.
void writeTilePackage(const std::filesystem::path& file, const char* layer, std::span<const PackageField> fields,
                      const std::function<void(OGRLayer&)>& fill, const std::function<void(GDALDataset&)>& after = {});

}  // namespace tilescout::exchange
