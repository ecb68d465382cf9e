#pragma once
#include <filesystem>

#include "base/job.h"
#include "exchange/feature_export.h"
#include "search/query.h"

namespace tilescout::exchange {

/// Hits as layer "hits" of a new GeoPackage, EPSG:4326; replaces `file` in one step when all is written. `styled` adds
/// the table layer_styles, from which QGIS takes the colours by score of its own accord.
/// Throws Error{Io} naming the file, Cancelled.
void writeGeoPackage(const SearchResult& result, const Query& query, const std::filesystem::path& file, bool styled,
                     const JobContext& job = {}, const HitNotes& notes = {});

}  // namespace tilescout::exchange
