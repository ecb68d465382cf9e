#include "exchange/tile_package.h"

#include "exchange/gdal_support.h"
#include "exchange/hit_geometry.h"
#include "exchange/neighbour_file.h"

namespace tilescout::exchange {

namespace {

OGRLayer& addPolygons(GDALDataset& dataset, const char* name, const std::filesystem::path& file) {
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer* layer = dataset.CreateLayer(name, &wgs84, wkbPolygon, nullptr);
  if (layer == nullptr) failGdal(ErrorCode::Io, file, "cannot be written");
  return *layer;
}

}  // namespace

void addFields(OGRLayer& layer, std::span<const PackageField> fields, const std::filesystem::path& file) {
  for (const PackageField& field : fields) {
    OGRFieldDefn definition(field.name, field.type);
    if (layer.CreateField(&definition) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
  }
}

void addFeature(OGRLayer& layer, OGRFeature& feature, const std::filesystem::path& file) {
  if (layer.CreateFeature(&feature) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
}

void setFootprint(OGRFeature& feature, const Ring& wgs84) {
  if (wgs84.size() < 3) return;
  OGRLinearRing ring;
  for (const LonLat& point : closedCounterClockwise(wgs84)) ring.addPoint(point.lon, point.lat);
  OGRPolygon polygon;
  polygon.addRing(&ring);
  polygon.flattenTo2D();
  feature.SetGeometry(&polygon);
}

void addStyle(GDALDataset& dataset, const PackageStyle& style, const std::filesystem::path& file) {
  OGRLayer* layer = dataset.CreateLayer("layer_styles", nullptr, wkbNone, nullptr);
  if (layer == nullptr) failGdal(ErrorCode::Io, file, "cannot be written");
  const PackageField columns[] = {{"f_table_catalog", OFTString},
                                  {"f_table_schema", OFTString},
                                  {"f_table_name", OFTString},
                                  {"f_geometry_column", OFTString},
                                  {"styleName", OFTString},
                                  {"styleQML", OFTString},
                                  {"styleSLD", OFTString},
                                  {"useAsDefault", OFTInteger},
                                  {"description", OFTString},
                                  {"owner", OFTString},
                                  {"ui", OFTString},
                                  {"update_time", OFTDateTime}};
  for (const PackageField& column : columns) {
    OGRFieldDefn definition(column.name, column.type);
    if (std::string_view(column.name) == "useAsDefault") definition.SetSubType(OFSTBoolean);
    if (layer->CreateField(&definition) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
  }
  OGRFeature row(layer->GetLayerDefn());
  for (const char* blank : {"f_table_catalog", "f_table_schema", "styleSLD", "owner"}) row.SetField(blank, "");
  row.SetField("f_table_name", style.layer);
  row.SetField("f_geometry_column", "geom");
  row.SetField("styleName", style.name);
  row.SetField("styleQML", style.qml.c_str());
  row.SetField("useAsDefault", 1);
  row.SetField("description", style.description);
  addFeature(*layer, row, file);
}

void writeTilePackage(const std::filesystem::path& file, const char* layer, std::span<const PackageField> fields,
                      const std::function<void(OGRLayer&)>& fill, const std::function<void(GDALDataset&)>& after) {
  const QuietGdal quiet;
  registerDrivers();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) throw Error(ErrorCode::Internal, "GDAL was built without GeoPackage", file.string());
  NeighbourFile temporary(file, ".gpkg");
  {
    const DatasetPtr dataset(driver->Create(temporary.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) failGdal(ErrorCode::Io, file, "cannot be written");
    OGRLayer& tiles = addPolygons(*dataset, layer, file);
    addFields(tiles, fields, file);
    if (tiles.StartTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    fill(tiles);
    if (tiles.CommitTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    if (after) after(*dataset);
    if (dataset->FlushCache(false); CPLGetLastErrorType() >= CE_Failure)
      failGdal(ErrorCode::Io, file, "cannot be written");
  }
  temporary.moveOverTarget();
}

}  // namespace tilescout::exchange
