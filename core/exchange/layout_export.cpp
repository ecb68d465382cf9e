#include "exchange/layout_export.h"

#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/gdal_support.h"
#include "exchange/hit_geometry.h"
#include "exchange/neighbour_file.h"

namespace tilescout::exchange {

namespace {

constexpr int kPictureSide = 1600;
constexpr std::size_t kTextsAtOnce = 1 << 20;

std::string number(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

std::string coordinate(double value) { return number(static_cast<double>(static_cast<float>(value))); }

void writeCsv(const std::vector<LayoutRow>& rows, const std::filesystem::path& file) {
  AtomicFile out(file);
  std::string text = "tile,scene,date,x,y,cluster,cluster_name,col,row,width,height,level,lon,lat\r\n";
  for (const LayoutRow& row : rows) {
    text += std::to_string(row.tile) + "," + csvCell(row.scene) + "," + row.date + "," + coordinate(row.x) + "," +
            coordinate(row.y) + "," + std::to_string(row.cluster) + "," + csvCell(row.clusterName);
    for (const double value : {row.window.x, row.window.y, row.window.width, row.window.height}) {
      text += "," + number(value);
    }
    text += "," + std::to_string(row.window.level) + ",";
    if (row.wgs84.empty()) {
      text += ",";
    } else {
      const LonLat centre = centreOnGlobe(row.wgs84);
      text += number(centre.lon) + "," + number(centre.lat);
    }
    text += "\r\n";
    if (text.size() < kTextsAtOnce) continue;
    out.write(text);
    text.clear();
  }
  out.write(text);
  out.commit();
}

struct Field {
  const char* name;
  OGRFieldType type;
};
constexpr Field fields[] = {
    {"tile", OFTInteger64}, {"scene", OFTString},    {"date", OFTString},         {"x", OFTReal},
    {"y", OFTReal},         {"cluster", OFTInteger}, {"cluster_name", OFTString}, {"level", OFTInteger}};

OGRLayer& makeLayer(GDALDataset& dataset, const std::filesystem::path& file) {
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer* layer = dataset.CreateLayer("tiles", &wgs84, wkbPolygon, nullptr);
  if (layer == nullptr) failGdal(ErrorCode::Io, file, "cannot be written");
  for (const Field& each : fields) {
    OGRFieldDefn definition(each.name, each.type);
    if (layer->CreateField(&definition) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
  }
  return *layer;
}

void addRow(OGRLayer& layer, const LayoutRow& row, const std::filesystem::path& file) {
  OGRFeature feature(layer.GetLayerDefn());
  feature.SetField("tile", static_cast<GIntBig>(row.tile));
  feature.SetField("scene", row.scene.c_str());
  feature.SetField("date", row.date.c_str());
  feature.SetField("x", row.x);
  feature.SetField("y", row.y);
  feature.SetField("cluster", row.cluster);
  feature.SetField("cluster_name", row.clusterName.c_str());
  feature.SetField("level", row.window.level);
  if (row.wgs84.size() >= 3) {
    OGRLinearRing ring;
    for (const LonLat& point : closedCounterClockwise(row.wgs84)) ring.addPoint(point.lon, point.lat);
    OGRPolygon polygon;
    polygon.addRing(&ring);
    polygon.flattenTo2D();
    feature.SetGeometry(&polygon);
  }
  if (layer.CreateFeature(&feature) != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
}

void writePackage(const std::vector<LayoutRow>& rows, const std::filesystem::path& file) {
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
    for (const LayoutRow& row : rows) addRow(layer, row, file);
    if (layer.CommitTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    if (dataset->FlushCache(false); CPLGetLastErrorType() >= CE_Failure)
      failGdal(ErrorCode::Io, file, "cannot be written");
  }
  temporary.moveOverTarget();
}

void writePicture(const std::vector<LayoutRow>& rows, const std::vector<LayoutLabel>& labels,
                  const std::filesystem::path& file) {
  Image picture = layoutPicture(rows, labels, kPictureSide);
  const cv::Mat rgb(picture.height, picture.width, CV_8UC3, picture.pixels.data());
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".png", bgr, bytes))
    throw Error(ErrorCode::Internal, "the picture cannot be encoded", file.string());
  AtomicFile out(file);
  out.write(std::as_bytes(std::span(bytes)));
  out.commit();
}

}  // namespace

LayoutFormat layoutFormatOf(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (ending == ".csv") return LayoutFormat::Csv;
  if (ending == ".gpkg") return LayoutFormat::GeoPackage;
  if (ending == ".png") return LayoutFormat::Png;
  throw Error(ErrorCode::InvalidInput, "a layout goes to a file that ends in .csv, .gpkg or .png", file.string());
}

void writeLayout(const std::vector<LayoutRow>& rows, const std::vector<LayoutLabel>& labels, LayoutFormat format,
                 const std::filesystem::path& file) {
  switch (format) {
    case LayoutFormat::Csv: return writeCsv(rows, file);
    case LayoutFormat::GeoPackage: return writePackage(rows, file);
    case LayoutFormat::Png: return writePicture(rows, labels, file);
  }
}

}  // namespace tilescout::exchange
