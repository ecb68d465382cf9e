#include "ui/map/map_view.h"

#include <algorithm>
#include <cmath>

namespace tilescout::ui {

namespace {

constexpr double kMetresPerDegree = 111'319.49;  // on the equator
constexpr double kDegree = 3.14159265358979323846 / 180.0;
constexpr double kNearest = 1e-8;  // degrees a pixel: about a millimetre
// Heights of view in degrees: below the first shapes are true, above the second the Earth is a rectangle.
constexpr double kNear = 15.0, kFar = 60.0;
constexpr double kFitMargin = 1.15;
constexpr double kLeastExtent = 0.002;
constexpr double kSteepest = 85.0;  // latitude up to which longitudes are squeezed further

double wrapped(double lon) { return lon - 360.0 * std::floor((lon + 180.0) / 360.0); }

}  // namespace

double MapView::metresPerPixel() const { return degreesPerPixel_ * kMetresPerDegree; }

void MapView::settle() {
  const double farthest = std::max(180.0 / std::max(1.0, size_.height()), 360.0 / std::max(1.0, size_.width())) * 1.25;
  degreesPerPixel_ = std::clamp(degreesPerPixel_, kNearest, farthest);
  centre_.lat = std::clamp(centre_.lat, -90.0, 90.0);
  centre_.lon = wrapped(centre_.lon);
  const double height = degreesPerPixel_ * size_.height();
  const double near = std::clamp((kFar - height) / (kFar - kNear), 0.0, 1.0);
  const double latitude = std::clamp(std::abs(centre_.lat), 0.0, kSteepest);
  squeeze_ = 1.0 + near * (std::cos(latitude * kDegree) - 1.0);
}

void MapView::resize(const QSizeF& size) {
  size_ = size;
  if (fitted_) fit(*fitted_);
  else settle();
}

void MapView::pan(const QPointF& pixels) {
  fitted_.reset();
  centre_.lon -= pixels.x() / lonPixels();
  centre_.lat += pixels.y() / latPixels();
  settle();
}

void MapView::zoom(double factor, const QPointF& anchor) {
  fitted_.reset();
  const LonLat kept = toGround(anchor);
  degreesPerPixel_ /= factor;
  settle();
  const QPointF now = toScreen(kept);
  centre_.lon -= (anchor.x() - now.x()) / lonPixels();
  centre_.lat += (anchor.y() - now.y()) / latPixels();
  settle();
}

void MapView::centreOn(const LonLat& place) {
  fitted_.reset();
  centre_ = place;
  settle();
}

void MapView::fit(const MapBox& box) {
  fitted_ = box;
  centre_ = {(box.west + box.east) / 2, (box.south + box.north) / 2};
  const double height = std::max(box.north - box.south, kLeastExtent) * kFitMargin;
  const double width = std::max(box.east - box.west, kLeastExtent) * kFitMargin;
  // The squeeze depends on the height of view, and that on the squeeze: a few rounds settle it.
  degreesPerPixel_ = height / std::max(1.0, size_.height());
  for (int round = 0; round < 4; ++round) {
    settle();
    degreesPerPixel_ =
        std::max(height / std::max(1.0, size_.height()), width * squeeze_ / std::max(1.0, size_.width()));
  }
  settle();
}

QPointF MapView::toScreen(const LonLat& place) const {
  return {size_.width() / 2 + wrapped(place.lon - centre_.lon) * lonPixels(),
          size_.height() / 2 - (place.lat - centre_.lat) * latPixels()};
}

LonLat MapView::toGround(const QPointF& pixel) const {
  return {wrapped(centre_.lon + (pixel.x() - size_.width() / 2) / lonPixels()),
          std::clamp(centre_.lat - (pixel.y() - size_.height() / 2) / latPixels(), -90.0, 90.0)};
}

std::vector<QPolygonF> MapView::toScreen(const Ring& ring) const {
  std::vector<QPolygonF> shown;
  if (ring.empty()) return shown;
  QPolygonF polygon;
  for (const LonLat& point : ring) {
    polygon << QPointF(size_.width() / 2 + (point.lon - centre_.lon) * lonPixels(),
                       size_.height() / 2 - (point.lat - centre_.lat) * latPixels());
  }
  const QRectF bounds = polygon.boundingRect();
  const double turn = 360.0 * lonPixels();
  for (int turns = -2; turns <= 2; ++turns) {
    const double shift = turns * turn;
    if (bounds.right() + shift < 0 || bounds.left() + shift > size_.width() || bounds.bottom() < 0 ||
        bounds.top() > size_.height())
      continue;
    shown.push_back(polygon.translated(shift, 0));
  }
  return shown;
}

MapBox MapView::visible() const {
  const double width = std::min(360.0, size_.width() / lonPixels());
  const double west = wrapped(centre_.lon - width / 2);
  const double half = size_.height() / 2 * degreesPerPixel_;
  return {west, std::max(-90.0, centre_.lat - half), west + width, std::min(90.0, centre_.lat + half)};
}

bool boxAround(const std::vector<Ring>& rings, MapBox* box) {
  bool any = false;
  for (const Ring& ring : rings) {
    if (ring.empty()) continue;
    MapBox own{ring[0].lon, ring[0].lat, ring[0].lon, ring[0].lat};
    for (const LonLat& point : ring) {
      own = {std::min(own.west, point.lon), std::min(own.south, point.lat), std::max(own.east, point.lon),
             std::max(own.north, point.lat)};
    }
    if (!any) {
      *box = own;
      any = true;
      continue;
    }
    // Of the turns by which the ring may be shifted, the one that makes the box smallest.
    MapBox best{};
    double width = 1e9;
    for (const double turn : {-360.0, 0.0, 360.0}) {
      const double west = std::min(box->west, own.west + turn), east = std::max(box->east, own.east + turn);
      if (east - west >= width) continue;
      width = east - west;
      best = {west, std::min(box->south, own.south), east, std::max(box->north, own.north)};
    }
    *box = best;
  }
  if (any && box->east - box->west > 360.0) *box = {-180.0, box->south, 180.0, box->north};
  return any;
}

double roundStep(double most) {
  const double power = std::pow(10.0, std::floor(std::log10(most)));
  const double share = most / power;
  return power * (share >= 5.0 ? 5.0 : share >= 2.0 ? 2.0 : 1.0);
}

}  // namespace tilescout::ui
