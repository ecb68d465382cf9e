#include "jobs/tile_picture.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/hash.h"

namespace tilescout::jobs {

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

std::string tilePictureKey(const SceneInfo& scene, const TileWindow& window, int size) {
  return pictureKey(scene,
                    "window " + std::to_string(window.x) + " " + std::to_string(window.y) + " " +
                        std::to_string(window.width) + " " + std::to_string(window.height),
                    size);
}

std::pair<int, int> pictureSides(const TileWindow& window, int size) {
  const double longest = std::max({window.width, window.height, 1.0});
  const auto side = [&](double length) { return std::max(1, static_cast<int>(std::lround(length / longest * size))); };
  return {side(window.width), side(window.height)};
}

Image drawTile(geo::RasterReader& reader, const TileWindow& window, int size) {
  const auto [width, height] = pictureSides(window, size);
  return reader.read(window, width, height).image;
}

}  // namespace tilescout::jobs
