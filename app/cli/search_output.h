#pragma once
#include <string>

#include "app/cli/console.h"
#include "exchange/feature_export.h"
#include "search/query.h"

namespace tilescout::cli {

/// Writes ranked tiles as "table", "json", "csv", "geojson" or "gpkg" to `file`, or to standard output when `file` is
/// empty (never gpkg). Files appear whole or not at all. Throws Error{Io}.
void writeResult(const Query& query, const SearchResult& result, const std::string& format, const std::string& file,
                 const exchange::HitNotes& notes, Console& console);

}  // namespace tilescout::cli
