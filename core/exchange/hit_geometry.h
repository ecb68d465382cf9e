#pragma once
#include <vector>

#include "base/scene.h"

namespace tilescout::exchange {

/// The ring with its first point repeated at the end, counter-clockwise as RFC 7946 wants outer rings.
Ring closedCounterClockwise(Ring ring);

/// Mean of the corners, longitude brought into [-180, 180).
LonLat centreOnGlobe(const Ring& ring);

/// A convex ring cut where it crosses the date line, each part within ±180; empty for fewer than three points.
std::vector<Ring> splitAtDateLine(const Ring& ring);

}  // namespace tilescout::exchange
