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

// A round trip through a projection that ends farther away than this went through a part of it that does not exist.
constexpr double kRoundTripRadians = 1.6e-4;  // about a kilometre

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

/// Length of the chord between two places on the unit sphere: near a pole longitudes say little.
double chord(const LonLat& a, const LonLat& b) {
  constexpr double degree = 3.14159265358979323846 / 180.0;
  const auto point = [](const LonLat& p) {
    return std::array{std::cos(p.lat * degree) * std::cos(p.lon * degree),
                      std::cos(p.lat * degree) * std::sin(p.lon * degree), std::sin(p.lat * degree)};
  };
  const auto u = point(a);
  const auto v = point(b);
  return std::hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]);
}

}  // namespace

struct PixelToGround::Impl {
  int width = 0;
  int height = 0;
  std::array<double, 6> affine{};
  std::unique_ptr<void, TransformCloser> gcpTransformer;
  std::unique_ptr<OGRCoordinateTransformation, TransformCloser> toWgs84, fromWgs84;
  std::array<double, 6> inverse{};
  bool invertible = false;
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
    auto [x, y] = crsOf(pixel, line);
    if (!std::isfinite(x) || !std::isfinite(y)) return {kNotThere, kNotThere};
    // A pole's parallel has rounding beyond 90 in many global files.
    if (degrees && std::abs(y) > 90 && std::abs(y) < 90.01) y = std::copysign(90.0, y);
    if (toWgs84 && !toWgs84->Transform(1, &x, &y)) return {kNotThere, kNotThere};
    if (!std::isfinite(x) || !std::isfinite(y) || std::abs(y) > 90.0 + 1e-9 || std::abs(x) > 1080)
      return {kNotThere, kNotThere};
    return {x, y};
  }

  PixelPlace crsOf(double pixel, double line) const {
    if (!gcpTransformer)
      return {affine[0] + pixel * affine[1] + line * affine[2], affine[3] + pixel * affine[4] + line * affine[5]};
    double z = 0;
    int ok = FALSE;
    PixelPlace place{pixel, line};
    if (!GDALGCPTransform(gcpTransformer.get(), FALSE, 1, &place.x, &place.y, &z, &ok) || !ok)
      return {kNotThere, kNotThere};
    return place;
  }

  /// From the scene's own coordinates; scenes in degrees take any turn of longitude.
  PixelPlace pixelOf(double x, double y) const {
    if (degrees) x += 360.0 * std::round((crsOf(width / 2.0, height / 2.0).x - x) / 360.0);
    if (!gcpTransformer)
      return {inverse[0] + x * inverse[1] + y * inverse[2], inverse[3] + x * inverse[4] + y * inverse[5]};
    double z = 0;
    int ok = FALSE;
    if (!GDALGCPTransform(gcpTransformer.get(), TRUE, 1, &x, &y, &z, &ok) || !ok) return {kNotThere, kNotThere};
    return {x, y};
  }

  /// Projections go on beyond where they mean something. What lies in the scene must lead back to where it came from;
  /// fitted control points do so only roughly and are believed.
  bool leadsBack(const PixelPlace& pixel, const LonLat& place) const {
    if (geographic || gcpTransformer) return true;
    if (pixel.x < -1 || pixel.y < -1 || pixel.x > width + 1 || pixel.y > height + 1) return true;
    const LonLat back = at(pixel.x, pixel.y);
    return finite(back) && chord(back, place) < kRoundTripRadians;
  }

  /// Places along a path through pixel space, longitudes continuous. Empty when one of them is off the Earth.
  Ring follow(const std::vector<PixelPlace>& path) const {
    Ring ring;
    for (const PixelPlace& pixel : path) {
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
std::vector<PixelPlace> around(const TileWindow& window, int steps) {
  const std::array<PixelPlace, 5> corners{{{window.x, window.y},
                                           {window.x + window.width, window.y},
                                           {window.x + window.width, window.y + window.height},
                                           {window.x, window.y + window.height},
                                           {window.x, window.y}}};
  std::vector<PixelPlace> path;
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
    impl_->fromWgs84.reset(OGRCreateCoordinateTransformation(&wgs84, &crs));
    if (!impl_->toWgs84) return;
  }
  impl_->geographic = impl_->degrees && !impl_->toWgs84;
  if (scene.geoTransform) {
    impl_->affine = *scene.geoTransform;
    impl_->invertible = GDALInvGeoTransform(impl_->affine.data(), impl_->inverse.data()) != FALSE;
    impl_->valid = true;
  } else {
    impl_->valid = impl_->invertible = impl_->loadGcps(scene.path);
  }
}

PixelToGround::~PixelToGround() = default;

bool PixelToGround::valid() const noexcept { return impl_->valid; }

bool PixelToGround::inDegrees() const noexcept { return impl_->degrees; }

LonLat PixelToGround::at(double pixel, double line) const {
  if (!impl_->valid) return {kNotThere, kNotThere};
  const GdalErrorTrap trap;
  return impl_->at(pixel, line);
}

void PixelToGround::pixelsAt(std::span<const LonLat> places, std::span<PixelPlace> pixels) const {
  const GdalErrorTrap trap;
  const bool possible = impl_->valid && impl_->invertible && (!impl_->toWgs84 || impl_->fromWgs84);
  std::vector<double> x, y;
  for (const LonLat& place : places) {
    x.push_back(place.lon);
    y.push_back(place.lat);
  }
  std::vector<int> ok(places.size(), TRUE);
  if (possible && impl_->fromWgs84 && !places.empty())
    impl_->fromWgs84->Transform(static_cast<int>(places.size()), x.data(), y.data(), nullptr, ok.data());
  for (std::size_t i = 0; i < places.size(); ++i) {
    pixels[i] = {kNotThere, kNotThere};
    if (!possible || !ok[i] || !std::isfinite(x[i]) || !std::isfinite(y[i])) continue;
    const PixelPlace pixel = impl_->pixelOf(x[i], y[i]);
    if (std::isfinite(pixel.x) && std::isfinite(pixel.y) && impl_->leadsBack(pixel, places[i])) pixels[i] = pixel;
  }
}

std::optional<PixelPlace> PixelToGround::pixelAt(const LonLat& place) const {
  PixelPlace pixel;
  pixelsAt({&place, 1}, {&pixel, 1});
  if (!std::isfinite(pixel.x)) return std::nullopt;
  return pixel;
}

std::optional<PixelPlace> PixelToGround::crsAt(double pixel, double line) const {
  if (!impl_->valid) return std::nullopt;
  const GdalErrorTrap trap;
  const PixelPlace place = impl_->crsOf(pixel, line);
  if (!std::isfinite(place.x) || !std::isfinite(place.y)) return std::nullopt;
  return place;
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
