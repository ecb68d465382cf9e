#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>

#include "archive/archive.h"
#include "base/error.h"
#include "geo/raster_reader.h"
#include "jobs/catalog_service.h"
#include "jobs/index_job.h"
#include "jobs/thumbnail_cache.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct Indexed {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes";
  fs::path file = folder / "a.tilescout";

  Indexed() {
    ::setenv("TILESCOUT_HOME", (folder / "home").c_str(), 1);
    writeSmallWorld(scenes);
    CatalogService::createArchive(file);
    FakeModel model(8);
    IndexOptions options;
    options.paths = {scenes};
    options.tile = 64;
    JobContext job;
    runIndex(file, model, options, job);
  }
  ~Indexed() { ::unsetenv("TILESCOUT_HOME"); }
};

double meanDifference(const Image& a, const Image& b) {
  REQUIRE(a.pixels.size() == b.pixels.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(int{a.pixels[i]} - int{b.pixels[i]});
  return sum / static_cast<double>(a.pixels.size());
}

std::size_t filesUnder(const fs::path& folder) {
  std::size_t count = 0;
  if (!fs::exists(folder)) return 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("theCatalogListsWhatWasIndexed") {
  const Indexed indexed;
  CatalogService catalog(indexed.file);
  const ArchiveSummary summary = catalog.summary();
  CHECK(summary.scenes == 4);
  CHECK(summary.activeModel == "fake");
  CHECK(summary.pendingTiles == 0);
  const std::vector<SceneSummary> scenes = catalog.scenes();
  REQUIRE(scenes.size() == 4);
  CHECK(scenes[0].name == "a.tif");
  CHECK(scenes[0].state == "indexed");
  CHECK(scenes[0].crsName.find("32N") != std::string::npos);
  CHECK(scenes[0].gsdMetres == doctest::Approx(5.0).epsilon(0.01));
  CHECK(catalog.scene(scenes[1].id)->path == scenes[1].path);
  CHECK_FALSE(catalog.scene(999).has_value());
  CHECK_FALSE(catalog.tile(99999).has_value());
}

TEST_CASE("pixelsOfASceneAreFoundOnTheGround") {
  const Indexed indexed;
  CatalogService catalog(indexed.file);
  const SceneSummary scene = catalog.scenes()[0];
  const auto place = catalog.toGround(scene.id, 0, 0);
  REQUIRE(place.has_value());
  // gdaltransform -s_srs EPSG:32632 -t_srs EPSG:4326 <<< "500000 5400000": on the zone's central meridian.
  CHECK(place->lon == doctest::Approx(9.0).epsilon(1e-9));
  CHECK(place->lat == doctest::Approx(48.7533).epsilon(1e-4));
  CHECK_FALSE(scene.footprint.empty());
}

TEST_CASE("thumbnailsComeFromTheSceneThenFromDiskAndOutliveIt") {
  const Indexed indexed;
  const fs::path cache = indexed.file.string() + ".thumbs-v1";
  CatalogService catalog(indexed.file);
  const Image first = catalog.thumbnail(1, 48);
  CHECK(first.width == 48);
  CHECK(first.height == 48);
  CHECK(filesUnder(cache) == 1);
  const auto scene = archive::Archive::open(indexed.file, archive::OpenMode::ReadOnly).sceneInfo(1);
  const auto tile = catalog.tile(1);
  REQUIRE(scene.has_value());
  REQUIRE(tile.has_value());
  const Image rendered = geo::RasterReader(*scene).read(tile->window, 48, 48).image;
  CHECK(meanDifference(first, rendered) == 0.0);
  const Image other = catalog.thumbnail(3, 48);

  fs::remove(indexed.scenes / "a.tif");
  CatalogService later(indexed.file);
  // JPEG loses some of these hard stripes, but far less than another tile differs.
  CHECK(meanDifference(later.thumbnail(1, 48), rendered) < meanDifference(other, rendered) / 3);
  CHECK_THROWS_AS(later.thumbnail(2, 48), Error);
  CHECK_THROWS_AS(later.thumbnail(99999, 48), Error);
  CHECK_THROWS_AS(later.thumbnail(1, 0), Error);
  CHECK_THROWS_AS(later.thumbnail(1, 1'000'000), Error);
}

TEST_CASE("damagedThumbnailsAreRenderedAnew") {
  const Indexed indexed;
  CatalogService catalog(indexed.file);
  const Image good = catalog.thumbnail(1, 48);
  const auto damage = [&](const auto& how) {
    for (const auto& entry : fs::recursive_directory_iterator(indexed.file.string() + ".thumbs-v1"))
      if (entry.is_regular_file()) how(entry.path());
    CHECK(meanDifference(catalog.thumbnail(1, 48), good) == 0.0);
  };
  damage([](const fs::path& file) { std::ofstream(file, std::ios::trunc) << "no picture"; });
  damage([](const fs::path& file) { fs::resize_file(file, 0); });
  // Cut short, as a power cut may leave it: most of it could be decoded.
  damage([](const fs::path& file) { fs::resize_file(file, fs::file_size(file) * 3 / 4); });
}

TEST_CASE("aFolderThatCannotHoldThumbnailsIsReplacedByTheUsersCache") {
  const Indexed indexed;
  std::ofstream(indexed.file.string() + ".thumbs-v1") << "a file is in the way";
  CatalogService catalog(indexed.file);
  catalog.thumbnail(1, 48);
  CHECK(filesUnder(indexed.folder / "home" / "cache") == 1);
  fs::remove(indexed.scenes / "a.tif");
  CHECK(CatalogService(indexed.file).thumbnail(1, 48).width == 48);
}

TEST_CASE("cachedPicturesAreHeldToTheirSizeWhereverTheyLie") {
  const Indexed indexed;
  const fs::path beside = indexed.file.string() + ".thumbs-v1", own = indexed.folder / "home" / "cache" / "thumbs-v1";
  const auto lay = [](const fs::path& folder, int count) {
    fs::create_directories(folder / "ab");
    for (int i = 0; i < count; ++i) {
      const fs::path file = folder / "ab" / (std::to_string(i) + ".jpg");
      std::ofstream(file) << std::string(1000, 'x');
      fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(100 - i));
    }
  };
  const auto names = [](const fs::path& folder) {
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) found.insert(entry.path().stem().string());
    return found;
  };
  lay(beside, 5);
  lay(own, 4);
  trimThumbnails(indexed.file, {}, 2500);
  CHECK(names(beside) == std::set<std::string>{"3", "4"});  // those written last
  CHECK(names(own) == std::set<std::string>{"2", "3"});
}

