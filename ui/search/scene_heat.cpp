#include "ui/search/scene_heat.h"

#include <algorithm>
#include <cmath>

#include "base/viridis.h"

namespace tilescout::ui {

namespace {

/// Sums of weights and weighted scores for every pixel of the image.
struct Field {
  int width, height;
  std::vector<float> score, weight;

  /// Adds a tent around the middle of a window, given in pixels of the image.
  void add(const QRectF& window, float value) {
    const QPointF middle = window.center();
    const int left = std::max(0, static_cast<int>(std::floor(middle.x() - window.width())));
    const int right = std::min(width, static_cast<int>(std::ceil(middle.x() + window.width())));
    const int top = std::max(0, static_cast<int>(std::floor(middle.y() - window.height())));
    const int bottom = std::min(height, static_cast<int>(std::ceil(middle.y() + window.height())));
    for (int y = top; y < bottom; ++y) {
      const double down = 1.0 - std::abs(y + 0.5 - middle.y()) / window.height();
      for (int x = left; x < right; ++x) {
        const double across = 1.0 - std::abs(x + 0.5 - middle.x()) / window.width();
        if (across <= 0 || down <= 0) continue;
        const auto share = static_cast<float>(across * down);
        const std::size_t at =
            static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
        score[at] += share * value;
        weight[at] += share;
      }
    }
  }
  /// Beyond the tiles the tents run on; only what a tile covers is shown.
  void cover(const QRectF& window, std::vector<bool>& covered) const {
    const QRectF inside = window.intersected(QRectF(0, 0, width, height));
    for (int y = static_cast<int>(inside.top()); y < std::min<double>(height, std::ceil(inside.bottom())); ++y) {
      for (int x = static_cast<int>(inside.left()); x < std::min<double>(width, std::ceil(inside.right())); ++x)
        covered[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] = true;
    }
  }
};

std::vector<const Hit*> ofLevel(const std::vector<Hit>& tiles, int level) {
  std::vector<const Hit*> chosen, all;
  for (const Hit& tile : tiles) {
    if (!(tile.window.width > 0) || !(tile.window.height > 0)) continue;
    all.push_back(&tile);
    if (tile.window.level == level) chosen.push_back(&tile);
  }
  return chosen.empty() ? all : chosen;
}

}  // namespace

TileId SceneHeat::tileAt(const QPointF& pixel) const {
  const Spot* best = nullptr;
  for (const Spot& spot : spots)
    if (spot.window.contains(pixel) && (best == nullptr || spot.score > best->score)) best = &spot;
  return best ? best->tile : 0;
}

SceneHeat heatOf(const std::vector<Hit>& tiles, int sceneWidth, int sceneHeight, int level, int mostPixels) {
  const std::vector<const Hit*> chosen = ofLevel(tiles, level);
  SceneHeat heat;
  if (chosen.empty() || sceneWidth < 1 || sceneHeight < 1) return heat;
  const double scale = std::min(1.0, static_cast<double>(mostPixels) / std::max(sceneWidth, sceneHeight));
  Field field{std::max(1, static_cast<int>(std::lround(sceneWidth * scale))),
              std::max(1, static_cast<int>(std::lround(sceneHeight * scale))),
              {},
              {}};
  const std::size_t count = static_cast<std::size_t>(field.width) * static_cast<std::size_t>(field.height);
  field.score.assign(count, 0.0f);
  field.weight.assign(count, 0.0f);
  std::vector<bool> covered(count, false);
  heat.low = heat.high = chosen.front()->score;
  for (const Hit* tile : chosen) {
    const QRectF window(tile->window.x * scale, tile->window.y * scale, tile->window.width * scale,
                        tile->window.height * scale);
    field.add(window, static_cast<float>(tile->score));
    field.cover(window, covered);
    heat.spots.push_back({tile->tile,
                          QRectF(tile->window.x, tile->window.y, tile->window.width, tile->window.height),
                          tile->score});
    heat.low = std::min(heat.low, tile->score);
    heat.high = std::max(heat.high, tile->score);
  }
  heat.image = QImage(field.width, field.height, QImage::Format_ARGB32);
  heat.image.fill(Qt::transparent);
  const double range = heat.high > heat.low ? heat.high - heat.low : 1.0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!covered[i] || field.weight[i] <= 0) continue;
    const auto [r, g, b] =
        viridis((static_cast<double>(field.score[i]) / static_cast<double>(field.weight[i]) - heat.low) / range);
    const int width = field.width;
    heat.image.setPixel(static_cast<int>(i) % width, static_cast<int>(i) / width, qRgba(r, g, b, 255));
  }
  return heat;
}

}  // namespace tilescout::ui
