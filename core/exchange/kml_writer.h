#pragma once
#include <string>

#include "exchange/feature_export.h"
#include "search/query.h"

namespace tilescout::exchange {

/// Hits as KML 2.2: one placemark a hit with score, scene and tile as extended data, filled by score (viridis), a time
/// stamp where the date is known. Footprints across the date line are cut in two there, as KML wants longitudes within
/// ±180. Query, scene names, captions and dates are escaped.
std::string hitsToKml(const SearchResult& result, const Query& query, const HitNotes& notes = {});

}  // namespace tilescout::exchange
