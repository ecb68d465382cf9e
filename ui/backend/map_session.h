#pragma once
#include <array>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/image.h"
#include "base/job.h"
#include "jobs/background_service.h"
#include "jobs/export_job.h"
#include "jobs/map_service.h"
#include "search/query.h"

namespace tilescout::ui {

/// Scenes as pictures and places, for the map, the large view and comparisons over time; and hits on their way out.
/// Called on worker threads, side by side. Throws Error, and Cancelled where a stop token or job is given. What each
/// call answers is said at jobs::MapService.
class MapSession {
 public:
  virtual ~MapSession() = default;

  virtual jobs::SceneView view(SceneId scene) = 0;
  virtual MaskedImage warped(SceneId scene, const MapBox& box, int width, int height,
                             const std::optional<Rendering>& rendering) = 0;
  virtual MaskedImage window(SceneId scene, const TileWindow& window, int width, int height,
                             const std::optional<Rendering>& rendering) = 0;
  virtual Rendering stretched(SceneId scene, const std::array<int, 3>& bands, const StretchSpec& spec) = 0;
  virtual std::optional<jobs::SceneCoordinates> coordinates(SceneId scene, double pixel, double line) = 0;
  virtual std::vector<jobs::SceneView> scenesAt(const LonLat& place) = 0;
  /// Every embedded tile of the scene with its score for the query, whatever the query's filters are.
  virtual std::vector<Hit> sceneScores(const Query& query, SceneId scene, std::stop_token stop) = 0;
  /// What lies under the scenes; see jobs::BackgroundService.
  virtual MaskedImage background(const jobs::BackgroundSource& source, const MapBox& box, int width, int height) = 0;
  virtual jobs::ExportReport exportHits(const jobs::ExportRequest& request, JobContext& job) = 0;
};

}  // namespace tilescout::ui
