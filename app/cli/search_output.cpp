#include "app/cli/search_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/cli/progress_bar.h"
#include "base/atomic_file.h"
#include "exchange/feature_export.h"

namespace tilescout::cli {

namespace {

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

std::string hitTable(const Query& query, const SearchResult& result) {
  std::size_t nameWidth = 5;
  for (const Hit& hit : result.hits) nameWidth = std::max(nameWidth, hit.scene.size());
  std::string text = fmt::format("{:>3}  {:>6}  {:>5}  {:>8}  {:<{}}  {:<10}  {:<24}  {}\n", "#", "score", "%", "tile",
                                 "scene", nameWidth, "date", "pixels: col,row size", "centre (lat lon)");
  for (const Hit& hit : result.hits) {
    const std::string window =
        fmt::format("{:.0f},{:.0f} {:.0f}x{:.0f}", hit.window.x, hit.window.y, hit.window.width, hit.window.height);
    text += fmt::format("{:>3}  {:>6.3f}  {:>5.1f}  {:>8}  {:<{}}  {:<10}  {:<24}  {}\n", hit.rank,
                        std::round(hit.score * 1e3) / 1e3 + 0.0, hit.percentile, hit.tile, hit.scene, nameWidth,
                        hit.date.empty() ? "-" : hit.date, window, centreText(hit.wgs84));
  }
  if (query.minScore || query.minBand != ScoreBand::Noise) {
    text += fmt::format("{} of {} tiles that passed the filters reach the cut-off\n", countText(result.accepted),
                        countText(result.passed));
  }
  text += fmt::format("{} of {} tiles that passed the filters ({} searched), {:.0f} ms, model {}\n", result.hits.size(),
                      countText(result.passed), countText(result.searched), result.tookMs, result.model);
  return text;
}

}  // namespace

void writeResult(const Query& query, const SearchResult& result, const std::string& format, const std::string& file,
                 const exchange::HitNotes& notes, Console& console) {
  if (format != "table") {
    const exchange::HitFormat hitFormat = exchange::parseHitFormat(format);
    if (file.empty()) {
      console.printText(exchange::hitsToText(result, query, hitFormat, notes));
    } else {
      exchange::writeHits(result, query, hitFormat, file, notes);
    }
    return;
  }
  if (file.empty()) {
    console.printText(hitTable(query, result));
    return;
  }
  AtomicFile out(file);
  out.write(hitTable(query, result));
  out.commit();
}

}  // namespace tilescout::cli
