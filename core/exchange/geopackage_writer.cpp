#include "exchange/geopackage_writer.h"

#include <fcntl.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include "exchange/gdal_support.h"
#include "exchange/hit_geometry.h"

namespace tilescout::exchange {
namespace {

struct Field {
  const char* name;
  OGRFieldType type;
};
constexpr Field fields[] = {{"rank", OFTInteger},  {"tile", OFTInteger64}, {"scene", OFTString}, {"score", OFTReal},
                            {"col", OFTReal},      {"row", OFTReal},       {"width", OFTReal},   {"height", OFTReal},
                            {"level", OFTInteger}, {"date", OFTString}};

/// A file beside the target that goes away unless it is moved over it.
class NeighbourFile {
 public:
  explicit NeighbourFile(const std::filesystem::path& target)
      : target_(target),
        path_(target.parent_path() / ("." + target.stem().string() + "." + std::to_string(::getpid()) + ".gpkg")) {
    remove();
  }
  ~NeighbourFile() { remove(); }
  NeighbourFile(const NeighbourFile&) = delete;
  NeighbourFile& operator=(const NeighbourFile&) = delete;

  const std::filesystem::path& path() const { return path_; }

  void moveOverTarget() {
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) ::close(descriptor);
    std::error_code failure;
    if (flushed) std::filesystem::rename(path_, target_, failure);
    if (!flushed || failure) throw Error(ErrorCode::Io, "cannot be written: " + failure.message(), target_.string());
  }

 private:
  void remove() const {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  std::filesystem::path target_;
  std::filesystem::path path_;
};

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

void addHit(OGRLayer& layer, const Hit& hit, const std::filesystem::path& file) {
  OGRFeature feature(layer.GetLayerDefn());
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

}  // namespace

void writeGeoPackage(const SearchResult& result, const std::filesystem::path& file) {
  const QuietGdal quiet;
  registerDrivers();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  if (driver == nullptr) throw Error(ErrorCode::Internal, "GDAL was built without GeoPackage", file.string());
  NeighbourFile temporary(file);
  {
    const DatasetPtr dataset(driver->Create(temporary.path().c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) failGdal(ErrorCode::Io, file, "cannot be written");
    OGRLayer& layer = makeLayer(*dataset, file);
    if (layer.StartTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    for (const Hit& hit : result.hits) addHit(layer, hit, file);
    if (layer.CommitTransaction() != OGRERR_NONE) failGdal(ErrorCode::Io, file, "cannot be written");
    if (dataset->FlushCache(false); CPLGetLastErrorType() >= CE_Failure)
      failGdal(ErrorCode::Io, file, "cannot be written");
  }
  temporary.moveOverTarget();
}

}  // namespace tilescout::exchange
