#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "archive/label_book.h"
#include "archive/migrations.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

/// An archive of one scene of 4 × 4 tiles of 100 pixels, and the book of its labels.
struct Desk {
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
  TileId tileAtGrid(int col, int row) {
    for (const StoredTile& tile : archive.pendingTiles(scene, 99)) {
      if (tile.window.col == col && tile.window.row == row) return tile.id;
    }
    FAIL("no such tile");
    return 0;
  }
  void cut(int side, double size) { archive.putScene(sceneNamed("/data/a.tif"), "k" + std::to_string(side), gridOf(side, side, size)); }
};

std::vector<std::string> namesOf(const std::vector<TileSet>& sets) {
  std::vector<std::string> names;
  for (const TileSet& set : sets) names.push_back(set.name);
  return names;
}

}  // namespace

TEST_CASE("whatListsMarkIsKnownForAllTilesAtOnce") {
  Desk desk;
  const std::vector<TileId> tiles = desk.tiles();
  const NewCaption captions[] = {{tiles[0], "a field", {}}, {tiles[0], "two ponds", {}}, {tiles[3], "a road", {}}};
  desk.book.addCaptions(captions);
  desk.book.addToSet(TileSetKind::Collection, "water", std::vector{tiles[0], tiles[1]});
  desk.book.addToSet(TileSetKind::Tag, "wet", std::vector{tiles[2]});
  const LabelledTiles labelled = desk.book.labelledTiles();
  CHECK(labelled.captions == std::unordered_map<TileId, int>{{tiles[0], 2}, {tiles[3], 1}});
  CHECK(labelled.collected == std::unordered_set<TileId>{tiles[0], tiles[1]});
}

TEST_CASE("captionsKnowWhoWroteThemAndWhen") {
  Desk desk;
  const TileId tile = desk.tiles()[0];
  const NewCaption captions[] = {{tile, "a field", {}}, {tile, "two ponds", "rsicd"}};
  const std::vector<CaptionId> ids = desk.book.addCaptions(captions);
  const std::vector<Caption> found = desk.book.captionsOf(tile);
  REQUIRE(found.size() == 2);
  CHECK(found[0].id == ids[0]);
  CHECK(found[0].author == "ann");
  CHECK(found[1].author == "rsicd");
  CHECK(found[0].created.size() == 20);
  CHECK(found[0].scene == desk.scene);

  desk.book.editCaption(ids[1], "three ponds");
  CHECK(desk.book.captionsOf(tile)[1].text == "three ponds");
  CHECK(desk.book.captionsOf(tile)[1].author == "ann");
  desk.book.removeCaptions(std::vector{ids[0]});
  CHECK(desk.book.captions().size() == 1);
  CHECK(errorOf([&] { desk.book.editCaption(ids[0], "x"); }).code() == ErrorCode::NotFound);
  const NewCaption nowhere[] = {{tile, "stays out", {}}, {12345, "x", {}}};
  CHECK(errorOf([&] { desk.book.addCaptions(nowhere); }).code() == ErrorCode::NotFound);
  CHECK(desk.book.captions().size() == 1);  // all or nothing
}

TEST_CASE("aSetHoldsEveryTileOnce") {
  Desk desk;
  const std::vector<TileId> tiles = desk.tiles();
  CHECK(desk.book.addToSet(TileSetKind::Collection, "ports", std::span(tiles).first(3)) == 3);
  CHECK(desk.book.addToSet(TileSetKind::Collection, "ports", std::span(tiles).subspan(1, 4)) == 2);
  CHECK(desk.book.addToSet(TileSetKind::Tag, "ports", std::span(tiles).first(1)) == 1);  // a tag may share the name
  const TileSet ports = *desk.book.set(TileSetKind::Collection, "ports");
  CHECK(ports.tiles == 5);
  CHECK(desk.book.tilesOf(ports.id) == std::vector<TileId>(tiles.begin(), tiles.begin() + 5));
  CHECK(desk.book.setsOf(tiles[0]).size() == 2);
  CHECK(desk.book.removeFromSet(ports.id, std::span(tiles).first(2)) == 2);
  CHECK(desk.book.tilesOf(ports.id).size() == 3);
  CHECK(desk.book.sets(TileSetKind::Tag).at(0).tiles == 1);
  desk.book.removeSet(ports.id);
  CHECK(desk.book.sets(TileSetKind::Collection).empty());
  CHECK(desk.archive.tile(tiles[4]).has_value());
}

