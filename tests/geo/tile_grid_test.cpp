#include "geo/tile_grid.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.h"

using namespace tilescout;

namespace {

SceneInfo sceneOf(int width, int height, double gsd = 0.0) {
  SceneInfo scene;
  scene.path = "/scenes/a.tif";
  scene.width = width;
  scene.height = height;
  scene.gsdMetres = gsd;
  return scene;
}

/// Every pixel of the scene lies in a tile, and no tile reaches beyond the scene.
void checkCovers(const SceneInfo& scene, const std::vector<TileWindow>& windows) {
  std::vector<int> covered(static_cast<std::size_t>(scene.width) * static_cast<std::size_t>(scene.height), 0);
  for (const TileWindow& tile : windows) {
    REQUIRE(tile.x >= 0);
    REQUIRE(tile.y >= 0);
    REQUIRE(tile.x + tile.width <= scene.width);
    REQUIRE(tile.y + tile.height <= scene.height);
    for (int y = static_cast<int>(tile.y); y < tile.y + tile.height; ++y) {
      for (int x = static_cast<int>(tile.x); x < tile.x + tile.width; ++x)
        covered[static_cast<std::size_t>(y) * static_cast<std::size_t>(scene.width) + static_cast<std::size_t>(x)] = 1;
    }
  }
  CHECK(std::all_of(covered.begin(), covered.end(), [](int count) { return count == 1; }));
}

std::set<int> levelsOf(const geo::TilePlan& plan) {
  std::set<int> levels;
  for (const TileWindow& tile : plan.windows) levels.insert(tile.level);
  return levels;
}

}  // namespace

TEST_CASE("edge tiles keep their size and overlap their neighbour") {
  const SceneInfo scene = sceneOf(250, 130);
  geo::TilingOptions options;
  options.tile = 100;
  const auto plan = geo::planTiles(scene, options);
  REQUIRE(plan.windows.size() == 6);
  checkCovers(scene, plan.windows);
  for (const TileWindow& tile : plan.windows) {
    CHECK(tile.width == 100);
    CHECK(tile.height == 100);
  }
  CHECK(plan.windows[2].x == 150);
  CHECK(plan.windows[2].col == 2);
  CHECK(plan.windows[2].row == 0);
  CHECK(plan.windows[3].x == 0);
  CHECK(plan.windows[3].y == 30);
  CHECK(plan.windows[3].row == 1);
}

TEST_CASE("a scene that the tiles fill exactly has no extra tile") {
  geo::TilingOptions options;
  options.tile = 100;
  CHECK(geo::planTiles(sceneOf(300, 200), options).windows.size() == 6);
}

TEST_CASE("a scene smaller than a tile gives one tile of its own size per level") {
  geo::TilingOptions options;
  options.tile = 224;
  options.levels = 2;
  const auto plan = geo::planTiles(sceneOf(100, 60), options);
  REQUIRE(plan.windows.size() == 2);
  CHECK(plan.windows[0].width == 100);
  CHECK(plan.windows[1].height == 60);
  CHECK(levelsOf(plan) == std::set<int>{0, 1});
}

TEST_CASE("stride and levels are those asked for") {
  const SceneInfo scene = sceneOf(400, 200);
  geo::TilingOptions options;
  options.tile = 100;
  options.stride = 50;
  options.levels = 2;
  const auto plan = geo::planTiles(scene, options);
  const auto fine = std::count_if(plan.windows.begin(), plan.windows.end(), [](auto& t) { return t.level == 0; });
  CHECK(fine == 7 * 3);
  CHECK(plan.windows.size() == 7 * 3 + 3 * 1);
  CHECK(plan.windows[1].x == 50);
  CHECK(plan.windows.back().width == 200);
  CHECK(plan.windows.back().x == 200);
}

