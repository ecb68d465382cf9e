#include "geo/tile_grid.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/error.h"

namespace tilescout::geo {

namespace {

// A scene of 500,000 × 500,000 pixels in tiles of 224. More is a size that lies, or a mistake in the options.
constexpr double kMostTiles = 5'000'000;
constexpr double kSliver = 1e-6;  // pixels

/// Shortest text that gives the number back, whatever the locale.
std::string numberText(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::string metresText(double metres) {
  const bool kilo = metres >= 10'000;
  const double shown = kilo ? metres / 1000 : metres;
  return numberText(shown < 10 ? std::round(shown * 10) / 10 : std::round(shown)) + (kilo ? " km" : " m");
}

/// How one level is cut: side and step in full-resolution pixels.
struct LevelCut {
  int level = 0;
  double side = 0;
  double step = 0;
};

std::vector<double> offsetsAlong(double length, double side, double step) {
  if (length <= side) return {0.0};
  std::vector<double> offsets;
  for (std::size_t i = 0; static_cast<double>(i) * step + side <= length; ++i)
    offsets.push_back(static_cast<double>(i) * step);
  // Sides in metres come from divisions: a sliver of rounding is no reason for another tile.
  if (offsets.back() + side < length - kSliver) offsets.push_back(length - side);
  return offsets;
}

double countAlong(double length, double side, double step) {
  return length <= side ? 1.0 : std::floor((length - side) / step) + 2.0;
}

void cutLevel(const SceneInfo& scene, const LevelCut& cut, std::vector<TileWindow>& windows) {
  const double width = std::min<double>(cut.side, scene.width);
  const double height = std::min<double>(cut.side, scene.height);
  if (static_cast<double>(windows.size()) +
          countAlong(scene.width, width, cut.step) * countAlong(scene.height, height, cut.step) >
      kMostTiles) {
    throw Error(ErrorCode::InvalidInput,
                "would give more than " + numberText(kMostTiles) + " tiles (" + std::to_string(scene.width) + " × " +
                    std::to_string(scene.height) + " pixels in tiles of " + numberText(cut.side) + ")",
                scene.path);
  }
  const std::vector<double> columns = offsetsAlong(scene.width, width, cut.step);
  const std::vector<double> rows = offsetsAlong(scene.height, height, cut.step);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t col = 0; col < columns.size(); ++col) {
      windows.push_back(
          {cut.level, static_cast<int>(col), static_cast<int>(row), columns[col], rows[row], width, height});
    }
  }
}

LevelCut cutAt(int level, double tile, double stride) {
  const double scale = std::ldexp(1.0, level);
  return {level, tile * scale, (stride > 0 ? stride : tile) * scale};
}

/// Levels that can differ: up to the first whose tile covers the whole scene.
int coveringLevel(const SceneInfo& scene, double tile) {
  int level = 0;
  while (std::ldexp(tile, level) < std::max(scene.width, scene.height) && level < 30) ++level;
  return level;
}

/// Levels whose ground extent the model has seen; else the nearest one (by ratio), with a warning.
std::vector<int> seenLevels(const SceneInfo& scene, const TilingOptions& options, std::string& warning) {
  const double least = options.groundExtent[0];
  const double most = options.groundExtent[1];
  if (scene.gsdMetres <= 0 || most <= 0) return {0};
  std::vector<int> seen;
  int nearest = 0;
  double nearestDistance = std::numeric_limits<double>::infinity();
  for (int level = 0; level <= coveringLevel(scene, options.imageSize); ++level) {
    const double side = std::min<double>(std::ldexp(options.imageSize, level), std::max(scene.width, scene.height));
    const double extent = side * scene.gsdMetres;
    if (extent >= least && extent <= most) seen.push_back(level);
    const double distance = extent < least ? std::log(least / extent) : std::log(extent / most);
    if (distance < nearestDistance) {
      nearestDistance = distance;
      nearest = level;
    }
  }
  if (!seen.empty()) return seen;
  const double extent =
      std::min<double>(std::ldexp(options.imageSize, nearest), std::max(scene.width, scene.height)) * scene.gsdMetres;
  warning = "its tiles cover " + metresText(extent) + " on the ground, and the model has seen " + metresText(least) +
            " to " + metresText(most) + ": expect weaker answers";
  return {nearest};
}

std::vector<LevelCut> cutsFor(const SceneInfo& scene, const TilingOptions& options, std::string& warning) {
  const double tile = options.tile > 0 ? options.tile : options.imageSize;
  if (options.groundMetres > 0) {
    if (scene.gsdMetres > 0) {
      const double side = std::max(1.0, options.groundMetres / scene.gsdMetres);
      return {{0, side, options.stride > 0 ? options.stride : side}};
    }
    warning = "its ground resolution is unknown: tiles of " + std::to_string(options.imageSize) +
              " pixels instead of " + metresText(options.groundMetres);
    return {cutAt(0, options.imageSize, options.stride)};
  }
  std::vector<LevelCut> cuts;
  if (options.tile > 0 || options.levels > 0) {
    for (int level = 0; level < std::max(1, options.levels); ++level)
      cuts.push_back(cutAt(level, tile, options.stride));
  } else {
    for (const int level : seenLevels(scene, options, warning)) cuts.push_back(cutAt(level, tile, options.stride));
  }
  return cuts;
}

void checkOptions(const TilingOptions& options) {
  const bool finite = std::isfinite(options.groundMetres) && std::isfinite(options.groundExtent[0]) &&
                      std::isfinite(options.groundExtent[1]);
  if (options.tile < 0 || options.stride < 0 || options.levels < 0 || options.levels > 24 || options.imageSize <= 0 ||
      !finite || options.groundMetres < 0)
    throw Error(ErrorCode::InvalidInput, "tile, stride and ground size must be positive, levels at most 24");
}

}  // namespace

TilePlan planTiles(const SceneInfo& scene, const TilingOptions& options) {
  checkOptions(options);
  TilePlan plan;
  if (scene.width <= 0 || scene.height <= 0) return plan;
  for (const LevelCut& cut : cutsFor(scene, options, plan.warning)) cutLevel(scene, cut, plan.windows);
  return plan;
}

std::string tilingKey(const TilingOptions& options) {
  std::string key = "tile=" + std::to_string(options.tile) + ";stride=" + std::to_string(options.stride) +
                    ";levels=" + std::to_string(options.levels) + ";ground=" + numberText(options.groundMetres);
  // Only what decides: the model matters where nothing else was said.
  if (options.tile == 0) key += ";image=" + std::to_string(options.imageSize);
  if (options.tile == 0 && options.levels == 0 && options.groundMetres == 0)
    key += ";seen=" + numberText(options.groundExtent[0]) + "," + numberText(options.groundExtent[1]);
  return key + ";valid=" + numberText(options.minValidFraction);
}

bool sameBesideModel(const std::string& key, const std::string& other) {
  const auto withoutModel = [](std::string text) {
    for (const char* part : {";image=", ";seen="}) {
      const std::size_t begin = text.find(part);
      if (begin != std::string::npos) text.erase(begin, std::min(text.find(';', begin + 1), text.size()) - begin);
    }
    return text;
  };
  return withoutModel(key) == withoutModel(other);
}

}  // namespace tilescout::geo
