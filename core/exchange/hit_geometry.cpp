#include "exchange/hit_geometry.h"

#include <algorithm>
#include <cmath>

namespace tilescout::exchange {
namespace {

/// The part of a convex ring on one side of a meridian (Sutherland and Hodgman 1974).
Ring cut(const Ring& ring, double meridian, bool keepWest) {
  const auto inside = [&](const LonLat& p) { return keepWest ? p.lon <= meridian : p.lon >= meridian; };
  Ring part;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LonLat& a = ring[i];
    const LonLat& b = ring[(i + 1) % ring.size()];
    if (inside(a)) part.push_back(a);
    if (inside(a) == inside(b)) continue;
    part.push_back({meridian, a.lat + (b.lat - a.lat) * (meridian - a.lon) / (b.lon - a.lon)});
  }
  return part;
}

bool hasArea(const Ring& ring) {
  const auto [west, east] =
      std::minmax_element(ring.begin(), ring.end(), [](const LonLat& a, const LonLat& b) { return a.lon < b.lon; });
  return ring.size() >= 3 && east->lon > west->lon;
}

}  // namespace

Ring closedCounterClockwise(Ring ring) {
  if (ring.empty()) return ring;
  double area = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const LonLat& a = ring[i];
    const LonLat& b = ring[(i + 1) % ring.size()];
    area += a.lon * b.lat - b.lon * a.lat;
  }
  if (area < 0) std::reverse(ring.begin() + 1, ring.end());  // the first corner stays the first
  ring.push_back(ring.front());
  return ring;
}

LonLat centreOnGlobe(const Ring& ring) {
  LonLat sum;
  for (const LonLat& point : ring) {
    sum.lon += point.lon / static_cast<double>(ring.size());
    sum.lat += point.lat / static_cast<double>(ring.size());
  }
  sum.lon -= 360.0 * std::floor((sum.lon + 180.0) / 360.0);
  return sum;
}

std::vector<Ring> splitAtDateLine(const Ring& ring) {
  std::vector<Ring> parts;
  if (ring.size() < 3) return parts;
  // A ring begins in [-180, 180) and may run on past 180, or once around from there.
  for (const double turn : {-360.0, 0.0, 360.0}) {
    Ring part = cut(cut(ring, 180.0 + turn, true), -180.0 + turn, false);
    if (!hasArea(part)) continue;
    for (LonLat& point : part) point.lon -= turn;
    parts.push_back(std::move(part));
  }
  return parts;
}

}  // namespace tilescout::exchange
