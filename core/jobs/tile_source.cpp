#include "jobs/tile_source.h"

#include <utility>

namespace tilescout::jobs {

namespace {
constexpr int kTilesAPage = 64;
}

// Opened for writing although it only reads: on a network share a read-only connection may not see the writer's work.
TileSource::TileSource(const std::filesystem::path& archiveFile, ModelId model, std::vector<SceneId> scenes)
    : archive_(archive::Archive::open(archiveFile, archive::OpenMode::ReadWrite)),
      model_(model),
      scenes_(std::move(scenes)) {}

std::optional<TilePage> TileSource::next() {
  const std::lock_guard lock(mutex_);
  for (; at_ < scenes_.size(); ++at_, scene_.reset(), after_ = 0) {
    const SceneId id = scenes_[at_];
    if (skipped_.contains(id)) continue;
    if (!scene_) {
      std::optional<SceneInfo> info = archive_.sceneInfo(id);
      if (!info) continue;
      scene_ = std::make_shared<const SceneInfo>(std::move(*info));
    }
    TilePage page{scene_, archive_.pendingTiles(id, model_, after_, kTilesAPage)};
    if (page.tiles.empty()) continue;
    after_ = page.tiles.back().id;
    return page;
  }
  return std::nullopt;
}

void TileSource::skip(SceneId scene) {
  const std::lock_guard lock(mutex_);
  skipped_.insert(scene);
}

bool TileSource::skipped(SceneId scene) {
  const std::lock_guard lock(mutex_);
  return skipped_.contains(scene);
}

}  // namespace tilescout::jobs
