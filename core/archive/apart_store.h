#pragma once
#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/ids.h"

namespace tilescout::archive {

/// Groups of tiles that are no duplicates, though they look it. No transactions of its own.
class ApartStore {
 public:
  explicit ApartStore(SQLite::Database& database) : database_(database) {}

  /// Throws Error{NotFound} for a tile that is gone.
  void put(std::span<const std::vector<TileId>> groups);
  std::vector<std::vector<TileId>> all();  ///< of tiles that are there now, rising; empty groups are left out
  /// Every group that holds all tiles of one of these.
  void remove(std::span<const std::vector<TileId>> groups);

 private:
  std::map<std::int64_t, std::vector<TileId>> byNumber();

  SQLite::Database& database_;
};

}  // namespace tilescout::archive
