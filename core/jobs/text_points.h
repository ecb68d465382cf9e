#pragma once
#include <algorithm>
#include <cmath>
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
/// cluster count, and of those the ones in their middle, so that no text comes to lie in empty space.
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
  std::vector<std::int32_t> near;
  for (const std::int32_t point : best) {
    if (clusterOf(point) == most) near.push_back(point);
  }
  // The one in the middle of them and the two beside it: a mean of all would lie between the parts of a cluster.
  const auto apart = [&](std::int32_t a, std::int32_t b) {
    const auto i = 2 * static_cast<std::size_t>(a), j = 2 * static_cast<std::size_t>(b);
    return std::hypot(view.xy[i] - view.xy[j], view.xy[i + 1] - view.xy[j + 1]);
  };
  std::int32_t middle = near.front();
  float least = -1.0F;
  for (const std::int32_t a : near) {
    float sum = 0.0F;
    for (const std::int32_t b : near) sum += apart(a, b);
    if (least < 0.0F || sum < least) middle = a;
    least = least < 0.0F ? sum : std::min(least, sum);
  }
  std::stable_sort(near.begin(), near.end(),
                   [&](std::int32_t a, std::int32_t b) { return apart(a, middle) < apart(b, middle); });
  const std::size_t count = std::min<std::size_t>(3, near.size());
  for (std::size_t n = 0; n < count; ++n) {
    const auto at = 2 * static_cast<std::size_t>(near[n]);
    place.x += view.xy[at] / static_cast<float>(count);
    place.y += view.xy[at + 1] / static_cast<float>(count);
  }
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
