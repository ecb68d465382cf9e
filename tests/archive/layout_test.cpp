#include <doctest/doctest.h>

#include "archive/label_book.h"
#include "support/temp_folder.h"
#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

/// An archive with one scene of 3 × 2 tiles and a model.
struct Stage {
  Stage() : file(folder / "a.tilescout"), archive(Archive::create(file)) {
    scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(3, 2));
    model = archive.modelFor("m", "print", 4).id;
    for (const StoredTile& tile : archive.pendingTiles(scene, model)) tiles.push_back(tile.id);
  }

  StoredLayout layout(const std::string& method = "umap") const {
    StoredLayout made;
    made.model = model;
    made.method = method;
    made.settings = "seed=1";
    made.revision = 5;
    made.tiles = tiles;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      made.xy.insert(made.xy.end(), {static_cast<float>(i), -0.5F});
      made.cluster.push_back(i % 2 == 0 ? 3 : -1);
    }
    made.clusters = {{3, "river", {"lake", "pond"}, {}, {}, 3, tiles[2], {0.5F, 0.5F, 0.5F, 0.5F}}};
    made.measures = {{"uniformity_image", -1.25}};
    made.similarity = {0.25, 0.75};
    made.marked["outlier"] = {{tiles[5], 0.5}, {tiles[1], 0.25}};
    made.texts = {{"a river", false, 7.5F, -1.0F, {0.5F, 0.5F, 0.5F, 0.5F}},
                  {"forest", true, 8.0F, -2.0F, {1.0F, 0.0F, 0.0F, 0.0F}}};
    return made;
  }

  test::TempFolder folder;
  std::filesystem::path file;
  Archive archive;
  SceneId scene = 0;
  ModelId model = 0;
  std::vector<TileId> tiles;
};

}  // namespace

TEST_CASE("aLayoutComesBackAsItWasStored") {
  Stage stage;
  const StoredLayout put = stage.layout();
  stage.archive.putLayout(put);
  const auto read = Archive::open(stage.file, OpenMode::ReadOnly).layoutOf(stage.model);
  REQUIRE(read);
  CHECK(read->method == "umap");
  CHECK(read->settings == put.settings);
  CHECK(read->revision == 5);
  CHECK(read->created.size() == 20);
  CHECK(read->tiles == put.tiles);
  CHECK(read->xy == put.xy);
  CHECK(read->cluster == put.cluster);
  CHECK(read->measures == put.measures);
  CHECK(read->similarity == put.similarity);
  REQUIRE(read->clusters.size() == 1);
  CHECK(read->clusters[0].name == "river");
  CHECK(read->clusters[0].otherNames == put.clusters[0].otherNames);
  CHECK(read->clusters[0].representative == stage.tiles[2]);
  CHECK(read->clusters[0].centre == put.clusters[0].centre);
  REQUIRE(read->marked.at("outlier").size() == 2);
  CHECK(read->marked.at("outlier")[0].tile == stage.tiles[5]);
  REQUIRE(read->texts.size() == 2);
  CHECK(read->texts[0].text == "a river");
  CHECK_FALSE(read->texts[0].word);
  CHECK(read->texts[0].x == 7.5F);
  CHECK(read->texts[0].y == -1.0F);
  CHECK(read->texts[1].word);
  CHECK(read->texts[1].vector == put.texts[1].vector);
}

TEST_CASE("oneLayoutAModelAndMethodIsKeptAndTheLatestComesFirst") {
  Stage stage;
  stage.archive.putLayout(stage.layout("umap"));
  stage.archive.putLayout(stage.layout("pca"));
  CHECK(stage.archive.layoutOf(stage.model)->method == "pca");
  StoredLayout again = stage.layout("umap");
  again.settings = "seed=2";
  again.clusters.clear();
  stage.archive.putLayout(again);
  CHECK(stage.archive.layoutOf(stage.model)->settings == "seed=2");
  CHECK(stage.archive.layoutOf(stage.model, "umap")->clusters.empty());
  CHECK(stage.archive.layoutOf(stage.model, "pca")->settings == "seed=1");
  CHECK_FALSE(stage.archive.layoutOf(stage.archive.modelFor("other", "print 2", 4).id));
}

TEST_CASE("pointsOfTilesThatAreGoneAreLeftOut") {
  Stage stage;
  stage.archive.putScene(sceneNamed("/data/b.tif"), "k", gridOf(1, 1));
  stage.archive.putLayout(stage.layout());
  stage.archive.putScene(sceneNamed("/data/a.tif"), "another tiling", gridOf(2, 1));
  const auto read = stage.archive.layoutOf(stage.model);
  REQUIRE(read);
  CHECK(read->tiles.empty());
  CHECK(read->xy.empty());
  CHECK(read->marked.empty());
}

