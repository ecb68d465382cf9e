// Two models over the same tiles: laid out together, measured, stored; what changed comes first.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "base/atomic_file.h"
#include "base/error.h"
#include "jobs/compare_job.h"
#include "tests/explore/space_fixture.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

const std::vector<std::string> kThree = {"river", "forest", "airport"};

/// Sixty tiles of each text; the second model takes the last ten rivers for forest.
struct Stage : SpaceFixture {
  explicit Stage(int count = 60) {
    tiles = addScene("a.tif", kThree, count, 0.05);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < tiles.size(); ++i) texts.push_back(kThree[i / static_cast<std::size_t>(count)]);
    for (int i = count - 10; i < count && count > 20; ++i) {
      texts[static_cast<std::size_t>(i)] = "forest";
      moved.insert(tiles[static_cast<std::size_t>(i)]);
    }
    addModel("second", tiles, texts, 0.05);
  }

  ComparisonView compare(CompareOptions options = {}) {
    options.before = "fake-1";
    options.after = "second";
    JobContext job;
    return runCompare(file, {&model, nullptr}, options, job);
  }

  std::vector<TileId> tiles;
  std::set<TileId> moved;
};

bool finite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

double apart(const ComparisonView& view, std::size_t i) {
  return std::hypot(view.after.xy[2 * i] - view.before.xy[2 * i], view.after.xy[2 * i + 1] - view.before.xy[2 * i + 1]);
}

}  // namespace

TEST_CASE("whatTwoModelsSeeAlikeStaysInPlaceAndWhatChangedComesFirst") {
  Stage stage;
  const ComparisonView view = stage.compare();
  REQUIRE(view.before.tiles == stage.tiles);
  REQUIRE(view.after.tiles == stage.tiles);
  CHECK(view.before.model == "fake");
  CHECK(view.after.model == "second");
  CHECK(finite(view.before.xy));
  CHECK(finite(view.after.xy));
  // Rows scatter anew in the second model, so that some others lose all their neighbours too.
  std::size_t right = 0;
  for (std::size_t n = 0; n < 10; ++n) right += stage.moved.contains(view.mostChanged.at(n).first);
  CHECK(right >= 8);
  double stayed = 0, went = 0;
  for (std::size_t i = 0; i < stage.tiles.size(); ++i) {
    (stage.moved.contains(stage.tiles[i]) ? went : stayed) += apart(view, i);
  }
  CHECK(went / 10 > 2 * stayed / 170);
  CHECK(view.before.measures.at("uniformity_image") < -0.5);
  CHECK(view.after.measures.at("effective_rank") > 1);
}

TEST_CASE("aComparisonIsStoredUsedAgainAndRenewedWhenTilesCome") {
  Stage stage;
  CHECK_FALSE(readComparison(stage.file, "fake-1", "second"));
  const ComparisonView made = stage.compare();
  const auto stored = readComparison(stage.file, "fake-1", "second");
  REQUIRE(stored);
  CHECK(stored->before.xy == made.before.xy);
  CHECK(stored->drift == made.drift);
  CHECK(stage.compare().after.id == made.after.id);
  CHECK_FALSE(readComparison(stage.file, "second", "fake-1"));
  const auto fresh = stage.addScene("b.tif", {"river"}, 8, 0.05);
  stage.addModel("second", fresh, std::vector<std::string>(8, "river"), 0.05);
  CHECK(readComparison(stage.file, "fake-1", "second")->missing == 8);
  const ComparisonView grown = stage.compare();
  CHECK(grown.missing == 0);
  CHECK(grown.drift.size() == stage.tiles.size() + 8);
}

TEST_CASE("bothSidesShowTheClustersOfTheLaterModel") {
  Stage stage;
  const ComparisonView view = stage.compare();
  CHECK(view.before.cluster == view.after.cluster);
  CHECK(view.after.clusters.size() == 3);
  std::int64_t sum = 0;
  for (const ClusterView& cluster : view.after.clusters) sum += cluster.size;
  CHECK(sum == 180);
}

