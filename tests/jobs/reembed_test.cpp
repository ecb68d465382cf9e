#include <doctest/doctest.h>

#include <fstream>
#include <map>

#include "archive/archive.h"
#include "base/error.h"
#include "base/half.h"
#include "geo/raster_reader.h"
#include "jobs/index_job.h"
#include "jobs/reembed_job.h"
#include "support/test_files.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct TwoModels {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes";
  fs::path file = folder / "a.tilescout";
  FakeModel first{8};
  FakeModel second{8, "fake-2"};

  explicit TwoModels(int tile = 64) {
    writeSmallWorld(scenes);
    archive::Archive::create(file);
    index(first, tile);
  }
  IndexReport index(FakeModel& model, int tile = 64) {
    IndexOptions options;
    options.paths = {scenes};
    options.tile = tile;
    JobContext job;
    return runIndex(file, model, options, job);
  }
  ReembedReport reembed(FakeModel& model) {
    JobContext job;
    return runReembed(file, model, job);
  }
  archive::Archive open() { return archive::Archive::open(file, archive::OpenMode::ReadOnly); }
};

std::map<TileId, std::vector<std::uint16_t>> vectorsOf(archive::Archive& archive, const std::string& fingerprint) {
  std::map<TileId, std::vector<std::uint16_t>> vectors;
  for (const archive::ModelRecord& model : archive.models()) {
    if (model.fingerprint != fingerprint) continue;
    archive.readEmbeddings(model.id, [&](auto ids, auto rows) {
      const std::size_t width = rows.size() / ids.size();
      for (std::size_t i = 0; i < ids.size(); ++i) {
        vectors[ids[i]] = {rows.begin() + static_cast<std::ptrdiff_t>(i * width),
                           rows.begin() + static_cast<std::ptrdiff_t>((i + 1) * width)};
      }
    });
  }
  return vectors;
}

std::vector<TileId> tilesOf(const std::map<TileId, std::vector<std::uint16_t>>& vectors) {
  std::vector<TileId> tiles;
  for (const auto& [tile, vector] : vectors) tiles.push_back(tile);
  return tiles;
}

}  // namespace

TEST_CASE("everyTileGetsTheNewModelsEmbeddingAndTheArchiveSwitches") {
  TwoModels desk;
  archive::Archive archive = desk.open();
  const auto before = vectorsOf(archive, "fake-1");
  const ReembedReport report = desk.reembed(desk.second);
  CHECK(report.switched);
  CHECK(report.before == "fake");
  CHECK(report.after == "fake-2");
  CHECK(report.newTiles == static_cast<std::int64_t>(before.size()));
  CHECK(report.tiles == report.newTiles);
  CHECK(report.notSearchable == 0);
  CHECK(report.problems.empty());
  CHECK(archive.activeModel()->fingerprint == "fake-2");
  CHECK(vectorsOf(archive, "fake-1") == before);  // still there: switching back costs nothing
  const auto after = vectorsOf(archive, "fake-2");
  CHECK(tilesOf(after) == tilesOf(before));
  for (const auto& [tile, vector] : after) {
    const auto info = archive.tile(tile);
    geo::RasterReader reader(*archive.sceneInfo(info->scene));
    const std::vector<float> expected = desk.second.encodeImages({reader.read(info->window, 32, 32).image});
    for (std::size_t i = 0; i < expected.size(); ++i) REQUIRE(vector[i] == halfFromFloat(expected[i]));
  }
  CHECK(archive.status().jobs.at(0).kind == "reembed");
  CHECK(archive.status().jobs.at(0).state == "finished");
}

TEST_CASE("switchingBackTakesNoNewWork") {
  TwoModels desk;
  desk.reembed(desk.second);
  const std::int64_t encoded = desk.first.encoded;
  const ReembedReport back = desk.reembed(desk.first);
  CHECK(back.switched);
  CHECK(back.newTiles == 0);
  CHECK(desk.first.encoded == encoded);
  CHECK(desk.open().activeModel()->fingerprint == "fake-1");
}

TEST_CASE("untilEverythingIsEmbeddedTheOldModelAnswers") {
  TwoModels desk;
  desk.second.delay = std::chrono::milliseconds(30);
  std::stop_source stop;
  JobContext job(stop.get_token(), [&](const Progress& progress) {
    if (progress.done > 0) stop.request_stop();
  });
  CHECK_THROWS_AS(runReembed(desk.file, desk.second, job), Cancelled);
  archive::Archive archive = desk.open();
  CHECK(archive.activeModel()->fingerprint == "fake-1");
  const auto some = vectorsOf(archive, "fake-2");
  CHECK_FALSE(some.empty());
  const ReembedReport rest = desk.reembed(desk.second);
  CHECK(rest.newTiles + static_cast<std::int64_t>(some.size()) == rest.tiles);
  CHECK(archive.activeModel()->fingerprint == "fake-2");
}

