#pragma once
#include <SQLiteCpp/Database.h>

#include <map>
#include <utility>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Copies scenes from one archive's tables into another's. Numbers of scenes, tiles and models differ between the two:
/// a scene is known by its path, a tile by its place in its scene's order, whose windows are compared, a model by
/// `models`. No transactions of its own.
class SceneCopier {
 public:
  SceneCopier(SQLite::Database& from, SQLite::Database& to, const std::map<ModelId, ModelId>& models)
      : from_(from), to_(to), models_(models) {}

  SceneCopy copy(SceneId scene);

 private:
  using TilePairs = std::vector<std::pair<TileId, TileId>>;  ///< theirs and ours, in their order

  void insert(const SceneRow& theirs);
  void insertTiles(SceneId theirs, SceneId ours);
  bool pairTiles(SceneId theirs, SceneId ours, TilePairs& pairs);
  void copySkipped(SceneId theirs, const TilePairs& pairs);
  void copyEmbeddings(SceneId theirs, const TilePairs& pairs);
  void copyVectors(SceneId theirs, ModelId from, ModelId to, const TilePairs& pairs);
  void settleState(const SceneRow& theirs, SceneId ours);

  SQLite::Database& from_;
  SQLite::Database& to_;
  const std::map<ModelId, ModelId>& models_;
};

}  // namespace tilescout::archive
