#include <doctest/doctest.h>

#include <random>

#include "archive/label_book.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

struct HistoryDesk {
  test::TempFolder folder;
  std::filesystem::path file = folder / "a.tilescout";
  Archive archive = Archive::create(file);
  SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(4, 4));
  LabelBook book{file, OpenMode::ReadWrite, "ann"};

  std::vector<TileId> tiles() {
    std::vector<TileId> ids;
    for (const StoredTile& tile : archive.pendingTiles(scene, 99)) ids.push_back(tile.id);
    return ids;
  }
  /// Every label of the archive as text.
  std::string state() {
    SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
    std::string all;
    for (const std::string table : {"caption", "tile_set", "tile_set_member", "saved_search", "search_mark"}) {
      std::string columns;
      SQLite::Statement info(database, "SELECT name FROM pragma_table_info('" + table + "')");
      while (info.executeStep())
        columns += (columns.empty() ? "quote(" : " || ',' || quote(") + info.getColumn(0).getString() + ")";
      SQLite::Statement rows(database, "SELECT " + columns + " FROM " + table + " ORDER BY id");
      all += "== " + table + "\n";
      while (rows.executeStep()) all += rows.getColumn(0).getString() + "\n";
    }
    return all;
  }
};

/// One of the edits that a person makes.
void editSomehow(HistoryDesk& desk, std::mt19937& random) {
  const std::vector<TileId> tiles = desk.tiles();
  const auto some = std::span(tiles).subspan(random() % 8, 1 + random() % 8);
  const std::string name = "set " + std::to_string(random() % 3);
  const TileSetKind kind = random() % 2 ? TileSetKind::Tag : TileSetKind::Collection;
  const std::vector<Caption> captions = desk.book.captions();
  const std::vector<SavedSearch> searches = desk.book.searches();
  switch (random() % 9) {
    case 0:
    case 1: {
      std::vector<NewCaption> added;
      for (const TileId tile : some) added.push_back({tile, "text " + std::to_string(random() % 5), {}});
      desk.book.addCaptions(added);
      break;
    }
    case 2:
      if (!captions.empty()) desk.book.editCaption(captions[random() % captions.size()].id, "edited");
      break;
    case 3:
      if (!captions.empty()) desk.book.removeCaptions(std::vector{captions[random() % captions.size()].id});
      break;
    case 4: desk.book.addToSet(kind, name, some); break;
    case 5:
      if (const auto set = desk.book.set(kind, name)) desk.book.removeFromSet(set->id, some);
      break;
    case 6:
      if (const auto set = desk.book.set(kind, name)) desk.book.removeSet(set->id);
      break;
    case 7: desk.book.setSplit(random() % 2 ? "train" : "test", some); break;
    default: {
      SavedSearch search;
      search.name = "search " + std::to_string(random());
      search.query = "{}";
      search.detector = Detector{"m", "f", {1.5f, static_cast<float>(random() % 100)}, 0.5};
      if (searches.size() > 2) {
        desk.book.removeSearch(searches.front().id);
      } else {
        desk.book.setMarks(desk.book.saveSearch(search), std::vector{SearchMark{some.front(), true}});
      }
    }
  }
}

}  // namespace

TEST_CASE("undoTakesBackEditByEditAndRedoBringsThemAgain") {
  HistoryDesk desk;
  std::mt19937 random(11);
  std::vector<std::string> states{desk.state()};
  std::int64_t last = 0;
  while (states.size() < 60) {
    editSomehow(desk, random);
    const std::optional<EditStep> step = desk.book.undoable();
    if (!step || step->id == last) continue;  // nothing was there to change
    // saving a search and marking it are two steps
    last = step->id;
    states.push_back(desk.state());
  }
  std::vector<std::string> back{desk.state()};
  while (desk.book.undo()) back.push_back(desk.state());
  CHECK(back.back() == states.front());
  CHECK_FALSE(desk.book.undoable().has_value());
  std::size_t at = 0;
  for (auto seen = back.rbegin(); seen != back.rend(); ++seen) {
    if (at < states.size() && *seen == states[at]) ++at;
  }
  CHECK(at == states.size());  // every state on the way there is met on the way back, in order
  for (std::size_t i = back.size() - 1; i > 0; --i) {
    REQUIRE(desk.book.redo().has_value());
    REQUIRE(desk.state() == back[i - 1]);
  }
  CHECK_FALSE(desk.book.redo().has_value());
}

