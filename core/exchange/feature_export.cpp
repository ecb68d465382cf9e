#include "exchange/feature_export.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/geopackage_writer.h"
#include "exchange/hit_geometry.h"
#include "exchange/kml_writer.h"
#include "exchange/xml_text.h"

namespace tilescout::exchange {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, double places) { return std::round(value * places) / places; }

/// A whole number without a decimal point, as nearly all windows are.
Json number(double value) {
  if (value == std::floor(value) && std::fabs(value) < 9e15) return static_cast<std::int64_t>(value);
  return value;
}

Json position(const LonLat& point) { return {rounded(point.lon, 1e9), rounded(point.lat, 1e9)}; }

Json propertiesOf(const Hit& hit) {
  return {{"rank", hit.rank},
          {"tile", hit.tile},
          {"scene", hit.scene},
          {"score", hit.score},
          {"col", number(hit.window.x)},
          {"row", number(hit.window.y)},
          {"width", number(hit.window.width)},
          {"height", number(hit.window.height)},
          {"level", hit.window.level}};
}

std::string dumped(const Json& document, int indent) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string toJson(const SearchResult& result, const Query& query) {
  Json hits = Json::array();
  for (const Hit& hit : result.hits) {
    Json object = propertiesOf(hit);
    Json ring = Json::array();
    for (const LonLat& point : hit.wgs84) ring.push_back(position(point));
    object["wgs84"] = std::move(ring);
    object["date"] = hit.date;
    hits.push_back(std::move(object));
  }
  return dumped(
      {{"query", query.text}, {"model", result.model}, {"took_ms", rounded(result.tookMs, 1e2)}, {"hits", hits}}, 2);
}

const HitNote& noteOf(const HitNotes& notes, const Hit& hit) {
  static const HitNote none;
  const auto found = notes.find(hit.tile);
  return found == notes.end() ? none : found->second;
}

Json geometryOf(const Hit& hit) {
  if (hit.wgs84.size() < 3) return nullptr;
  Json ring = Json::array();
  for (const LonLat& point : closedCounterClockwise(hit.wgs84)) ring.push_back(position(point));
  return {{"type", "Polygon"}, {"coordinates", Json::array({ring})}};
}

std::string toGeoJson(const SearchResult& result, const Query& query, const HitNotes& notes) {
  Json features = Json::array();
  for (const Hit& hit : result.hits) {
    Json properties = propertiesOf(hit);
    const HitNote& note = noteOf(notes, hit);
    properties["date"] = hit.date;
    properties["percentile"] = rounded(hit.percentile, 1e4);
    properties["band"] = bandName(hit.band);
    properties["sensor"] = hit.sensor;
    properties["query"] = query.text;  // of each feature as well: GDAL passes over what the collection says
    properties["model"] = result.model;
    properties["captions"] = note.captions;
    properties["tags"] = note.tags;
    features.push_back({{"type", "Feature"}, {"geometry", geometryOf(hit)}, {"properties", std::move(properties)}});
  }
  return dumped({{"type", "FeatureCollection"}, {"query", query.text}, {"model", result.model}, {"features", features}},
                -1);
}

std::string wktOf(const Hit& hit) {
  if (hit.wgs84.size() < 3) return {};
  std::string text;
  for (const LonLat& point : closedCounterClockwise(hit.wgs84))
    text +=
        (text.empty() ? "" : ", ") + plainNumber(rounded(point.lon, 1e9)) + " " + plainNumber(rounded(point.lat, 1e9));
  return "POLYGON ((" + text + "))";
}

std::string csvCentre(const Hit& hit) {
  if (hit.wgs84.empty()) return ",";
  const LonLat centre = centreOnGlobe(hit.wgs84);
  return plainNumber(rounded(centre.lon, 1e9)) + "," + plainNumber(rounded(centre.lat, 1e9));
}

std::string toCsv(const SearchResult& result, const Query& query, const HitNotes& notes) {
  std::string text =
      "rank,tile,scene,score,col,row,width,height,level,date,lon,lat,WKT,percentile,band,sensor,query,model,captions,"
      "tags\r\n";
  const std::string asked = "," + csvCell(query.text) + "," + csvCell(result.model) + ",";
  for (const Hit& hit : result.hits) {
    text += std::to_string(hit.rank) + "," + std::to_string(hit.tile) + "," + csvCell(hit.scene) + "," +
            plainNumber(hit.score);
    for (const double value : {hit.window.x, hit.window.y, hit.window.width, hit.window.height})
      text += "," + plainNumber(value);
    text += "," + std::to_string(hit.window.level) + "," + csvCell(hit.date) + "," + csvCentre(hit) + "," +
            csvCell(wktOf(hit)) + "," + plainNumber(rounded(hit.percentile, 1e4)) + "," +
            std::string(bandName(hit.band)) + "," + csvCell(hit.sensor) + asked +
            csvCell(joinedNotes(noteOf(notes, hit).captions)) + "," + csvCell(joinedNotes(noteOf(notes, hit).tags)) +
            "\r\n";
  }
  return text;
}

}  // namespace

HitFormat parseHitFormat(std::string_view name) {
  if (name == "json") return HitFormat::Json;
  if (name == "csv") return HitFormat::Csv;
  if (name == "geojson") return HitFormat::GeoJson;
  if (name == "gpkg") return HitFormat::GeoPackage;
  if (name == "kml") return HitFormat::Kml;
  throw Error(ErrorCode::InvalidInput, "is no format for hits; there are json, csv, geojson, gpkg and kml",
              std::string(name));
}

std::string joinedNotes(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " | ") + text;
  return all;
}

std::string hitsToText(const SearchResult& result, const Query& query, HitFormat format, const HitNotes& notes) {
  switch (format) {
    case HitFormat::Json: return toJson(result, query);
    case HitFormat::Csv: return toCsv(result, query, notes);
    case HitFormat::GeoJson: return toGeoJson(result, query, notes);
    case HitFormat::Kml: return hitsToKml(result, query, notes);
    case HitFormat::GeoPackage: break;
  }
  throw Error(ErrorCode::InvalidInput, "a GeoPackage is no text: it needs a file to go to");
}

void writeHits(const SearchResult& result, const Query& query, HitFormat format, const std::filesystem::path& file,
               const HitNotes& notes) {
  if (format == HitFormat::GeoPackage) {
    writeGeoPackage(result, query, file, false, {}, notes);
    return;
  }
  AtomicFile out(file);
  out.write(hitsToText(result, query, format, notes));
  out.commit();
}

}  // namespace tilescout::exchange
