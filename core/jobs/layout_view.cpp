#include "jobs/layout_view.h"

#include <algorithm>
#include <unordered_map>

#include "archive/label_book.h"
#include "base/error.h"
#include "exchange/layout_export.h"
#include "exchange/layout_page.h"
#include "jobs/catalog_service.h"
#include "jobs/compare_job.h"
#include "jobs/layout_source.h"

namespace tilescout::jobs {

namespace {

using archive::Archive;

constexpr std::size_t kTilesATurn = 4096;
constexpr std::size_t kPagePictures = 1600;
constexpr int kPagePixels = 96;

/// Scenes of the view's tiles, as indices into its list.
void addScenes(Archive& archive, const archive::ModelRecord& model, LayoutView& view) {
  std::unordered_map<SceneId, std::int32_t> places;
  for (const archive::SceneRow& row : archive.scenes()) {
    places[row.info.id] = static_cast<std::int32_t>(view.scenes.size());
    view.scenes.push_back({row.info.id, row.info.name, row.info.date});
  }
  std::vector<TileId> embedded;
  archive.readEmbeddings(model.id, [&](std::span<const TileId> tiles, std::span<const std::uint16_t>) {
    embedded.insert(embedded.end(), tiles.begin(), tiles.end());
  });
  const std::vector<SceneId> scenes = archive.scenesOfTiles(embedded);
  view.scene.assign(view.tiles.size(), -1);
  std::size_t at = 0, found = 0;
  for (std::size_t i = 0; i < view.tiles.size(); ++i) {
    while (at < embedded.size() && embedded[at] < view.tiles[i]) ++at;
    if (at >= embedded.size() || embedded[at] != view.tiles[i]) continue;
    ++found;
    const auto place = places.find(scenes[at]);
    if (place != places.end()) view.scene[i] = place->second;
  }
  view.unplaced = static_cast<std::int64_t>(embedded.size() - found);
}

void addClusters(const archive::StoredLayout& layout, LayoutView& view) {
  std::unordered_map<std::int64_t, std::int64_t> sizes;
  for (const std::int32_t cluster : layout.cluster) ++sizes[cluster];
  for (const archive::LayoutCluster& cluster : layout.clusters) {
    const std::string name = cluster.name.empty() ? std::to_string(cluster.number) : cluster.name;
    const bool own = !cluster.ownName.empty();
    view.clusters.push_back({cluster.number, own ? cluster.ownName : name, cluster.otherNames, sizes[cluster.number],
                             cluster.representative, name, own, cluster.colour});
  }
  std::stable_sort(view.clusters.begin(), view.clusters.end(),
                   [](const ClusterView& a, const ClusterView& b) { return a.size > b.size; });
}

void addMarks(const archive::StoredLayout& layout, LayoutView& view) {
  const auto outliers = layout.marked.find("outlier");
  if (outliers != layout.marked.end()) {
    for (const archive::MarkedTile& mark : outliers->second) view.outliers.emplace_back(mark.tile, mark.value);
  }
  const auto duplicates = layout.marked.find("duplicate");
  if (duplicates == layout.marked.end()) return;
  double group = -1.0;
  for (const archive::MarkedTile& mark : duplicates->second) {
    if (view.duplicates.empty() || mark.value != group) view.duplicates.emplace_back();
    group = mark.value;
    view.duplicates.back().push_back(mark.tile);
  }
  std::erase_if(view.duplicates, [](const auto& tiles) { return tiles.size() < 2; });  // the others are gone
}

std::string nameOf(const LayoutView& view, std::int32_t cluster) {
  const auto found =
      std::find_if(view.clusters.begin(), view.clusters.end(), [&](const auto& c) { return c.id == cluster; });
  return found == view.clusters.end() ? std::string() : found->name;
}

exchange::LayoutRow rowOf(const LayoutView& view, std::size_t i, const TileInfo& tile) {
  exchange::LayoutRow row;
  row.tile = view.tiles[i];
  row.x = view.xy[2 * i];
  row.y = view.xy[2 * i + 1];
  row.cluster = view.cluster[i];
  row.clusterName = nameOf(view, view.cluster[i]);
  if (view.scene[i] >= 0) {
    row.scene = view.scenes[static_cast<std::size_t>(view.scene[i])].name;
    row.date = view.scenes[static_cast<std::size_t>(view.scene[i])].date;
  }
  row.window = tile.window;
  row.wgs84 = tile.footprint;
  return row;
}

std::vector<exchange::LayoutRow> rowsOf(Archive& archive, const LayoutView& view, JobContext& job) {
  std::vector<exchange::LayoutRow> rows;
  for (std::size_t at = 0; at < view.tiles.size(); at += kTilesATurn) {
    job.checkpoint();
    const std::size_t count = std::min(kTilesATurn, view.tiles.size() - at);
    std::unordered_map<TileId, TileInfo> tiles;
    for (TileInfo& tile : archive.tiles(std::span(view.tiles).subspan(at, count))) tiles[tile.id] = std::move(tile);
    for (std::size_t i = at; i < at + count; ++i) rows.push_back(rowOf(view, i, tiles[view.tiles[i]]));
    job.report({"export", static_cast<std::int64_t>(rows.size()), static_cast<std::int64_t>(view.tiles.size())});
  }
  return rows;
}

std::vector<exchange::LayoutLabel> labelsOf(const LayoutView& view) {
  std::vector<exchange::LayoutLabel> labels;
  for (const ClusterView& cluster : view.clusters)
    labels.push_back({static_cast<std::int32_t>(cluster.id), cluster.name, cluster.colour});
  return labels;
}

exchange::LayoutFacts factsOf(const LayoutView& view) {
  exchange::LayoutFacts facts{labelsOf(view), view.model, view.method};
  for (const LayoutTextView& text : view.texts) {
    facts.texts.push_back({text.text, static_cast<double>(text.x), static_cast<double>(text.y)});
  }
  return facts;
}

/// Representatives first, then evenly spread; tiles whose scene cannot be read have no picture.
std::vector<exchange::PageThumbnail> picturesOf(const std::filesystem::path& file, const LayoutView& view,
                                                JobContext& job) {
  std::vector<std::size_t> wanted;
  for (const ClusterView& cluster : view.clusters) {
    const auto found = std::lower_bound(view.tiles.begin(), view.tiles.end(), cluster.representative);
    if (found != view.tiles.end() && *found == cluster.representative)
      wanted.push_back(static_cast<std::size_t>(found - view.tiles.begin()));
  }
  const std::size_t step = std::max<std::size_t>(1, (view.tiles.size() + kPagePictures - 1) / kPagePictures);
  for (std::size_t i = 0; i < view.tiles.size() && wanted.size() < kPagePictures; i += step) {
    if (std::find(wanted.begin(), wanted.end(), i) == wanted.end()) wanted.push_back(i);
  }
  CatalogService catalog(file);
  std::vector<exchange::PageThumbnail> pictures;
  for (std::size_t n = 0; n < wanted.size(); ++n) {
    job.checkpoint();
    try {
      pictures.push_back({wanted[n], catalog.thumbnail(view.tiles[wanted[n]], kPagePixels)});
    } catch (const Error&) {
      // A page without this picture is better than none.
    }
    job.report({"look", static_cast<std::int64_t>(n + 1), static_cast<std::int64_t>(wanted.size())});
  }
  return pictures;
}

}  // namespace

archive::ModelRecord modelOfLayout(Archive& archive, const std::string& name) {
  const auto active = archive.activeModel();
  if (name.empty()) {
    if (active) return *active;
    throw Error(ErrorCode::InvalidInput, "holds no embeddings yet; add scenes first", archive.file().string());
  }
  std::string names;
  for (const archive::ModelRecord& model : archive.models()) {
    if (model.name == name || model.fingerprint == name) return model;
    names += (names.empty() ? "" : ", ") + model.name;
  }
  throw Error(ErrorCode::NotFound,
              "the archive holds no embeddings of the model \"" + name + "\"" +
                  (names.empty() ? std::string() : "; it has those of " + names),
              archive.file().string());
}

std::optional<LayoutView> viewOfLayout(Archive& archive, const archive::ModelRecord& model, const std::string& method) {
  std::optional<LayoutView> view;
  archive.snapshot([&] {
    const auto layout = archive.layoutOf(model.id, method);
    if (!layout) return;
    view.emplace();
    view->id = layout->id;
    view->model = model.name;
    view->method = layout->method;
    view->created = layout->created;
    view->tiles = layout->tiles;
    view->xy = layout->xy;
    view->cluster = layout->cluster;
    view->measures = layout->measures;
    view->similarity = layout->similarity;
    addScenes(archive, model, *view);
    addClusters(*layout, *view);
    addMarks(*layout, *view);
    for (const archive::LayoutText& text : layout->texts) view->texts.push_back({text.text, text.x, text.y});
    view->textsAreWords = !layout->texts.empty() && layout->texts.front().word;
  });
  return view;
}

std::optional<LayoutView> readLayout(const std::filesystem::path& archiveFile, const std::string& model,
                                     const std::string& method) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  if (model.empty() && !archive.activeModel()) return std::nullopt;
  return viewOfLayout(archive, modelOfLayout(archive, model), method);
}

