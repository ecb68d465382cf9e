#include <doctest/doctest.h>

#include <map>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/index_job.h"
#include "jobs/label_service.h"
#include "jobs/relink_service.h"
#include "support/test_files.h"
#include "tests/archive/archive_fixture.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;
using Outcome = RelinkItem::Outcome;

struct MovedDesk {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes", moved = folder / "moved";
  fs::path file = folder / "a.tilescout";
  FakeModel model{8};

  MovedDesk() {
    writeSmallWorld(scenes);
    archive::Archive::create(file);
    index(scenes);
  }
  IndexReport index(const fs::path& root) {
    IndexOptions options;
    options.paths = {root};
    options.tile = 64;
    JobContext job;
    return runIndex(file, model, options, job);
  }
  std::map<std::string, Outcome> relink(const fs::path& from, const fs::path& to) {
    JobContext job;
    std::map<std::string, Outcome> outcomes;
    for (const RelinkItem& item : relinkScenes(file, from, to, job)) {
      outcomes[fs::path(item.oldPath).filename()] = item.outcome;
    }
    return outcomes;
  }
  archive::Archive open() { return archive::Archive::open(file, archive::OpenMode::ReadOnly); }
};

}  // namespace

TEST_CASE("scenesThatMovedAreFoundAgainWithEverythingThatHangsOnThem") {
  MovedDesk desk;
  const std::vector<TileId> tiles{1};
  LabelService(desk.file).addCaption(tiles, "a field");
  fs::rename(desk.scenes, desk.moved);
  desk.index(desk.scenes);  // now offline
  const auto outcomes = desk.relink(desk.scenes, desk.moved);
  CHECK(outcomes.at("a.tif") == Outcome::Same);
  CHECK(outcomes.at("b.tif") == Outcome::Same);
  archive::Archive archive = desk.open();
  const auto b = archive.sceneByPath((desk.moved / "b" / "b.tif").string());
  REQUIRE(b.has_value());
  CHECK(b->state == archive::SceneState::Indexed);
  CHECK(b->problemCode.empty());
  CHECK(archive.captions().at(0).tile == 1);
  CHECK(archive.verify().empty());
  const IndexReport again = desk.index(desk.moved);
  CHECK(again.newTiles == 0);
  CHECK(archive.scenes().size() == 4);
}

TEST_CASE("aPlanChangesNothing") {
  MovedDesk desk;
  fs::rename(desk.scenes, desk.moved);
  JobContext job;
  CHECK(planRelink(desk.file, desk.scenes, desk.moved, job).size() == 4);
  CHECK(desk.open().sceneByPath((desk.scenes / "a.tif").string()).has_value());
}