TEST_CASE("scenesThatCannotBeReadKeepTheOldEmbeddingsAndAreCounted") {
  TwoModels desk;
  archive::Archive archive = desk.open();
  const auto before = vectorsOf(archive, "fake-1");
  fs::rename(desk.scenes / "b", desk.folder / "away");
  const ReembedReport report = desk.reembed(desk.second);
  CHECK(report.switched);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].scene == (desk.scenes / "b" / "b.tif").string());
  const std::int64_t lost = archive.sceneByPath(report.problems[0].scene)->tiles;
  CHECK(report.notSearchable == lost);
  CHECK(report.tiles == static_cast<std::int64_t>(before.size()) - lost);
  CHECK(vectorsOf(archive, "fake-1") == before);

  fs::rename(desk.folder / "away", desk.scenes / "b");
  const ReembedReport rest = desk.reembed(desk.second);
  CHECK(rest.newTiles == lost);
  CHECK(rest.problems.empty());
  CHECK(rest.tiles == static_cast<std::int64_t>(before.size()));
}

TEST_CASE("anArchiveWhoseScenesAreAllAwayKeepsItsModel") {
  TwoModels desk;
  fs::rename(desk.scenes, desk.folder / "away");
  const ReembedReport report = desk.reembed(desk.second);
  CHECK_FALSE(report.switched);
  CHECK(report.after == "fake");
  CHECK(report.tiles == 0);
  CHECK(report.notSearchable > 0);
  CHECK(report.problems.size() == 3);
  CHECK(desk.open().activeModel()->fingerprint == "fake-1");
}

TEST_CASE("aSceneThatHasChangedMeanwhileIsNotEmbeddedFromOtherPixels") {
  TwoModels desk;
  const fs::path a = desk.scenes / "a.tif";
  writeScene(a, {256, 192, 77, 500'000.0, 0});
  fs::last_write_time(a, fs::last_write_time(a) + std::chrono::seconds(5));
  const ReembedReport report = desk.reembed(desk.second);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].code == "changed");
  archive::Archive archive = desk.open();
  const SceneId scene = archive.sceneByPath(a.string())->info.id;
  CHECK(archive.pendingTileCount(scene, archive.activeModel()->id) == archive.scene(scene)->tiles);
  CHECK(desk.index(desk.second).indexed == 3);
  CHECK(archive.pendingTileCount(scene, archive.activeModel()->id) == 0);
}

TEST_CASE("aModelOfAnotherImageSizeKeepsTheTilesAndTheirNumbers") {
  TwoModels desk(0);  // cut as the first model wants it
  FakeModel larger(8, "fake-large", 64);
  archive::Archive archive = desk.open();
  const auto before = tilesOf(vectorsOf(archive, "fake-1"));
  desk.reembed(larger);
  writeScene(desk.scenes / "new.tif", {256, 192, 9, 540'000.0, 0});
  const IndexReport report = desk.index(larger, 0);
  CHECK(report.indexed == 4);
  CHECK(report.newTiles == 12);  // of the new scene alone, cut as the model in use wants it: 64 pixels
  const auto after = tilesOf(vectorsOf(archive, "fake-large"));
  CHECK(after.size() == before.size() + 12);
  CHECK(std::includes(after.begin(), after.end(), before.begin(), before.end()));
  CHECK(desk.index(larger, 0).newTiles == 0);
  CHECK(desk.index(larger, 48).newTiles > 0);  // asked for in so many words
}

TEST_CASE("aBrokenOffIndexRunIsFinishedWithTheNewModel") {
  TwoModels whole;
  whole.reembed(whole.second);
  TwoModels desk;
  writeScene(desk.scenes / "z.tif", {256, 192, 5, 550'000.0, 100});
  desk.first.failAfter = desk.first.encoded + 3;
  CHECK_THROWS_AS(desk.index(desk.first), Error);
  desk.reembed(desk.second);
  archive::Archive archive = desk.open();
  CHECK(archive.status().pendingTiles == 0);
  CHECK(archive.verify().empty());
  const auto z = archive.sceneByPath((desk.scenes / "z.tif").string());
  REQUIRE(z.has_value());
  CHECK(z->state == archive::SceneState::Indexed);
  CHECK(z->skippedTiles == 3);  // the left column of three is wholly nodata
}

TEST_CASE("aReembeddingOfABusyArchiveIsRefused") {
  TwoModels desk;
  const archive::ArchiveLock lock(desk.file);
  CHECK_THROWS_WITH_AS(desk.reembed(desk.second), doctest::Contains("in use"), Error);
}
