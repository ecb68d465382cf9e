#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "jobs/collection_service.h"
#include "jobs/index_job.h"
#include "jobs/label_service.h"
#include "jobs/merge_job.h"
#include "jobs/saved_search_service.h"
#include "support/test_files.h"
#include "tests/archive/archive_fixture.h"
#include "tests/jobs/archive_dump.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;
using archive::errorOf;
using archive::tamper;

namespace {

namespace fs = std::filesystem;

struct Shards {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes";
  std::vector<fs::path> files;

  explicit Shards(int count = 3) {
    writeSmallWorld(scenes);
    for (int i = 0; i < count; ++i) files.push_back(shard("part" + std::to_string(i), i, count));
  }
  fs::path shard(const std::string& name, int part, int parts, int tile = 64, const std::string& model = "fake-1") {
    const fs::path file = folder / (name + ".tilescout");
    archive::Archive::create(file);
    IndexOptions options;
    options.paths = {scenes};
    options.tile = tile;
    options.levels = 2;
    options.shard = part;
    options.shards = parts;
    FakeModel fake(8, model);
    JobContext job;
    runIndex(file, fake, options, job);
    return file;
  }
  MergeReport merge(const fs::path& target) { return merge(target, files); }
  MergeReport merge(const fs::path& target, const std::vector<fs::path>& parts) {
    JobContext job;
    return runMerge(target, parts, job);
  }
};

/// What an archive says, in words that do not depend on the numbers it gave: scene by path, tile by window.
std::map<std::string, std::vector<std::uint16_t>> contentOf(const fs::path& file) {
  archive::Archive archive = archive::Archive::open(file, archive::OpenMode::ReadOnly);
  std::map<std::string, std::vector<std::uint16_t>> content;
  for (const archive::SceneRow& row : archive.scenes()) {
    content[row.info.path + " " + std::string(archive::stateName(row.state)) + " " + std::to_string(row.tiles) + " " +
            std::to_string(row.skippedTiles) + " " + row.problemCode + " " + row.tilingKey + " " + row.info.date];
  }
  for (const archive::ModelRecord& model : archive.models()) {
    archive.readEmbeddings(model.id, [&](auto ids, auto rows) {
      const std::size_t width = rows.size() / ids.size();
      for (std::size_t i = 0; i < ids.size(); ++i) {
        const TileInfo tile = *archive.tile(ids[i]);
        const std::string place = std::to_string(tile.window.level) + " " + std::to_string(tile.window.x) + " " +
                                  std::to_string(tile.window.y) + " " + std::to_string(tile.footprint.at(0).lon);
        content[model.fingerprint + " " + archive.sceneInfo(tile.scene)->path + " " + place] = {
            rows.begin() + static_cast<std::ptrdiff_t>(i * width),
            rows.begin() + static_cast<std::ptrdiff_t>((i + 1) * width)};
      }
    });
  }
  return content;
}

std::size_t tilesInTree(const fs::path& file) {
  return archive::Archive::open(file, archive::OpenMode::ReadOnly).tilesInBox(-180, -90, 180, 90).size();
}

}  // namespace

TEST_CASE("mergedShardsHoldWhatOneRunHolds") {
  Shards shards;
  const fs::path merged = shards.folder / "merged.tilescout";
  const MergeReport report = shards.merge(merged);
  const fs::path whole = shards.shard("whole", 0, 1);
  CHECK(report.shards == 3);
  CHECK(report.scenes == 4);
  CHECK(report.changed == 4);
  CHECK(report.problems.empty());
  CHECK(report.warnings.empty());
  CHECK(report.pendingTiles == 0);
  CHECK(contentOf(merged) == contentOf(whole));
  CHECK(tilesInTree(merged) == tilesInTree(whole));
  archive::Archive archive = archive::Archive::open(merged, archive::OpenMode::ReadWrite);
  CHECK(archive.verify().empty());
  CHECK(archive.activeModel()->fingerprint == "fake-1");
  CHECK(archive.sources() == archive::Archive::open(whole, archive::OpenMode::ReadOnly).sources());
}

