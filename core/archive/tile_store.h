#pragma once
#include <SQLiteCpp/Database.h>

#include <optional>
#include <span>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Rows of the tile table and their boxes in the R*Tree. No transactions of its own.
class TileStore {
 public:
  explicit TileStore(SQLite::Database& database) : database_(database) {}

  void insert(SceneId scene, std::span<const StoredTile> tiles);
  /// Deletes the scene's tiles with their boxes and embeddings; captions lose their tile but stay.
  void removeAllOf(SceneId scene);
  void markSkipped(std::span<const TileId> tiles);
  std::optional<TileInfo> byId(TileId id);
  std::vector<TileInfo> byIds(std::span<const TileId> ids);
  /// `ids` ascending; 0 for those that are not there.
  std::vector<SceneId> scenesOf(std::span<const TileId> ids);
  std::vector<TileId> inBox(double west, double south, double east, double north);
  std::vector<StoredTile> pending(SceneId scene, ModelId model, TileId after, int limit);
  std::int64_t pendingCount(SceneId scene, ModelId model);
  std::vector<SceneId> scenesWithPending(ModelId model);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
