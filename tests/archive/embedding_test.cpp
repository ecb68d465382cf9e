#include <doctest/doctest.h>

#include <cstring>
#include <numeric>

#include "tests/archive/archive_fixture.h"

using namespace tilescout;
using namespace tilescout::archive;

namespace {

struct Filled {
  Archive archive;
  ModelRecord model;
  SceneId a = 0, b = 0;
  std::vector<TileId> embedded;
};

// Two scenes whose tiles are embedded out of order, but for one that is skipped and one that is left pending.
Filled fill(const std::filesystem::path& file) {
  Filled filled{Archive::create(file), {}, 0, 0, {}};
  filled.model = filled.archive.modelFor("m", "f1", 12);
  filled.a = filled.archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(3, 1));
  filled.b = filled.archive.putScene(sceneNamed("/data/b.tif"), "k", gridOf(3, 1));
  const auto tilesOfA = filled.archive.pendingTiles(filled.a, filled.model.id);
  const auto tilesOfB = filled.archive.pendingTiles(filled.b, filled.model.id);
  filled.embedded = {tilesOfA[0].id, tilesOfA[1].id, tilesOfB[0].id, tilesOfB[2].id};
  for (const std::size_t i : {3u, 1u, 0u, 2u}) {
    const auto row = unitRow(filled.embedded[i], 12);
    const Archive::EmbeddedTile tile{filled.embedded[i], false, row};
    filled.archive.storeEmbeddings(filled.model.id, {&tile, 1});
  }
  const Archive::EmbeddedTile skipped{tilesOfB[1].id, true, {}};
  filled.archive.storeEmbeddings(filled.model.id, {&skipped, 1});
  return filled;
}

}  // namespace

TEST_CASE("embeddingsComeBackBitForBitInTileOrder") {
  const test::TempFolder folder;
  Filled filled = fill(folder / "a.tilescout");
  std::vector<TileId> ids;
  std::vector<std::uint16_t> values;
  filled.archive.readEmbeddings(filled.model.id, [&](auto blockIds, auto rows) {
    ids.insert(ids.end(), blockIds.begin(), blockIds.end());
    values.insert(values.end(), rows.begin(), rows.end());
  });
  REQUIRE(ids == filled.embedded);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto row = unitRow(ids[i], 12);
    CHECK(std::equal(row.begin(), row.end(), values.begin() + static_cast<std::ptrdiff_t>(i * 12)));
  }
  CHECK(filled.archive.scenesOfTiles(ids) == std::vector<SceneId>{filled.a, filled.a, filled.b, filled.b});
}

TEST_CASE("tilesThatAreNotThereHaveNoScene") {
  const test::TempFolder folder;
  Filled filled = fill(folder / "a.tilescout");
  const TileId last = filled.embedded.back();
  CHECK(filled.archive.scenesOfTiles(std::vector<TileId>{-3, filled.embedded.front(), last, last + 1000}) ==
        std::vector<SceneId>{0, filled.a, filled.b, 0});
  CHECK(filled.archive.scenesOfTiles({}).empty());
}

TEST_CASE("statusCountsEmbeddedSkippedAndPendingTiles") {
  const test::TempFolder folder;
  Filled filled = fill(folder / "a.tilescout");
  CHECK(filled.archive.pendingTileCount(filled.a, filled.model.id) == 1);
  CHECK(filled.archive.pendingTileCount(filled.b, filled.model.id) == 0);
  CHECK(filled.archive.scenesWithPendingTiles(filled.model.id) == std::vector<SceneId>{filled.a});
  filled.archive.setActiveModel(filled.model.id);
  const ArchiveStatus status = filled.archive.status();
  CHECK(status.scenes == 2);
  CHECK(status.tiles == 4);
  CHECK(status.skipped == 1);
  CHECK(status.pendingTiles == 1);
  CHECK(status.bytes > 0);
  CHECK(filled.archive.scene(filled.b)->skippedTiles == 1);
  // Counts are kept while nothing changes; what another connection adds is seen all the same.
  Archive other = Archive::open(folder / "a.tilescout", OpenMode::ReadWrite);
  const TileId last = other.pendingTiles(filled.a, filled.model.id).at(0).id;
  const auto row = unitRow(last, 12);
  const Archive::EmbeddedTile tile{last, false, row};
  other.storeEmbeddings(filled.model.id, {&tile, 1});
  CHECK(filled.archive.status().tiles == 5);
  CHECK(filled.archive.status().pendingTiles == 0);
  other.putScene(sceneNamed("/data/c.tif"), "k", gridOf(2, 1));
  CHECK(filled.archive.status().pendingTiles == 2);
}

TEST_CASE("anotherModelSeesTheTilesAsPending") {
  const test::TempFolder folder;
  Filled filled = fill(folder / "a.tilescout");
  const ModelRecord other = filled.archive.modelFor("n", "f2", 4);
  CHECK(filled.archive.pendingTileCount(filled.a, other.id) == 3);
  CHECK(filled.archive.pendingTileCount(filled.b, other.id) == 2);  // nodata is nodata for every model
  CHECK(filled.archive.embeddingCount(other.id) == 0);
}

