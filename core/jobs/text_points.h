#pragma once
#include <algorithm>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/job.h"
#include "jobs/layout_view.h"

namespace tilescout::jobs {

class LoadedModel;

/// A text among the tiles of a layout.
struct TextPoint {
  std::string text;
  float x = 0.0F, y = 0.0F;
  TileId nearest = 0;  ///< the tile that it fits best; 0: none
};

/// How many of the best tiles say where a text belongs.
inline constexpr std::size_t kTextNeighbours = 15;

/// A text at the tiles that fit it best: `best` are points of the layout, best first. Only those of the commonest
/// cluster count, so that no text comes to lie in the empty space between two.
inline TextPoint placeText(const LayoutView& view, const std::string& text, std::span<const std::int32_t> best) {
  TextPoint place{text};
  if (best.empty()) return place;
  best = best.first(std::min(kTextNeighbours, best.size()));
  const auto clusterOf = [&](std::int32_t point) { return view.cluster[static_cast<std::size_t>(point)]; };
  std::map<std::int32_t, int> votes;
  for (const std::int32_t point : best) ++votes[clusterOf(point)];
  std::int32_t most = clusterOf(best.front());
  for (const std::int32_t point : best) {  // of equal votes the better tile's cluster
    if (votes[clusterOf(point)] > votes[most]) most = clusterOf(point);
  }
  double x = 0.0, y = 0.0, sum = 0.0;
  for (std::size_t j = 0; j < best.size(); ++j) {
    if (clusterOf(best[j]) != most) continue;
    const double weight = 1.0 / static_cast<double>(j + 1);
    const auto at = static_cast<std::size_t>(best[j]);
    x += weight * static_cast<double>(view.xy[2 * at]);
    y += weight * static_cast<double>(view.xy[2 * at + 1]);
    sum += weight;
  }
  place.x = static_cast<float>(x / sum);
  place.y = static_cast<float>(y / sum);
  place.nearest = view.tiles[static_cast<std::size_t>(best.front())];
  return place;
}

enum class TextSource { Captions, LandCover, Words };

struct TextPointOptions {
  TextSource source = TextSource::Captions;
  std::vector<std::string> words;  ///< for TextSource::Words
};

/// The archive's commonest captions (at most 200 different ones), or words, among the tiles of the view. Of an archive
/// that is larger than the memory allows a sample of tiles is looked at. `model` made the view's embeddings.
/// Throws Error{Incompatible} when it did not, Error{InvalidInput} for an empty list of words, Cancelled.
std::vector<TextPoint> placeTexts(const std::filesystem::path& archiveFile, LoadedModel& model, const LayoutView& view,
                                  const TextPointOptions& options, JobContext& job);

}  // namespace tilescout::jobs
