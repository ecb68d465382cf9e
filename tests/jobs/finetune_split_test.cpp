#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "base/error.h"
#include "jobs/finetune_data.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

LabelledItem tileAt(TileId id, SceneId scene, double west, double south, double size = 1.0) {
  LabelledItem item;
  item.tile = id;
  item.scene = scene;
  item.imageId = id;
  item.subject = "tile " + std::to_string(id);
  item.footprint = {{west, south + size}, {west + size, south + size}, {west + size, south}, {west, south}};
  item.captions = {"caption " + std::to_string(id)};
  return item;
}

train::TrainConfig byRule(train::SplitRule rule) {
  train::TrainConfig config;
  config.split = rule;
  return config;
}

std::map<std::string, int> sizes(const LabelledSet& set) {
  std::map<std::string, int> out;
  for (const LabelledItem& item : set.items) ++out[item.split];
  return out;
}

bool anyOverlapAcrossSplits(const LabelledSet& set) {
  for (const LabelledItem& a : set.items) {
    for (const LabelledItem& b : set.items) {
      if (a.split == b.split) continue;
      const auto &p = a.footprint, &q = b.footprint;
      const double width = std::min(p[1].lon, q[1].lon) - std::max(p[0].lon, q[0].lon);
      const double height = std::min(p[0].lat, q[0].lat) - std::max(p[2].lat, q[2].lat);
      if (width > 0.02 && height > 0.02) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("tilesOfOnePlaceStayTogetherAcrossScenes") {
  LabelledSet set;
  for (TileId id = 0; id < 60; ++id) {  // three scenes see each of twenty places, a little askew
    set.items.push_back(
        tileAt(id + 1, id % 3 + 1, 3.0 * static_cast<double>(id / 3), 0.1 * static_cast<double>(id % 3)));
  }
  IssueList issues;
  divide(set, byRule(train::SplitRule::Place), issues);
  CHECK(set.items.size() == 60);
  for (std::size_t i = 0; i < 60; i += 3) {
    CHECK(set.items[i].split == set.items[i + 1].split);
    CHECK(set.items[i].split == set.items[i + 2].split);
  }
  CHECK(sizes(set)["test"] == 9);
  CHECK(sizes(set)["val"] == 9);
  CHECK(issues.take().empty());
}

TEST_CASE("groundWithoutAGapIsCutInBlocksAndNothingLeaks") {
  LabelledSet set;
  TileId id = 0;
  for (int x = 0; x < 20; ++x) {
    for (int y = 0; y < 20; ++y) set.items.push_back(tileAt(++id, 1, 0.5 * x, 0.5 * y));  // half of each is shared
  }
  IssueList issues;
  divide(set, byRule(train::SplitRule::Place), issues);
  CHECK_FALSE(anyOverlapAcrossSplits(set));
  CHECK(sizes(set)["train"] > 100);
  CHECK(sizes(set)["val"] > 10);
  CHECK(sizes(set)["test"] > 10);
  const auto found = issues.take();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "overlap_left_out");
  CHECK(found[0].count == 400 - static_cast<std::int64_t>(set.items.size()));
}

TEST_CASE("theSameSeedGivesTheSameSplitAndAnotherOneAnother") {
  const auto splitsOf = [](std::uint64_t seed) {
    LabelledSet set;
    for (TileId id = 1; id <= 50; ++id) set.items.push_back(tileAt(id, 1, 3.0 * static_cast<double>(id), 0));
    train::TrainConfig config = byRule(train::SplitRule::Place);
    config.seed = seed;
    IssueList issues;
    divide(set, config, issues);
    std::vector<std::string> out;
    for (const LabelledItem& item : set.items) out.push_back(item.split);
    return out;
  };
  CHECK(splitsOf(1) == splitsOf(1));
  CHECK(splitsOf(1) != splitsOf(2));
}

TEST_CASE("scenesAreNotPartedWhereAskedSo") {
  LabelledSet set;
  for (TileId id = 1; id <= 60; ++id) set.items.push_back(tileAt(id, id % 12, static_cast<double>(id), 0));
  IssueList issues;
  divide(set, byRule(train::SplitRule::Scene), issues);
  std::map<SceneId, std::set<std::string>> splits;
  for (const LabelledItem& item : set.items) splits[item.scene].insert(item.split);
  for (const auto& [scene, names] : splits) CHECK(names.size() == 1);
  CHECK(sizes(set).size() == 3);
}

TEST_CASE("sharedGroundIsReportedWhereTheRuleAllowsIt") {
  for (const auto rule : {train::SplitRule::Random, train::SplitRule::Scene, train::SplitRule::AsGiven}) {
    LabelledSet set;
    for (TileId id = 0; id < 60; ++id) set.items.push_back(tileAt(id + 1, id % 6, 0.5 * static_cast<double>(id), 0));
    IssueList issues;
    divide(set, byRule(rule), issues);
    const std::vector<DataIssue> found = issues.take();
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "leakage");
    std::set<TileId> wanted;
    for (const LabelledItem& item : set.items) {
      for (const LabelledItem& other : set.items) {
        const bool near = std::abs(item.tile - other.tile) == 1;
        if (near && item.split != "train" && other.split == "train") wanted.insert(item.tile);
      }
    }
    CHECK(std::set<TileId>(found[0].tiles.begin(), found[0].tiles.end()) == wanted);
    CHECK(set.items.size() == 60);
  }
  LabelledSet apart;
  for (TileId id = 0; id < 60; ++id) apart.items.push_back(tileAt(id + 1, 1, 2.0 * static_cast<double>(id), 0));
  IssueList none;
  divide(apart, byRule(train::SplitRule::Random), none);
  CHECK(none.take().empty());
}

TEST_CASE("scenesWithoutAPlaceAreDividedByTheirPixels") {
  LabelledSet set;
  for (TileId id = 1; id <= 40; ++id) {
    LabelledItem item = tileAt(id, id % 2 + 1, 0, 0);
    item.footprint.clear();
    item.window = {0, 0, 0, 300.0 * static_cast<double>(id), 0, 200, 200};
    set.items.push_back(item);
  }
  IssueList issues;
  divide(set, byRule(train::SplitRule::Place), issues);
  CHECK(set.items.size() == 40);
  CHECK(sizes(set).size() == 3);
}

TEST_CASE("aDatasetKeepsItsSplitsAndValIsDrawnFromTrainWhereItHasNone") {
  LabelledSet set;
  for (int i = 0; i < 50; ++i) {
    LabelledItem item = tileAt(0, 0, 0, 0);
    item.split = i < 40 ? "train" : "test";
    item.file = "image" + std::to_string(i);
    set.items.push_back(item);
  }
  IssueList issues;
  divide(set, byRule(train::SplitRule::Place), issues);
  CHECK(set.used == train::SplitRule::AsGiven);
  CHECK(sizes(set)["test"] == 10);
  CHECK(sizes(set)["val"] == 6);
  set.items[0].file = set.items[45].file;
  divide(set, byRule(train::SplitRule::Place), issues);
  const auto found = issues.take();
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "leakage");
}

TEST_CASE("tooLittleDataIsSaidAndStopsTheRun") {
  LabelledSet set;
  for (TileId id = 1; id <= 5; ++id) set.items.push_back(tileAt(id, 1, 3.0 * static_cast<double>(id), 0));
  for (LabelledItem& item : set.items) item.split = "train";
  set.items[0].captions = set.items[1].captions = {"the same"};
  set.items[1].split = "val";
  const DataReport report = reportOn(set, {});
  CHECK_FALSE(report.usable());
  std::set<std::string> codes;
  for (const DataIssue& issue : report.issues) codes.insert(issue.code);
  CHECK(codes == std::set<std::string>{"too_few", "no_val", "repeated_captions", "equal_captions_across_splits"});
  CHECK(report.train.images == 4);
  CHECK(report.distinctCaptions == 4);
  LabelledSet none;
  IssueList issues;
  CHECK_THROWS_WITH_AS(divide(none, {}, issues), doctest::Contains("no labelled image"), Error);
}
