#include <doctest/doctest.h>

#include <algorithm>

#include "archive/migrations.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

std::vector<TileId> pendingIds(Archive& archive, SceneId scene, ModelId model) {
  std::vector<TileId> ids;
  for (const StoredTile& tile : archive.pendingTiles(scene, model)) ids.push_back(tile.id);
  return ids;
}

}  // namespace

TEST_CASE("aSceneComesBackAsItWasStored") {
  const test::TempFolder folder;
  const SceneInfo stored = sceneNamed("/data/a.tif");
  Archive::create(folder / "a.tilescout").putScene(stored, "tile=100", gridOf(2, 2));
  Archive archive = Archive::open(folder / "a.tilescout", OpenMode::ReadOnly);
  const auto row = archive.sceneByPath("/data/a.tif");
  REQUIRE(row.has_value());
  CHECK(row->state == SceneState::Pending);
  CHECK(row->tiles == 4);
  CHECK(row->tilingKey == "tile=100");
  const SceneInfo& info = row->info;
  CHECK(info.fileSize == stored.fileSize);
  CHECK(info.modifiedNs == stored.modifiedNs);
  CHECK(info.contentHash == stored.contentHash);
  REQUIRE(info.geoTransform.has_value());
  CHECK(*info.geoTransform == *stored.geoTransform);
  REQUIRE(info.footprint.size() == 4);
  CHECK(info.footprint[2].lat == stored.footprint[2].lat);
  REQUIRE(info.bands.size() == 2);
  CHECK(info.bands[0].interpretation == "red");
  CHECK(info.bands[1].dataType == "UInt16");
  CHECK(info.rendering.bands == stored.rendering.bands);
  CHECK(info.rendering.low == stored.rendering.low);
  CHECK(info.rendering.high == stored.rendering.high);
  CHECK(info.gsdMetres == stored.gsdMetres);
  CHECK(info.date == stored.date);
  CHECK(info.note == stored.note);
  CHECK_FALSE(archive.sceneByPath("/data/b.tif").has_value());
}

TEST_CASE("bandNamesInAForeignEncodingDoNotStopTheArchive") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  SceneInfo info = sceneNamed("/data/latin1.tif");
  info.bands[0].name = "caf\xe9";
  const SceneId id = archive.putScene(info, "k", {});
  CHECK(archive.scene(id)->info.bands[0].name.substr(0, 3) == "caf");
}

TEST_CASE("creatingOverAnExistingFileIsRefused") {
  const test::TempFolder folder;
  Archive::create(folder / "a.tilescout").putScene(sceneNamed("/data/a.tif"), "k", gridOf(1, 1));
  CHECK(errorOf([&] { Archive::create(folder / "a.tilescout"); }).code() == ErrorCode::InvalidInput);
  CHECK(Archive::open(folder / "a.tilescout", OpenMode::ReadOnly).scenes().size() == 1);
}

TEST_CASE("storingASceneAgainKeepsItsIdAndReplacesTilesAndEmbeddings") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  const ModelRecord model = archive.modelFor("m", "f1", 8);
  const SceneId first = archive.putScene(sceneNamed("/data/a.tif"), "k1", gridOf(3, 1));
  const SceneId other = archive.putScene(sceneNamed("/data/b.tif"), "k1", gridOf(1, 1));
  for (const SceneId scene : {first, other}) {
    for (const TileId tile : pendingIds(archive, scene, model.id)) {
      const auto row = unitRow(tile, 8);
      const Archive::EmbeddedTile embedded{tile, false, row};
      archive.storeEmbeddings(model.id, {&embedded, 1});
    }
  }
  REQUIRE(archive.embeddingCount(model.id) == 4);
  const std::vector<TileId> old = archive.tilesInBox(-180, -90, 180, 90);
  const std::int64_t before = archive.revision();

  CHECK(archive.putScene(sceneNamed("/data/a.tif"), "k2", gridOf(2, 1)) == first);
  CHECK(archive.embeddingCount(model.id) == 1);
  CHECK(pendingIds(archive, first, model.id).size() == 2);
  CHECK(archive.revision() > before);
  for (const TileId tile : pendingIds(archive, first, model.id)) {
    CHECK(std::find(old.begin(), old.end(), tile) == old.end());  // a number on the command line never changes meaning
  }
  CHECK(archive.tilesInBox(-180, -90, 180, 90).size() == 3);
  CHECK(archive.verify().size() == 2);  // only the two scene files, which do not exist
}

