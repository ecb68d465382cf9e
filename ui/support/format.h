#pragma once
#include <QString>

#include "base/scene.h"

namespace tilescout::ui {

/// Numbers and places as the user reads them, in the language's own format.
QString formatCount(std::int64_t count);
QString formatScore(double score);
/// 99.83 → "99.83 %"; the digits grow towards 100 so that the best hits differ.
QString formatPercentile(double percentile);
/// "27 min left"; "" when not known.
QString formatTimeLeft(double seconds);
/// "27 min"; "" when not known.
QString formatDuration(double seconds);
QString formatRate(double perSecond);
QString formatBytes(std::int64_t bytes);
/// A moment of ISO 8601 in the user's own time and format: the time alone when it was today. As it stands when it is
/// none.
QString formatMoment(const std::string& iso);

/// Middle of a ring; longitudes wrapped into [-180, 180].
LonLat centreOf(const Ring& ring);
/// "47.12345° N, 97.12345° W".
QString formatPlace(const LonLat& place);
/// "47.123450, -97.123450": what other programs take.
QString placeForCopying(const LonLat& place);
/// "640 × 640 m" of a tile's four corners; "" without a place.
QString formatGroundSize(const Ring& corners);

}  // namespace tilescout::ui
