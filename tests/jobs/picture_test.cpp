// Small pictures that an index draws: a list finds them without the scenes, wherever they are kept, and the archive is the
// same as without them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/catalog_service.h"
#include "jobs/index_job.h"
#include "jobs/thumbnail_cache.h"
#include "support/test_files.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct World {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes";
  fs::path file = folder / "a.tilescout";

  World() {
    ::setenv("TILESCOUT_HOME", (folder / "home").c_str(), 1);
    writeSmallWorld(scenes);
  }
  ~World() { ::unsetenv("TILESCOUT_HOME"); }

  IndexReport index(const PictureOptions& pictures, const std::string& name = "a.tilescout") {
    file = folder / name;
    CatalogService::createArchive(file);
    FakeModel model(8);
    IndexOptions options;
    options.paths = {scenes};
    options.tile = 64;
    options.pictures = pictures;
    JobContext job;
    return runIndex(file, model, options, job);
  }
  void takeScenesAway() const { fs::rename(scenes, folder / "elsewhere"); }
  std::vector<TileId> embeddedTiles() const {
    auto archive = archive::Archive::open(file, archive::OpenMode::ReadOnly);
    std::vector<TileId> tiles;
    for (const archive::SceneRow& scene : archive.scenes()) {
      for (const archive::StoredTile& tile : archive.tilesOf(scene.info.id)) tiles.push_back(tile.id);
    }
    return tiles;
  }
};

std::int64_t bytesUnder(const fs::path& folder) {
  std::int64_t bytes = 0;
  if (!fs::exists(folder)) return 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) bytes += static_cast<std::int64_t>(entry.file_size());
  return bytes;
}

}  // namespace

TEST_CASE("aListFindsItsPicturesWithoutTheScenes") {
  World world;
  world.index({160, {}, 1 << 30});
  world.takeScenesAway();
  CatalogService catalog(world.file);
  const std::vector<TileId> tiles = world.embeddedTiles();
  REQUIRE(tiles.size() > 20);
  for (const TileId tile : tiles) {
    const Image picture = catalog.thumbnail(tile, 160);
    CHECK(std::max(picture.width, picture.height) == 160);
  }
  // A list of larger pictures shows these until the scenes are back, one of smaller ones shrinks them.
  CHECK(catalog.thumbnail(tiles.front(), 320).width == 160);
  CHECK(catalog.thumbnail(tiles.front(), 80).width == 80);
}

TEST_CASE("picturesBesideAnArchiveAmongItsScenesAreNoScenes") {
  World world;
  world.index({160, {}, 1 << 30}, "scenes/a.tilescout");
  REQUIRE(bytesUnder(thumbnailFolder(world.file, {})) > 0);
  JobContext job;
  CHECK(countNewFiles(world.file, job) == 0);
  FakeModel model(8);
  IndexOptions again;
  again.update = true;
  CHECK(runIndex(world.file, model, again, job).newTiles == 0);
}

TEST_CASE("picturesDrawnByAnIndexAreThoseThatAListDraws") {
  World world;
  world.index({160, {}, 1 << 30});
  const auto bytesOf = [](const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      files[entry.path().filename().string()].assign(std::istreambuf_iterator<char>(in), {});
    }
    return files;
  };
  const fs::path folder = thumbnailFolder(world.file, {});
  const auto made = bytesOf(folder);
  fs::remove_all(folder);
  CatalogService catalog(world.file);
  for (const TileId tile : world.embeddedTiles()) catalog.thumbnail(tile, 160);
  CHECK(bytesOf(folder) == made);
}

TEST_CASE("theArchiveIsTheSameWithPicturesAndWithout") {
  World world;
  world.index({}, "without.tilescout");
  const std::string without = dumpOf(world.file);
  CHECK(bytesUnder(thumbnailFolder(world.file, {})) == 0);
  world.index({320, {}, 1 << 30}, "with.tilescout");
  CHECK(dumpOf(world.file) == without);
  CHECK(bytesUnder(thumbnailFolder(world.file, {})) > 0);
}

