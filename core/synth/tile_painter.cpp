#include "synth/tile_painter.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "base/error.h"
#include "synth/caption_writer.h"

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

std::vector<PaintedTile> paintTiles(int count, int pixels, std::uint64_t firstSeed) {
  std::vector<PaintedTile> tiles(static_cast<std::size_t>(std::max(count, 0)));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex guard;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < tiles.size(); i = next++) tiles[i] = paintTile(pixels, firstSeed + i);
    } catch (...) {
      const std::lock_guard lock(guard);
      failure = std::current_exception();
      next = tiles.size();
    }
  };
  const std::size_t workers = std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), tiles.size());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < workers; ++i) threads.emplace_back(work);
    work();
  }
  if (failure) std::rethrow_exception(failure);
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
