#include "jobs/catalog_service.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "archive/archive.h"
#include "base/error.h"
#include "base/sensor_name.h"
#include "geo/acquisition_date.h"
#include "geo/footprint.h"
#include "geo/raster_reader.h"
#include "jobs/open_scenes.h"
#include "jobs/thumbnail_cache.h"
#include "jobs/tile_picture.h"

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
  summary.tiles = row.tiles - row.skippedTiles;
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

Image shrunk(const Image& image, int size) {
  const double factor = static_cast<double>(size) / std::max(image.width, image.height);
  const auto side = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * factor))); };
  Image small(side(image.width), side(image.height));
  const cv::Mat from(image.height, image.width, CV_8UC3, const_cast<unsigned char*>(image.pixels.data()));
  cv::Mat to(small.height, small.width, CV_8UC3, small.pixels.data());
  cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
  return small;
}

}  // namespace

struct CatalogService::Impl {
  Impl(const std::filesystem::path& file, const std::filesystem::path& pictures)
      : archive(Archive::open(file, archive::OpenMode::ReadOnly)), cache(file, pictures) {}

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

  Image thumbnail(const SceneInfo& scene, const TileWindow& window, int size);

  Archive archive;
  ThumbnailCache cache;
  OpenScenes open{kScenesOpen};
};

/// From the cache; where it has a larger one, that one shrunk; from the scene; where that cannot be read, a smaller one.
Image CatalogService::Impl::thumbnail(const SceneInfo& scene, const TileWindow& window, int size) {
  checkSize(size);
  const std::string key = tilePictureKey(scene, window, size);
  if (std::optional<Image> found = cache.find(key)) return std::move(*found);
  const auto inSize = [&](int other) { return cache.find(tilePictureKey(scene, window, other)); };
  for (const int larger : kPictureSizes) {
    if (larger <= size) continue;
    if (const std::optional<Image> found = inSize(larger)) return shrunk(*found, size);
  }
  try {
    Image image = drawTile(readerOf(scene), window, size);
    cache.put(key, image);
    return image;
  } catch (const Error&) {
    for (auto smaller = kPictureSizes.rbegin(); smaller != kPictureSizes.rend(); ++smaller) {
      if (*smaller >= size) continue;
      if (std::optional<Image> found = inSize(*smaller)) return std::move(*found);
    }
    throw;
  }
}

void CatalogService::createArchive(const std::filesystem::path& file) { Archive::create(file); }

CatalogService::CatalogService(const std::filesystem::path& archiveFile, const std::filesystem::path& pictures)
    : impl_(std::make_unique<Impl>(archiveFile, pictures)) {}
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

std::string CatalogService::activeModel() {
  const std::optional<archive::ModelRecord> model = impl_->archive.activeModel();
  return model ? model->name : "";
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
  return impl_->thumbnail(impl_->sceneInfo(tile.scene), tile.window, size);
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
  return drawTile(impl_->readerOf(impl_->sceneInfo(tile.scene)), window, size);
}

Image CatalogService::sceneOverview(SceneId id, int maxSize) {
  checkSize(maxSize);
  const SceneInfo scene = impl_->sceneInfo(id);
  const std::string key = pictureKey(scene, "overview", maxSize);
  if (std::optional<Image> found = impl_->cache.find(key)) return std::move(*found);
  Image image = impl_->readerOf(scene).overview(maxSize);
  impl_->cache.put(key, image);
  return image;
}

std::optional<LonLat> CatalogService::toGround(SceneId id, double pixel, double line) {
  const geo::PixelToGround toGround(impl_->sceneInfo(id));
  if (!toGround.valid()) return std::nullopt;
  return toGround.at(pixel, line);
}

}  // namespace tilescout::jobs
