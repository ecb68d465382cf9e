#pragma once
#include "base/scene.h"

namespace tilescout::exchange {

/// The ring with its first point repeated at the end, counter-clockwise as RFC 7946 wants outer rings.
Ring closedCounterClockwise(Ring ring);

/// Mean of the corners, longitude brought into [-180, 180).
LonLat centreOnGlobe(const Ring& ring);

}  // namespace tilescout::exchange
