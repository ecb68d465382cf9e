#include <algorithm>
#include <array>
#include <cmath>
#include <ogr_spatialref.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include <nlohmann/json.hpp>
#include "synth/scene_painter.h"
#include "synth/scene_writer.h"

namespace tilescout::synth {
namespace {

using nlohmann::ordered_json;

/// Metres of the scene to WGS 84.
class SceneToGround {
 public:
  explicit SceneToGround(const UtmPlace& place) : place_(place) {
    OGRSpatialReference utm, wgs84;
    utm.SetWellKnownGeogCS("WGS84");
    utm.SetUTM(place.zone, place.north ? TRUE : FALSE);
    wgs84.SetWellKnownGeogCS("WGS84");
    utm.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    transform_.reset(OGRCreateCoordinateTransformation(&utm, &wgs84));
    if (!transform_) throw Error(ErrorCode::Internal, "PROJ cannot turn UTM into degrees; is its database installed?");
  }

  /// Closed, counter-clockwise as RFC 7946 wants it, with seven decimals (about a centimetre).
  ordered_json ring(const Poly& outline) const {
    std::vector<std::array<double, 2>> points;
    for (const Pt& p : outline) {
      double x = place_.easting + p.x * place_.metresPerPixel, y = place_.northing - p.y * place_.metresPerPixel;
      if (!transform_->Transform(1, &x, &y)) throw Error(ErrorCode::Internal, "A painted object lies outside its UTM zone.");
      points.push_back({std::round(x * 1e7) / 1e7, std::round(y * 1e7) / 1e7});
    }
    double area = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto &a = points[i], &b = points[(i + 1) % points.size()];
      area += a[0] * b[1] - b[0] * a[1];
    }
    if (area < 0) std::reverse(points.begin(), points.end());
    points.push_back(points.front());
    return points;
  }

 private:
  struct Destroy {
    void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); }
  };
  UtmPlace place_;
  std::unique_ptr<OGRCoordinateTransformation, Destroy> transform_;
};

}  // namespace

std::string featuresOf(const SceneSpec& spec, const std::vector<PaintedObject>& objects) {
  const SceneToGround ground(spec.place);
  std::string text;
  for (const PaintedObject& object : objects) {
    const ordered_json feature{{"type", "Feature"},
                               {"properties", {{"scene", spec.name}, {"class", object.name}, {"attributes", ordered_json(object.attributes)}}},
                               {"geometry", {{"type", "Polygon"}, {"coordinates", ordered_json::array({ground.ring(object.outline)})}}}};
    text += (text.empty() ? "" : ",\n") + feature.dump();
  }
  return text;
}

std::vector<std::filesystem::path> paintDemoArchive(const std::filesystem::path& folder, const DemoOptions& options, JobContext& job) {
  if (options.scenes < 1 || options.scenes > 1000) throw Error(ErrorCode::InvalidInput, "The demo archive has 1 to 1000 scenes.");
  if (options.size < 256 || options.size > 40000) throw Error(ErrorCode::InvalidInput, "A demo scene is 256 to 40000 pixels wide.");
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) throw Error(ErrorCode::Io, "The folder cannot be made: " + failed.message(), folder.string());
  AtomicFile list(folder / "objects.geojson");
  list.write("{\"type\":\"FeatureCollection\",\"name\":\"objects\",\"features\":[\n");
  std::vector<std::filesystem::path> files;
  bool first = true;
  for (int number = 0; number < options.scenes; ++number) {
    const SceneSpec spec = specOf(options, number);
    files.push_back(folder / spec.name);
    const std::string features = featuresOf(spec, writeScene(files.back(), layOut(spec), job));
    if (features.empty()) continue;
    list.write((first ? "" : ",\n") + features);
    first = false;
  }
  list.write("\n]}\n");
  list.commit();
  return files;
}

}  // namespace tilescout::synth