TEST_CASE("the ground that the model has seen chooses the levels") {
  geo::TilingOptions options;
  options.imageSize = 200;
  options.groundExtent = {150, 900};
  const auto plan = geo::planTiles(sceneOf(4000, 4000, 1.0), options);
  CHECK(levelsOf(plan) == std::set<int>{0, 1, 2});
  CHECK(plan.warning.empty());
  const auto fine = geo::planTiles(sceneOf(40000, 4000, 0.1), options);
  CHECK(levelsOf(fine) == std::set<int>{3, 4, 5});
}

TEST_CASE("a resolution outside of what the model has seen is tiled at the nearest level, with a warning") {
  geo::TilingOptions options;
  options.imageSize = 200;
  options.groundExtent = {150, 900};
  const auto coarse = geo::planTiles(sceneOf(4000, 4000, 300.0), options);
  CHECK(levelsOf(coarse) == std::set<int>{0});
  CHECK(coarse.warning.find("60 km") != std::string::npos);
  CHECK(coarse.warning.find("900 m") != std::string::npos);
  // The whole scene covers 30 m: nothing larger can be cut from it.
  const auto tiny = geo::planTiles(sceneOf(300, 300, 0.1), options);
  CHECK_FALSE(tiny.warning.empty());
  CHECK(tiny.windows.size() == 1);
  const auto unknown = geo::planTiles(sceneOf(400, 400), options);
  CHECK(levelsOf(unknown) == std::set<int>{0});
  CHECK(unknown.windows.size() == 4);
}

TEST_CASE("tiles by ground size cover that many metres") {
  geo::TilingOptions options;
  options.groundMetres = 30;
  const SceneInfo scene = sceneOf(1000, 500, 0.3);
  const auto plan = geo::planTiles(scene, options);
  REQUIRE(plan.windows.size() == 50);
  for (const TileWindow& tile : plan.windows) CHECK(tile.width * scene.gsdMetres == doctest::Approx(30.0));
  // A side of 199.99999999999997 pixels still fills 1000 pixels five times.
  SceneInfo rounded = sceneOf(1000, 200);
  rounded.gsdMetres = std::nextafter(0.5, 1.0);
  options.groundMetres = 100;
  CHECK(geo::planTiles(rounded, options).windows.size() == 5);
  const auto unknown = geo::planTiles(sceneOf(448, 224), options);
  CHECK_FALSE(unknown.warning.empty());
  CHECK(unknown.windows.size() == 2);
}

TEST_CASE("options that make no sense and millions of tiles are refused") {
  geo::TilingOptions negative;
  negative.tile = -1;
  CHECK_THROWS_AS(geo::planTiles(sceneOf(10, 10), negative), Error);
  geo::TilingOptions endless;
  endless.groundMetres = 1.0 / 0.0;
  CHECK_THROWS_AS(geo::planTiles(sceneOf(10, 10), endless), Error);
  geo::TilingOptions dense;
  dense.tile = 10;
  dense.stride = 1;
  CHECK_THROWS_AS(geo::planTiles(sceneOf(2'000'000, 2'000'000), dense), Error);
}

TEST_CASE("the tiling key changes with what decides, and only with it") {
  geo::TilingOptions options;
  const std::string base = geo::tilingKey(options);
  const auto changed = [&](auto change) {
    geo::TilingOptions other;
    change(other);
    return geo::tilingKey(other) != base;
  };
  CHECK(changed([](auto& o) { o.tile = 224; }));
  CHECK(changed([](auto& o) { o.stride = 100; }));
  CHECK(changed([](auto& o) { o.levels = 2; }));
  CHECK(changed([](auto& o) { o.groundMetres = 300; }));
  CHECK(changed([](auto& o) { o.imageSize = 336; }));
  CHECK(changed([](auto& o) { o.groundExtent = {100, 200}; }));
  CHECK(changed([](auto& o) { o.minValidFraction = 0.5; }));
  geo::TilingOptions withTile;
  withTile.tile = 224;
  geo::TilingOptions otherModel = withTile;
  otherModel.imageSize = 336;
  CHECK(geo::tilingKey(withTile) == geo::tilingKey(otherModel));
}