TEST_CASE("aClusterKeepsTheUsersName") {
  Stage stage;
  const std::int64_t id = stage.archive.putLayout(stage.layout());
  LabelBook book(stage.file, OpenMode::ReadWrite);
  const auto cluster = [&] { return stage.archive.layoutOf(stage.model)->clusters.at(0); };
  book.nameCluster(id, 3, "Red River");
  CHECK(cluster().ownName == "Red River");
  CHECK(cluster().name == "river");  // what the program said stays beside it
  stage.archive.putLayout(stage.layout("pca"));
  CHECK(cluster().ownName.empty());  // clusters of another method are others
  const std::int64_t anew = stage.archive.putLayout(stage.layout());
  CHECK(cluster().ownName == "Red River");
  book.nameCluster(anew, 3, "");
  CHECK(cluster().ownName.empty());
  CHECK(errorOf([&] { book.nameCluster(anew, 99, "x"); }).code() == ErrorCode::NotFound);
  CHECK(errorOf([&] { book.nameCluster(id, 3, "x"); }).code() == ErrorCode::NotFound);  // a layout that was replaced
}

TEST_CASE("aNameThatIsCarriedOverNeverReplacesOneThatIsThere") {
  Stage stage;
  StoredLayout layout = stage.layout();
  layout.clusters[0].carriedName = "Red River";
  const std::int64_t id = stage.archive.putLayout(layout);
  const auto own = [&] { return stage.archive.layoutOf(stage.model)->clusters.at(0).ownName; };
  CHECK(own() == "Red River");
  LabelBook(stage.file, OpenMode::ReadWrite).nameCluster(id, 3, "Wild Rice");
  stage.archive.putLayout(layout);
  CHECK(own() == "Wild Rice");
}

TEST_CASE("namingAClusterIsTakenBackAndDoneAgain") {
  Stage stage;
  std::int64_t id = stage.archive.putLayout(stage.layout());
  LabelBook book(stage.file, OpenMode::ReadWrite);
  const auto own = [&] { return stage.archive.layoutOf(stage.model)->clusters.at(0).ownName; };
  book.nameCluster(id, 3, "Red River");
  book.nameCluster(id, 3, "The Red River");
  REQUIRE(book.undoable());
  CHECK(book.undoable()->kind == "cluster.name");
  CHECK(book.undoable()->detail == "The Red River");
  book.undo();
  CHECK(own() == "Red River");
  id = stage.archive.putLayout(stage.layout());  // a layout that is made meanwhile changes nothing in that
  book.undo();
  CHECK(own().empty());
  book.redo();
  CHECK(own() == "Red River");
  book.nameCluster(id, 3, "");
  book.undo();
  CHECK(own() == "Red River");
  book.nameCluster(id, 3, "Red River");  // no change is no step
  CHECK(book.undoable()->detail == "Red River");
  CHECK_FALSE(book.redoable()->detail == "Red River");
}

TEST_CASE("namesGivenByAnEarlierVersionAreKept") {
  Stage stage;
  StoredLayout layout = stage.layout();
  stage.archive.putLayout(layout);
  tamper(stage.file,
         "ALTER TABLE cluster DROP COLUMN colour; DROP TABLE layout_text; DROP TABLE model_computation; DROP TABLE "
         "cluster_name; ALTER TABLE comparison DROP "
         "COLUMN before_similarity; "
         "ALTER TABLE comparison DROP COLUMN after_similarity; UPDATE cluster SET name = 'Red River', renamed = 1; "
         "PRAGMA user_version = 8");
  const auto read = Archive::open(stage.file, OpenMode::ReadWrite).layoutOf(stage.model);
  REQUIRE(read);
  CHECK(read->clusters.at(0).ownName == "Red River");
  CHECK(read->clusters.at(0).name == "lake");  // its own first name was written over
}

TEST_CASE("clustersOfAnEarlierVersionHaveNoColourOfTheirOwn") {
  Stage stage;
  StoredLayout layout = stage.layout();
  layout.clusters[0].colour = 9;
  stage.archive.putLayout(layout);
  CHECK(stage.archive.layoutOf(stage.model)->clusters.at(0).colour == 9);
  tamper(stage.file, "ALTER TABLE cluster DROP COLUMN colour; PRAGMA user_version = 11");
  CHECK(Archive::open(stage.file, OpenMode::ReadWrite).layoutOf(stage.model)->clusters.at(0).colour == -1);
}

TEST_CASE("anArchiveOfAnEarlierVersionGetsRoomForTexts") {
  Stage stage;
  stage.archive.putLayout(stage.layout());
  tamper(stage.file, "ALTER TABLE cluster DROP COLUMN colour; DROP TABLE layout_text; PRAGMA user_version = 10");
  Archive migrated = Archive::open(stage.file, OpenMode::ReadWrite);
  const auto read = migrated.layoutOf(stage.model);
  REQUIRE(read);
  CHECK(read->tiles == stage.tiles);
  CHECK(read->texts.empty());
  migrated.putLayout(stage.layout());
  CHECK(migrated.layoutOf(stage.model)->texts.size() == 2);
}

