#pragma once
#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "archive/edit_log.h"
#include "base/ids.h"

namespace tilescout::archive {

/// Groups of tiles that are no duplicates, though they look it. No transactions of its own.
class ApartStore {
 public:
  explicit ApartStore(SQLite::Database& database) : database_(database) {}

  /// Throws Error{NotFound} for a tile that is gone.
  void put(std::span<const std::vector<TileId>> groups, Edit& edit);
  std::vector<std::vector<TileId>> all();  ///< of tiles that are there now, rising; empty groups are left out
  /// Every group that holds all tiles of one of these.
  void remove(std::span<const std::vector<TileId>> groups, Edit& edit);

 private:
  std::map<std::int64_t, std::vector<TileId>> byNumber();

  SQLite::Database& database_;
};

/// Copies the groups of tiles that both archives have; scenes are known by path and content, tiles by their pixels. A
/// group that is here already is not copied. No transaction of its own.
void copyApart(SQLite::Database& from, SQLite::Database& to);

}  // namespace tilescout::archive
