#include "synth/tile_painter.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <thread>

#include "base/error.h"
#include "synth/caption_writer.h"
#include "synth/scene_block.h"

namespace tilescout::synth {
namespace {

Image visibleBands(const cv::Mat4b& picture) {
  Image image(picture.cols, picture.rows);
  for (int y = 0; y < picture.rows; ++y) {
    std::uint8_t* target = image.row(y);
    for (int x = 0; x < picture.cols; ++x)
      for (int band = 0; band < 3; ++band) *target++ = picture(y, x)[band];
  }
  return image;
}

}  // namespace

TileRecord paintTileRecord(int pixels, std::uint64_t seed) {
  if (pixels < 16 || pixels > 2048) throw Error(ErrorCode::InvalidInput, "A tile is painted with 16 to 2048 pixels.");
  Rng rng(seed);
  const SiteKind& kind = rng.pick(siteKinds());
  const Style style = makeStyle(rng);
  const double extent = rng.uniform(kind.minExtent, kind.maxExtent);
  TileRecord record;
  record.kind = kind.key;
  record.metresPerPixel = extent / pixels;
  // A whole number of pixels from an origin that differs by seed, so that noise fields differ too.
  Canvas canvas(pixels, pixels, {0.0, 0.0}, record.metresPerPixel, 2);
  canvas.setSun(style.sun);
  record.site.className = kind.className;
  Brush brush(canvas, style, record.site, rng.next(), {extent / 2, extent / 2}, extent);
  kind.paint(brush);
  cv::Mat4b picture = canvas.finish();
  applySensor(picture, style, {0, 0, 1, pixels, pixels}, rng.next());
  record.tile.image = visibleBands(picture);
  record.tile.className = kind.className;
  record.tile.captions = writeCaptions(record.site, rng);
  return record;
}

PaintedTile paintTile(int pixels, std::uint64_t seed) { return paintTileRecord(pixels, seed).tile; }

namespace {

/// Calls `make(i)` for 0 … count − 1 on all cores.
template <typename Make>
void onAllCores(std::size_t count, const Make& make) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) make(i);
    } catch (...) {
      const std::lock_guard lock(guard);
      failure = std::current_exception();
      next = count;
    }
  };
  const std::size_t workers = std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), count);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

/// A square window around a site that holds nearly all of it, a little off its centre.
PaintedTile cutTile(const SceneBlock& block, const SceneBlock::Place& place, int pixels, Rng& rng) {
  const int most = std::min(block.picture.cols, block.picture.rows);
  const int side = std::min(most, static_cast<int>(place.slot->extent * rng.uniform(0.92, 1.25)));
  const double slack = 0.08 * place.slot->extent;
  const auto corner = [&](double centre) {
    return std::clamp(static_cast<int>(centre + rng.uniform(-slack, slack) - side / 2.0), 0, most - side);
  };
  const int x = corner(place.slot->centre.x), y = corner(place.slot->centre.y);
  cv::Mat4b window;
  cv::resize(block.picture(cv::Rect(x, y, side, side)), window, {pixels, pixels}, 0, 0,
             side > pixels ? cv::INTER_AREA : cv::INTER_CUBIC);
  return {visibleBands(window), place.slot->kind->className, writeCaptions(place.site, rng)};
}

/// All sites of one small scene of the seed's theme.
std::vector<PaintedTile> paintSmallScene(int pixels, std::uint64_t seed) {
  constexpr int side = 1280;  // one block: four cells a side
  DemoOptions options;
  options.size = side;
  options.seed = seed;
  const SceneLayout layout = layOut(specOf(options, static_cast<int>(seed % 6)));
  const SceneBlock block = paintBlock(layout, {0, 0, side, side});
  Rng rng(mixSeed(seed, 71));
  std::vector<PaintedTile> tiles;
  for (const SceneBlock::Place& place : block.places) tiles.push_back(cutTile(block, place, pixels, rng));
  return tiles;
}

}  // namespace

std::vector<PaintedTile> paintTiles(int count, int pixels, std::uint64_t firstSeed) {
  std::vector<PaintedTile> tiles(static_cast<std::size_t>(std::max(count, 0)));
  onAllCores(tiles.size(), [&](std::size_t i) { tiles[i] = paintTile(pixels, firstSeed + i); });
  return tiles;
}

std::vector<PaintedTile> paintSceneTiles(int count, int pixels, std::uint64_t firstSeed) {
  constexpr std::size_t scenesAtOnce = 8;
  std::vector<PaintedTile> tiles;
  for (std::uint64_t seed = firstSeed; static_cast<int>(tiles.size()) < count; seed += scenesAtOnce) {
    std::vector<std::vector<PaintedTile>> scenes(scenesAtOnce);
    onAllCores(scenes.size(), [&](std::size_t i) { scenes[i] = paintSmallScene(pixels, seed + i); });
    for (auto& scene : scenes) std::move(scene.begin(), scene.end(), std::back_inserter(tiles));
  }
  tiles.resize(static_cast<std::size_t>(std::max(count, 0)));
  return tiles;
}

std::vector<std::string> siteClassNames() {
  std::vector<std::string> names;
  for (const SiteKind& kind : siteKinds()) names.emplace_back(kind.className);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace tilescout::synth
