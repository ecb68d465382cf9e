#include "archive/scene_copy.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "archive/label_copy.h"
#include "archive/model_store.h"
#include "archive/placed_rows.h"
#include "archive/scene_store.h"
#include "archive/sqlite_guard.h"
#include "archive/tile_store.h"
#include "archive/value_codec.h"

namespace tilescout::archive {

namespace {

constexpr std::size_t kTilesAtOnce = 1024;

bool sameWindow(const TileWindow& a, const TileWindow& b) {
  return std::tie(a.level, a.col, a.row, a.x, a.y, a.width, a.height) ==
         std::tie(b.level, b.col, b.row, b.x, b.y, b.width, b.height);
}

std::string tilesOfScene() {
  return std::string("SELECT id, ") + kWindowColumns + ", footprint FROM tile WHERE scene_id = ? ORDER BY id";
}

TileId partnerOf(const std::vector<std::pair<TileId, TileId>>& pairs, TileId theirs) {
  const auto found = std::lower_bound(pairs.begin(), pairs.end(), std::pair<TileId, TileId>{theirs, 0});
  return found != pairs.end() && found->first == theirs ? found->second : 0;
}

}  // namespace

SceneCopy SceneCopier::copy(SceneId scene) {
  const std::optional<SceneRow> theirs = SceneStore(from_).byId(scene);
  if (!theirs) throw Error(ErrorCode::NotFound, "there is no scene " + std::to_string(scene));
  std::optional<SceneRow> ours = SceneStore(to_).byPath(theirs->info.path);
  const bool added = !ours || (ours->tiles == 0 && theirs->tiles > 0);
  if (added) {
    insert(*theirs);
    ours = SceneStore(to_).byPath(theirs->info.path);
  }
  if (theirs->tiles > 0 && ours->info.contentHash != theirs->info.contentHash) return SceneCopy::OtherContent;
  const auto before = to_.getTotalChanges();
  TilePairs pairs;
  if (!pairTiles(scene, ours->info.id, pairs)) return SceneCopy::OtherCut;
  copySkipped(scene, pairs);
  copyEmbeddings(scene, pairs);
  LabelCopier(from_, to_, pairs).copy(scene, ours->info.id);
  settleState(*theirs, ours->info.id);
  if (added) return SceneCopy::Added;
  return to_.getTotalChanges() == before ? SceneCopy::Present : SceneCopy::Completed;
}

void SceneCopier::insert(const SceneRow& theirs) {
  SceneProblem problem{theirs.info.path, theirs.problemCode, theirs.problemMessage};
  const SceneId ours = SceneStore(to_).upsert(theirs.info, theirs.tilingKey, theirs.state, &problem);
  insertTiles(theirs.info.id, ours);
  SceneStore(to_).setSinceTile(ours, 0);
  reattachPlaced(to_, ours);
}

void SceneCopier::insertTiles(SceneId theirs, SceneId ours) {
  SQLite::Statement query(from_, tilesOfScene());
  query.bind(1, theirs);
  TileStore target(to_);
  std::vector<StoredTile> tiles;
  const auto flush = [&] {
    target.insert(ours, tiles);
    tiles.clear();
  };
  while (query.executeStep()) {
    tiles.push_back({0, readWindow(query, 1), ringOf(query.getColumn(8))});
    if (tiles.size() == kTilesAtOnce) flush();
  }
  flush();
}

// Tiles lie in the order in which they were planned, so the same cut gives the same order here and there. A scene
// without tiles there (refused) has nothing to compare.
bool SceneCopier::pairTiles(SceneId theirs, SceneId ours, TilePairs& pairs) {
  SQLite::Statement here(to_, tilesOfScene()), there(from_, tilesOfScene());
  here.bind(1, ours);
  there.bind(1, theirs);
  bool more = there.executeStep();
  if (!more) return true;
  for (; more; more = there.executeStep()) {
    if (!here.executeStep() || !sameWindow(readWindow(here, 1), readWindow(there, 1))) return false;
    pairs.emplace_back(there.getColumn(0).getInt64(), here.getColumn(0).getInt64());
  }
  return !here.executeStep();
}

void SceneCopier::copySkipped(SceneId theirs, const TilePairs& pairs) {
  SQLite::Statement query(from_, "SELECT id FROM tile WHERE scene_id = ? AND skipped = 1");
  SQLite::Statement update(to_,
                           "UPDATE tile SET skipped = 1 WHERE id = ? AND skipped = 0 AND NOT EXISTS "
                           "(SELECT 1 FROM embedding WHERE model_id IN (SELECT id FROM model) AND tile_id = tile.id)");
  query.bind(1, theirs);
  while (query.executeStep()) {
    update.bind(1, partnerOf(pairs, query.getColumn(0).getInt64()));
    update.exec();
    update.reset();
  }
}

void SceneCopier::copyEmbeddings(SceneId theirs, const TilePairs& pairs) {
  for (const auto& [from, to] : models_) copyVectors(theirs, from, to, pairs);
}

void SceneCopier::copyVectors(SceneId theirs, ModelId from, ModelId to, const TilePairs& pairs) {
  const std::optional<ModelRecord> model = ModelTable(to_).byId(to);
  if (!model) throw Error(ErrorCode::NotFound, "the archive knows no model " + std::to_string(to));
  SQLite::Statement query(from_,
                          "SELECT tile.id, vector FROM tile CROSS JOIN embedding ON model_id = ?2 AND "
                          "tile_id = tile.id WHERE scene_id = ?1 ORDER BY tile.id");
  SQLite::Statement insert(to_,
                           "INSERT OR IGNORE INTO embedding (model_id, tile_id, vector) "
                           "SELECT ?1, id, ?3 FROM tile WHERE id = ?2 AND skipped = 0");
  query.bind(1, theirs);
  query.bind(2, from);
  while (query.executeStep()) {
    const SQLite::Column vector = query.getColumn(1);
    if (vector.getBytes() != model->embedDim * static_cast<int>(sizeof(std::uint16_t))) {
      throw Error(ErrorCode::Corrupt, "the embedding of tile " + query.getColumn(0).getString() + " has a wrong size");
    }
    insert.bind(1, to);
    insert.bind(2, partnerOf(pairs, query.getColumn(0).getInt64()));
    insert.bindNoCopy(3, vector.getBlob(), vector.getBytes());
    insert.exec();
    insert.reset();
  }
}

// A scene that one archive holds half done and the other whole is whole now.
void SceneCopier::settleState(const SceneRow& theirs, SceneId ours) {
  if (theirs.state != SceneState::Indexed) return;
  const std::optional<SceneRow> row = SceneStore(to_).byId(ours);
  if (!row || row->state == SceneState::Indexed) return;
  const SceneProblem problem{theirs.info.path, theirs.problemCode, theirs.problemMessage};
  SceneStore(to_).setState(ours, SceneState::Indexed, &problem);
}

}  // namespace tilescout::archive
