#include "exchange/polygon_file.h"

#include <cmath>
#include <optional>
#include <string>

#include "exchange/vector_source.h"

namespace tilescout::exchange {
namespace {

/// More would make every tile's comparison slow; a coast line in full detail has fewer.
constexpr std::size_t maxPoints = 2000000;

class PolygonReader {
 public:
  explicit PolygonReader(const std::filesystem::path& file) : file_(file) {}

  void readLayer(OGRLayer& layer) {
    transform_ = transformToWgs84(layer, file_);
    projected_ = layer.GetSpatialRef() != nullptr && layer.GetSpatialRef()->IsProjected() != 0;
    for (const auto& feature : layer) {
      ++features_;
      if (const OGRGeometry* geometry = feature->GetGeometryRef(); geometry != nullptr) addGeometry(*geometry);
    }
  }

  std::vector<std::vector<Ring>> take() { return std::move(polygons_); }

  /// What there is in place of polygons.
  std::string whyNone() const {
    if (features_ == 0) return "holds no polygon: nothing is drawn in it";
    if (flat_) return "holds no polygon that covers any ground";
    if (places_ && lines_) return "holds no polygon, only points and lines";
    if (places_ || lines_) return std::string("holds no polygon, only ") + (places_ ? "points" : "lines");
    return "holds no polygon: none of its " + std::to_string(features_) + " features has a shape";
  }

 private:
  void addGeometry(const OGRGeometry& geometry) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsNonLinear(type) != 0) {
      const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry());
      if (straight) addGeometry(*straight);
    } else if (type == wkbPolygon) {
      addPolygon(*geometry.toPolygon());
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != 0) {
      for (const OGRGeometry* part : *geometry.toGeometryCollection()) addGeometry(*part);
    } else {
      (type == wkbPoint ? places_ : lines_) = true;
    }
  }

  void addPolygon(const OGRPolygon& polygon) {
    std::vector<Ring> rings;
    for (const OGRLinearRing* line : polygon) {
      Ring ring = toRing(*line);
      if (ring.size() < 3 && rings.empty()) break;  // an outer ring without area
      if (ring.size() < 3) continue;
      if (projected_) followDateLine(ring, rings.empty() ? ring.front() : rings.front().front());
      rings.push_back(std::move(ring));
    }
    flat_ = flat_ || rings.empty();
    if (!rings.empty()) polygons_.push_back(std::move(rings));
  }

  Ring toRing(const OGRLinearRing& line) {
    Ring ring;
    const int count = line.getNumPoints();
    points_ += static_cast<std::size_t>(count);
    if (points_ > maxPoints)
      throw Error(ErrorCode::InvalidInput, "has more than 2,000,000 points; simplify its polygons", file_.string());
    for (int i = 0; i < count; ++i) {
      double x = line.getX(i), y = line.getY(i);
      if (transform_ && transform_->Transform(1, &x, &y) == 0)
        failGdal(ErrorCode::InvalidInput, file_, "has a point that lies outside its coordinate system");
      if (!std::isfinite(x) || !(std::fabs(y) <= 90.0) || std::fabs(x) > 540.0)
        throw Error(ErrorCode::InvalidInput,
                    "has coordinates that are no longitude and latitude, and names no other system", file_.string());
      ring.push_back({x, y});
    }
    if (ring.size() > 1 && ring.front().lon == ring.back().lon && ring.front().lat == ring.back().lat) ring.pop_back();
    return ring;
  }

  /// Neighbouring points of projected data are never half a globe apart, whatever turn PROJ gave their longitudes.
  static void followDateLine(Ring& ring, LonLat near) {
    for (LonLat& point : ring) {
      point.lon += 360.0 * std::round((near.lon - point.lon) / 360.0);
      near = point;
    }
  }

  const std::filesystem::path& file_;
  TransformPtr transform_;
  bool projected_ = false;
  std::size_t points_ = 0;
  std::int64_t features_ = 0;
  bool places_ = false, lines_ = false, flat_ = false;  ///< what was passed over
  std::vector<std::vector<Ring>> polygons_;
};

}  // namespace

std::vector<std::vector<Ring>> readPolygons(const std::filesystem::path& file) {
  const QuietGdal quiet;
  const DatasetPtr dataset = openVectors(file, "polygon file");
  if (dataset->GetLayerCount() == 0)
    throw Error(ErrorCode::InvalidInput, "holds no polygon: it has no layer of shapes", file.string());
  PolygonReader reader(file);
  for (OGRLayer* layer : dataset->GetLayers()) reader.readLayer(*layer);
  auto polygons = reader.take();
  if (polygons.empty()) failGdal(ErrorCode::InvalidInput, file, reader.whyNone());
  return polygons;
}

}  // namespace tilescout::exchange
