#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <map>
#include <thread>

#include "archive/archive.h"
#include "archive/computation_store.h"
#include "base/error.h"
#include "base/half.h"
#include "geo/raster_reader.h"
#include "jobs/catalog_service.h"
#include "jobs/index_job.h"
#include "support/test_files.h"
#include "tests/archive/archive_fixture.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct Desk {
  test::TempFolder folder;
  std::filesystem::path scenes = folder / "scenes";
  std::filesystem::path file = folder / "a.tilescout";
  FakeModel model{8};
  IndexOptions options;

  Desk() {
    writeSmallWorld(scenes);
    archive::Archive::create(file);
    options.paths = {scenes};
    options.tile = 64;
    options.levels = 2;
  }
  IndexReport index() {
    JobContext job;
    return runIndex(file, model, options, job);
  }
  archive::Archive open() { return archive::Archive::open(file, archive::OpenMode::ReadOnly); }
};

std::map<std::string, std::string> problemsOf(const IndexReport& report) {
  std::map<std::string, std::string> problems;
  for (const SceneProblem& problem : report.problems) {
    problems[std::filesystem::path(problem.scene).filename()] = problem.code;
  }
  return problems;
}

ErrorCode codeOf(Desk& desk) {
  try {
    desk.index();
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("no error was thrown");
  return ErrorCode::Internal;
}

}  // namespace

