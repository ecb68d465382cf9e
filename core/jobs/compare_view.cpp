#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/error.h"
#include "jobs/compare_source.h"
#include "jobs/layout_source.h"

namespace tilescout::jobs {

namespace {

using archive::Archive;
using archive::ModelRecord;

constexpr std::size_t kMostChanged = 500;

std::vector<TileId> embeddedTiles(Archive& archive, ModelId model) {
  std::vector<TileId> all;
  archive.readEmbeddings(model, [&](std::span<const TileId> tiles, std::span<const std::uint16_t>) {
    all.insert(all.end(), tiles.begin(), tiles.end());
  });
  return all;
}

/// `values` of the layout's tiles for these tiles; −1 for those that the layout does not have.
std::vector<std::int32_t> valuesFor(const LayoutView& layout, const std::vector<std::int32_t>& values,
                                    const std::vector<TileId>& tiles) {
  std::vector<std::int32_t> chosen;
  chosen.reserve(tiles.size());
  std::size_t at = 0;
  for (const TileId tile : tiles) {
    while (at < layout.tiles.size() && layout.tiles[at] < tile) ++at;
    chosen.push_back(at < layout.tiles.size() && layout.tiles[at] == tile ? values[at] : -1);
  }
  return chosen;
}

std::vector<std::pair<TileId, double>> mostChanged(const ComparisonView& comparison) {
  const auto moved = [&](std::size_t i) {
    return std::hypot(comparison.after.xy[2 * i] - comparison.before.xy[2 * i],
                      comparison.after.xy[2 * i + 1] - comparison.before.xy[2 * i + 1]);
  };
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < comparison.drift.size(); ++i) {
    if (comparison.drift[i] > 0) order.push_back(i);
  }
  const auto first = [&](std::size_t a, std::size_t b) {
    if (comparison.drift[a] != comparison.drift[b]) return comparison.drift[a] > comparison.drift[b];
    const float x = moved(a), y = moved(b);
    return x != y ? x > y : a < b;
  };
  const std::size_t kept = std::min(kMostChanged, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(), first);
  std::vector<std::pair<TileId, double>> most;
  for (std::size_t n = 0; n < kept; ++n)
    most.emplace_back(comparison.after.tiles[order[n]], static_cast<double>(comparison.drift[order[n]]));
  return most;
}

}  // namespace

ModelRecord modelOfFingerprint(Archive& archive, const std::string& fingerprint) {
  for (const ModelRecord& model : archive.models()) {
    if (model.fingerprint == fingerprint) return model;
  }
  throw Error(ErrorCode::NotFound, "holds no embeddings of that model", archive.file().string());
}

std::vector<TileId> commonTiles(Archive& archive, const ModelRecord& a, const ModelRecord& b) {
  const std::vector<TileId> first = embeddedTiles(archive, a.id), second = embeddedTiles(archive, b.id);
  std::vector<TileId> common;
  std::set_intersection(first.begin(), first.end(), second.begin(), second.end(), std::back_inserter(common));
  return common;
}

std::optional<ComparisonView> viewOfComparison(Archive& archive, const ModelRecord& before, const ModelRecord& after) {
  std::optional<ComparisonView> view;
  const auto layout = viewOfLayout(archive, after, {});
  archive.snapshot([&] {
    const auto stored = archive.comparisonOf(before.id, after.id);
    if (!stored || !layout || !stored->settings.ends_with(kComparisonWay)) return;
    view.emplace();
    LayoutView& later = view->after;
    later.id = stored->id;
    later.model = after.name;
    later.method = "umap";
    later.created = stored->created;
    later.tiles = stored->tiles;
    later.cluster = valuesFor(*layout, layout->cluster, stored->tiles);
    later.scene = valuesFor(*layout, layout->scene, stored->tiles);
    later.scenes = layout->scenes;
    later.clusters = layout->clusters;
    for (ClusterView& cluster : later.clusters) {
      cluster.size = std::count(later.cluster.begin(), later.cluster.end(), static_cast<std::int32_t>(cluster.id));
    }
    view->before = later;
    view->before.model = before.name;
    view->before.xy = stored->beforeXy;
    view->before.measures = stored->beforeMeasures;
    view->before.similarity = stored->beforeSimilarity;
    later.xy = stored->afterXy;
    later.measures = stored->afterMeasures;
    later.similarity = stored->afterSimilarity;
    view->drift = stored->drift;
    view->mostChanged = mostChanged(*view);
    const auto common = static_cast<std::int64_t>(commonTiles(archive, before, after).size());
    view->missing = std::max<std::int64_t>(0, common - static_cast<std::int64_t>(stored->tiles.size()));
  });
  return view;
}

std::optional<ComparisonView> readComparison(const std::filesystem::path& archiveFile, const std::string& before,
                                             const std::string& after) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  return viewOfComparison(archive, modelOfFingerprint(archive, before), modelOfFingerprint(archive, after));
}

std::vector<SpaceModel> spaceModels(const std::filesystem::path& archiveFile) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  std::vector<SpaceModel> models;
  const std::vector<ModelRecord> records = archive.models();
  if (records.size() < 2) return models;  // counting walks over all embeddings, and this is asked at every start
  for (const ModelRecord& model : records) {
    const std::int64_t tiles = archive.embeddingCount(model.id);
    if (tiles > 0) models.push_back({model.name, model.fingerprint, tiles, model.active});
  }
  return models;
}

}  // namespace tilescout::jobs
