#include <doctest/doctest.h>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/collection_service.h"
#include "jobs/label_service.h"
#include "jobs/saved_search_service.h"
#include "support/test_files.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::jobs;
using archive::errorOf;

namespace {

struct LabelDesk {
  test::TempFolder folder;
  std::filesystem::path file = folder / "a.tilescout";
  std::vector<TileId> tiles;

  LabelDesk() {
    archive::Archive archive = archive::Archive::create(file);
    const SceneId scene = archive.putScene(archive::sceneNamed("/data/a.tif"), "k", archive::gridOf(3, 3));
    for (const archive::StoredTile& tile : archive.pendingTiles(scene, 99)) tiles.push_back(tile.id);
  }
};

}  // namespace

TEST_CASE("oneCaptionForManyTilesIsOneStepToUndo") {
  LabelDesk desk;
  LabelService labels(desk.file, "ann");
  CHECK(labels.addCaption(desk.tiles, "  a field of wheat \n").size() == 9);
  CHECK(labels.captionsOf(desk.tiles[4]).at(0).text == "a field of wheat");
  CHECK(labels.captionsOf(desk.tiles[4]).at(0).author == "ann");
  CHECK(labels.counts().labelledTiles == 9);
  CHECK(labels.undo()->count == 9);
  CHECK(labels.captions().empty());
  CHECK(labels.redo().has_value());
  CHECK(labels.captions().size() == 9);
  CHECK(labels.orphans().empty());
}

TEST_CASE("textsThatAreNoneAreRefused") {
  LabelDesk desk;
  LabelService labels(desk.file);
  for (const std::string& text : {std::string(), std::string("  \t "), std::string(5000, 'x'), std::string("caf\xe9"),
                                  std::string("\xed\xa0\x80"), std::string("two\nlines"), std::string("bell\a")}) {
    CAPTURE(text);
    CHECK(errorOf([&] { labels.addCaption(desk.tiles, text); }).code() == ErrorCode::InvalidInput);
    CHECK(errorOf([&] { labels.addTag(desk.tiles, text); }).code() == ErrorCode::InvalidInput);
    CHECK(errorOf([&] { CollectionService(desk.file).create(text); }).code() == ErrorCode::InvalidInput);
  }
  CHECK(labels.captions().empty());
  CHECK(labels.tags().empty());
  labels.addCaption(desk.tiles, "机场，有两条跑道 🛬");
  CHECK(labels.captions().size() == 9);
}

TEST_CASE("tagsAreGivenRenamedAndTakenAway") {
  LabelDesk desk;
  LabelService labels(desk.file);
  CHECK(labels.addTag(std::span(desk.tiles).first(2), "port") == 2);
  CHECK(labels.addTag(std::span(desk.tiles).first(3), "port") == 1);
  TileSet tag = labels.tags().at(0);
  tag.name = "harbour";
  labels.updateTag(tag);
  CHECK(labels.tilesWithTag("port").empty());
  CHECK(labels.tilesWithTag("harbour").size() == 3);
  CHECK(labels.removeTag(std::span(desk.tiles).first(1), "harbour") == 1);
  CHECK(labels.removeTag(desk.tiles, "no such tag") == 0);
  CHECK(labels.tagsOf(desk.tiles[0]).empty());
  CHECK(labels.tagsOf(desk.tiles[1]).at(0).name == "harbour");
  labels.deleteTag(tag.id);
  CHECK(labels.tags().empty());
  labels.undo();
  CHECK(labels.tilesWithTag("harbour").size() == 2);
}

TEST_CASE("takenIntoTrainingAgainOtherTilesKeepTheirSplits") {
  LabelDesk desk;
  LabelService labels(desk.file);
  const std::vector<TileId> tiles(desk.tiles.begin(), desk.tiles.begin() + 3);
  labels.setSplit(std::span(tiles).first(1), "test");
  labels.setForTraining(std::span(tiles).subspan(1), false);
  CHECK(labels.isForTraining(tiles[0]));
  CHECK_FALSE(labels.isForTraining(tiles[2]));
  labels.setForTraining(tiles, true);
  CHECK(labels.splitOf(tiles[0]) == "test");
  CHECK_FALSE(labels.splitOf(tiles[2]));
  labels.undo();
  CHECK_FALSE(labels.isForTraining(tiles[2]));
}

TEST_CASE("undoReachesCollectionsAndSavedSearchesToo") {
  LabelDesk desk;
  CollectionService collections(desk.file);
  SavedSearchService searches(desk.file);
  LabelService labels(desk.file);
  collections.add("mine", desk.tiles);
  SavedSearch search;
  search.name = "fields";
  search.query = "{}";
  const SavedSearchId id = searches.save(search);
  CHECK(searches.find(id)->seenTile == desk.tiles.back());
  CHECK(labels.undo()->kind == "search.save");
  CHECK(searches.list().empty());
  CHECK(labels.undo()->kind == "collection.add");
  CHECK(collections.list().empty());
  labels.redo();
  CHECK(collections.tiles(collections.list().at(0).id) == desk.tiles);
}

TEST_CASE("aDetectorAndItsMarksAreOneStep") {
  LabelDesk desk;
  SavedSearchService searches(desk.file);
  LabelService labels(desk.file);
  SavedSearch search;
  search.name = "fields";
  search.query = "{}";
  search.id = searches.save(search, std::vector<SearchMark>{{desk.tiles[0], true}, {desk.tiles[1], false}});
  searches.save(search, std::vector<SearchMark>{{desk.tiles[1], true}});
  CHECK(labels.undo()->kind == "search.save");
  CHECK(searches.marks(search.id).size() == 2);
  searches.remove(search.id);
  CHECK(labels.undo()->kind == "search.remove");
  REQUIRE(searches.marks(search.id).size() == 2);
  CHECK(searches.marks(search.id)[0].right);
  labels.undo();
  CHECK(searches.list().empty());
  CHECK_FALSE(labels.undoable());
}

TEST_CASE("newTilesAreThoseAfterTheLastLook") {
  LabelDesk desk;
  SavedSearchService searches(desk.file);
  SavedSearch search;
  search.name = "fields";
  search.query = "{}";
  search.alert = true;
  const SavedSearchId id = searches.save(search);
  archive::Archive::open(desk.file, archive::OpenMode::ReadWrite)
      .putScene(archive::sceneNamed("/data/b.tif"), "k", archive::gridOf(2, 1));
  CHECK(searches.newestTile() == searches.find(id)->seenTile + 2);
  searches.markSeen(id);
  CHECK(searches.find(id)->seenTile == searches.newestTile());
  CHECK(LabelService(desk.file).undo()->kind == "search.save");  // looking is no step
}

TEST_CASE("aSearchWithoutAQuestionIsRefused") {
  LabelDesk desk;
  SavedSearchService searches(desk.file);
  SavedSearch search;
  search.name = "nothing";
  CHECK(errorOf([&] { searches.save(search); }).code() == ErrorCode::InvalidInput);
  search.query = "{}";
  search.detector = Detector{};
  CHECK(errorOf([&] { searches.save(search); }).code() == ErrorCode::InvalidInput);
}
