#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "archive/archive.h"

namespace tilescout::jobs {

/// Some tiles of one scene, neighbours in tile order.
struct TilePage {
  std::shared_ptr<const SceneInfo> scene;
  std::vector<archive::StoredTile> tiles;
};

/// Hands out the pending tiles of scenes to reader threads, a page at a time, so that several threads share a large
/// scene and no more than their pages are in memory. Thread-safe; reads through a connection of its own.
class TileSource {
 public:
  TileSource(const std::filesystem::path& archiveFile, ModelId model, std::vector<SceneId> scenes);

  std::optional<TilePage> next();
  /// Gives up on the rest of a scene, e.g. because its file is gone.
  void skip(SceneId scene);
  bool skipped(SceneId scene);

 private:
  std::mutex mutex_;
  archive::Archive archive_;
  const ModelId model_;
  const std::vector<SceneId> scenes_;
  std::size_t at_ = 0;
  std::shared_ptr<const SceneInfo> scene_;
  TileId after_ = 0;
  std::set<SceneId> skipped_;
};

}  // namespace tilescout::jobs
