#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "ui/backend/map_session.h"

namespace tilescout::test {

struct FakeWorld;

/// Scenes of the fake world on a regular grid of degrees: pictures are plain colours by scene and by the bands asked
/// for, scores fall from the upper left corner of a scene.
class FakeMapSession : public ui::MapSession {
 public:
  explicit FakeMapSession(std::shared_ptr<FakeWorld> world) : world_(std::move(world)) {}

  jobs::SceneView view(SceneId scene) override;
  MaskedImage warped(SceneId scene, const MapBox& box, int width, int height,
                     const std::optional<Rendering>& rendering) override;
  MaskedImage window(SceneId scene, const TileWindow& window, int width, int height,
                     const std::optional<Rendering>& rendering) override;
  Rendering stretched(SceneId scene, const std::array<int, 3>& bands, const StretchSpec& spec) override;
  std::optional<jobs::SceneCoordinates> coordinates(SceneId scene, double pixel, double line) override;
  std::vector<jobs::SceneView> scenesAt(const LonLat& place) override;
  std::vector<Hit> sceneScores(const Query& query, SceneId scene, std::stop_token stop) override;
  MaskedImage background(const jobs::BackgroundSource& source, const MapBox& box, int width, int height) override;
  jobs::ExportReport exportHits(const jobs::ExportRequest& request, JobContext& job) override;

 private:
  MaskedImage picture(SceneId scene, int width, int height, const std::optional<Rendering>& rendering) const;

  const std::shared_ptr<FakeWorld> world_;
};

/// Outline of a scene of the fake world: all show the same place, a square of 0.1056 by 0.072 degrees.
Ring fakeFootprint();

}  // namespace tilescout::test
