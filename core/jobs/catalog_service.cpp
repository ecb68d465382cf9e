#include "jobs/catalog_service.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "archive/archive.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/sensor_name.h"
#include "geo/acquisition_date.h"
#include "geo/footprint.h"
#include "geo/raster_reader.h"
#include "jobs/open_scenes.h"
#include "jobs/thumbnail_cache.h"

namespace tilescout::jobs {

using archive::Archive;
using archive::SceneRow;

namespace {

constexpr std::size_t kScenesOpen = 6;
constexpr int kLargestPicture = 8192;

SceneSummary summaryOf(SceneRow row) {
  SceneSummary summary;
  summary.id = row.info.id;
  summary.sensor = sensorOfName(row.info.name);
  summary.bands = static_cast<int>(row.info.bands.size());
  if (!row.info.date.empty()) {
    // What the file says goes before what its name says; they are told apart by the name alone.
    summary.dateSource = geo::dateFromName(row.info.name) == row.info.date ? "name" : "metadata";
  }
  summary.name = std::move(row.info.name);
  summary.path = std::move(row.info.path);
  summary.date = std::move(row.info.date);
  summary.driver = std::move(row.info.driver);
  summary.crsName = std::move(row.info.crsName);
  summary.state = std::string(archive::stateName(row.state));
  summary.problemCode = std::move(row.problemCode);
  summary.problemMessage = std::move(row.problemMessage);
  summary.width = row.info.width;
  summary.height = row.info.height;
  summary.gsdMetres = row.info.gsdMetres;
  summary.tiles = row.tiles;
  summary.skippedTiles = row.skippedTiles;
  summary.footprint = std::move(row.info.footprint);
  return summary;
}

void checkSize(int size) {
  if (size < 1 || size > kLargestPicture) {
    throw Error(ErrorCode::InvalidInput,
                "a picture must have 1 to " + std::to_string(kLargestPicture) + " pixels a side");
  }
}

/// Names the pixels shown, not row ids: a new archive at the old place must not show the old one's pictures.
std::string pictureKey(const SceneInfo& scene, const std::string& what, int size) {
  Hasher hasher;
  hasher.add(scene.path + "\n" + std::to_string(scene.fileSize) + "\n" + std::to_string(scene.modifiedNs) + "\n" +
             scene.contentHash + "\n" + what + "\n" + std::to_string(size) + "\n");
  const Rendering& rendering = scene.rendering;
  hasher.add(std::as_bytes(std::span(rendering.bands)));
  hasher.add(std::as_bytes(std::span(rendering.low)));
  hasher.add(std::as_bytes(std::span(rendering.high)));
  return hasher.hex();
}

std::string windowText(const TileWindow& window) {
  return "window " + std::to_string(window.x) + " " + std::to_string(window.y) + " " + std::to_string(window.width) +
         " " + std::to_string(window.height);
}

}  // namespace

struct CatalogService::Impl {
  explicit Impl(const std::filesystem::path& file)
      : archive(Archive::open(file, archive::OpenMode::ReadOnly)), cache(file) {}

  SceneInfo sceneInfo(SceneId id) {
    std::optional<SceneInfo> info = archive.sceneInfo(id);
    if (!info) throw Error(ErrorCode::NotFound, "there is no scene " + std::to_string(id), archive.file().string());
    return std::move(*info);
  }

  TileInfo tile(TileId id) {
    std::optional<TileInfo> found = archive.tile(id);
    if (!found) throw Error(ErrorCode::NotFound, "there is no tile " + std::to_string(id), archive.file().string());
    return std::move(*found);
  }

  geo::RasterReader& readerOf(const SceneInfo& scene) { return open.get(scene).reader; }

  template <typename Render>
  Image cached(const SceneInfo& scene, const std::string& what, int size, Render&& render) {
    checkSize(size);
    const std::string key = pictureKey(scene, what, size);
    if (std::optional<Image> found = cache.find(key)) return std::move(*found);
    Image image = render(readerOf(scene));
    cache.put(key, image);
    return image;
  }

  Archive archive;
  ThumbnailCache cache;
  OpenScenes open{kScenesOpen};
};

namespace {

Image render(geo::RasterReader& reader, const TileWindow& window, int size) {
  const double longest = std::max({window.width, window.height, 1.0});
  const auto side = [&](double length) { return std::max(1, static_cast<int>(std::lround(length / longest * size))); };
  return reader.read(window, side(window.width), side(window.height)).image;
}

}  // namespace

void CatalogService::createArchive(const std::filesystem::path& file) { Archive::create(file); }

CatalogService::CatalogService(const std::filesystem::path& archiveFile) : impl_(std::make_unique<Impl>(archiveFile)) {}
CatalogService::~CatalogService() = default;

ArchiveSummary CatalogService::summary() {
  const archive::ArchiveStatus status = impl_->archive.status();
  ArchiveSummary summary{status.scenes, status.tiles, status.pendingTiles, status.skipped, status.captions,
                         status.bytes,  "",           status.indexed};
  for (const archive::ModelRecord& model : status.models) {
    if (model.active) summary.activeModel = model.name;
  }
  return summary;
}

std::vector<SceneSummary> CatalogService::scenes() {
  std::vector<SceneSummary> summaries;
  for (SceneRow& row : impl_->archive.scenes()) summaries.push_back(summaryOf(std::move(row)));
  return summaries;
}

std::optional<TileInfo> CatalogService::tile(TileId id) { return impl_->archive.tile(id); }

std::optional<SceneSummary> CatalogService::scene(SceneId id) {
  std::optional<SceneRow> row = impl_->archive.scene(id);
  if (!row) return std::nullopt;
  return summaryOf(std::move(*row));
}

Image CatalogService::thumbnail(TileId id, int size) {
  const TileInfo tile = impl_->tile(id);
  return impl_->cached(impl_->sceneInfo(tile.scene), windowText(tile.window), size,
                       [&](geo::RasterReader& reader) { return render(reader, tile.window, size); });
}

Image CatalogService::tileView(TileId id, double margin, int size) {
  checkSize(size);
  const TileInfo tile = impl_->tile(id);
  TileWindow window = tile.window;
  const double around = std::clamp(margin, 0.0, 16.0);
  window.x -= around * window.width;
  window.y -= around * window.height;
  window.width *= 1.0 + 2.0 * around;
  window.height *= 1.0 + 2.0 * around;
  return render(impl_->readerOf(impl_->sceneInfo(tile.scene)), window, size);
}

Image CatalogService::sceneOverview(SceneId id, int maxSize) {
  return impl_->cached(impl_->sceneInfo(id), "overview", maxSize,
                       [&](geo::RasterReader& reader) { return reader.overview(maxSize); });
}

std::optional<LonLat> CatalogService::toGround(SceneId id, double pixel, double line) {
  const geo::PixelToGround toGround(impl_->sceneInfo(id));
  if (!toGround.valid()) return std::nullopt;
  return toGround.at(pixel, line);
}

}  // namespace tilescout::jobs