TEST_CASE("aComparisonIsExportedWithBothPlacesAndTheDrift") {
  Stage stage;
  const ComparisonView view = stage.compare();
  JobContext job;
  exportComparison(stage.file, view, stage.path("both.csv"), job);
  std::istringstream csv(readTextFile(stage.path("both.csv")));
  std::string line;
  std::getline(csv, line);
  CHECK(line.ends_with(",lon,lat,model,method,x_before,y_before,drift\r"));
  std::size_t i = 0;
  for (; std::getline(csv, line); ++i) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    REQUIRE(cells.size() == 19);
    CHECK(std::stof(cells[16]) == view.before.xy[2 * i]);
    CHECK(std::stof(cells[17]) == view.before.xy[2 * i + 1]);
    CHECK(std::stof(cells[18]) == view.drift[i]);
    CHECK(std::stof(cells[3]) == view.after.xy[2 * i]);
  }
  CHECK(i == view.after.tiles.size());
  exportComparison(stage.file, view, stage.path("both.gpkg"), job);
  CHECK(readTextFile(stage.path("both.gpkg")).find("x_before") != std::string::npos);
}

TEST_CASE("aComparisonBeyondTheMemoryIsMadeByASample") {
  Stage stage(500);
  CompareOptions options;
  options.memoryLimit = (std::size_t{64} << 20) + 1'100 * (48 * 4 + 28 * 48 + 64);
  const ComparisonView view = stage.compare(options);
  CHECK(view.after.tiles == stage.tiles);
  CHECK(finite(view.before.xy));
  std::size_t right = 0;
  for (std::size_t n = 0; n < 10; ++n) right += stage.moved.contains(view.mostChanged.at(n).first);
  CHECK(right == 10);
}

TEST_CASE("degenerateArchivesAreCompared") {
  for (const int count : {1, 2, 30}) {
    SpaceFixture fixture;
    const auto tiles = fixture.addScene("a.tif", {"river"}, count, 0.0);
    fixture.addModel("second", tiles, std::vector<std::string>(tiles.size(), "forest"), 0.0);
    JobContext job;
    const ComparisonView view = runCompare(fixture.file, {}, {.before = "fake-1", .after = "second"}, job);
    CHECK(view.after.tiles == tiles);
    CHECK(finite(view.before.xy));
    CHECK(finite(view.after.xy));
    CHECK(finite(view.drift));
    for (const auto* side : {&view.before, &view.after}) {
      for (const auto& [name, value] : side->measures) CHECK_MESSAGE(std::isfinite(value), name);
    }
  }
}

TEST_CASE("oneModelAloneHasNothingToBeComparedWith") {
  SpaceFixture fixture;
  fixture.addScene("a.tif", kThree, 4, 0.05);
  CHECK(spaceModels(fixture.file).empty());
}

TEST_CASE("whatCannotBeComparedIsSaid") {
  Stage stage;
  JobContext job;
  CHECK_THROWS_AS(runCompare(stage.file, {}, {.before = "second", .after = "second"}, job), Error);
  CHECK_THROWS_AS(runCompare(stage.file, {}, {.before = "nobody", .after = "second"}, job), Error);
  const auto fresh = stage.addScene("b.tif", {"river"}, 3, 0.05);
  stage.addModel("third", {}, {}, 0.0);
  CHECK_THROWS_AS(runCompare(stage.file, {}, {.before = "fake-1", .after = "third"}, job), Error);
  const std::vector<SpaceModel> models = spaceModels(stage.file);
  REQUIRE(models.size() == 2);  // the third has embedded nothing
  CHECK(models[0].active);
  CHECK(models[1].tiles == 180);
  std::stop_source stop;
  stop.request_stop();
  JobContext stopped(stop.get_token());
  CHECK_THROWS_AS(runCompare(stage.file, {}, {.before = "fake-1", .after = "second"}, stopped), Cancelled);
}
