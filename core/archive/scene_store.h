#pragma once
#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Rows of the scene table. No transactions of its own; SQLite's exceptions pass through.
class SceneStore {
 public:
  explicit SceneStore(SQLite::Database& database) : database_(database) {}

  std::vector<SceneRow> all();
  std::optional<SceneRow> byPath(const std::string& path);
  std::optional<SceneRow> byId(SceneId id);
  std::optional<SceneInfo> info(SceneId id);  ///< without counting its tiles
  /// Inserts the row or replaces the one with this path, keeping its id.
  SceneId upsert(const SceneInfo& info, const std::string& tilingKey, SceneState state, const SceneProblem* problem);
  /// Since which tile the scene of this path has had this very content; 0 = it has not.
  TileId sinceTile(const std::string& path, const std::string& contentHash);
  /// 0 = since the first of its present tiles.
  void setSinceTile(SceneId id, TileId tile);
  void setState(SceneId id, SceneState state, const SceneProblem* problem);
  void setStamp(SceneId id, std::uint64_t fileSize, std::int64_t modifiedNs, const std::string& contentHash);
  /// Another path for the same content. An offline scene becomes pending or, when some model has embedded it whole,
  /// indexed. Throws Error{NotFound}.
  void move(const MovedScene& scene);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