TEST_CASE("tilesThatAreEmbeddedOtherwiseThanTheOthersAreWarnedOf") {
  Desk desk;
  CHECK(problemsOf(desk.index()).size() == 1);  // d.tif
  archive::Archive archive = desk.open();
  archive::ComputationStore computations(desk.file, archive::OpenMode::ReadOnly);
  const auto first = computations.of(archive.activeModel()->id);
  REQUIRE(first.has_value());
  CHECK(*first == archive::Computation{"cpu", "fp32"});

  desk.model.computesOn = "cuda:1 bf16";
  CHECK(problemsOf(desk.index()).size() == 1);  // nothing was embedded
  writeScene(desk.scenes / "e.tif", {256, 192, 5, 530'000.0, 0});
  const auto problems = problemsOf(desk.index());
  CHECK(problems.size() == 2);
  CHECK(problems.at("a.tilescout") == "precision");
  CHECK(computations.of(archive.activeModel()->id) == first);
}

TEST_CASE("aFolderIsIndexedAndEveryFileIsAccountedFor") {
  Desk desk;
  const IndexReport report = desk.index();
  CHECK(report.scenes == 4);
  CHECK(report.indexed == 3);
  CHECK(report.tiles == report.newTiles);
  CHECK(report.tiles == desk.model.encoded);
  CHECK(report.skipped > 0);
  CHECK(desk.model.largestBatch == 8);
  REQUIRE(report.problems.size() == 1);
  CHECK(std::filesystem::path(report.problems[0].scene).filename() == "d.tif");
  CHECK_FALSE(report.problems[0].message.empty());

  archive::Archive archive = desk.open();
  const archive::ArchiveStatus status = archive.status();
  CHECK(status.tiles == report.tiles);
  CHECK(status.skipped == report.skipped);
  CHECK(status.pendingTiles == 0);
  CHECK(status.jobs.at(0).state == "finished");
  CHECK(archive.activeModel()->fingerprint == "fake-1");
  for (const archive::SceneRow& scene : archive.scenes()) {
    CHECK(archive::stateName(scene.state) == (scene.info.name == "d.tif" ? "refused" : "indexed"));
  }
  // 140 of 256 columns are empty. Of the 64-pixel tiles the two left columns and no others hold less than a quarter.
  CHECK(archive.sceneByPath((desk.scenes / "c.tif").string())->skippedTiles >= 4);
  // The lists count what can be found, as the archive's own number does.
  std::int64_t listed = 0;
  for (const SceneSummary& scene : CatalogService(desk.file).scenes()) listed += scene.tiles;
  CHECK(listed == report.tiles);
}

TEST_CASE("embeddingsBelongToTheirTilesPixels") {
  Desk desk;
  desk.index();
  archive::Archive archive = desk.open();
  const auto scene = archive.sceneByPath((desk.scenes / "a.tif").string());
  REQUIRE(scene.has_value());
  geo::RasterReader reader(scene->info);
  int compared = 0;
  archive.readEmbeddings(1, [&](auto ids, auto rows) {
    const std::vector<SceneId> scenes = archive.scenesOfTiles(ids);
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (scenes[i] != scene->info.id) continue;
      const auto tile = archive.tile(ids[i]);
      const std::vector<float> expected = desk.model.encodeImages({reader.read(tile->window, 32, 32).image});
      for (std::size_t k = 0; k < 24; ++k) REQUIRE(rows[i * 24 + k] == halfFromFloat(expected[k]));
      ++compared;
    }
  });
  CHECK(compared == scene->tiles);
}

TEST_CASE("aSecondRunFindsNothingToDoAndReportsTheSame") {
  Desk desk;
  const IndexReport first = desk.index();
  const std::string before = dumpOf(desk.file);
  const std::int64_t revision = desk.open().revision();
  const IndexReport second = desk.index();
  CHECK(desk.open().revision() == revision);  // caches stay good
  CHECK(second.newTiles == 0);
  CHECK(second.indexed == first.indexed);
  CHECK(second.tiles == first.tiles);
  CHECK(second.skipped == first.skipped);
  CHECK(problemsOf(second) == problemsOf(first));
  CHECK(dumpOf(desk.file) == before);
}

TEST_CASE("aTouchedFileIsKnownByItsContentAndAChangedOneIsTiledAnew") {
  Desk desk;
  const IndexReport first = desk.index();
  const std::filesystem::path a = desk.scenes / "a.tif";
  std::filesystem::last_write_time(a, std::filesystem::last_write_time(a) + std::chrono::seconds(100));
  CHECK(desk.index().newTiles == 0);
  CHECK(desk.open().verify().empty());  // the new time is stored

  const auto time = std::filesystem::last_write_time(a);
  writeScene(a, {256, 192, 9, 500'000.0, 0});
  std::filesystem::last_write_time(a, time + std::chrono::seconds(1));
  const std::string before = dumpOf(desk.file);
  const IndexReport changed = desk.index();
  CHECK(changed.newTiles == desk.open().sceneByPath(a.string())->tiles);
  CHECK(changed.tiles == first.tiles);
  CHECK(dumpOf(desk.file) != before);
}

TEST_CASE("aVrtWhoseSourceHasChangedIsTiledAnew") {
  Desk desk;
  const fs::path vrts = desk.folder / "vrts", source = desk.scenes / "a.tif";
  fs::create_directories(vrts);
  std::ofstream(vrts / "a.vrt")
      << "<VRTDataset rasterXSize=\"256\" rasterYSize=\"192\"><VRTRasterBand dataType=\"Byte\" band=\"1\">"
         "<SimpleSource><SourceFilename relativeToVRT=\"0\">"
      << source.string() << "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>";
  desk.options.paths = {vrts};
  const IndexReport first = desk.index();
  REQUIRE(first.indexed == 1);
  CHECK(desk.index().newTiles == 0);
  const auto written = fs::last_write_time(source);
  fs::last_write_time(source, written + std::chrono::seconds(5));  // touched: the content decides
  CHECK(desk.index().newTiles == 0);
  writeScene(source, {256, 192, 88, 500'000.0, 0});
  fs::last_write_time(source, written + std::chrono::seconds(10));
  CHECK(desk.index().newTiles == first.newTiles);
}

TEST_CASE("otherTilingOptionsTileEverySceneAnew") {
  Desk desk;
  const IndexReport first = desk.index();
  desk.options.stride = 32;
  const IndexReport denser = desk.index();
  CHECK(denser.newTiles == denser.tiles);
  CHECK(denser.tiles > 2 * first.tiles);
  desk.options.stretch = parseStretch("percent:5,95");
  CHECK(desk.index().newTiles == denser.tiles);
  CHECK(desk.index().newTiles == 0);
}

TEST_CASE("shardsTogetherHoldWhatOneRunHolds") {
  Desk desk;
  const IndexReport whole = desk.index();
  std::int64_t scenes = 0, tiles = 0;
  for (int shard = 0; shard < 3; ++shard) {
    Desk part;
    part.options.paths = {desk.scenes};
    part.options.shard = shard;
    part.options.shards = 3;
    const IndexReport report = part.index();
    scenes += report.scenes;
    tiles += report.tiles;
    CHECK(part.open().status().scenes == report.scenes);
  }
  CHECK(scenes == whole.scenes);
  CHECK(tiles == whole.tiles);
}

TEST_CASE("anUpdateFindsWhatIsNewInTheFoldersAndCutsItAsBefore") {
  Desk desk;
  desk.options.bands = std::array{3, 2, 1};
  const IndexReport first = desk.index();
  const fs::path lone = desk.folder / "lone.tif";
  writeScene(lone, {128, 128, 7, 530'000.0, 0});
  IndexOptions single;
  single.paths = {lone};
  single.tile = 128;
  JobContext job;
  runIndex(desk.file, desk.model, single, job);
  CHECK(countNewFiles(desk.file, job) == 0);

  writeScene(desk.scenes / "b" / "new.tif", {128, 64, 9, 540'000.0, 0});
  CHECK(countNewFiles(desk.file, job) == 1);
  IndexOptions update;
  update.update = true;
  const IndexReport report = runIndex(desk.file, desk.model, update, job);
  CHECK(report.scenes == first.scenes + 2);
  CHECK(report.newTiles == 2 + 1);  // 128 × 64 cut by 64 at two levels; nothing else is cut anew
  CHECK(countNewFiles(desk.file, job) == 0);
  archive::Archive archive = desk.open();
  CHECK(archive.sceneByPath((desk.scenes / "b" / "new.tif").string())->tilingKey ==
        archive.sceneByPath((desk.scenes / "a.tif").string())->tilingKey);
  CHECK(archive.sceneByPath(lone.string())->tilingKey !=
        archive.sceneByPath((desk.scenes / "a.tif").string())->tilingKey);
  CHECK(archive.status().indexed == archive.status().jobs.at(0).ended);

  single.paths = {desk.folder / "later.tif"};
  single.tile = 0;
  single.cutAsBefore = true;
  writeScene(single.paths[0], {128, 128, 8, 550'000.0, 0});
  runIndex(desk.file, desk.model, single, job);
  CHECK(archive.sceneByPath(single.paths[0].string())->tilingKey == archive.sceneByPath(lone.string())->tilingKey);
  single.paths = {desk.scenes / "a.tif"};
  CHECK(runIndex(desk.file, desk.model, single, job).newTiles == 0);
}

TEST_CASE("anUpdateOfAnArchiveWithoutSourcesKeepsItsCut") {
  Desk desk;
  const IndexReport first = desk.index();
  archive::tamper(desk.file, "DELETE FROM source");
  writeScene(desk.scenes / "a.tif", {256, 192, 77, 500'000.0, 0});  // another content
  std::filesystem::remove(desk.scenes / "c.tif");
  IndexOptions update;
  update.update = true;
  JobContext job;
  const IndexReport report = runIndex(desk.file, desk.model, update, job);
  CHECK(report.scenes == first.scenes - 1);
  CHECK(problemsOf(report).contains("c.tif"));
  CHECK(report.newTiles > 0);
  archive::Archive archive = desk.open();
  CHECK(archive.sceneByPath((desk.scenes / "b" / "b.tif").string())->tilingKey.find("64") != std::string::npos);
}

TEST_CASE("whatWasGivenIsKeptOnceAndBelowItsFolder") {
  Desk desk;
  desk.options.paths = {desk.scenes / "b", desk.scenes / "a.tif", desk.folder / "not there"};
  desk.index();
  CHECK(desk.open().sources().size() == 2);
  desk.options.paths = {desk.scenes / "b" / ".." / ""};
  desk.index();
  REQUIRE(desk.open().sources().size() == 1);
  CHECK(desk.open().sources()[0].path == desk.scenes.string());
  desk.options.paths = {desk.scenes / "c.tif"};
  desk.index();
  CHECK(desk.open().sources().size() == 1);
}

TEST_CASE("embeddingsOfTwoModelsAreNeverMixed") {
  Desk desk;
  desk.index();
  const std::string before = dumpOf(desk.file);
  FakeModel other(8, "fake-2");
  JobContext job;
  CHECK_THROWS_WITH_AS(runIndex(desk.file, other, desk.options, job), doctest::Contains("reembed"), Error);
  CHECK(dumpOf(desk.file) == before);
  CHECK(desk.open().status().jobs.at(0).state == "failed");
}

TEST_CASE("aSecondIndexJobIsToldThatTheArchiveIsBusy") {
  Desk desk;
  const archive::ArchiveLock lock(desk.file);
  CHECK(codeOf(desk) == ErrorCode::Busy);
}

TEST_CASE("aStopEndsTheJobSoonAndKeepsWhatWasDone") {
  Desk desk;
  desk.model.delay = std::chrono::milliseconds(30);
  std::stop_source stop;
  std::atomic<std::int64_t> seen{0};
  JobContext job(stop.get_token(), [&](const Progress& progress) {
    if (progress.stage == "embed" && progress.done > 0) {
      seen = progress.done;
      stop.request_stop();
    }
  });
  CHECK_THROWS_AS(runIndex(desk.file, desk.model, desk.options, job), Cancelled);
  CHECK(seen > 0);
  const archive::ArchiveStatus status = desk.open().status();
  CHECK(status.tiles + status.skipped >= seen);
  CHECK(status.pendingTiles > 0);
  CHECK(status.jobs.at(0).state == "cancelled");

  Desk calm;
  calm.options.paths = {desk.scenes};
  calm.index();
  desk.index();
  CHECK(dumpOf(desk.file) == dumpOf(calm.file));
}

TEST_CASE("aFailingModelEndsTheJobWithItsReasonAndKeepsWhatWasDone") {
  Desk desk;
  desk.model.failAfter = 20;
  CHECK(codeOf(desk) == ErrorCode::OutOfMemory);
  CHECK(desk.open().status().jobs.at(0).state == "failed");
  desk.model.failAfter = -1;
  const IndexReport report = desk.index();
  CHECK(report.indexed == 3);
  CHECK(report.newTiles <= report.tiles);
}

TEST_CASE("whatALibraryThrowsLeavesTheJobAsOurError") {
  Desk desk;
  desk.model.failForeign = true;
  CHECK(codeOf(desk) == ErrorCode::Internal);
  CHECK(desk.open().status().jobs.at(0).detail.find("a library's own words") != std::string::npos);
}

TEST_CASE("stretchTextsAreReadAndNonsenseIsRefused") {
  using Kind = StretchSpec::Kind;
  CHECK(parseStretch("none").kind == Kind::None);
  CHECK(parseStretch("percent:2,98").b == 98.0);
  CHECK(parseStretch("minmax:-0.5,3e3").a == -0.5);
  CHECK(parseStretch("minmax:-0.5,3e3").b == 3000.0);
  CHECK(parseStretch("sigma:2.5").a == 2.5);
  CHECK(parseStretch("sigma:2.5").kind == Kind::Sigma);
  for (const char* text :
       {"", "percent", "percent:", "percent:98,2", "percent:2", "percent:2,98,3", "percent:-1,98", "percent:2,101",
        "minmax:1,1", "minmax:a,b", "minmax:nan,1", "sigma:0", "sigma:1,2", "gamma:2", "minmax:1,2 "}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parseStretch(text), Error);
  }
}