void renameCluster(const std::filesystem::path& archiveFile, std::int64_t layout, std::int64_t cluster,
                   const std::string& name) {
  archive::LabelBook(archiveFile, archive::OpenMode::ReadWrite).nameCluster(layout, cluster, name);
}

void exportLayout(const std::filesystem::path& archiveFile, const LayoutView& view, const std::filesystem::path& file,
                  JobContext& job, int pixels) {
  const exchange::LayoutFormat format = exchange::layoutFormatOf(file);
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  exchange::LayoutFacts facts = factsOf(view);
  facts.pixels = pixels;
  exchange::writeLayout(rowsOf(archive, view, job), facts, format, file);
}

void exportComparison(const std::filesystem::path& archiveFile, const ComparisonView& view,
                      const std::filesystem::path& file, JobContext& job) {
  const exchange::LayoutFormat format = exchange::layoutFormatOf(file);
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  std::vector<exchange::LayoutRow> rows = rowsOf(archive, view.after, job);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].change = {view.before.xy.at(2 * i), view.before.xy.at(2 * i + 1), view.drift.at(i)};
  }
  exchange::writeLayout(rows, factsOf(view.after), format, file);
}

void exportLayoutPage(const std::filesystem::path& archiveFile, const LayoutView& view,
                      const std::map<std::string, std::string>& words, const std::filesystem::path& file,
                      JobContext& job) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  const auto rows = rowsOf(archive, view, job);
  exchange::writeLayoutPage(rows, factsOf(view), picturesOf(archiveFile, view, job), words, file);
}

}  // namespace tilescout::jobs