TEST_CASE("aStopBreaksOffTheStoringOfALargeSceneAndNothingIsChanged") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  archive.putScene(sceneNamed("/data/a.tif"), "k1", gridOf(3, 1));
  std::stop_source stop;
  stop.request_stop();
  const JobContext job(stop.get_token());
  CHECK_THROWS_AS(archive.putScene(sceneNamed("/data/a.tif"), "k2", gridOf(100, 100), job), Cancelled);
  CHECK(archive.scenes().at(0).tilingKey == "k1");
  CHECK(archive.scenes().at(0).tiles == 3);
  CHECK(archive.putScene(sceneNamed("/data/a.tif"), "k2", gridOf(100, 100)) == 1);  // a stop is over with its call
}

TEST_CASE("pendingTilesPageThroughAScene") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  const ModelRecord model = archive.modelFor("m", "f1", 8);
  const SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(5, 5));
  const std::vector<TileId> all = pendingIds(archive, scene, model.id);
  REQUIRE(all.size() == 25);
  std::vector<TileId> paged;
  TileId after = 0;
  for (;;) {
    const auto page = archive.pendingTiles(scene, model.id, after, 7);
    if (page.empty()) break;
    for (const StoredTile& tile : page) paged.push_back(tile.id);
    after = page.back().id;
  }
  CHECK(paged == all);
  CHECK(archive.pendingTileCount(scene, model.id) == 25);
}

TEST_CASE("captionsFollowTheirPixelsWhenASceneIsTiledAnew") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  const ModelRecord model = archive.modelFor("m", "f1", 8);
  const SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k1", gridOf(4, 4, 100));
  const TileId labelled = archive.pendingTiles(scene, model.id)[4 * 2 + 3].id;  // column 3, row 2: x 300, y 200
  archive.addCaption(labelled, "two storage tanks beside a river");

  archive.putScene(sceneNamed("/data/a.tif"), "k2", gridOf(5, 5, 80));
  REQUIRE(archive.captions().size() == 1);
  const auto moved = archive.tile(archive.captions()[0].tile);
  REQUIRE(moved.has_value());
  CHECK(moved->window.col == 4);  // centre 360 of [320, 400) is the nearest to 350
  CHECK(moved->window.row == 3);  // centre 280 of [240, 320) is nearer to 250 than 200

  SceneProblem problem{"/data/a.tif", "corrupt", "ends early"};
  archive.putRefusedScene(sceneNamed("/data/a.tif"), problem);
  REQUIRE(archive.captions().size() == 1);
  CHECK(archive.captions()[0].tile == 0);
  CHECK(archive.captions()[0].scene == scene);
  CHECK(archive.scene(scene)->problemMessage == "ends early");

  archive.putScene(sceneNamed("/data/a.tif"), "k1", gridOf(4, 4, 100));
  const auto back = archive.tile(archive.captions()[0].tile);
  REQUIRE(back.has_value());
  CHECK(back->window.col == 3);
  CHECK(back->window.row == 2);
}