TEST_CASE("aRowOfTheWrongLengthIsRefusedAndNothingOfItsBatchIsKept") {
  const test::TempFolder folder;
  Filled filled = fill(folder / "a.tilescout");
  const TileId pending = filled.archive.pendingTiles(filled.a, filled.model.id)[0].id;
  const auto good = unitRow(1, 12);
  const auto bad = unitRow(1, 11);
  const std::vector<Archive::EmbeddedTile> batch = {{pending, false, good}, {filled.embedded[0], false, bad}};
  CHECK(errorOf([&] { filled.archive.storeEmbeddings(filled.model.id, batch); }).code() == ErrorCode::InvalidInput);
  CHECK(filled.archive.embeddingCount(filled.model.id) == 4);
}

TEST_CASE("blocksOfManyRowsLoseNothing") {
  const test::TempFolder folder;
  Archive archive = Archive::create(folder / "a.tilescout");
  const ModelRecord model = archive.modelFor("m", "f1", 4);
  const SceneId scene = archive.putScene(sceneNamed("/data/a.tif"), "k", gridOf(100, 91));
  std::vector<std::vector<std::uint16_t>> rows;
  std::vector<Archive::EmbeddedTile> batch;
  for (const StoredTile& tile : archive.pendingTiles(scene, model.id)) {
    rows.push_back(unitRow(tile.id, 4));
    batch.push_back({tile.id, false, rows.back()});
  }
  archive.storeEmbeddings(model.id, batch);
  std::size_t seen = 0;
  archive.readEmbeddings(model.id, [&](auto ids, auto values) {
    for (std::size_t i = 0; i < ids.size(); ++i, ++seen) {
      REQUIRE(ids[i] == batch[seen].tile);
      REQUIRE(std::memcmp(values.data() + i * 4, rows[seen].data(), 8) == 0);
    }
  });
  CHECK(seen == 9100);
}

TEST_CASE("aSnapshotDoesNotSeeWhatAWriterAddsMeanwhile") {
  const test::TempFolder folder;
  Filled filled = fill(folder / "a.tilescout");
  Archive reader = Archive::open(folder / "a.tilescout", OpenMode::ReadOnly);
  const TileId pending = filled.archive.pendingTiles(filled.a, filled.model.id)[0].id;
  reader.snapshot([&] {
    REQUIRE(reader.embeddingCount(filled.model.id) == 4);
    const auto row = unitRow(9, 12);
    const Archive::EmbeddedTile tile{pending, false, row};
    filled.archive.storeEmbeddings(filled.model.id, {&tile, 1});
    CHECK(reader.embeddingCount(filled.model.id) == 4);
  });
  CHECK(reader.embeddingCount(filled.model.id) == 5);
}

TEST_CASE("verifyFindsDamageBehindTheArchivesBack") {
  const test::TempFolder folder;
  const std::filesystem::path file = folder / "a.tilescout";
  { const Filled filled = fill(file); }
  const auto problemsWith = [&](const std::string& sql) {
    tamper(file, sql);
    std::string all;
    for (const VerifyProblem& problem : Archive::open(file, OpenMode::ReadOnly).verify()) all += problem.message + "\n";
    return all;
  };
  CHECK(problemsWith("SELECT 1").find("embedding") == std::string::npos);
  CHECK(problemsWith("SELECT 1").find("cannot be reached") != std::string::npos);  // /data/a.tif
  CHECK(problemsWith("UPDATE embedding SET vector = zeroblob(24) WHERE tile_id = 1").find("not of length 1") !=
        std::string::npos);
  CHECK(problemsWith("DELETE FROM tile WHERE id = 2").find("belong to no tile") != std::string::npos);
  CHECK(problemsWith("DELETE FROM tile_box WHERE id = 3").find("missing from the spatial index") != std::string::npos);
  CHECK(problemsWith("UPDATE embedding SET vector = zeroblob(23) WHERE tile_id = 1").find("wrong size") !=
        std::string::npos);
}

TEST_CASE("embeddingsAreCountedWithoutReadingTheirVectors") {
  const test::TempFolder folder;
  const auto file = folder / "a.tilescout";
  { fill(file); }
  tamper(file, "DROP INDEX embedding_of_model; PRAGMA user_version = 12");  // as the version before made it
  {
    Archive archive = Archive::open(file, OpenMode::ReadWrite);
    archive.setActiveModel(archive.modelFor("m", "f1", 12).id);
    CHECK(archive.status().tiles == 4);
  }
  SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
  const std::string plan = [&] {
    SQLite::Statement query(database, "EXPLAIN QUERY PLAN SELECT count(*) FROM embedding WHERE model_id = 1");
    return query.executeStep() ? query.getColumn("detail").getString() : std::string();
  }();
  CHECK(plan.find("COVERING INDEX embedding_of_model") != std::string::npos);
}
