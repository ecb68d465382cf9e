#include "exchange/hit_geometry.h"

#include <algorithm>
#include <cmath>

namespace tilescout::exchange {

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

}  // namespace tilescout::exchange