TEST_CASE("aBatchOverManyTilesIsOneStepThatSaysWhatItWas") {
  HistoryDesk desk;
  desk.book.addToSet(TileSetKind::Tag, "forest", desk.tiles());
  const EditStep step = *desk.book.undoable();
  CHECK(step.kind == "tag.add");
  CHECK(step.count == 16);
  CHECK(step.detail == "forest");
  CHECK(step.author == "ann");
  CHECK(desk.book.undo()->id == step.id);
  CHECK(desk.book.sets(TileSetKind::Tag).empty());
  CHECK(desk.book.redoable()->id == step.id);
}

TEST_CASE("anEditThatChangesNothingIsNoStepAndKeepsWhatCanBeRedone") {
  HistoryDesk desk;
  desk.book.addToSet(TileSetKind::Tag, "forest", desk.tiles());
  desk.book.addToSet(TileSetKind::Tag, "water", desk.tiles());
  desk.book.undo();
  desk.book.addToSet(TileSetKind::Tag, "forest", desk.tiles());
  CHECK(desk.book.undoable()->detail == "forest");
  CHECK(desk.book.redo()->detail == "water");
}

TEST_CASE("aNewEditEndsWhatCouldBeRedone") {
  HistoryDesk desk;
  desk.book.addToSet(TileSetKind::Tag, "forest", desk.tiles());
  desk.book.undo();
  desk.book.addToSet(TileSetKind::Tag, "water", desk.tiles());
  CHECK_FALSE(desk.book.redo().has_value());
  CHECK(desk.book.sets(TileSetKind::Tag).at(0).name == "water");
}

TEST_CASE("theHistoryOutlivesItsWriter") {
  HistoryDesk desk;
  desk.book.addToSet(TileSetKind::Tag, "forest", desk.tiles());
  LabelBook other(desk.file, OpenMode::ReadWrite, "bob");
  const std::int64_t before = desk.book.revision();
  CHECK(other.undo()->author == "ann");
  CHECK(desk.book.sets(TileSetKind::Tag).empty());
  CHECK(desk.book.revision() != before);
}

TEST_CASE("undoAfterASceneWasCutAnewPutsLabelsOnItsPresentTiles") {
  HistoryDesk desk;
  const TileId first = desk.tiles()[0];
  const NewCaption caption[] = {{first, "a corner", {}}};
  const std::vector<CaptionId> ids = desk.book.addCaptions(caption);
  desk.book.removeCaptions(ids);
  desk.archive.putScene(sceneNamed("/data/a.tif"), "k2", gridOf(8, 8, 50));
  desk.book.undo();
  REQUIRE(desk.book.captions().size() == 1);
  const auto tile = desk.archive.tile(desk.book.captions()[0].tile);
  REQUIRE(tile.has_value());
  CHECK(tile->window.x <= 50);
  CHECK(tile->window.y <= 50);
  CHECK(desk.archive.verify().size() == 1);  // the scene's file, which does not exist; no dangling reference

  desk.book.redo();
  desk.archive.putRefusedScene(sceneNamed("/data/a.tif"), {"/data/a.tif", "corrupt", "ends early"});
  desk.book.undo();
  CHECK(desk.book.captions().at(0).tile == 0);  // an orphan, not lost
}

TEST_CASE("aDamagedHistoryIsRefusedAndNothingIsUndone") {
  const char* damages[] = {"{", "[]x", "{\"tile_set\":7}", "{\"tile_set\":{\"columns\":[\"id\"],\"rows\":{\"x\":[null,[1]]}}}",
                           "{\"tile_set\":{\"columns\":[\"id) SELECT 1;--\"],\"rows\":{\"1\":[[1],null]}}}",
                           "{\"tile_set\":{\"columns\":[\"id\",\"kind\"],\"rows\":{\"1\":[[1],null]}}}"};
  for (const char* damage : damages) {
    HistoryDesk desk;
    desk.book.addToSet(TileSetKind::Tag, "forest", desk.tiles());
    const std::string before = desk.state();
    tamper(desk.file, std::string("UPDATE edit SET rows = '") + damage + "'");
    CAPTURE(damage);
    CHECK_THROWS_AS(desk.book.undo(), Error);
    CHECK(desk.state() == before);
    CHECK(desk.book.undoable().has_value());
  }
}

TEST_CASE("oldStepsAreForgottenBeforeTheyOutgrowTheArchive") {
  HistoryDesk desk;
  const TileId tile = desk.tiles()[0];
  for (int i = 0; i < 230; ++i) {
    const NewCaption caption[] = {{tile, std::to_string(i), {}}};
    desk.book.addCaptions(caption);
  }
  int undone = 0;
  while (desk.book.undo()) ++undone;
  CHECK(undone == 200);
  CHECK(desk.book.captions().size() == 30);
}
