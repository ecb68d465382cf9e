#include "jobs/open_scenes.h"

namespace tilescout::jobs {
namespace {

bool sameContent(const SceneInfo& a, const SceneInfo& b) {
  return a.id == b.id && a.path == b.path && a.fileSize == b.fileSize && a.modifiedNs == b.modifiedNs &&
         a.contentHash == b.contentHash && a.rendering.bands == b.rendering.bands &&
         a.rendering.low == b.rendering.low && a.rendering.high == b.rendering.high;
}

}  // namespace

OpenScene& OpenScenes::get(const SceneInfo& scene) {
  for (auto at = open_.begin(); at != open_.end(); ++at) {
    if (!sameContent(at->info, scene)) continue;
    open_.splice(open_.begin(), open_, at);
    return open_.front();
  }
  open_.emplace_front(scene);
  if (open_.size() > most_) open_.pop_back();
  return open_.front();
}

}  // namespace tilescout::jobs
