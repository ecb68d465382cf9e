#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/catalog_service.h"
#include "jobs/index_job.h"
#include "jobs/map_service.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

/// Three dates of one place (the second half to the east of the first), one scene elsewhere.
struct Series {
  test::TempFolder folder;
  fs::path file = folder / "a.tilescout";

  Series() {
    ::setenv("TILESCOUT_HOME", (folder / "home").c_str(), 1);
    const fs::path scenes = folder / "scenes";
    writeScene(scenes / "place_20200601.tif", {256, 192, 1, 500'000.0, 0});
    writeScene(scenes / "place_20100601.tif", {256, 192, 2, 500'640.0, 0});
    writeScene(scenes / "place_undated.tif", {256, 192, 3, 500'000.0, 0});
    writeScene(scenes / "elsewhere_20150601.tif", {256, 192, 4, 540'000.0, 0});
    CatalogService::createArchive(file);
    FakeModel model(8);
    IndexOptions options;
    options.paths = {scenes};
    options.tile = 64;
    JobContext job;
    runIndex(file, model, options, job);
  }
  ~Series() { ::unsetenv("TILESCOUT_HOME"); }

  SceneId scene(const std::string& name) const {
    for (const SceneSummary& summary : CatalogService(file).scenes()) {
      if (summary.name == name) return summary.id;
    }
    return 0;
  }
};

}  // namespace

TEST_CASE("theSamePlaceInOtherScenesComesByDate") {
  const Series series;
  MapService map(series.file);
  const SceneId id = series.scene("place_20200601.tif");
  // A place in the eastern half: all three of the series show it.
  const auto place = map.coordinates(id, 200, 96);
  REQUIRE(place.has_value());
  std::vector<std::string> names;
  for (const SceneView& view : map.scenesAt(place->ground)) names.push_back(view.name);
  CHECK(names == std::vector<std::string>{"place_20100601.tif", "place_20200601.tif", "place_undated.tif"});
  // In the western half the scene that begins to the east is not there; a whole turn of longitude changes nothing.
  const auto west = map.coordinates(id, 20, 96);
  REQUIRE(west.has_value());
  CHECK(map.scenesAt({west->ground.lon + 360, west->ground.lat}).size() == 2);
  CHECK(map.scenesAt({-100, 40}).empty());
}

TEST_CASE("cursorCoordinatesAreThoseOfTheScenesOwnSystemToo") {
  const Series series;
  MapService map(series.file);
  const SceneId id = series.scene("place_20200601.tif");
  const auto corner = map.coordinates(id, 0, 0);
  REQUIRE(corner.has_value());
  CHECK(corner->crs.x == doctest::Approx(500'000.0));
  CHECK(corner->crs.y == doctest::Approx(5'400'000.0));
  CHECK_FALSE(corner->degrees);
  CHECK(corner->crsName.find("32N") != std::string::npos);
  CHECK(corner->ground.lon == doctest::Approx(9.0));
  const auto pixel = map.pixelOf(id, corner->ground);
  REQUIRE(pixel.has_value());
  CHECK(pixel->x == doctest::Approx(0.0).scale(100));
  CHECK(pixel->y == doctest::Approx(0.0).scale(100));
}

TEST_CASE("aWindowIsTransparentBeyondTheScene") {
  const Series series;
  MapService map(series.file);
  const SceneId id = series.scene("place_20200601.tif");
  const MaskedImage window = map.window(id, {0, 0, 0, -64, -64, 128, 128}, 64, 64, {});
  REQUIRE(window.alpha.size() == 64 * 64);
  CHECK(window.alpha[0] == 0);
  CHECK(window.alpha[63 * 64 + 63] == 255);
  CHECK_THROWS_AS(map.window(id, {0, 0, 0, 0, 0, 10, 10}, 0, 64, {}), Error);
  CHECK_THROWS_AS(map.window(987654, {0, 0, 0, 0, 0, 10, 10}, 64, 64, {}), Error);
}

TEST_CASE("bandsAndStretchChangeAPictureWithoutTouchingTheArchive") {
  const Series series;
  MapService map(series.file);
  const SceneId id = series.scene("place_20200601.tif");
  JobContext job;
  const Rendering swapped = map.stretched(id, {3, 2, 1}, {StretchSpec::Kind::None, 0, 0}, job);
  const TileWindow part{0, 0, 0, 10, 10, 32, 32};
  const MaskedImage plain = map.window(id, part, 32, 32, {});
  const MaskedImage turned = map.window(id, part, 32, 32, swapped);
  bool same = true;
  for (std::size_t i = 0; i < plain.alpha.size(); ++i)
    same = same && plain.image.pixels[i * 3] == turned.image.pixels[i * 3 + 2];
  CHECK(same);
  CHECK(map.view(id).rendering.bands == std::array<int, 3>{1, 2, 3});
}

TEST_CASE("twoDatesWarpedToOneBoxLieOnEachOther") {
  const Series series;
  MapService map(series.file);
  const SceneId early = series.scene("place_20100601.tif"), late = series.scene("place_20200601.tif");
  const auto a = map.coordinates(late, 140, 20), b = map.coordinates(late, 240, 180);
  REQUIRE(a.has_value());
  REQUIRE(b.has_value());
  const MapBox box{a->ground.lon, b->ground.lat, b->ground.lon, a->ground.lat};
  for (const SceneId id : {early, late}) {
    const MaskedImage warped = map.warped(id, box, 64, 64, {});
    REQUIRE_FALSE(warped.empty());
    CHECK(std::all_of(warped.alpha.begin(), warped.alpha.end(), [](auto alpha) { return alpha == 255; }));
  }
  CHECK(map.warped(series.scene("elsewhere_20150601.tif"), box, 64, 64, {}).empty());
}