TEST_CASE("textsOfAReplacedLayoutGoWithIt") {
  Stage stage;
  stage.archive.putLayout(stage.layout());
  StoredLayout alone = stage.layout();
  alone.texts.clear();
  stage.archive.putLayout(alone);
  CHECK(stage.archive.layoutOf(stage.model)->texts.empty());
  SQLite::Database database(stage.file.string());
  CHECK(database.execAndGet("SELECT count(*) FROM layout_text").getInt() == 0);
}

TEST_CASE("layoutsThatAreNoNumbersAreNotStoredAndDamagedOnesNotShown") {
  Stage stage;
  StoredLayout bad = stage.layout();
  bad.xy[3] = std::nanf("");
  CHECK(errorOf([&] { stage.archive.putLayout(bad); }).code() == ErrorCode::Internal);
  bad = stage.layout();
  bad.cluster.pop_back();
  CHECK(errorOf([&] { stage.archive.putLayout(bad); }).code() == ErrorCode::Internal);
  bad = stage.layout();
  bad.texts[1].y = std::nanf("");
  CHECK(errorOf([&] { stage.archive.putLayout(bad); }).code() == ErrorCode::Internal);
  for (const char* damage : {"UPDATE layout_block SET xy = x'00'", "UPDATE layout_block SET clusters = x'0102'",
                             "UPDATE cluster SET centre = x'010203'", "UPDATE layout_text SET vector = x'010203'",
                             "UPDATE layout_text SET x = 9e999"}) {
    stage.archive.putLayout(stage.layout());
    tamper(stage.file, damage);
    CHECK(errorOf([&] { stage.archive.layoutOf(stage.model); }).code() == ErrorCode::Corrupt);
  }
}

TEST_CASE("aLayoutOfManyBlocksIsWhole") {
  Stage stage;
  const SceneId large = stage.archive.putScene(sceneNamed("/data/l.tif"), "k", gridOf(300, 250, 10));
  StoredLayout layout = stage.layout();
  for (const StoredTile& tile : stage.archive.pendingTiles(large, stage.model)) {
    layout.tiles.push_back(tile.id);
    layout.xy.insert(layout.xy.end(), {static_cast<float>(tile.id), 0.0F});
    layout.cluster.push_back(3);
  }
  stage.archive.putLayout(layout);
  const auto read = stage.archive.layoutOf(stage.model);
  CHECK(read->tiles == layout.tiles);
  CHECK(read->xy == layout.xy);
}

TEST_CASE("aComparisonComesBackAsItWasStoredAndReplacesTheOneBefore") {
  Stage stage;
  StoredComparison put;
  put.before = stage.model;
  put.after = stage.archive.modelFor("later", "print 2", 4).id;
  put.settings = "seed=1";
  put.revision = 3;
  put.tiles = stage.tiles;
  for (std::size_t i = 0; i < stage.tiles.size(); ++i) {
    put.beforeXy.insert(put.beforeXy.end(), {static_cast<float>(i), 1.0F});
    put.afterXy.insert(put.afterXy.end(), {static_cast<float>(i), 2.0F});
    put.drift.push_back(0.25F);
  }
  put.beforeMeasures = {{"uniformity_image", -1.5}};
  put.afterSimilarity = {0.25, 0.5, 0.25};
  put.afterMeasures = {{"uniformity_image", -2.5}, {"effective_rank", 7.0}};
  stage.archive.putComparison(put);
  put.drift[0] = 1.0F;
  stage.archive.putComparison(put);
  const auto read = Archive::open(stage.file, OpenMode::ReadOnly).comparisonOf(put.before, put.after);
  REQUIRE(read);
  CHECK(read->tiles == put.tiles);
  CHECK(read->beforeXy == put.beforeXy);
  CHECK(read->afterXy == put.afterXy);
  CHECK(read->drift == put.drift);
  CHECK(read->beforeMeasures == put.beforeMeasures);
  CHECK(read->beforeSimilarity.empty());
  CHECK(read->afterSimilarity == put.afterSimilarity);
  CHECK(read->afterMeasures == put.afterMeasures);
  CHECK(read->settings == "seed=1");
  CHECK_FALSE(stage.archive.comparisonOf(put.after, put.before));
  put.drift[0] = std::nanf("");
  CHECK(errorOf([&] { stage.archive.putComparison(put); }).code() == ErrorCode::Internal);
  for (const char* damage :
       {"UPDATE comparison_block SET drift = x'00'", "UPDATE comparison_block SET tiles = tiles || tiles"}) {
    put.drift[0] = 0.0F;
    stage.archive.putComparison(put);
    tamper(stage.file, damage);
    CHECK(errorOf([&] { stage.archive.comparisonOf(put.before, put.after); }).code() == ErrorCode::Corrupt);
  }
}