TEST_CASE("aNameInUseIsNotGivenTwice") {
  Desk desk;
  const TileSetId a = desk.book.createSet(TileSetKind::Tag, "a");
  CHECK(desk.book.createSet(TileSetKind::Tag, "a") == a);
  TileSet b = *desk.book.set(TileSetKind::Tag, "a");
  b.id = desk.book.createSet(TileSetKind::Tag, "b");
  CHECK(errorOf([&] { desk.book.updateSet(b); }).code() == ErrorCode::InvalidInput);
  b.name = "c";
  b.colour = "#ff0000";
  desk.book.updateSet(b);
  CHECK(namesOf(desk.book.sets(TileSetKind::Tag)) == std::vector<std::string>{"a", "c"});
  CHECK(desk.book.set(TileSetKind::Tag, "c")->colour == "#ff0000");
}

TEST_CASE("aTileIsInOneSplitAtMost") {
  Desk desk;
  const std::vector<TileId> tiles = desk.tiles();
  desk.book.setSplit("train", tiles);
  desk.book.setSplit("test", std::span(tiles).first(4));
  CHECK(desk.book.set(TileSetKind::Split, "train")->tiles == 12);
  CHECK(desk.book.set(TileSetKind::Split, "test")->tiles == 4);
  CHECK(namesOf(desk.book.setsOf(tiles[0])) == std::vector<std::string>{"test"});
  desk.book.setSplit("", std::span(tiles).first(1));
  CHECK(desk.book.setsOf(tiles[0]).empty());
}

TEST_CASE("labelsFollowTheirPixelsThroughOtherTileSizesAndBack") {
  Desk desk;
  const TileId tile = desk.tileAtGrid(3, 2);
  desk.book.addToSet(TileSetKind::Tag, "tank", std::vector{tile});
  SavedSearch search;
  search.name = "tanks";
  search.query = "{}";
  const SavedSearchId id = desk.book.saveSearch(search);
  desk.book.setMarks(id, std::vector{SearchMark{tile, true}, SearchMark{desk.tileAtGrid(0, 0), false}});
  const NewCaption caption[] = {{tile, "a tank", {}}};
  desk.book.addCaptions(caption);

  desk.cut(5, 80);
  const TileId moved = desk.tileAtGrid(4, 3);  // centre 360, 280 is the nearest to 350, 250
  CHECK(desk.book.tilesOf(desk.book.set(TileSetKind::Tag, "tank")->id) == std::vector{moved});
  CHECK(desk.book.captions()[0].tile == moved);
  REQUIRE(desk.book.marks(id).size() == 2);
  CHECK(desk.book.marks(id)[0].tile == moved);
  CHECK(desk.book.marks(id)[0].right);
  CHECK_FALSE(desk.book.marks(id)[1].right);

  desk.archive.putRefusedScene(sceneNamed("/data/a.tif"), {"/data/a.tif", "corrupt", "ends early"});
  CHECK(desk.book.marks(id).empty());
  CHECK(desk.book.set(TileSetKind::Tag, "tank")->tiles == 0);
  CHECK(desk.book.set(TileSetKind::Tag, "tank")->orphans == 1);

  desk.cut(4, 100);
  CHECK(desk.book.tilesOf(desk.book.set(TileSetKind::Tag, "tank")->id) == std::vector{desk.tileAtGrid(3, 2)});
  CHECK(desk.book.marks(id)[0].tile == desk.tileAtGrid(3, 2));
}

