#include "ui/backend/core_map_session.h"

#include <limits>
#include <utility>

#include "ui/backend/core_parts.h"

namespace tilescout::ui {

CoreMapSession::CoreMapSession(std::shared_ptr<CoreParts> parts) : parts_(std::move(parts)) {}

template <typename Call>
auto CoreMapSession::with(Call&& call) {
  std::unique_ptr<jobs::MapService> service;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      service = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!service) service = std::make_unique<jobs::MapService>(parts_->file);
  auto answer = call(*service);  // a connection whose call threw is dropped
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(service));
  return answer;
}

jobs::SceneView CoreMapSession::view(SceneId scene) {
  return with([&](jobs::MapService& map) { return map.view(scene); });
}

MaskedImage CoreMapSession::warped(SceneId scene, const MapBox& box, int width, int height,
                                   const std::optional<Rendering>& rendering) {
  return with([&](jobs::MapService& map) { return map.warped(scene, box, width, height, rendering); });
}

MaskedImage CoreMapSession::window(SceneId scene, const TileWindow& window, int width, int height,
                                   const std::optional<Rendering>& rendering) {
  return with([&](jobs::MapService& map) { return map.window(scene, window, width, height, rendering); });
}

Rendering CoreMapSession::stretched(SceneId scene, const std::array<int, 3>& bands, const StretchSpec& spec) {
  JobContext job;
  return with([&](jobs::MapService& map) { return map.stretched(scene, bands, spec, job); });
}

std::optional<jobs::SceneCoordinates> CoreMapSession::coordinates(SceneId scene, double pixel, double line) {
  return with([&](jobs::MapService& map) { return map.coordinates(scene, pixel, line); });
}

std::vector<jobs::SceneView> CoreMapSession::scenesAt(const LonLat& place) {
  return with([&](jobs::MapService& map) { return map.scenesAt(place); });
}

std::vector<Hit> CoreMapSession::sceneScores(const Query& query, SceneId scene, std::stop_token stop) {
  const Query whole = queryOverScene(query, scene);
  SearchResult result =
      parts_->withSearch(stop, [&](jobs::SearchService& search) { return search.search(whole, stop); });
  return std::move(result.hits);
}

MaskedImage CoreMapSession::background(const jobs::BackgroundSource& source, const MapBox& box, int width, int height) {
  std::unique_ptr<jobs::BackgroundService> service;
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(backgrounds_, [&](const auto& idle) { return idle->source() != source; });
    if (!backgrounds_.empty()) {
      service = std::move(backgrounds_.back());
      backgrounds_.pop_back();
    }
  }
  if (!service) service = std::make_unique<jobs::BackgroundService>(source);
  MaskedImage picture = service->warped(box, width, height);
  const std::lock_guard lock(mutex_);
  backgrounds_.push_back(std::move(service));
  return picture;
}

jobs::ExportReport CoreMapSession::exportHits(const jobs::ExportRequest& request, JobContext& job) {
  return jobs::runExport(parts_->file, request, job);
}

Query queryOverScene(const Query& query, SceneId scene) {
  Query whole;
  whole.text = query.text;
  whole.translation = query.translation;
  whole.notTexts = query.notTexts;
  whole.images = query.images;
  whole.like = query.like;
  whole.unlike = query.unlike;
  whole.weights = query.weights;
  whole.textWeight = query.textWeight;
  whole.useTemplates = query.useTemplates;
  whole.templates = query.templates;
  whole.detector = query.detector;
  whole.words = WordRule::Off;
  whole.scenes = {scene};
  whole.top = std::numeric_limits<int>::max();
  return whole;
}

}  // namespace tilescout::ui
