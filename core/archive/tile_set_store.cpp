#include "archive/tile_set_store.h"

#include <SQLiteCpp/Statement.h>

#include "archive/placed_rows.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

constexpr const char* kSelectSet =
    "SELECT id, kind, name, notes, colour, created, "
    "(SELECT count(DISTINCT tile_id) FROM tile_set_member WHERE set_id = tile_set.id), "
    "(SELECT count(*) FROM tile_set_member WHERE set_id = tile_set.id AND tile_id IS NULL) FROM tile_set ";

TileSetKind kindOf(const std::string& name) {
  if (name == "tag") return TileSetKind::Tag;
  if (name == "collection") return TileSetKind::Collection;
  if (name == "split") return TileSetKind::Split;
  throw Error(ErrorCode::Corrupt, "the archive holds a set of tiles of an unknown kind");
}

std::vector<TileSet> readSets(SQLite::Statement& query) {
  std::vector<TileSet> sets;
  while (query.executeStep()) {
    sets.push_back({query.getColumn(0).getInt64(), kindOf(query.getColumn(1).getString()),
                    query.getColumn(2).getString(), query.getColumn(3).getString(), query.getColumn(4).getString(),
                    query.getColumn(5).getString(), query.getColumn(6).getInt64(), query.getColumn(7).getInt64()});
  }
  return sets;
}

std::optional<TileSet> oneSet(SQLite::Statement& query) {
  std::vector<TileSet> sets = readSets(query);
  if (sets.empty()) return std::nullopt;
  return std::move(sets.front());
}

std::vector<std::int64_t> idsOf(SQLite::Statement& query) {
  std::vector<std::int64_t> ids;
  while (query.executeStep()) ids.push_back(query.getColumn(0).getInt64());
  query.reset();
  return ids;
}

}  // namespace

std::string_view setKindName(TileSetKind kind) {
  switch (kind) {
    case TileSetKind::Tag: return "tag";
    case TileSetKind::Collection: return "collection";
    case TileSetKind::Split: break;
  }
  return "split";
}

std::optional<TileSet> TileSetStore::byName(TileSetKind kind, const std::string& name) {
  SQLite::Statement query(database_, std::string(kSelectSet) + "WHERE kind = ? AND name = ?");
  query.bind(1, std::string(setKindName(kind)));
  query.bind(2, name);
  return oneSet(query);
}

std::optional<TileSet> TileSetStore::byId(TileSetId id) {
  SQLite::Statement query(database_, std::string(kSelectSet) + "WHERE id = ?");
  query.bind(1, id);
  return oneSet(query);
}

std::vector<TileSet> TileSetStore::all(TileSetKind kind) {
  SQLite::Statement query(database_, std::string(kSelectSet) + "WHERE kind = ? ORDER BY name, id");
  query.bind(1, std::string(setKindName(kind)));
  return readSets(query);
}

std::vector<TileSet> TileSetStore::ofTile(TileId tile) {
  SQLite::Statement query(database_, std::string(kSelectSet) +
                                         "WHERE id IN (SELECT set_id FROM tile_set_member WHERE tile_id = ?) "
                                         "ORDER BY kind, name, id");
  query.bind(1, tile);
  return readSets(query);
}

std::vector<TileId> TileSetStore::tiles(TileSetId set) {
  SQLite::Statement query(
      database_,
      "SELECT DISTINCT tile_id FROM tile_set_member WHERE set_id = ? AND tile_id IS NOT NULL ORDER BY tile_id");
  query.bind(1, set);
  return idsOf(query);
}

TileSetId TileSetStore::findOrAdd(TileSetKind kind, const std::string& name, Edit& edit) {
  if (const std::optional<TileSet> found = byName(kind, name)) return found->id;
  SQLite::Statement insert(database_,
                           "INSERT INTO tile_set (kind, name, created) "
                           "VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
  insert.bind(1, std::string(setKindName(kind)));
  insert.bind(2, name);
  insert.exec();
  const TileSetId id = database_.getLastInsertRowid();
  edit.made("tile_set", id);
  return id;
}

void TileSetStore::update(const TileSet& set, Edit& edit) {
  const std::optional<TileSet> present = byId(set.id);
  if (!present) throw Error(ErrorCode::NotFound, "there is no set of tiles " + std::to_string(set.id));
  const std::optional<TileSet> namesake = byName(present->kind, set.name);
  if (namesake && namesake->id != set.id) {
    throw Error(ErrorCode::InvalidInput,
                "there is a " + std::string(setKindName(present->kind)) + " of that name already", set.name);
  }
  edit.touching("tile_set", set.id);
  SQLite::Statement update(database_, "UPDATE tile_set SET name = ?, notes = ?, colour = ? WHERE id = ?");
  update.bind(1, set.name);
  update.bind(2, set.notes);
  update.bind(3, set.colour);
  update.bind(4, set.id);
  update.exec();
}

void TileSetStore::remove(TileSetId set, Edit& edit) {
  SQLite::Statement members(database_, "SELECT id FROM tile_set_member WHERE set_id = ?");
  members.bind(1, set);
  for (const std::int64_t member : idsOf(members)) edit.touching("tile_set_member", member);
  edit.touching("tile_set", set);
  SQLite::Statement remove(database_, "DELETE FROM tile_set WHERE id = ?");
  remove.bind(1, set);
  if (remove.exec() == 0) throw Error(ErrorCode::NotFound, "there is no set of tiles " + std::to_string(set));
}

std::int64_t TileSetStore::addTiles(TileSetId set, std::span<const TileId> tiles, Edit& edit) {
  SQLite::Statement present(database_, "SELECT 1 FROM tile_set_member WHERE set_id = ? AND tile_id = ?");
  SQLite::Statement insert(database_,
                           "INSERT INTO tile_set_member (set_id, author, created, scene_id, tile_id, x, y, width, "
                           "height) VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?, ?, ?)");
  std::int64_t added = 0;
  for (const TileId tile : tiles) {
    present.bind(1, set);
    present.bind(2, tile);
    const bool there = present.executeStep();
    present.reset();
    if (there) continue;
    insert.bind(1, set);
    insert.bind(2, edit.author());
    bindPlace(database_, insert, 3, tile);
    insert.exec();
    insert.reset();
    edit.made("tile_set_member", database_.getLastInsertRowid());
    ++added;
  }
  return added;
}

std::int64_t TileSetStore::removeTiles(TileSetId set, std::span<const TileId> tiles, Edit& edit) {
  SQLite::Statement members(database_, "SELECT id FROM tile_set_member WHERE set_id = ? AND tile_id = ?");
  SQLite::Statement remove(database_, "DELETE FROM tile_set_member WHERE id = ?");
  std::int64_t removed = 0;
  for (const TileId tile : tiles) {
    members.bind(1, set);
    members.bind(2, tile);
    const std::vector<std::int64_t> ids = idsOf(members);
    for (const std::int64_t member : ids) {
      edit.touching("tile_set_member", member);
      remove.bind(1, member);
      remove.exec();
      remove.reset();
    }
    removed += ids.empty() ? 0 : 1;
  }
  return removed;
}

void TileSetStore::moveToSplit(const std::string& name, std::span<const TileId> tiles, Edit& edit) {
  for (const TileSet& split : all(TileSetKind::Split)) {
    if (split.name != name) removeTiles(split.id, tiles, edit);
  }
  if (!name.empty()) addTiles(findOrAdd(TileSetKind::Split, name, edit), tiles, edit);
}

}  // namespace tilescout::archive