TEST_CASE("whatIsNoDuplicateFollowsItsPixelsToo") {
  Desk desk;
  const std::vector<std::vector<TileId>> said = {{desk.tileAtGrid(0, 0), desk.tileAtGrid(3, 2)},
                                                 {desk.tileAtGrid(1, 1), desk.tileAtGrid(2, 1)}};
  desk.book.putApart(said);
  CHECK(desk.archive.apart() == said);
  desk.cut(5, 80);
  CHECK(desk.archive.apart()[0] == std::vector<TileId>{desk.tileAtGrid(0, 0), desk.tileAtGrid(4, 3)});
  desk.archive.putRefusedScene(sceneNamed("/data/a.tif"), {"/data/a.tif", "corrupt", "ends early"});
  CHECK(desk.archive.apart().empty());
  desk.cut(4, 100);
  CHECK(desk.archive.apart().size() == 2);
  const std::vector<std::vector<TileId>> part = {{desk.tileAtGrid(2, 1)}};
  desk.book.removeApart(part);
  const std::vector<std::vector<TileId>> left = {{desk.tileAtGrid(0, 0), desk.tileAtGrid(3, 2)}};
  CHECK(desk.archive.apart() == left);
}

TEST_CASE("whatIsNoDuplicateIsTakenBackAndSaidAgainStepByStep") {
  Desk desk;
  const std::vector<std::vector<TileId>> said = {{desk.tileAtGrid(0, 0), desk.tileAtGrid(3, 2)},
                                                 {desk.tileAtGrid(1, 1), desk.tileAtGrid(2, 1)}};
  desk.book.putApart(said);
  desk.book.removeApart(std::span(said).first(1));
  REQUIRE(desk.book.undoable());
  CHECK(desk.book.undoable()->kind == "apart.remove");
  CHECK(desk.book.undoable()->count == 1);
  desk.book.undo();
  CHECK(desk.archive.apart() == said);
  CHECK(desk.book.undo()->kind == "apart.add");
  CHECK(desk.archive.apart().empty());
  desk.book.redo();
  CHECK(desk.archive.apart() == said);
  desk.book.redo();
  CHECK(desk.archive.apart() == std::vector<std::vector<TileId>>{said[1]});
}

TEST_CASE("twoLabelsThatMeetOnACoarserTileCountOnceAndPartAgain") {
  Desk desk;
  desk.book.addToSet(TileSetKind::Collection, "c", std::vector{desk.tileAtGrid(0, 0), desk.tileAtGrid(1, 0)});
  desk.cut(2, 200);
  CHECK(desk.book.set(TileSetKind::Collection, "c")->tiles == 1);
  CHECK(desk.book.addToSet(TileSetKind::Collection, "c", std::vector{desk.tileAtGrid(0, 0)}) == 0);
  desk.cut(4, 100);
  CHECK(desk.book.set(TileSetKind::Collection, "c")->tiles == 2);
}

TEST_CASE("savedSearchesAndDetectorsComeBackAsTheyWere") {
  Desk desk;
  SavedSearch search;
  search.name = "harbours at dawn";
  search.notes = "for the report";
  search.query = R"({"text":"harbour","not":["clouds"]})";
  search.detector = Detector{"base", "f1", {0.1f, -2.5f, 1e-20f}, 0.25};
  search.alert = true;
  search.seenTile = 7;
  const SavedSearchId id = desk.book.saveSearch(search);
  const SavedSearch found = *desk.book.search(id);
  CHECK(found.name == search.name);
  CHECK(found.query == search.query);
  REQUIRE(found.detector.has_value());
  CHECK(found.detector->weights == search.detector->weights);
  CHECK(found.detector->bias == 0.25);
  CHECK(found.detector->modelFingerprint == "f1");
  CHECK(found.alert);
  CHECK(found.seenTile == 7);
  CHECK(found.created.size() == 20);

  CHECK(errorOf([&] { desk.book.saveSearch(search); }).code() == ErrorCode::InvalidInput);
  SavedSearch changed = found;
  changed.detector.reset();
  changed.name = "harbours";
  CHECK(desk.book.saveSearch(changed) == id);
  CHECK_FALSE(desk.book.search(id)->detector.has_value());
  desk.book.setSeen(id, desk.book.newestTile());
  CHECK(desk.book.search(id)->seenTile == desk.tiles().back());
  desk.book.removeSearch(id);
  CHECK(desk.book.searches().empty());
  CHECK(errorOf([&] { desk.book.removeSearch(id); }).code() == ErrorCode::NotFound);
  CHECK(errorOf([&] { desk.book.saveSearch(changed); }).code() == ErrorCode::NotFound);
}