TEST_CASE("mergingTwiceChangesNothingMore") {
  Shards shards;
  const fs::path merged = shards.folder / "merged.tilescout";
  archive::Archive part = archive::Archive::open(shards.files[0], archive::OpenMode::ReadWrite);
  const TileId tile = part.pendingTiles(1, 99).at(0).id;
  part.addCaption(tile, "a field");
  part.addCaption(tile, "a field");
  part.addCaption(tile, "another text");
  shards.merge(merged);
  const std::string before = dumpOf(merged);
  archive::Archive archive = archive::Archive::open(merged, archive::OpenMode::ReadOnly);
  const std::int64_t revision = archive.revision();
  CHECK(archive.captions().size() == 3);
  const MergeReport again = shards.merge(merged);
  CHECK(again.changed == 0);
  CHECK(dumpOf(merged) == before);
  CHECK(archive.revision() == revision);

  part.addCaption(tile, "a field");
  CHECK(shards.merge(merged).changed == 1);
  CHECK(archive.captions().size() == 4);
  for (const archive::CaptionRow& caption : archive.captions()) CHECK(archive.tile(caption.tile).has_value());
}

TEST_CASE("anArchiveKeepsItsOwnScenesAndNumbers") {
  Shards shards;
  const fs::path target = shards.files[0];
  archive::Archive archive = archive::Archive::open(target, archive::OpenMode::ReadOnly);
  const archive::SceneRow own = archive.scenes().at(0);
  shards.merge(target, {shards.files[1], shards.files[2]});
  CHECK(archive.scenes().size() == 4);
  CHECK(archive.scene(own.info.id)->info.path == own.info.path);
  CHECK(contentOf(target) == contentOf(shards.shard("whole", 0, 1)));
}

TEST_CASE("aSceneHalfDoneInOneShardIsCompletedFromAnother") {
  Shards shards(1);
  const fs::path half = shards.folder / "half.tilescout";
  fs::copy_file(shards.files[0], half);
  tamper(half, "DELETE FROM embedding WHERE tile_id % 2 = 0; UPDATE scene SET state = 'pending' WHERE state = 'indexed'");
  const MergeReport report = shards.merge(half, {shards.files[0]});
  CHECK(report.changed == 3);
  CHECK(contentOf(half) == contentOf(shards.files[0]));
}

TEST_CASE("aShardOfAnotherCutIsRefusedByNameBeforeAnythingIsDone") {
  Shards shards;
  const fs::path other = shards.shard("other", 0, 1, 96);
  const fs::path merged = shards.folder / "merged.tilescout";
  const Error error = errorOf([&] { shards.merge(merged, {shards.files[0], other}); });
  CHECK(error.code() == ErrorCode::Incompatible);
  CHECK(error.subject() == other.string());
  CHECK(archive::Archive::open(merged, archive::OpenMode::ReadOnly).scenes().empty());
}

TEST_CASE("aShardOfANewerVersionIsRefusedByName") {
  Shards shards;
  tamper(shards.files[1], "PRAGMA user_version = 999");
  const fs::path merged = shards.folder / "merged.tilescout";
  const Error error = errorOf([&] { shards.merge(merged); });
  CHECK(error.code() == ErrorCode::Incompatible);
  CHECK(error.subject() == shards.files[1].string());
  CHECK_FALSE(fs::exists(merged));
}

TEST_CASE("aShardOfAnotherModelIsTakenInWithAWarning") {
  Shards shards;
  const fs::path other = shards.shard("other", 1, 3, 64, "fake-2");
  const fs::path merged = shards.folder / "merged.tilescout";
  const MergeReport report = shards.merge(merged, {shards.files[0], other});
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].find(other.string()) != std::string::npos);
  archive::Archive archive = archive::Archive::open(merged, archive::OpenMode::ReadOnly);
  CHECK(archive.activeModel()->fingerprint == "fake-1");
  CHECK(report.pendingTiles > 0);
  REQUIRE(archive.models().size() == 2);
  CHECK(archive.embeddingCount(archive.models()[1].id) > 0);
}

TEST_CASE("aSceneThatChangedBetweenTheShardsStaysAsTheArchiveHasIt") {
  Shards shards(1);
  writeScene(shards.scenes / "a.tif", {256, 192, 99, 500'000.0, 0});
  const fs::path later = shards.shard("later", 0, 1);
  const std::string before = dumpOf(shards.files[0]);
  const MergeReport report = shards.merge(shards.files[0], {later});
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].scene == (shards.scenes / "a.tif").string());
  CHECK(report.problems[0].code == "changed");
  CHECK(dumpOf(shards.files[0]) == before);
}

TEST_CASE("anArchiveIsNotMergedIntoItselfAndAMissingShardIsNamed") {
  Shards shards;
  CHECK(errorOf([&] { shards.merge(shards.files[0], {shards.files[0]}); }).code() == ErrorCode::InvalidInput);
  const Error missing = errorOf([&] { shards.merge(shards.folder / "m.tilescout", {shards.folder / "none.tilescout"}); });
  CHECK(missing.code() == ErrorCode::NotFound);
  CHECK_FALSE(fs::exists(shards.folder / "m.tilescout"));
}

