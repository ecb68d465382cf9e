#include "geo/footprint.h"

#include <gdal_alg.h>
#include <gdal_priv.h>
#include <geodesic.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/error.h"
#include "geo/gdal_session.h"

namespace tilescout::geo {

namespace {

constexpr double kNotThere = std::numeric_limits<double>::quiet_NaN();
// Steps along each side of a tile while longitudes are followed: less than half the globe a step, even for the world.
constexpr int kStepsPerSide = 8;

struct TransformCloser {
  void operator()(OGRCoordinateTransformation* transform) const { OGRCoordinateTransformation::DestroyCT(transform); }
  void operator()(void* transformer) const { GDALDestroyGCPTransformer(transformer); }
};

struct Pixel {
  double x;
  double y;
};

bool onEarth(const OGRSpatialReference& crs) {
  OGRErr problem = OGRERR_NONE;
  const double radius = crs.GetSemiMajor(&problem);
  return problem == OGRERR_NONE && std::abs(radius - 6'378'137.0) < 60'000.0;
}

/// Points on both sides of the date line: the western ones run on past 180, or no polynomial fits them.
void unwrapLongitudes(std::vector<GDAL_GCP>& points) {
  const auto [west, east] = std::minmax_element(
      points.begin(), points.end(), [](const GDAL_GCP& a, const GDAL_GCP& b) { return a.dfGCPX < b.dfGCPX; });
  if (east->dfGCPX - west->dfGCPX <= 180.0) return;
  for (GDAL_GCP& point : points) {
    if (point.dfGCPX < 0) point.dfGCPX += 360.0;
  }
}

bool finite(const LonLat& place) { return std::isfinite(place.lon) && std::isfinite(place.lat); }

}  // namespace

struct PixelToGround::Impl {
  int width = 0;
  int height = 0;
  std::array<double, 6> affine{};
  std::unique_ptr<void, TransformCloser> gcpTransformer;
  std::unique_ptr<OGRCoordinateTransformation, TransformCloser> toWgs84;
  bool degrees = false;     ///< the scene's own coordinates are longitudes and latitudes
  bool geographic = false;  ///< and already WGS 84: they run on by themselves
  bool valid = false;

  bool loadGcps(const std::string& path) {
    const DatasetPtr dataset = openRaster(path, NetworkPermit::held());
    const int count = dataset->GetGCPCount();
    if (count < 3) return false;
    // Shallow copies: only the places change, and the transformer makes its own.
    std::vector<GDAL_GCP> points(dataset->GetGCPs(), dataset->GetGCPs() + count);
    if (degrees) unwrapLongitudes(points);
    // Order 0: as gdaltransform and gdalwarp choose it.
    gcpTransformer.reset(GDALCreateGCPTransformer(count, points.data(), 0, FALSE));
    return gcpTransformer != nullptr;
  }

  LonLat at(double pixel, double line) const {
    double x = pixel;
    double y = line;
    if (gcpTransformer) {
      double z = 0;
      int ok = FALSE;
      if (!GDALGCPTransform(gcpTransformer.get(), FALSE, 1, &x, &y, &z, &ok) || !ok) return {kNotThere, kNotThere};
    } else {
      x = affine[0] + pixel * affine[1] + line * affine[2];
      y = affine[3] + pixel * affine[4] + line * affine[5];
    }
    // A pole's parallel has rounding beyond 90 in many global files.
    if (degrees && std::abs(y) > 90 && std::abs(y) < 90.01) y = std::copysign(90.0, y);
    if (toWgs84 && !toWgs84->Transform(1, &x, &y)) return {kNotThere, kNotThere};
    if (!std::isfinite(x) || !std::isfinite(y) || std::abs(y) > 90.0 + 1e-9 || std::abs(x) > 1080)
      return {kNotThere, kNotThere};
    return {x, y};
  }

