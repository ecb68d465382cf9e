#include "geo/tile_grid.h"

#include <doctest/doctest.h>

#include <set>

#include "base/error.h"

using namespace tilescout;
using namespace tilescout::geo;

namespace {

SceneInfo sceneOf(int width, int height, double gsd = 0.0) {
  SceneInfo scene;
  scene.path = "/a/scene.tif";
  scene.width = width;
  scene.height = height;
  scene.gsdMetres = gsd;
  return scene;
}

std::set<int> levelsOf(const TilePlan& plan) {
  std::set<int> levels;
  for (const TileWindow& window : plan.windows) levels.insert(window.level);
  return levels;
}

}  // namespace

TEST_CASE("tilesGoRowByRow") {
  const TilePlan plan = planTiles(sceneOf(200, 100), {.tile = 100});
  REQUIRE(plan.windows.size() == 2);
  CHECK(plan.windows[1].col == 1);
  CHECK(plan.windows[1].row == 0);
  CHECK(plan.windows[1].x == 100);
}

TEST_CASE("edgeTileOverlapsItsNeighbour") {
  const TilePlan plan = planTiles(sceneOf(250, 100), {.tile = 100});
  REQUIRE(plan.windows.size() == 3);
  CHECK(plan.windows[2].x == 150);
  CHECK(plan.windows[2].width == 100);
}

TEST_CASE("everyPixelIsCoveredAtEveryLevelByTilesOfOneSize") {
  for (const auto& [width, height] : {std::pair(701, 389), std::pair(224, 224), std::pair(1000, 225)}) {
    const TilePlan plan = planTiles(sceneOf(width, height), {.tile = 64, .stride = 48, .levels = 3});
    for (int level = 0; level < 3; ++level) {
      std::vector<int> hits(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
      for (const TileWindow& w : plan.windows) {
        if (w.level != level) continue;
        REQUIRE(w.x >= 0);
        REQUIRE(w.x + w.width <= width);
        REQUIRE(w.y + w.height <= height);
        REQUIRE(w.width == std::min(64 << level, width));
        for (int y = static_cast<int>(w.y); y < w.y + w.height; ++y)
          for (int x = static_cast<int>(w.x); x < w.x + w.width; ++x) ++hits[static_cast<std::size_t>(y * width + x)];
      }
      CHECK(std::count(hits.begin(), hits.end(), 0) == 0);
    }
  }
}

TEST_CASE("strideGivesOverlap") {
  const TilePlan plan = planTiles(sceneOf(200, 100), {.tile = 100, .stride = 50});
  REQUIRE(plan.windows.size() == 3);
  CHECK(plan.windows[1].x == 50);
}

TEST_CASE("smallSceneIsOneTileAsLargeAsItself") {
  const TilePlan plan = planTiles(sceneOf(71, 60), {.tile = 224, .levels = 2});
  REQUIRE(plan.windows.size() == 2);  // one a level
  CHECK(plan.windows[0].width == 71);
  CHECK(plan.windows[0].height == 60);
}

TEST_CASE("groundSizeCountsInMetres") {
  const TilePlan plan = planTiles(sceneOf(1000, 1000, 0.5), {.groundMetres = 100});
  CHECK(plan.windows.size() == 25);
  CHECK(plan.windows[0].width == 200);
  CHECK(plan.warning.empty());
  const TilePlan unknown = planTiles(sceneOf(1000, 1000), {.groundMetres = 100});
  CHECK(unknown.windows[0].width == 224);
  CHECK_FALSE(unknown.warning.empty());
}

TEST_CASE("levelsAreThoseThatTheModelHasSeen") {
  // 224 pixels of 0.5 m are 112 m; twice and four times as much also lie in 100 … 500 m.
  const TilePlan plan = planTiles(sceneOf(8000, 8000, 0.5), {.imageSize = 224, .groundExtent = {100, 500}});
  CHECK(levelsOf(plan) == std::set<int>{0, 1, 2});
  CHECK(plan.warning.empty());
}

TEST_CASE("sceneTooCoarseForTheModelGetsTheNearestLevelAndAWarning") {
  const TilePlan coarse = planTiles(sceneOf(8000, 8000, 30), {.imageSize = 224, .groundExtent = {100, 500}});
  CHECK(levelsOf(coarse) == std::set<int>{0});
  CHECK(coarse.warning.find("6720 m") != std::string::npos);
  CHECK(coarse.warning.find("100 m to 500 m") != std::string::npos);
  const TilePlan fine = planTiles(sceneOf(64000, 64000, 0.01), {.imageSize = 224, .groundExtent = {300, 350}});
  CHECK(levelsOf(fine) == std::set<int>{7});  // 287 m; 573 m is farther off
  CHECK_FALSE(fine.warning.empty());
}

TEST_CASE("sceneSmallerThanTheModelsViewGivesOneWindow") {
  const TilePlan plan = planTiles(sceneOf(300, 300, 0.1), {.imageSize = 224, .groundExtent = {100, 500}});
  REQUIRE(plan.windows.size() == 1);
  CHECK(plan.windows[0].width == 300);
  CHECK_FALSE(plan.warning.empty());
}

TEST_CASE("withoutResolutionOrExtentsLevelZero") {
  CHECK(levelsOf(planTiles(sceneOf(1000, 1000), {.groundExtent = {100, 500}})) == std::set<int>{0});
  CHECK(levelsOf(planTiles(sceneOf(1000, 1000, 0.5), {})) == std::set<int>{0});
}

TEST_CASE("sizesThatLieAreRefusedBeforeTheyTakeMemory") {
  CHECK_THROWS_AS(planTiles(sceneOf(1'000'000'000, 1'000'000'000), {.tile = 224}), Error);
  CHECK_THROWS_AS(planTiles(sceneOf(1'000'000'000, 1), {.tile = 1}), Error);
  CHECK_THROWS_AS(planTiles(sceneOf(100'000, 100'000), {.tile = 224, .stride = 1}), Error);
}

TEST_CASE("senselessOptionsAreRefused") {
  CHECK_THROWS_AS(planTiles(sceneOf(10, 10), {.tile = -1}), Error);
  CHECK_THROWS_AS(planTiles(sceneOf(10, 10), {.levels = 40}), Error);
  CHECK_THROWS_AS(planTiles(sceneOf(10, 10), {.groundMetres = -3}), Error);
}

TEST_CASE("keyTellsOptionsApartThatCutDifferently") {
  const std::string plain = tilingKey({});
  CHECK(plain == tilingKey({}));
  CHECK(plain != tilingKey({.tile = 224}));
  CHECK(plain != tilingKey({.imageSize = 128}));
  CHECK(plain != tilingKey({.groundExtent = {100, 500}}));
  CHECK(plain != tilingKey({.minValidFraction = 0.5}));
  CHECK(tilingKey({.tile = 100, .imageSize = 128}) == tilingKey({.tile = 100, .imageSize = 224}));
}
