#pragma once
#include <filesystem>

#include "search/query.h"

namespace tilescout::exchange {

/// Hits as layer "hits" of a new GeoPackage, EPSG:4326; replaces `file` in one step when all is written.
/// Throws Error{Io} naming the file.
void writeGeoPackage(const SearchResult& result, const std::filesystem::path& file);

}  // namespace tilescout::exchange