TEST_CASE("aChangedSceneShowsItsNewPixels") {
  const Indexed indexed;
  CatalogService catalog(indexed.file);
  const Image before = catalog.sceneOverview(1, 64);
  CHECK(std::max(before.width, before.height) == 64);
  writeScene(indexed.scenes / "a.tif", {256, 192, 90, 500'000.0, 0});
  FakeModel model(8);
  IndexOptions options;
  options.paths = {indexed.scenes};
  options.tile = 64;
  JobContext job;
  runIndex(indexed.file, model, options, job);
  CHECK(meanDifference(catalog.sceneOverview(1, 64), before) > 1.0);
}

TEST_CASE("aTileIsSeenWithItsSurroundings") {
  const Indexed indexed;
  CatalogService catalog(indexed.file);
  const auto scene = archive::Archive::open(indexed.file, archive::OpenMode::ReadOnly).sceneInfo(1);
  const auto tile = catalog.tile(2);
  REQUIRE(scene.has_value());
  REQUIRE(tile.has_value());
  REQUIRE(tile->window.x == 64);
  const Image view = catalog.tileView(2, 0.5, 128);
  TileWindow around = tile->window;
  around.x -= 32;
  around.y -= 32;
  around.width = around.height = 128;
  CHECK(meanDifference(view, geo::RasterReader(*scene).read(around, 128, 128).image) == 0.0);
}
