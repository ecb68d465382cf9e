#include "archive/tile_store.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <utility>

#include "archive/sqlite_guard.h"
#include "archive/value_codec.h"

namespace tilescout::archive {

namespace {

const std::string kPendingCondition =
    "scene_id = ?1 AND skipped = 0 AND NOT EXISTS "
    "(SELECT 1 FROM embedding WHERE model_id = ?2 AND tile_id = tile.id)";

std::string selectTile() { return std::string("SELECT id, scene_id, footprint, ") + kWindowColumns + " FROM tile "; }

TileInfo readTile(SQLite::Statement& row) {
  return {row.getColumn(0).getInt64(), row.getColumn(1).getInt64(), readWindow(row, 3), ringOf(row.getColumn(2))};
}

void bindTile(SQLite::Statement& insert, SceneId scene, const StoredTile& tile) {
  insert.bind(1, scene);
  insert.bind(2, tile.window.level);
  insert.bind(3, tile.window.col);
  insert.bind(4, tile.window.row);
  insert.bind(5, tile.window.x);
  insert.bind(6, tile.window.y);
  insert.bind(7, tile.window.width);
  insert.bind(8, tile.window.height);
  bindRing(insert, 9, tile.footprint);
}

}  // namespace

void TileStore::insert(SceneId scene, std::span<const StoredTile> tiles) {
  SQLite::Statement insertTile(database_, std::string("INSERT INTO tile (scene_id, ") + kWindowColumns +
                                              ", footprint) "
                                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  SQLite::Statement insertBox(database_, "INSERT INTO tile_box (id, west, east, south, north) VALUES (?, ?, ?, ?, ?)");
  for (const StoredTile& tile : tiles) {
    bindTile(insertTile, scene, tile);
    insertTile.exec();
    insertTile.reset();
    const std::optional<GlobeBox> box = globeBox(tile.footprint);
    if (!box) continue;
    insertBox.bind(1, static_cast<std::int64_t>(database_.getLastInsertRowid()));
    insertBox.bind(2, box->west);
    insertBox.bind(3, box->east);
    insertBox.bind(4, box->south);
    insertBox.bind(5, box->north);
    insertBox.exec();
    insertBox.reset();
  }
}

void TileStore::removeAllOf(SceneId scene) {
  for (const char* sql : {"DELETE FROM embedding WHERE model_id IN (SELECT id FROM model) "
                          "AND tile_id IN (SELECT id FROM tile WHERE scene_id = ?)",
                          "DELETE FROM tile_box WHERE id IN (SELECT id FROM tile WHERE scene_id = ?)",
                          "DELETE FROM tile WHERE scene_id = ?"}) {
    SQLite::Statement remove(database_, sql);
    remove.bind(1, scene);
    remove.exec();
  }
}

void TileStore::markSkipped(std::span<const TileId> tiles) {
  SQLite::Statement update(database_, "UPDATE tile SET skipped = 1 WHERE id = ?");
  for (const TileId tile : tiles) {
    update.bind(1, tile);
    update.exec();
    update.reset();
  }
}

std::optional<TileInfo> TileStore::byId(TileId id) {
  SQLite::Statement query(database_, selectTile() + "WHERE id = ?");
  query.bind(1, id);
  if (!query.executeStep()) return std::nullopt;
  return readTile(query);
}

std::vector<TileInfo> TileStore::byIds(std::span<const TileId> ids) {
  SQLite::Statement query(database_, selectTile() + "WHERE id = ?");
  std::vector<TileInfo> tiles;
  tiles.reserve(ids.size());
  for (const TileId id : ids) {
    query.bind(1, id);
    if (!query.executeStep()) throw Error(ErrorCode::NotFound, "there is no tile " + std::to_string(id));
    tiles.push_back(readTile(query));
    query.reset();
  }
  return tiles;
}

std::vector<SceneId> TileStore::scenesOf(std::span<const TileId> ids) {
  // Both numbers are in the index of tiles by scene, a tenth of the table: SQLite reads that from end to end.
  SQLite::Statement query(database_, "SELECT id, scene_id FROM tile");
  std::vector<std::pair<TileId, SceneId>> known;
  while (query.executeStep()) known.emplace_back(query.getColumn(0).getInt64(), query.getColumn(1).getInt64());
  std::sort(known.begin(), known.end());
  std::vector<SceneId> scenes;
  scenes.reserve(ids.size());
  auto at = known.begin();
  for (const TileId id : ids) {
    at = std::lower_bound(at, known.end(), std::pair(id, SceneId{0}));
    scenes.push_back(at != known.end() && at->first == id ? at->second : 0);
  }
  return scenes;
}

std::vector<TileId> TileStore::inBox(double west, double south, double east, double north) {
  if (east < west) east += 360.0;
  const GlobeBox asked{west, east, south, north};
  // The tree keeps single precision, rounded outwards: it gives candidates, the footprint decides.
  SQLite::Statement query(
      database_,
      "SELECT tile.id, footprint FROM tile_box JOIN tile ON tile.id = tile_box.id "
      "WHERE tile_box.east >= ?1 AND tile_box.west <= ?2 AND tile_box.north >= ?3 AND tile_box.south <= ?4");
  std::vector<TileId> found;
  for (const double turn : {-360.0, 0.0, 360.0}) {
    query.bind(1, west + turn);
    query.bind(2, east + turn);
    query.bind(3, south);
    query.bind(4, north);
    while (query.executeStep()) {
      const std::optional<GlobeBox> box = globeBox(ringOf(query.getColumn(1)));
      if (box && boxesMeet(*box, asked)) found.push_back(query.getColumn(0).getInt64());
    }
    query.reset();
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<StoredTile> TileStore::pending(SceneId scene, ModelId model, TileId after, int limit) {
  SQLite::Statement query(database_, selectTile() + "WHERE " + kPendingCondition + " AND id > ?3 ORDER BY id LIMIT ?4");
  query.bind(1, scene);
  query.bind(2, model);
  query.bind(3, after);
  query.bind(4, limit);
  std::vector<StoredTile> tiles;
  while (query.executeStep()) {
    TileInfo tile = readTile(query);
    tiles.push_back({tile.id, tile.window, std::move(tile.footprint)});
  }
  return tiles;
}

std::int64_t TileStore::pendingCount(SceneId scene, ModelId model) {
  SQLite::Statement query(database_, "SELECT count(*) FROM tile WHERE " + kPendingCondition);
  query.bind(1, scene);
  query.bind(2, model);
  return firstRow(query, "a count").getColumn(0).getInt64();
}

std::vector<SceneId> TileStore::scenesWithPending(ModelId model) {
  SQLite::Statement query(
      database_,
      "SELECT id FROM scene WHERE EXISTS (SELECT 1 FROM tile WHERE scene_id = scene.id AND skipped = 0 AND "
      "NOT EXISTS (SELECT 1 FROM embedding WHERE model_id = ?1 AND tile_id = tile.id)) ORDER BY id");
  query.bind(1, model);
  std::vector<SceneId> scenes;
  while (query.executeStep()) scenes.push_back(query.getColumn(0).getInt64());
  return scenes;
}

}  // namespace tilescout::archive
