#include "exchange/geopackage_writer.h"

#include <ogrsf_frmts.h>

#include "exchange/gdal_support.h"
#include "exchange/hit_geometry.h"
#include "exchange/neighbour_file.h"
#include "exchange/qgis_style.h"

namespace tilescout::exchange {
namespace {

struct Field {
  const char* name;
  OGRFieldType type;
};
constexpr Field fields[] = {{"rank", OFTInteger},  {"tile", OFTInteger64}, {"scene", OFTString}, {"score", OFTReal},
                            {"col", OFTReal},      {"row", OFTReal},       {"width", OFTReal},   {"height", OFTReal},
                            {"level", OFTInteger}, {"date", OFTString},    {"query", OFTString}, {"model", OFTString}};
constexpr std::size_t hitsPerCheck = 500;

OGRLayer& makeLayer(GDALDataset& dataset, const std::filesystem::path& file) {
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer* layer = dataset.CreateLayer("hits", &wgs84, wkbPolygon, nullptr);
  if (layer == nullptr) failGdal(ErrorCode::Io, file, "cannot be written");
  for (const Field& field : fields) {
    OGRFieldDefn definition(field.name, field.type);
    if (layer->CreateField(&definition) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
  }
  return *layer;
}

void setGeometry(OGRFeature& feature, const Hit& hit) {
  if (hit.wgs84.size() < 3) return;
  OGRLinearRing ring;
  for (const LonLat& point : closedCounterClockwise(hit.wgs84)) ring.addPoint(point.lon, point.lat);
  OGRPolygon polygon;
  polygon.addRing(&ring);
  polygon.flattenTo2D();
  feature.SetGeometry(&polygon);
}

void addHit(OGRLayer& layer, const Hit& hit, const Query& query, const std::string& model,
            const std::filesystem::path& file) {
  OGRFeature feature(layer.GetLayerDefn());
  feature.SetField("query", query.text.c_str());
  feature.SetField("model", model.c_str());
  feature.SetField("rank", hit.rank);
  feature.SetField("tile", static_cast<GIntBig>(hit.tile));
  feature.SetField("scene", hit.scene.c_str());
  feature.SetField("score", hit.score);
  feature.SetField("col", hit.window.x);
  feature.SetField("row", hit.window.y);
  feature.SetField("width", hit.window.width);
  feature.SetField("height", hit.window.height);
  feature.SetField("level", hit.window.level);
  feature.SetField("date", hit.date.c_str());
  setGeometry(feature, hit);
  if (layer.CreateFeature(&feature) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
}

/// QGIS's table of styles, made as QGIS makes it.
void addStyle(GDALDataset& dataset, const std::vector<Hit>& hits, const std::filesystem::path& file) {
  OGRLayer* layer = dataset.CreateLayer("layer_styles", nullptr, wkbNone, nullptr);
  if (layer == nullptr) failGdal(ErrorCode::Io, file, "cannot be written");
  const Field columns[] = {{"f_table_catalog", OFTString},
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
  for (const Field& column : columns) {
    OGRFieldDefn definition(column.name, column.type);
    if (std::string_view(column.name) == "useAsDefault") definition.SetSubType(OFSTBoolean);
    if (layer->CreateField(&definition) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
  }
  OGRFeature style(layer->GetLayerDefn());
  for (const char* blank : {"f_table_catalog", "f_table_schema", "styleSLD", "owner"}) style.SetField(blank, "");
  style.SetField("f_table_name", "hits");
  style.SetField("f_geometry_column", "geom");
  style.SetField("styleName", "score");
  style.SetField("styleQML", qgisStyle(hits).c_str());
  style.SetField("useAsDefault", 1);
  style.SetField("description", "Tilescout: hits by score");
  if (layer->CreateFeature(&style) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
}

}  // namespace

void writeGeoPackage(const SearchResult& result, const Query& query, const std::filesystem::path& file, bool styled,
                     const JobContext& job) {
  const QuietGdal quiet;
  registerDrivers();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) throw Error(ErrorCode::Internal, "GDAL was built without GeoPackage", file.string());
  NeighbourFile temporary(file, ".gpkg");
  {
    const DatasetPtr dataset(driver->Create(temporary.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) failGdal(ErrorCode::Io, file, "cannot be written");
    OGRLayer& layer = makeLayer(*dataset, file);
    if (layer.StartTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    for (std::size_t i = 0; i < result.hits.size(); ++i) {
      if (i % hitsPerCheck == 0) job.checkpoint();
      addHit(layer, result.hits[i], query, result.model, file);
    }
    if (layer.CommitTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    if (styled) addStyle(*dataset, result.hits, file);
    if (dataset->FlushCache(false); CPLGetLastErrorType() >= CE_Failure)
      failGdal(ErrorCode::Io, file, "cannot be written");
  }
  temporary.moveOverTarget();
}

}  // namespace tilescout::exchange