  /// Places along a path through pixel space, longitudes continuous. Empty when one of them is off the Earth.
  Ring follow(const std::vector<Pixel>& path) const {
    Ring ring;
    for (const Pixel& pixel : path) {
      LonLat place = at(pixel.x, pixel.y);
      if (!finite(place)) return {};
      if (!geographic && !ring.empty()) place.lon -= 360.0 * std::round((place.lon - ring.back().lon) / 360.0);
      ring.push_back(place);
    }
    return ring;
  }
};

namespace {

/// Around a window from its upper left corner, clockwise in pixel space, `steps` per side, first point not repeated.
std::vector<Pixel> around(const TileWindow& window, int steps) {
  const std::array<Pixel, 5> corners{{{window.x, window.y},
                                      {window.x + window.width, window.y},
                                      {window.x + window.width, window.y + window.height},
                                      {window.x, window.y + window.height},
                                      {window.x, window.y}}};
  std::vector<Pixel> path;
  for (std::size_t side = 0; side < 4; ++side) {
    for (int step = 0; step < steps; ++step) {
      const double t = static_cast<double>(step) / steps;
      path.push_back({corners[side].x + t * (corners[side + 1].x - corners[side].x),
                      corners[side].y + t * (corners[side + 1].y - corners[side].y)});
    }
  }
  return path;
}

/// The whole ring shifted by turns, so that its westernmost point lies in [-180, 180).
Ring normalised(Ring ring) {
  if (ring.empty()) return ring;
  const auto west = std::min_element(ring.begin(), ring.end(), [](auto& a, auto& b) { return a.lon < b.lon; })->lon;
  const double turns = std::floor((west + 180.0) / 360.0);
  if (turns != 0) {
    for (LonLat& place : ring) place.lon -= 360.0 * turns;
  }
  return ring;
}

}  // namespace

PixelToGround::PixelToGround(const SceneInfo& scene) : impl_(std::make_unique<Impl>()) {
  impl_->width = scene.width;
  impl_->height = scene.height;
  if (scene.crs.empty() || (!scene.geoTransform && !scene.gcps)) return;
  const GdalErrorTrap trap;
  OGRSpatialReference crs;
  if (crs.importFromWkt(scene.crs.c_str()) != OGRERR_NONE || !onEarth(crs)) return;
  crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  impl_->degrees = crs.IsGeographic();
  if (!crs.IsSame(&wgs84)) {
    impl_->toWgs84.reset(OGRCreateCoordinateTransformation(&crs, &wgs84));
    if (!impl_->toWgs84) return;
  }
  impl_->geographic = impl_->degrees && !impl_->toWgs84;
  if (scene.geoTransform) {
    impl_->affine = *scene.geoTransform;
    impl_->valid = true;
  } else {
    impl_->valid = impl_->loadGcps(scene.path);
  }
}

PixelToGround::~PixelToGround() = default;

bool PixelToGround::valid() const noexcept { return impl_->valid; }

LonLat PixelToGround::at(double pixel, double line) const {
  if (!impl_->valid) return {kNotThere, kNotThere};
  const GdalErrorTrap trap;
  return impl_->at(pixel, line);
}

Ring PixelToGround::ring(const TileWindow& window) const {
  if (!impl_->valid) return {};
  const GdalErrorTrap trap;
  const int steps = impl_->geographic ? 1 : kStepsPerSide;
  const Ring dense = impl_->follow(around(window, steps));
  if (dense.empty()) return {};
  Ring corners;
  for (std::size_t side = 0; side < 4; ++side) corners.push_back(dense[side * static_cast<std::size_t>(steps)]);
  return normalised(corners);
}

Ring PixelToGround::outline(int perSide) const {
  if (!impl_->valid) return {};
  const GdalErrorTrap trap;
  const TileWindow whole{0, 0, 0, 0.0, 0.0, static_cast<double>(impl_->width), static_cast<double>(impl_->height)};
  return normalised(impl_->follow(around(whole, std::max(0, perSide) + 1)));
}

double groundSamplingDistance(const PixelToGround& toGround, int width, int height) {
  if (!toGround.valid()) return 0.0;
  geod_geodesic ellipsoid;
  geod_init(&ellipsoid, 6378137.0, 1 / 298.257223563);
  const auto length = [&](double x0, double y0, double x1, double y1) {
    const LonLat a = toGround.at(x0, y0);
    const LonLat b = toGround.at(x1, y1);
    if (!finite(a) || !finite(b)) return 0.0;
    double metres = 0.0;
    geod_inverse(&ellipsoid, a.lat, a.lon, b.lat, b.lon, &metres, nullptr, nullptr);
    return metres;
  };
  const double x = width / 2.0;
  const double y = height / 2.0;
  const double across = length(x - 0.5, y, x + 0.5, y);
  const double down = length(x, y - 0.5, x, y + 0.5);
  return std::sqrt(across * down);
}

std::vector<GeoBox> boxesOf(const Ring& ring) {
  if (ring.empty()) return {};
  GeoBox box{ring[0].lon, ring[0].lat, ring[0].lon, ring[0].lat};
  for (const LonLat& place : ring) {
    box.west = std::min(box.west, place.lon);
    box.east = std::max(box.east, place.lon);
    box.south = std::min(box.south, place.lat);
    box.north = std::max(box.north, place.lat);
  }
  // A ring that does not come back to its first longitude has gone around a pole.
  if (std::abs(ring.back().lon - ring.front().lon) > 180.0 && ring.size() > 2 && box.east - box.west < 359.0) {
    (box.north + box.south > 0 ? box.north : box.south) = box.north + box.south > 0 ? 90.0 : -90.0;
    return {{-180.0, box.south, 180.0, box.north}};
  }
  if (box.east - box.west >= 360.0) return {{-180.0, box.south, 180.0, box.north}};
  if (box.east <= 180.0 && box.west >= -180.0) return {box};
  const double turns = std::floor((box.west + 180.0) / 360.0);
  box.west -= 360.0 * turns;
  box.east -= 360.0 * turns;
  if (box.east <= 180.0) return {box};
  return {{box.west, box.south, 180.0, box.north}, {-180.0, box.south, box.east - 360.0, box.north}};
}

}  // namespace tilescout::geo
