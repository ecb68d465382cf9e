#include "archive/apart_store.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

#include "archive/placed_rows.h"

namespace tilescout::archive {

void ApartStore::put(std::span<const std::vector<TileId>> groups) {
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

void ApartStore::remove(std::span<const std::vector<TileId>> groups) {
  SQLite::Statement remove(database_, "DELETE FROM apart_tile WHERE group_id = ?");
  for (const auto& [number, tiles] : byNumber()) {
    const bool meant = std::any_of(groups.begin(), groups.end(), [&tiles = tiles](std::vector<TileId> group) {
      std::sort(group.begin(), group.end());
      return std::includes(tiles.begin(), tiles.end(), group.begin(), group.end());
    });
    if (!meant) continue;
    remove.bind(1, number);
    remove.exec();
    remove.reset();
  }
}

}  // namespace tilescout::archive