TEST_CASE("onlyTheSameContentIsTakenForTheScene") {
  MovedDesk desk;
  fs::copy(desk.scenes, desk.moved, fs::copy_options::recursive);  // new times, the same content
  writeScene(desk.moved / "a.tif", {256, 192, 55, 500'000.0, 0});  // the same size, other pixels
  fs::remove(desk.moved / "c.tif");
  const auto outcomes = desk.relink(desk.scenes, desk.moved);
  CHECK(outcomes.at("a.tif") == Outcome::Changed);
  CHECK(outcomes.at("b.tif") == Outcome::Same);
  CHECK(outcomes.at("c.tif") == Outcome::Missing);
  archive::Archive archive = desk.open();
  CHECK(archive.sceneByPath((desk.scenes / "a.tif").string()).has_value());
  CHECK(archive.sceneByPath((desk.moved / "b" / "b.tif").string()).has_value());
}

TEST_CASE("aPathThatIsTakenIsLeftAlone") {
  MovedDesk desk;
  fs::copy(desk.scenes, desk.moved, fs::copy_options::recursive);
  desk.index(desk.moved);
  CHECK(desk.relink(desk.scenes, desk.moved).at("a.tif") == Outcome::Taken);
  CHECK(desk.open().scenes().size() == 8);
}

TEST_CASE("aFolderIsNotTakenForItsNamesake") {
  MovedDesk desk;
  fs::rename(desk.scenes, desk.moved);
  CHECK(archive::errorOf([&] { desk.relink(desk.folder / "scene", desk.moved); }).code() == ErrorCode::NotFound);
  CHECK(desk.relink(desk.scenes / "b" / "b.tif", desk.moved / "b" / "b.tif").at("b.tif") == Outcome::Same);
}

TEST_CASE("missingScenesAreListedByTheFolderTheyHaveInCommon") {
  MovedDesk desk;
  JobContext job;
  CHECK(missingFolders(desk.file, job).empty());
  fs::rename(desk.scenes / "b", desk.folder / "elsewhere");
  auto folders = missingFolders(desk.file, job);
  REQUIRE(folders.size() == 1);
  CHECK(folders[0].folder == (desk.scenes / "b").string());
  REQUIRE(folders[0].scenes.size() == 1);
  CHECK(fs::path(folders[0].scenes[0].path).filename() == "b.tif");
  fs::rename(desk.scenes, desk.moved);
  folders = missingFolders(desk.file, job);
  REQUIRE(folders.size() == 1);
  CHECK(folders[0].folder == desk.scenes.string());
  CHECK(folders[0].scenes.size() == 3);  // what was refused has no tiles to be missed
}

TEST_CASE("scenesAreFoundByTheirContentWhereverTheyLieBelowTheNewFolder") {
  MovedDesk desk;
  fs::create_directories(desk.moved / "2015" / "deep");
  fs::rename(desk.scenes / "b" / "b.tif", desk.moved / "2015" / "deep" / "renamed.tif");
  fs::copy(desk.scenes / "a.tif", desk.moved / "2015" / "a.tif");  // another time
  fs::remove(desk.scenes / "a.tif");
  fs::copy(desk.scenes / "c.tif", desk.moved / "b.tif");  // the right name, another content
  JobContext job;
  std::map<std::string, RelinkItem> items;
  for (RelinkItem& item : planRelink(desk.file, desk.scenes, desk.moved, job, RelinkScope::Missing)) {
    items[fs::path(item.oldPath).filename()] = item;
  }
  REQUIRE(items.size() == 2);
  CHECK(items.at("a.tif").newPath == (desk.moved / "2015" / "a.tif").string());
  CHECK(items.at("b.tif").newPath == (desk.moved / "2015" / "deep" / "renamed.tif").string());
  CHECK(items.at("b.tif").outcome == Outcome::Same);
}

TEST_CASE("aRelinkIsOneStepThatCanBeTakenBack") {
  MovedDesk desk;
  fs::rename(desk.scenes, desk.moved);
  desk.index(desk.scenes);  // now offline
  JobContext job;
  const auto items = planRelink(desk.file, desk.scenes, desk.moved, job, RelinkScope::Missing);
  const std::int64_t before = desk.open().revision();
  CHECK(applyRelink(desk.file, items, job) == 4);
  CHECK(desk.open().revision() > before);
  LabelService labels(desk.file);
  REQUIRE(labels.undoable().has_value());
  CHECK(labels.undoable()->kind == "scenes.move");
  CHECK(labels.undoable()->count == 4);
  CHECK(labels.undoable()->detail == desk.moved.string());
  labels.undo();
  const auto back = desk.open().sceneByPath((desk.scenes / "a.tif").string());
  REQUIRE(back.has_value());
  CHECK(back->state == archive::SceneState::Offline);
  CHECK(back->tiles > 0);
  labels.redo();
  const auto again = desk.open().sceneByPath((desk.moved / "a.tif").string());
  REQUIRE(again.has_value());
  CHECK(again->state == archive::SceneState::Indexed);
  CHECK(desk.open().verify().empty());
}

TEST_CASE("aSourceFollowsItsScenesAndComesBackWithThem") {
  MovedDesk desk;
  const auto source = [&] { return desk.open().sources().at(0).path; };
  REQUIRE(source() == desk.scenes.string());
  fs::create_directories(desk.moved);
  fs::rename(desk.scenes / "a.tif", desk.moved / "a.tif");
  desk.relink(desk.scenes, desk.moved);
  CHECK(source() == desk.scenes.string());  // the others have stayed
  fs::remove_all(desk.moved);
  writeSmallWorld(desk.scenes);
  desk.relink(desk.moved, desk.scenes);
  desk.index(desk.scenes);  // a file that is no raster is known by its time alone
  fs::rename(desk.scenes, desk.moved);
  desk.relink(desk.scenes, desk.moved);
  CHECK(source() == desk.moved.string());
  LabelService(desk.file).undo();
  CHECK(source() == desk.scenes.string());
  LabelService(desk.file).redo();
  CHECK(source() == desk.moved.string());
  writeScene(desk.moved / "new.tif", {128, 64, 9, 540'000.0, 0});
  JobContext job;
  CHECK(countNewFiles(desk.file, job) == 1);
}

TEST_CASE("aFileThatChangedAfterItWasComparedIsNotTaken") {
  MovedDesk desk;
  fs::rename(desk.scenes, desk.moved);
  JobContext job;
  const auto items = planRelink(desk.file, desk.scenes, desk.moved, job, RelinkScope::Missing);
  writeScene(desk.moved / "a.tif", {256, 192, 55, 500'000.0, 0});
  CHECK(applyRelink(desk.file, items, job) == 2);
  CHECK(desk.open().sceneByPath((desk.scenes / "a.tif").string()).has_value());
}
