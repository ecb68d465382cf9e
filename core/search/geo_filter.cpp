#include "search/geo_filter.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.h"

namespace tilescout::search {
namespace {

constexpr double earthRadius = 6371008.8;  // metres, IUGG mean
constexpr double degree = std::numbers::pi / 180.0;

double wrapped(double lon) { return lon - 360.0 * std::floor((lon + 180.0) / 360.0); }

double cross(const LonLat& o, const LonLat& a, const LonLat& b) {
  return (a.lon - o.lon) * (b.lat - o.lat) - (a.lat - o.lat) * (b.lon - o.lon);
}

bool onSegment(const LonLat& a, const LonLat& b, const LonLat& p) {
  return std::min(a.lon, b.lon) <= p.lon && p.lon <= std::max(a.lon, b.lon) && std::min(a.lat, b.lat) <= p.lat &&
         p.lat <= std::max(a.lat, b.lat);
}

bool segmentsMeet(const LonLat& a, const LonLat& b, const LonLat& c, const LonLat& d) {
  const double abc = cross(a, b, c), abd = cross(a, b, d), cda = cross(c, d, a), cdb = cross(c, d, b);
  if (((abc > 0) != (abd > 0)) && ((cda > 0) != (cdb > 0)) && abc != 0 && abd != 0 && cda != 0 && cdb != 0) return true;
  return (abc == 0 && onSegment(a, b, c)) || (abd == 0 && onSegment(a, b, d)) || (cda == 0 && onSegment(c, d, a)) ||
         (cdb == 0 && onSegment(c, d, b));
}

bool ringsCross(const Ring& a, const Ring& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (segmentsMeet(a[i], a[(i + 1) % a.size()], b[j], b[(j + 1) % b.size()])) return true;
  return false;
}

/// Even-odd: a point in a hole is outside.
bool inside(const LonLat& point, const Polygon& polygon) {
  bool in = false;
  for (const Ring& ring : polygon)
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
      const LonLat& a = ring[i];
      const LonLat& b = ring[j];
      if ((a.lat > point.lat) != (b.lat > point.lat) &&
          point.lon < (b.lon - a.lon) * (point.lat - a.lat) / (b.lat - a.lat) + a.lon)
        in = !in;
    }
  return in;
}

Ring shifted(const Ring& ring, double degrees) {
  Ring moved = ring;
  for (LonLat& point : moved) point.lon += degrees;
  return moved;
}

bool meetsHere(const Ring& tile, const Polygon& polygon) {
  if (inside(tile.front(), polygon) || inside(polygon.front().front(), {tile})) return true;
  return std::any_of(polygon.begin(), polygon.end(), [&](const Ring& ring) { return ringsCross(tile, ring); });
}

struct Point {
  double x, y;
};
using Points = std::vector<Point>;

double signedArea(const Points& points) {
  double sum = 0.0;
  for (std::size_t i = 0, j = points.size() - 1; i < points.size(); j = i++)
    sum += points[j].x * points[i].y - points[i].x * points[j].y;
  return sum / 2;
}

/// Part of `subject` on the left of the line a → b (Sutherland and Hodgman 1974).
Points clipByLine(const Points& subject, const Point& a, const Point& b) {
  const auto side = [&](const Point& p) { return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x); };
  Points kept;
  for (std::size_t i = 0; i < subject.size(); ++i) {
    const Point& from = subject[i];
    const Point& to = subject[(i + 1) % subject.size()];
    const double sideFrom = side(from), sideTo = side(to);
    if (sideFrom >= 0) kept.push_back(from);
    if ((sideFrom > 0 && sideTo < 0) || (sideFrom < 0 && sideTo > 0)) {
      const double t = sideFrom / (sideFrom - sideTo);
      kept.push_back({from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
    }
  }
  return kept;
}

double sharedShare(Points a, Points b) {
  if (signedArea(a) < 0) std::reverse(a.begin(), a.end());
  if (signedArea(b) < 0) std::reverse(b.begin(), b.end());
  const double smaller = std::min(signedArea(a), signedArea(b));
  if (!(smaller > 0)) return 0.0;
  Points common = a;
  for (std::size_t i = 0; i < b.size() && !common.empty(); ++i)
    common = clipByLine(common, b[i], b[(i + 1) % b.size()]);
  return common.size() < 3 ? 0.0 : std::clamp(signedArea(common) / smaller, 0.0, 1.0);
}

/// Degrees to a plane around `origin`, the other ring turned to the same side of the date line.
Points planar(const Ring& ring, const LonLat& origin) {
  const double shrink = std::cos(origin.lat * degree);
  const double turn = 360.0 * std::round((origin.lon - centreOf(ring).lon) / 360.0);
  Points points;
  for (const LonLat& p : ring) points.push_back({(p.lon + turn - origin.lon) * shrink, p.lat - origin.lat});
  return points;
}

Points corners(const TileWindow& w) {
  return {{w.x, w.y}, {w.x + w.width, w.y}, {w.x + w.width, w.y + w.height}, {w.x, w.y + w.height}};
}

}  // namespace

Box checkedBox(const Box& asked) {
  const auto [west, south, east, north] = asked;
  if (!std::all_of(asked.begin(), asked.end(), [](double v) { return std::isfinite(v); }))
    throw Error(ErrorCode::InvalidInput, "the box holds a value that is not a number");
  if (south < -90 || north > 90)
    throw Error(ErrorCode::InvalidInput, "the box's latitudes must lie between -90 and 90");
  if (south > north) throw Error(ErrorCode::InvalidInput, "the box's south lies above its north");
  if (east - west >= 360) return {-180, south, 180, north};
  const double w = wrapped(west);
  double e = wrapped(east);
  if (e == -180 && east > west) e = 180;  // 180 east is the end of the globe, not its beginning
  return {w, south, e, north};
}

Box boxAround(const Polygon& polygon) {
  Box box{360, 90, -360, -90};
  for (const LonLat& p : polygon.front()) {
    box[0] = std::min(box[0], p.lon);
    box[1] = std::min(box[1], p.lat);
    box[2] = std::max(box[2], p.lon);
    box[3] = std::max(box[3], p.lat);
  }
  box[1] = std::max(box[1], -90.0);
  box[3] = std::min(box[3], 90.0);
  return checkedBox(box);
}

bool meets(const Ring& footprint, const Polygon& polygon) {
  if (footprint.size() < 3 || polygon.empty() || polygon.front().size() < 3) return false;
  for (const double turn : {0.0, -360.0, 360.0})
    if (meetsHere(turn == 0.0 ? footprint : shifted(footprint, turn), polygon)) return true;
  return false;
}

LonLat centreOf(const Ring& ring) {
  LonLat sum;
  for (const LonLat& point : ring) {
    sum.lon += point.lon;
    sum.lat += point.lat;
  }
  const auto count = static_cast<double>(std::max<std::size_t>(ring.size(), 1));
  return {sum.lon / count, sum.lat / count};
}

double metresBetween(const LonLat& a, const LonLat& b) {
  const double sinLat = std::sin((b.lat - a.lat) * degree / 2);
  const double sinLon = std::sin((b.lon - a.lon) * degree / 2);
  const double h = sinLat * sinLat + std::cos(a.lat * degree) * std::cos(b.lat * degree) * sinLon * sinLon;
  return 2 * earthRadius * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

double overlapShare(const Ring& a, const Ring& b) {
  if (a.size() < 3 || b.size() < 3) return 0.0;
  const LonLat origin = centreOf(a);
  return sharedShare(planar(a, origin), planar(b, origin));
}

double overlapShare(const TileWindow& a, const TileWindow& b) { return sharedShare(corners(a), corners(b)); }

}  // namespace tilescout::search