TEST_CASE("picturesTakeNoMoreThanTheyMay") {
  World world;
  world.index({160, {}, 1 << 30}, "all.tilescout");
  const std::int64_t all = bytesUnder(thumbnailFolder(world.file, {}));
  const fs::path chosen = world.folder / "chosen";
  const std::int64_t half = all / 2;
  const IndexReport report = world.index({160, chosen, half}, "half.tilescout");
  CHECK(report.newTiles > 20);
  CHECK(bytesUnder(chosen) <= half);
  CHECK(bytesUnder(chosen) > half / 2);
  CHECK_THROWS_AS(world.index({161, {}, 1 << 30}, "odd.tilescout"), Error);
}

TEST_CASE("picturesLieInTheChosenFolderAndMoveWithTheChoice") {
  World world;
  const fs::path first = world.folder / "first", second = world.folder / "second";
  world.index({160, first, 1 << 30});
  const TileId tile = world.embeddedTiles().front();
  const std::int64_t bytes = bytesUnder(first);
  CHECK(bytes > 0);
  CHECK_FALSE(fs::exists(thumbnailFolder(world.file, {})));
  world.takeScenesAway();
  CHECK(CatalogService(world.file, first).thumbnail(tile, 160).width == 160);
  CHECK_THROWS_AS(CatalogService(world.file, second).thumbnail(tile, 160), Error);
  JobContext job;
  moveThumbnails({world.file}, first, second, true, job);
  CHECK(CatalogService(world.file, second).thumbnail(tile, 160).width == 160);
  CHECK(bytesUnder(second) == bytes);
  CHECK(bytesUnder(first) == 0);
  moveThumbnails({world.file}, second, {}, true, job);
  CHECK(bytesUnder(second) == 0);
  CHECK(CatalogService(world.file).thumbnail(tile, 160).width == 160);
  moveThumbnails({world.file}, {}, first, true, job);
  CHECK(bytesUnder(first) == bytes);
  trimThumbnails(world.file, first, bytes / 2);
  CHECK(bytesUnder(first) <= bytes / 2);
  moveThumbnails({world.file}, first, second, false, job);
  CHECK(bytesUnder(first) + bytesUnder(second) == 0);
}

TEST_CASE("picturesOfSeveralArchivesMoveTogetherAndThoseOfUnknownOnesStay") {
  World world;
  world.index({160, {}, 1 << 30}, "a.tilescout");
  const fs::path a = world.file;
  world.index({160, {}, 1 << 30}, "b.tilescout");
  const fs::path b = world.file, chosen = world.folder / "chosen", gone = world.folder / "gone.tilescout";
  const std::int64_t bytes = bytesUnder(thumbnailFolder(a, {})) + bytesUnder(thumbnailFolder(b, {}));
  JobContext job;
  const MovedPictures away = moveThumbnails({a, b, gone}, {}, chosen, true, job);
  CHECK(away.archives == 2);
  CHECK(away.left.empty());
  CHECK(bytesUnder(chosen) == bytes);
  CHECK_FALSE(fs::exists(thumbnailFolder(b, {})));

  const MovedPictures back = moveThumbnails({b, gone}, chosen, {}, true, job);
  CHECK(back.archives == 1);
  CHECK(back.left == std::vector<fs::path>{thumbnailFolder(a, chosen)});
  CHECK(bytesUnder(thumbnailFolder(b, {})) + bytesUnder(chosen) == bytes);
  CHECK(moveThumbnails({b}, chosen, {}, false, job).pictures > 0);
  CHECK(bytesUnder(chosen) == 0);
}

TEST_CASE("anArchiveBesideWhichNothingCanBeWrittenKeepsPicturesInTheUsersCache") {
  World world;
  std::ofstream((world.folder / "a.tilescout").string() + ".thumbs-v1") << "a file is in the way";
  world.index({160, {}, 1 << 30});
  CHECK(bytesUnder(world.folder / "home" / "cache") > 0);
  world.takeScenesAway();
  CHECK(CatalogService(world.file).thumbnail(world.embeddedTiles().front(), 160).width == 160);
}
