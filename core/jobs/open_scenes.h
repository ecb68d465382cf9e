#pragma once
#include <list>
#include <optional>
#include <utility>

#include "base/scene.h"
#include "geo/footprint.h"
#include "geo/raster_reader.h"

namespace tilescout::jobs {

/// A scene whose file is open, with the way between its pixels and the ground.
struct OpenScene {
  explicit OpenScene(SceneInfo scene) : info(std::move(scene)), reader(info) {}

  /// Made at the first call: setting up a projection takes longer than many a thumbnail.
  const geo::PixelToGround& toGround() {
    if (!toGround_) toGround_.emplace(info);
    return *toGround_;
  }

  SceneInfo info;
  geo::RasterReader reader;

 private:
  std::optional<geo::PixelToGround> toGround_;
};

/// The scenes read last, kept open for the next picture of the same scene. One thread.
class OpenScenes {
 public:
  explicit OpenScenes(std::size_t most) : most_(most) {}

  /// Opens the file when it is not open with this content and rendering; throws what RasterReader throws.
  OpenScene& get(const SceneInfo& scene);

 private:
  const std::size_t most_;
  std::list<OpenScene> open_;  ///< latest first
};

}  // namespace tilescout::jobs
