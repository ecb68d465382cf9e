#include "app/cli/search_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/cli/progress_bar.h"
#include "base/atomic_file.h"

namespace tilescout::cli {

namespace {

/// Digits that mean something: 1e-7 degrees is a centimetre.
double rounded(double value, double digits) { return std::round(value * digits) / digits; }

nlohmann::ordered_json toJson(const Ring& ring) {
  if (ring.empty()) return nullptr;
  auto points = nlohmann::ordered_json::array();
  for (const LonLat& point : ring) points.push_back({rounded(point.lon, 1e7), rounded(point.lat, 1e7)});
  return points;
}

nlohmann::ordered_json toJson(const Hit& hit) {
  nlohmann::ordered_json object;
  object["rank"] = hit.rank;
  object["tile"] = hit.tile;
  object["scene"] = hit.scene;
  object["score"] = rounded(hit.score, 1e6);
  // Pixels of the whole scene, ready for gdal_translate -srcwin.
  object["col"] = hit.window.x;
  object["row"] = hit.window.y;
  object["width"] = hit.window.width;
  object["height"] = hit.window.height;
  object["level"] = hit.window.level;
  object["wgs84"] = toJson(hit.wgs84);
  object["date"] = hit.date.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(hit.date);
  return object;
}

nlohmann::ordered_json toJson(const Query& query, const SearchResult& result) {
  nlohmann::ordered_json object;
  object["query"] = query.text.empty() ? query.imageName : query.text;
  object["model"] = result.model;
  object["took_ms"] = rounded(result.tookMs, 1e3);
  object["hits"] = nlohmann::ordered_json::array();
  for (const Hit& hit : result.hits) object["hits"].push_back(toJson(hit));
  return object;
}

std::string centreText(const Ring& ring) {
  if (ring.empty()) return "place unknown";
  LonLat centre;
  for (const LonLat& point : ring) {
    centre.lon += point.lon / static_cast<double>(ring.size());
    centre.lat += point.lat / static_cast<double>(ring.size());
  }
  if (centre.lon > 180.0) centre.lon -= 360.0;
  if (centre.lon < -180.0) centre.lon += 360.0;
  return fmt::format("{:.5f} {:.5f}", centre.lat, centre.lon);
}

std::string table(const SearchResult& result) {
  std::size_t nameWidth = 5;
  for (const Hit& hit : result.hits) nameWidth = std::max(nameWidth, hit.scene.size());
  std::string text = fmt::format("{:>3}  {:>6}  {:>5}  {:>8}  {:<{}}  {:<10}  {:<24}  {}\n", "#", "score", "%", "tile",
                                 "scene", nameWidth, "date", "pixels: col,row size", "centre (lat lon)");
  for (const Hit& hit : result.hits) {
    const std::string window = fmt::format("{:.0f},{:.0f} {:.0f}x{:.0f}", hit.window.x, hit.window.y, hit.window.width,
                                           hit.window.height);
    text += fmt::format("{:>3}  {:>6.3f}  {:>5.1f}  {:>8}  {:<{}}  {:<10}  {:<24}  {}\n", hit.rank, hit.score,
                        hit.percentile, hit.tile, hit.scene, nameWidth, hit.date.empty() ? "-" : hit.date, window,
                        centreText(hit.wgs84));
  }
  text += fmt::format("{} of {} tiles that passed the filters ({} searched), {:.0f} ms, model {}\n", result.hits.size(),
                      countText(result.passed), countText(result.searched), result.tookMs, result.model);
  return text;
}

}  // namespace

void writeResult(const Query& query, const SearchResult& result, const std::string& format, const std::string& file,
                 Console& console) {
  const std::string text = format == "json" ? toJson(query, result).dump(-1, ' ', false,
                                                                         nlohmann::ordered_json::error_handler_t::replace) +
                                                  "\n"
                                            : table(result);
  if (file.empty()) {
    console.print(text.substr(0, text.size() - 1));
    return;
  }
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

}  // namespace tilescout::cli
