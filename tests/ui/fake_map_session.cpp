#include "fake_map_session.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "base/error.h"
#include "fake_backend.h"

namespace tilescout::test {

namespace {

constexpr double kWest = -97.2, kNorth = 47.3, kWidth = 0.1056, kHeight = 0.072;
constexpr int kPixels = 1600, kTile = 200, kColumns = 8;

double clampShare(double value) { return std::clamp(value, 0.0, 1.0); }

}  // namespace

Ring fakeFootprint() {
  return {{kWest, kNorth}, {kWest + kWidth, kNorth}, {kWest + kWidth, kNorth - kHeight}, {kWest, kNorth - kHeight}};
}

jobs::SceneView FakeMapSession::view(SceneId scene) {
  while (world_->holdViews) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  jobs::SceneView view;
  view.id = scene;
  view.name = "naip_m_4709963_se_20" + std::to_string(10 + 5 * scene) + "0629.tif";
  view.path = "/data/naip/" + view.name;
  view.date = std::to_string(2010 + 5 * scene) + "-06-29";
  view.crsName = "NAD83 / UTM zone 14N";
  view.width = view.height = kPixels;
  view.gsdMetres = 5.0;
  for (const auto& [number, name] : {std::pair{1, "red"}, {2, "green"}, {3, "blue"}, {4, "nir"}})
    view.bands.push_back({number, name, name, "Byte"});
  view.rendering.bands = {1, 2, 3};
  view.footprint = fakeFootprint();
  return view;
}

MaskedImage FakeMapSession::picture(SceneId scene, int width, int height,
                                    const std::optional<Rendering>& rendering) const {
  if (world_->offlineScenes.contains(scene)) throw Error(ErrorCode::NotFound, "does not exist", "/data/naip/scene.tif");
  MaskedImage picture{
      Image(width, height),
      std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255)};
  const std::array<int, 3> bands = rendering ? rendering->bands : std::array{1, 2, 3};
  for (std::size_t i = 0; i < picture.image.pixels.size(); ++i)
    picture.image.pixels[i] = static_cast<std::uint8_t>(30 + 20 * scene + 40 * bands[i % 3]);
  return picture;
}

MaskedImage FakeMapSession::warped(SceneId scene, const MapBox& box, int width, int height,
                                   const std::optional<Rendering>& rendering) {
  ++world_->warpsRead;
  while (world_->holdWarps) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  if (box.east < kWest || box.west > kWest + kWidth || box.north < kNorth - kHeight || box.south > kNorth) return {};
  MaskedImage picture = this->picture(scene, width, height, rendering);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double lon = box.west + (x + 0.5) / width * (box.east - box.west);
      const double lat = box.north - (y + 0.5) / height * (box.north - box.south);
      const bool inside = lon >= kWest && lon <= kWest + kWidth && lat <= kNorth && lat >= kNorth - kHeight;
      if (!inside)
        picture.alpha[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] = 0;
    }
  }
  return picture;
}

MaskedImage FakeMapSession::window(SceneId scene, const TileWindow&, int width, int height,
                                   const std::optional<Rendering>& rendering) {
  ++world_->windowsRead;
  world_->windowPixels = width;
  return picture(scene, width, height, rendering);
}

Rendering FakeMapSession::stretched(SceneId, const std::array<int, 3>& bands, const StretchSpec&) {
  Rendering rendering;
  rendering.bands = bands;
  return rendering;
}

std::optional<jobs::SceneCoordinates> FakeMapSession::coordinates(SceneId, double pixel, double line) {
  return jobs::SceneCoordinates{{kWest + pixel / kPixels * kWidth, kNorth - line / kPixels * kHeight},
                                {640000 + 5 * pixel, 5240000 - 5 * line},
                                "NAD83 / UTM zone 14N",
                                false};
}

std::vector<jobs::SceneView> FakeMapSession::scenesAt(const LonLat&) {
  std::vector<jobs::SceneView> views;
  for (SceneId id = 1; id <= world_->scenes; ++id) views.push_back(view(id));
  return views;
}

std::vector<Hit> FakeMapSession::sceneScores(const Query&, SceneId scene, std::stop_token) {
  std::vector<Hit> hits;
  for (int i = 0; i < kColumns * kColumns; ++i) {
    Hit hit;
    hit.tile = scene * 1000 + i;
    hit.sceneId = scene;
    hit.window = {0,     i % kColumns, i / kColumns, 1.0 * kTile * (i % kColumns), 1.0 * kTile * (i / kColumns),
                  kTile, kTile};
    hit.score = 0.3 - 0.1 * clampShare((hit.window.x + hit.window.y) / (2.0 * kPixels));
    hits.push_back(hit);
  }
  return hits;
}

/// Blue water everywhere.
MaskedImage FakeMapSession::background(const jobs::BackgroundSource& source, const MapBox&, int width, int height) {
  {
    const std::lock_guard lock(world_->mutex);
    world_->backgroundsRead.push_back(source);
    if (world_->backgroundError) throw *world_->backgroundError;
  }
  MaskedImage picture{
      Image(width, height),
      std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255)};
  for (std::size_t i = 2; i < picture.image.pixels.size(); i += 3) picture.image.pixels[i] = 200;
  return picture;
}

jobs::ExportReport FakeMapSession::exportHits(const jobs::ExportRequest& request, JobContext& job) {
  job.report({"export", 0, static_cast<std::int64_t>(request.result.hits.size())});
  while (world_->holdExport && !job.stopRequested()) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  job.checkpoint();
  std::ofstream(request.target) << request.query.text << ' ' << request.result.hits.size();
  const std::lock_guard lock(world_->mutex);
  world_->exported.push_back(request.target.string());
  return {static_cast<std::int64_t>(request.result.hits.size()), {request.target}, {}};
}

}  // namespace tilescout::test