TEST_CASE("marksOfAQueryWithoutANameAreKeptOutsideTheHistoryAndTheList") {
  Desk desk;
  const std::vector<TileId> tiles = desk.tiles();
  const SearchMark marks[] = {{tiles[0], true}, {tiles[1], false}, {tiles.back() + 1000, true}};
  desk.book.keepMarks("k1", R"({"text":"ships"})", marks);
  desk.book.keepMarks("k2", R"({"text":"ponds"})", std::span(marks).first(1));
  CHECK(desk.book.searches().empty());
  CHECK_FALSE(desk.book.undoable().has_value());
  auto kept = LabelBook(desk.file, OpenMode::ReadOnly).keptMarks();  // another start finds them
  REQUIRE(kept.size() == 2);
  REQUIRE(kept["k1"].size() == 2);  // the tile that is not there was passed over
  CHECK(kept["k1"][0].tile == tiles[0]);
  CHECK(kept["k1"][0].right);
  CHECK_FALSE(kept["k1"][1].right);
  desk.book.keepMarks("k1", R"({"text":"ships"})", std::span(marks).subspan(1, 1));
  CHECK(desk.book.keptMarks()["k1"].size() == 1);
  desk.book.keepMarks("k1", R"({"text":"ships"})", {});
  kept = desk.book.keptMarks();
  CHECK(kept.size() == 1);
  CHECK(kept.contains("k2"));
}

TEST_CASE("countsSayHowMuchIsLabelledAndHowEvenly") {
  Desk desk;
  const std::vector<TileId> tiles = desk.tiles();
  CHECK(desk.book.counts().imbalance == 0.0);
  const NewCaption captions[] = {{tiles[0], "a field", {}}, {tiles[0], "a pond", "bob"}, {tiles[1], "a field", {}}};
  desk.book.addCaptions(captions);
  desk.book.addToSet(TileSetKind::Tag, "farm", std::span(tiles).first(6));
  desk.book.addToSet(TileSetKind::Tag, "port", std::span(tiles).last(2));
  const LabelCounts counts = desk.book.counts();
  CHECK(counts.tiles == 16);
  CHECK(counts.labelledTiles == 2);
  CHECK(counts.taggedTiles == 8);
  CHECK(counts.captions == 3);
  CHECK(counts.distinctTexts == 2);
  CHECK(counts.orphans == 0);
  REQUIRE(counts.tags.size() == 2);
  CHECK(counts.tags[0].name == "farm");
  CHECK(counts.tags[0].tiles == 6);
  CHECK(counts.imbalance == 3.0);
  CHECK(counts.texts.at(0).name == "a field");
  CHECK(counts.texts.at(0).labels == 2);
  CHECK(counts.authors.at(0).name == "ann");
}

TEST_CASE("anArchiveOfTheFirstVersionIsBroughtUpToDateWithItsCaptions") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "old.tilescout";
  {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    migrate(database, file, schemaMigrations().first(1));
    database.exec("INSERT INTO caption (x, y, width, height, text) VALUES (1, 2, 3, 4, 'an old text')");
  }
  CHECK(Archive::open(file, OpenMode::ReadOnly).captions().at(0).text == "an old text");
  const std::vector<Caption> captions = LabelBook(file, OpenMode::ReadOnly).captions();
  CHECK(captions.at(0).author.empty());
  CHECK(std::filesystem::exists(file.string() + ".backup-v1"));
}

TEST_CASE("aBookOpenedForReadingChangesNothing") {
  Desk desk;
  LabelBook reader(desk.file, OpenMode::ReadOnly);
  CHECK(errorOf([&] { reader.createSet(TileSetKind::Tag, "a"); }).code() == ErrorCode::Io);
  CHECK(desk.book.sets(TileSetKind::Tag).empty());
}
