#include "exchange/kml_writer.h"

#include <cstdio>

#include "exchange/hit_geometry.h"
#include "exchange/score_classes.h"
#include "exchange/xml_text.h"

namespace tilescout::exchange {
namespace {

/// KML writes alpha, blue, green, red.
std::string kmlColour(const ScoreClass& shown, int alpha) {
  char text[16];
  std::snprintf(text, sizeof text, "%02x%02x%02x%02x", static_cast<unsigned>(alpha),
                static_cast<unsigned>(shown.colour[2]), static_cast<unsigned>(shown.colour[1]),
                static_cast<unsigned>(shown.colour[0]));
  return text;
}

std::string styles(const std::vector<ScoreClass>& classes) {
  std::string text;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    text += "<Style id=\"score" + std::to_string(i) + "\"><LineStyle><color>" + kmlColour(classes[i], 255) +
            "</color><width>2</width></LineStyle><PolyStyle><color>" + kmlColour(classes[i], 96) +
            "</color></PolyStyle></Style>\n";
  }
  return text;
}

std::string data(const char* name, const std::string& value) {
  return std::string("<Data name=\"") + name + "\"><value>" + xmlText(value) + "</value></Data>";
}

std::string polygon(const Ring& ring) {
  std::string text = "<Polygon><outerBoundaryIs><LinearRing><coordinates>";
  for (const LonLat& point : closedCounterClockwise(ring))
    text += plainNumber(point.lon) + "," + plainNumber(point.lat) + " ";
  return text + "</coordinates></LinearRing></outerBoundaryIs></Polygon>";
}

std::string geometry(const Hit& hit) {
  const std::vector<Ring> parts = splitAtDateLine(hit.wgs84);
  std::string text;
  for (const Ring& part : parts) text += polygon(part);
  return parts.size() > 1 ? "<MultiGeometry>" + text + "</MultiGeometry>" : text;
}

std::string placemark(const Hit& hit, const HitNote& note, const std::string& query, const std::string& model,
                      const std::vector<ScoreClass>& classes) {
  std::string text = "<Placemark><name>" + std::to_string(hit.rank) + " · " + xmlText(hit.scene) + "</name>";
  if (!hit.date.empty()) text += "<TimeStamp><when>" + xmlText(hit.date) + "</when></TimeStamp>";
  text += "<styleUrl>#score" + std::to_string(classOf(hit.score, classes)) + "</styleUrl><ExtendedData>" +
          data("rank", std::to_string(hit.rank)) + data("score", plainNumber(hit.score)) +
          data("tile", std::to_string(hit.tile)) + data("scene", hit.scene) + data("col", plainNumber(hit.window.x)) +
          data("row", plainNumber(hit.window.y)) + data("width", plainNumber(hit.window.width)) +
          data("height", plainNumber(hit.window.height)) + data("level", std::to_string(hit.window.level)) +
          data("date", hit.date) + data("percentile", plainNumber(hit.percentile)) +
          data("band", std::string(bandName(hit.band))) + data("sensor", hit.sensor) + data("query", query) +
          data("model", model) + data("captions", joinedNotes(note.captions)) + data("tags", joinedNotes(note.tags)) +
          "</ExtendedData>";
  return text + geometry(hit) + "</Placemark>\n";
}

}  // namespace

std::string hitsToKml(const SearchResult& result, const Query& query, const HitNotes& notes) {
  const std::vector<ScoreClass> classes = scoreClasses(result.hits);
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n<name>" +
      xmlText(query.text.empty() ? "Tilescout" : query.text) + "</name><description>" + xmlText(result.model) +
      "</description>\n" + styles(classes);
  for (const Hit& hit : result.hits) {
    const auto note = notes.find(hit.tile);
    text += placemark(hit, note == notes.end() ? HitNote() : note->second, query.text, result.model, classes);
  }
  return text + "</Document></kml>\n";
}

}  // namespace tilescout::exchange
