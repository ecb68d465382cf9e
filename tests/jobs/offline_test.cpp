#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/index_job.h"
#include "support/test_files.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct Mount {
  test::TempFolder folder;
  fs::path scenes = folder / "mount";
  fs::path file = folder / "a.tilescout";
  FakeModel model{8};

  Mount() {
    writeScene(scenes / "a.tif", {256, 192, 1, 500'000.0, 0});
    writeScene(scenes / "b.tif", {256, 192, 2, 510'000.0, 0});
    archive::Archive::create(file);
    REQUIRE(index().indexed == 2);
  }
  IndexReport index() {
    IndexOptions options;
    options.paths = {scenes};
    options.tile = 64;
    JobContext job;
    return runIndex(file, model, options, job);
  }
  archive::SceneRow row(const std::string& name) {
    archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadOnly);
    const auto found = archive.sceneByPath((scenes / name).string());
    REQUIRE(found.has_value());
    return *found;
  }
  std::int64_t embeddings() {
    archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadOnly);
    return archive.embeddingCount(archive.activeModel()->id);
  }
};

}  // namespace

TEST_CASE("anUnreachableRootIsOfflineAndComesBackWithoutNewWork") {
  Mount mount;
  const std::string before = dumpOf(mount.file);
  const std::int64_t embeddings = mount.embeddings();
  fs::rename(mount.scenes, mount.folder / "away");
  const IndexReport away = mount.index();
  CHECK(away.scenes == 0);
  REQUIRE(away.problems.size() == 1);
  CHECK(away.problems[0].scene == mount.scenes.string());
  CHECK(mount.row("a.tif").state == archive::SceneState::Offline);
  CHECK(mount.embeddings() == embeddings);

  fs::rename(mount.folder / "away", mount.scenes);
  const IndexReport back = mount.index();
  CHECK(back.newTiles == 0);
  CHECK(back.indexed == 2);
  CHECK(dumpOf(mount.file) == before);
}

TEST_CASE("aMountThatDroppedAndLeftAnEmptyFolderLosesNothing") {
  Mount mount;
  const std::string before = dumpOf(mount.file);
  fs::rename(mount.scenes, mount.folder / "away");
  fs::create_directory(mount.scenes);
  const IndexReport away = mount.index();
  CHECK(away.problems.size() == 2);
  CHECK(mount.row("a.tif").state == archive::SceneState::Offline);
  fs::remove(mount.scenes);
  fs::rename(mount.folder / "away", mount.scenes);
  CHECK(mount.index().newTiles == 0);
  CHECK(dumpOf(mount.file) == before);
}

TEST_CASE("aDeletedSceneKeepsItsTilesAndSaysSo") {
  Mount mount;
  const std::int64_t embeddings = mount.embeddings();
  fs::remove(mount.scenes / "a.tif");
  const IndexReport report = mount.index();
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].message == "file no longer there");
  CHECK(report.indexed == 1);
  CHECK(mount.row("a.tif").state == archive::SceneState::Offline);
  CHECK(mount.row("a.tif").problemMessage == "file no longer there");
  CHECK(mount.embeddings() == embeddings);
}

TEST_CASE("aSceneDeletedUnderWayIsAProblemOfThatSceneAlone") {
  Mount mount;
  for (const char* name : {"a.tif", "b.tif"}) writeScene(mount.scenes / name, {256, 192, 7, 500'000.0, 0});
  IndexOptions options;
  options.paths = {mount.scenes};
  options.tile = 64;
  options.readers = 1;
  // Gone after the scan has seen it and before a reader opens it.
  JobContext job({}, [&](const Progress& progress) {
    if (progress.stage == "scan" && progress.done == progress.total) fs::remove(mount.scenes / "a.tif");
  });
  const IndexReport report = runIndex(mount.file, mount.model, options, job);
  CHECK(report.indexed == 1);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].message == "file no longer there");
  CHECK(mount.row("a.tif").state == archive::SceneState::Offline);
  CHECK(mount.row("b.tif").state == archive::SceneState::Indexed);
}

TEST_CASE("aSceneWithADamagedPartKeepsItsGoodTilesAndIsTriedAgain") {
  Mount mount;
  const fs::path bad = mount.scenes / "bad.tif";
  writeScene(bad, {512, 512, 5, 530'000.0, 0});
  const auto whole = fs::file_size(bad);
  fs::resize_file(bad, whole * 2 / 3);  // GDAL writes blocks in order, so the last third cannot be read
  const IndexReport report = mount.index();
  const archive::SceneRow row = mount.row("bad.tif");
  CHECK(report.indexed == 2);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].scene == bad.string());
  if (row.tiles > 0) {
    CHECK(row.state == archive::SceneState::Pending);
    CHECK(report.newTiles > 0);
    CHECK(report.newTiles < row.tiles);
  } else {
    CHECK(row.state == archive::SceneState::Refused);
  }
  writeScene(bad, {512, 512, 5, 530'000.0, 0});
  CHECK(mount.index().indexed == 3);
  CHECK(mount.row("bad.tif").problemCode.empty());
}

TEST_CASE("aSceneReplacedByGarbageIsRefusedAndOthersGoOn") {
  Mount mount;
  std::ofstream(mount.scenes / "a.tif", std::ios::trunc) << "no longer a raster";
  const IndexReport report = mount.index();
  CHECK(report.indexed == 1);
  CHECK(mount.row("a.tif").state == archive::SceneState::Refused);
  CHECK(mount.row("a.tif").tiles == 0);
  writeScene(mount.scenes / "a.tif", {256, 192, 1, 500'000.0, 0});
  CHECK(mount.index().indexed == 2);
}
