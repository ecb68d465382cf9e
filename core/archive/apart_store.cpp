#include "archive/apart_store.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

#include "archive/placed_rows.h"

namespace tilescout::archive {

void ApartStore::put(std::span<const std::vector<TileId>> groups, Edit& edit) {
  std::int64_t number = database_.execAndGet("SELECT ifnull(max(group_id), 0) FROM apart_tile").getInt64();
  SQLite::Statement insert(database_,
                           "INSERT INTO apart_tile (group_id, scene_id, tile_id, x, y, width, height) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const std::vector<TileId>& group : groups) {
    ++number;
    for (const TileId tile : group) {
      insert.bind(1, number);
      bindPlace(database_, insert, 2, tile);
      insert.exec();
      edit.made("apart_tile", database_.getLastInsertRowid());
      insert.reset();
    }
  }
}

std::map<std::int64_t, std::vector<TileId>> ApartStore::byNumber() {
  SQLite::Statement query(database_,
                          "SELECT DISTINCT group_id, tile_id FROM apart_tile WHERE tile_id IS NOT NULL ORDER BY 1, 2");
  std::map<std::int64_t, std::vector<TileId>> groups;
  while (query.executeStep()) groups[query.getColumn(0).getInt64()].push_back(query.getColumn(1).getInt64());
  return groups;
}

std::vector<std::vector<TileId>> ApartStore::all() {
  std::vector<std::vector<TileId>> groups;
  for (auto& [number, tiles] : byNumber()) groups.push_back(std::move(tiles));
  return groups;
}

void ApartStore::remove(std::span<const std::vector<TileId>> groups, Edit& edit) {
  SQLite::Statement rows(database_, "SELECT id FROM apart_tile WHERE group_id = ?");
  SQLite::Statement remove(database_, "DELETE FROM apart_tile WHERE group_id = ?");
  for (const auto& [number, tiles] : byNumber()) {
    const bool meant = std::any_of(groups.begin(), groups.end(), [&tiles = tiles](std::vector<TileId> group) {
      std::sort(group.begin(), group.end());
      return std::includes(tiles.begin(), tiles.end(), group.begin(), group.end());
    });
    if (!meant) continue;
    rows.bind(1, number);
    while (rows.executeStep()) edit.touching("apart_tile", rows.getColumn(0).getInt64());
    rows.reset();
    remove.bind(1, number);
    remove.exec();
    remove.reset();
  }
}

void copyApart(SQLite::Database& from, SQLite::Database& to) {
  SQLite::Statement theirs(from,
                           "SELECT group_id, path, content_hash, tile.level, tile.x, tile.y, tile.width, tile.height "
                           "FROM apart_tile JOIN tile ON tile.id = tile_id JOIN scene ON scene.id = tile.scene_id");
  SQLite::Statement ours(to,
                         "SELECT tile.id FROM tile JOIN scene ON scene.id = scene_id WHERE path = ? AND "
                         "content_hash = ? AND level = ? AND tile.x = ? AND tile.y = ? AND tile.width = ? AND "
                         "tile.height = ?");
  std::map<std::int64_t, std::vector<TileId>> groups;
  while (theirs.executeStep()) {
    ours.bind(1, theirs.getColumn(1).getString());
    ours.bind(2, theirs.getColumn(2).getString());
    for (int i = 3; i < 8; ++i) ours.bind(i, theirs.getColumn(i).getDouble());
    std::vector<TileId>& group = groups[theirs.getColumn(0).getInt64()];
    while (ours.executeStep()) group.push_back(ours.getColumn(0).getInt64());
    ours.reset();
  }
  ApartStore store(to);
  std::vector<std::vector<TileId>> known = store.all(), missing;
  for (auto& [number, group] : groups) {
    std::sort(group.begin(), group.end());
    const bool isKnown = std::any_of(known.begin(), known.end(), [&group = group](const std::vector<TileId>& said) {
      return std::includes(said.begin(), said.end(), group.begin(), group.end());
    });
    if (group.size() < 2 || isKnown) continue;
    known.push_back(group);
    missing.push_back(std::move(group));
  }
  Edit unrecorded(to, {});  // never finished: a merge is no step of the history
  store.put(missing, unrecorded);
}

}  // namespace tilescout::archive
