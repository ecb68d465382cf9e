#pragma once
#include <SQLiteCpp/Database.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/edit_log.h"
#include "base/labels.h"

namespace tilescout::archive {

/// "tag", "collection", "split".
std::string_view setKindName(TileSetKind kind);

/// Tags, collections and splits with the tiles in them. No transactions of its own.
class TileSetStore {
 public:
  explicit TileSetStore(SQLite::Database& database) : database_(database) {}

  std::optional<TileSet> byName(TileSetKind kind, const std::string& name);
  std::optional<TileSet> byId(TileSetId id);
  std::vector<TileSet> all(TileSetKind kind);  ///< by name
  std::vector<TileSet> ofTile(TileId tile);
  std::vector<TileId> tiles(TileSetId set);  ///< distinct, ascending

  TileSetId findOrAdd(TileSetKind kind, const std::string& name, Edit& edit);
  /// Name, notes and colour of the set with `set.id`. Throws Error{NotFound}, Error{InvalidInput} for a name in use.
  void update(const TileSet& set, Edit& edit);
  void remove(TileSetId set, Edit& edit);
  /// Tiles that are in it already are passed over; returns how many came in or went out.
  std::int64_t addTiles(TileSetId set, std::span<const TileId> tiles, Edit& edit);
  std::int64_t removeTiles(TileSetId set, std::span<const TileId> tiles, Edit& edit);
  /// Into this split and out of every other; "" = into none.
  void moveToSplit(const std::string& name, std::span<const TileId> tiles, Edit& edit);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
