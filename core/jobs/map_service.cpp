#include "jobs/map_service.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "archive/archive.h"
#include "base/error.h"
#include "geo/scene_warp.h"
#include "jobs/open_scenes.h"

namespace tilescout::jobs {

using archive::Archive;
using archive::SceneRow;
using archive::SceneState;

namespace {

constexpr std::size_t kMapScenesOpen = 8;
constexpr int kLargestMapPicture = 8192;

SceneView viewOf(SceneInfo info) {
  SceneView view;
  view.id = info.id;
  view.name = std::move(info.name);
  view.path = std::move(info.path);
  view.date = std::move(info.date);
  view.crsName = std::move(info.crsName);
  view.width = info.width;
  view.height = info.height;
  view.gsdMetres = info.gsdMetres;
  view.bands = std::move(info.bands);
  view.rendering = info.rendering;
  view.footprint = std::move(info.footprint);
  return view;
}

bool boxHolds(const Ring& ring, const LonLat& place) {
  for (const geo::GeoBox& box : geo::boxesOf(ring)) {
    const double lon = place.lon - 360.0 * std::floor((place.lon + 180.0) / 360.0);
    // A scene's outline is curved between its corners: its box may be a little small.
    const double slack = 0.02 * (box.north - box.south) + 1e-9;
    if (place.lat >= box.south - slack && place.lat <= box.north + slack && lon >= box.west - slack &&
        lon <= box.east + slack)
      return true;
  }
  return false;
}

}  // namespace

struct MapService::Impl {
  explicit Impl(const std::filesystem::path& file) : archive(Archive::open(file, archive::OpenMode::ReadOnly)) {}

  SceneInfo info(SceneId id) {
    std::optional<SceneInfo> found = archive.sceneInfo(id);
    if (!found) throw Error(ErrorCode::NotFound, "there is no scene " + std::to_string(id), archive.file().string());
    return *std::move(found);
  }
  OpenScene& opened(SceneId id) { return open.get(info(id)); }

  Archive archive;
  OpenScenes open{kMapScenesOpen};
};

MapService::MapService(const std::filesystem::path& archiveFile) : impl_(std::make_unique<Impl>(archiveFile)) {}
MapService::~MapService() = default;

SceneView MapService::view(SceneId id) { return viewOf(impl_->info(id)); }

MaskedImage MapService::warped(SceneId id, const MapBox& box, int width, int height,
                               const std::optional<Rendering>& rendering) {
  OpenScene& scene = impl_->opened(id);
  return geo::warpToMap(scene.reader, scene.toGround(), scene.info, box, width, height, rendering);
}

MaskedImage MapService::window(SceneId id, const TileWindow& window, int width, int height,
                               const std::optional<Rendering>& rendering) {
  if (width < 1 || height < 1 || width > kLargestMapPicture || height > kLargestMapPicture)
    throw Error(ErrorCode::InvalidInput,
                "a picture must have 1 to " + std::to_string(kLargestMapPicture) + " pixels a side");
  return impl_->opened(id).reader.readMasked(window, width, height, rendering);
}

Rendering MapService::stretched(SceneId id, const std::array<int, 3>& bands, const StretchSpec& spec, JobContext& job) {
  return impl_->opened(id).reader.renderingFor(bands, spec, job);
}

std::optional<SceneCoordinates> MapService::coordinates(SceneId id, double pixel, double line) {
  OpenScene& scene = impl_->opened(id);
  const LonLat ground = scene.toGround().at(pixel, line);
  const std::optional<PixelPlace> crs = scene.toGround().crsAt(pixel, line);
  if (!std::isfinite(ground.lon) || !crs) return std::nullopt;
  return SceneCoordinates{{ground.lon - 360.0 * std::floor((ground.lon + 180.0) / 360.0), ground.lat},
                          *crs,
                          scene.info.crsName,
                          scene.toGround().inDegrees()};
}

std::optional<PixelPlace> MapService::pixelOf(SceneId id, const LonLat& place) {
  return impl_->opened(id).toGround().pixelAt(place);
}

std::vector<SceneView> MapService::scenesAt(const LonLat& place) {
  std::vector<SceneView> found;
  for (SceneRow& row : impl_->archive.scenes()) {
    if (row.state == SceneState::Refused || !boxHolds(row.info.footprint, place)) continue;
    const std::optional<PixelPlace> pixel = geo::PixelToGround(row.info).pixelAt(place);
    if (!pixel || pixel->x < 0 || pixel->y < 0 || pixel->x > row.info.width || pixel->y > row.info.height) continue;
    found.push_back(viewOf(std::move(row.info)));
  }
  std::stable_sort(found.begin(), found.end(), [](const SceneView& a, const SceneView& b) {
    return std::tuple(a.date.empty(), a.date, a.name) < std::tuple(b.date.empty(), b.date, b.name);
  });
  return found;
}

}  // namespace tilescout::jobs
