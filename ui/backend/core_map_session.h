#pragma once
#include <memory>
#include <mutex>

#include "ui/backend/map_session.h"

namespace tilescout::ui {

struct CoreParts;

/// Over jobs::MapService, one connection a caller, and jobs::SearchService.
class CoreMapSession : public MapSession {
 public:
  explicit CoreMapSession(std::shared_ptr<CoreParts> parts);

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
  template <typename Call>
  auto with(Call&& call);

  const std::shared_ptr<CoreParts> parts_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<jobs::MapService>> idle_;
  std::vector<std::unique_ptr<jobs::BackgroundService>> backgrounds_;  ///< idle ones
};

/// The query with all that ranks and nothing that filters, over the tiles of one scene.
Query queryOverScene(const Query& query, SceneId scene);

}  // namespace tilescout::ui
