#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace tilescout::exchange {

/// What people wrote of a hit's tile.
struct HitNote {
  std::vector<std::string> captions, tags;
};
using HitNotes = std::map<TileId, HitNote>;

/// One text for all of them, for formats that have no lists: "a | b".
std::string joinedNotes(const std::vector<std::string>& texts);

enum class HitFormat { Json, Csv, GeoJson, GeoPackage, Kml };

/// "json", "csv", "geojson", "gpkg", "kml"; throws Error{InvalidInput}.
HitFormat parseHitFormat(std::string_view name);

/// Hits as text, the same bytes under every locale; a name that is not UTF-8 has its bad bytes replaced.
/// * Json: the command line's contract (query, model, took_ms, hits). `col`, `row`, `width` and `height` are the
///   tile's window in full-resolution pixels of its scene, `wgs84` its four corners, [] when it has no place.
/// * GeoJson: RFC 7946, one feature a hit with the same properties, percentile, band, sensor, query, model, captions
///   and tags (lists); outer rings counter-clockwise; across the date
///   line longitudes run on past ±180. A hit without a place has a null geometry.
/// * Csv: RFC 4180 with a header; centre as lon and lat, footprint as WKT, then what GeoJson has beside it. Text that a
///   spreadsheet would run as a formula (beginning with = + - @) gets an apostrophe in front.
/// * Kml: see kml_writer.h.
/// Throws Error{InvalidInput} for GeoPackage, which is no text.
std::string hitsToText(const SearchResult& result, const Query& query, HitFormat format, const HitNotes& notes = {});

/// Writes any of the formats; the file appears whole or not at all. GeoPackage: layer "hits", EPSG:4326.
/// Throws Error{Io} naming the file.
void writeHits(const SearchResult& result, const Query& query, HitFormat format, const std::filesystem::path& file,
               const HitNotes& notes = {});

}  // namespace tilescout::exchange