TEST_CASE("aShardWhoseEmbeddingHasAWrongSizeIsRefusedAndTheSceneLeftOut") {
  Shards shards(1);
  tamper(shards.files[0], "UPDATE embedding SET vector = x'0102' WHERE tile_id = (SELECT max(tile_id) FROM embedding)");
  const fs::path merged = shards.folder / "merged.tilescout";
  CHECK(errorOf([&] { shards.merge(merged); }).code() == ErrorCode::Corrupt);
  for (const archive::VerifyProblem& problem :
       archive::Archive::open(merged, archive::OpenMode::ReadWrite).verify())
    FAIL(problem.message);
}

TEST_CASE("labelsOfAShardComeWithItsTilesAndOnlyOnce") {
  Shards shards;
  {
    LabelService labels(shards.files[0], "ann");
    labels.addCaption(std::vector<TileId>{1, 2}, "a field");
    labels.addTag(std::vector<TileId>{1, 2, 3}, "farm");
    CollectionService(shards.files[0]).add("mine", std::vector<TileId>{2});
    SavedSearchService searches(shards.files[0]);
    SavedSearch search;
    search.name = "farms";
    search.query = "{\"text\":\"farm\"}";
    searches.setMarks(searches.save(search), std::vector<SearchMark>{{1, true}, {3, false}});
  }
  const fs::path merged = shards.folder / "merged.tilescout";
  // The other shards first, so that numbers differ.
  for (int turn = 0; turn < 2; ++turn) shards.merge(merged, {shards.files[1], shards.files[2], shards.files[0]});
  LabelService labels(merged);
  REQUIRE(labels.captions().size() == 2);
  CHECK(labels.captions()[0].author == "ann");
  REQUIRE(labels.tags().size() == 1);
  CHECK(labels.tags()[0].tiles == 3);
  CHECK(CollectionService(merged).list().at(0).tiles == 1);
  SavedSearchService searches(merged);
  REQUIRE(searches.list().size() == 1);
  const std::vector<SearchMark> marks = searches.marks(searches.list()[0].id);
  REQUIRE(marks.size() == 2);
  CHECK(marks[0].right);
  archive::Archive archive = archive::Archive::open(merged, archive::OpenMode::ReadOnly);
  archive::Archive part = archive::Archive::open(shards.files[0], archive::OpenMode::ReadOnly);
  CHECK(marks[0].tile != 1);
  CHECK(archive.tile(marks[0].tile)->window.x == part.tile(1)->window.x);
  CHECK(archive.sceneInfo(archive.tile(marks[1].tile)->scene)->path == part.sceneInfo(part.tile(3)->scene)->path);
}

TEST_CASE("whatIsNoDuplicateInAShardIsNoneInTheWhole") {
  Shards shards;
  archive::LabelBook book(shards.files[0], archive::OpenMode::ReadWrite);
  book.putApart(std::vector<std::vector<TileId>>{{1, 3}, {2, 3}});
  const fs::path merged = shards.folder / "merged.tilescout";
  for (int turn = 0; turn < 2; ++turn) shards.merge(merged, {shards.files[1], shards.files[2], shards.files[0]});
  archive::Archive archive = archive::Archive::open(merged, archive::OpenMode::ReadOnly);
  archive::Archive part = archive::Archive::open(shards.files[0], archive::OpenMode::ReadOnly);
  const auto said = archive.apart();
  REQUIRE(said.size() == 2);
  REQUIRE(said[0].size() == 2);
  for (const auto& [ours, theirs] : {std::pair{said[0][0], TileId{1}}, std::pair{said[0][1], TileId{3}}}) {
    CHECK(ours != theirs);
    CHECK(archive.tile(ours)->window.x == part.tile(theirs)->window.x);
    CHECK(archive.tile(ours)->window.y == part.tile(theirs)->window.y);
  }
  CHECK_FALSE(archive::LabelBook(merged, archive::OpenMode::ReadOnly).undoable());
}

TEST_CASE("aSavedSearchOfAnotherMeaningIsLeftOutWithAWarning") {
  Shards shards(2);
  SavedSearch search;
  search.name = "farms";
  search.query = "1";
  SavedSearchService(shards.files[0]).save(search);
  search.query = "2";
  SavedSearchService(shards.files[1]).save(search);
  const MergeReport report = shards.merge(shards.files[0], {shards.files[1]});
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].find("farms") != std::string::npos);
  CHECK(SavedSearchService(shards.files[0]).list().at(0).query == "1");
}