TEST_CASE("boxQueriesCrossTheDateLineAndReachAroundThePole") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  StoredTile pole;  // runs once around
  pole.footprint = {{-135, 85}, {-45, 85}, {45, 85}, {135, 85}};
  const std::vector<StoredTile> tiles = {tileAt(0, 0, 10, 179.5, 10, 1), tileAt(1, 0, 10, -180.5, 20, 1),
                                         tileAt(2, 0, 10, 0, 10, 1), pole};
  archive.putScene(sceneNamed("/data/a.tif"), "k", tiles);
  const std::vector<TileId> ids = archive.tilesInBox(-180, -90, 180, 90);
  REQUIRE(ids.size() == 4);
  CHECK(archive.tilesInBox(-179.9, 9, -179, 12) == std::vector<TileId>{ids[0]});
  CHECK(archive.tilesInBox(179.7, 9, 179.8, 12) == std::vector<TileId>{ids[0]});
  CHECK(archive.tilesInBox(170, 0, -170, 30) == std::vector<TileId>{ids[0], ids[1]});
  CHECK(archive.tilesInBox(-1, 9, 1, 12) == std::vector<TileId>{ids[2]});
  CHECK(archive.tilesInBox(100, 89, 101, 90) == std::vector<TileId>{ids[3]});
  // 0.99999999 is beside the tile in double precision but not in the tree's single precision.
  CHECK(archive.tilesInBox(1.00000001, 9, 1.5, 12).empty());
}

TEST_CASE("jobsOfAKilledProgramBecomeInterrupted") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  archive.beginJob("index", "first");
  const std::int64_t second = archive.beginJob("index", "second");
  archive.endJob(second, "finished", "10 tiles");
  const auto jobs = archive.status().jobs;
  REQUIRE(jobs.size() == 2);
  CHECK(jobs[0].state == "finished");
  CHECK(jobs[0].detail == "10 tiles");
  CHECK(jobs[1].state == "interrupted");
  CHECK(jobs[1].ended.size() == 20);
}

TEST_CASE("modelsAreKeptApartByFingerprint") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  CHECK_FALSE(archive.activeModel().has_value());
  const ModelRecord a = archive.modelFor("base", "f1", 8);
  const ModelRecord b = archive.modelFor("base", "f2", 16);
  CHECK(a.id != b.id);
  CHECK(archive.modelFor("renamed", "f1", 8).id == a.id);
  CHECK(errorOf([&] { archive.modelFor("base", "f1", 9); }).code() == ErrorCode::Incompatible);
  archive.setActiveModel(a.id);
  archive.setActiveModel(b.id);
  CHECK(archive.activeModel()->id == b.id);
  CHECK(errorOf([&] { archive.setActiveModel(77); }).code() == ErrorCode::NotFound);
  CHECK(archive.activeModel()->id == b.id);
}

TEST_CASE("migrationsRunInOrderAfterABackupAndNewerFilesAreRefused") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  Archive::create(file).putScene(sceneNamed("/data/a.tif"), "k", gridOf(1, 1));
  const int present = schemaMigrations().back().version;
  const std::vector<Migration> steps = {{present + 1, "CREATE TABLE extra (a)"},
                                        {present + 2, "INSERT INTO extra VALUES (7)"}};
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    migrate(database, file, steps);
    CHECK(database.execAndGet("SELECT a FROM extra").getInt() == 7);
  }
  const std::filesystem::path backup = file.string() + ".backup-v" + std::to_string(present);
  CHECK(Archive::open(backup, OpenMode::ReadOnly).scenes().size() == 1);
  const Error error = errorOf([&] { Archive::open(file, OpenMode::ReadOnly); });
  CHECK(error.code() == ErrorCode::Incompatible);
  CHECK(error.message().find("newer") != std::string::npos);
  CHECK(errorOf([&] { Archive::open(file, OpenMode::ReadWrite); }).code() == ErrorCode::Incompatible);
}

TEST_CASE("aFailingMigrationLeavesTheArchiveAsItWas") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  Archive::create(file).putScene(sceneNamed("/data/a.tif"), "k", gridOf(1, 1));
  const int present = schemaMigrations().back().version;
  const std::vector<Migration> steps = {{present + 1, "DROP TABLE caption; CREATE TABLE scene (again)"}};
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    CHECK_THROWS(migrate(database, file, steps));
  }
  Archive archive = Archive::open(file, OpenMode::ReadWrite);
  CHECK(archive.captions().empty());
  CHECK(archive.scenes().size() == 1);
}
