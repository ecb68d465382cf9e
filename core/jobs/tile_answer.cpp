#include "jobs/tile_answer.h"

#include <optional>
#include <set>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/sensor_name.h"

namespace tilescout::jobs {

namespace {

/// What the hits say of a tile beside its place.
struct Written {
  std::unordered_map<TileId, int> captions;
  std::set<TileId> collected;
};

Written writtenIn(const std::filesystem::path& file) {
  archive::LabelBook book(file, archive::OpenMode::ReadOnly);
  Written written;
  for (const Caption& caption : book.captions()) ++written.captions[caption.tile];
  for (const TileSet& set : book.sets(TileSetKind::Collection)) {
    const std::vector<TileId> tiles = book.tilesOf(set.id);
    written.collected.insert(tiles.begin(), tiles.end());
  }
  return written;
}

}  // namespace

SearchResult answerOf(const std::filesystem::path& archiveFile, const std::vector<std::pair<TileId, double>>& tiles) {
  archive::Archive archive = archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  SearchResult result;
  std::unordered_map<SceneId, SceneInfo> scenes;
  for (archive::SceneRow& row : archive.scenes()) scenes[row.info.id] = std::move(row.info);
  const Written written = writtenIn(archiveFile);
  for (const auto& [tile, figure] : tiles) {
    const std::optional<TileInfo> found = archive.tile(tile);
    if (!found) continue;
    Hit hit;
    hit.rank = static_cast<int>(result.hits.size()) + 1;
    hit.tile = tile;
    hit.sceneId = found->scene;
    const SceneInfo& scene = scenes[hit.sceneId];
    hit.scene = scene.name;
    hit.scenePath = scene.path;
    hit.date = scene.date;
    hit.sensor = sensorOfName(scene.name);
    hit.score = figure;
    hit.window = found->window;
    hit.wgs84 = found->footprint;
    const auto captions = written.captions.find(tile);
    hit.captions = captions == written.captions.end() ? 0 : captions->second;
    hit.collected = written.collected.contains(tile);
    result.hits.push_back(std::move(hit));
  }
  for (Hit& hit : result.hits) hit.percentile = 100.0 * (1.0 - hit.rank / static_cast<double>(result.hits.size()));
  if (const auto model = archive.activeModel()) {
    result.model = model->name;
    result.searched = archive.embeddingCount(model->id);
  }
  result.passed = result.accepted = static_cast<std::int64_t>(result.hits.size());
  return result;
}

}  // namespace tilescout::jobs
