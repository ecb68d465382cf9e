// What is found in an archive's space: duplicates by kind, outliers, tiles worth a label; texts and labels among them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "archive/label_book.h"
#include "base/error.h"
#include "jobs/find_job.h"
#include "jobs/picture_look.h"
#include "jobs/text_points.h"
#include "jobs/tile_answer.h"
#include "jobs/tile_labels.h"
#include "tests/explore/space_fixture.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

const std::vector<std::string> kThree = {"river", "forest", "airport"};

std::vector<DuplicateGroup> duplicates(const SpaceFixture& fixture, double cosine) {
  JobContext job;
  return findDuplicates(fixture.file, {cosine}, job);
}

const DuplicateGroup* groupWith(const std::vector<DuplicateGroup>& groups, TileId tile) {
  for (const DuplicateGroup& group : groups) {
    if (std::find(group.tiles.begin(), group.tiles.end(), tile) != group.tiles.end()) return &group;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("whereDuplicatesLieDecidesTheirKind") {
  SpaceFixture fixture;
  // Scenes made this way lie over one another, tile by tile, all on one day.
  const auto first = fixture.addScene("a.tif", {"river", "forest", "airport"}, 1, 0.0);
  const auto second = fixture.addScene("b.tif", {"river", "airport", "snow"}, 1, 0.0);
  const auto groups = duplicates(fixture, 0.99);
  const DuplicateGroup* rivers = groupWith(groups, first[0]);
  REQUIRE(rivers);
  CHECK(rivers->kind == DuplicateKind::SamePlaceAndDate);
  CHECK(rivers->tiles == std::vector<TileId>{first[0], second[0]});
  CHECK(rivers->similarity > 0.999);
  const DuplicateGroup* airports = groupWith(groups, first[2]);
  REQUIRE(airports);
  CHECK(airports->kind == DuplicateKind::LookAlike);
  CHECK_FALSE(groupWith(groups, first[1]));
  CHECK_FALSE(groupWith(groups, second[2]));
}

TEST_CASE("theThresholdDecidesWhatIsADuplicate") {
  SpaceFixture fixture;
  fixture.addScene("a.tif", {"river"}, 6, 0.05);
  CHECK(duplicates(fixture, 0.5).size() == 1);
  CHECK(duplicates(fixture, 0.9999).empty());
}

TEST_CASE("aGroupIsNoChain") {
  SpaceFixture fixture;
  fixture.addScene("a.tif", {"river"}, 150, 0.05);
  std::map<TileId, std::vector<float>> rows;
  fixture.archive().readEmbeddings(fixture.record().id, [&](auto tiles, auto halves) {
    const std::size_t dim = halves.size() / tiles.size();
    for (std::size_t i = 0; i < halves.size(); ++i) rows[tiles[i / dim]].push_back(floatFromHalf(halves[i]));
  });
  const auto alike = [&](TileId a, TileId b) {
    return std::inner_product(rows[a].begin(), rows[a].end(), rows[b].begin(), 0.0);
  };
  constexpr double cosine = 0.95;
  const auto groups = duplicates(fixture, cosine);
  CHECK(groups.size() > 1);  // each tile is like some other, and through others like all
  std::set<TileId> grouped;
  for (const DuplicateGroup& group : groups) {
    for (const TileId tile : group.tiles) CHECK(grouped.insert(tile).second);
    CHECK(group.similarity >= cosine - 0.001);
    const auto likeAll = [&](TileId first) {
      return std::all_of(group.tiles.begin(), group.tiles.end(),
                         [&](TileId tile) { return alike(first, tile) >= cosine - 0.001; });
    };
    CHECK(std::any_of(group.tiles.begin(), group.tiles.end(), likeAll));
  }
}

TEST_CASE("theRuleDecidesWhichDuplicateIsKept") {
  const std::vector<TileId> tiles = {3, 5, 8, 9};
  const std::vector<DuplicateFacts> facts = {
      {"2010-01-01", 0.6, false}, {"2015-01-01", 1.0, false}, {"2015-01-01", 0.5, false}, {"", 0.0, true}};
  CHECK(keptOf(tiles, facts, KeepRule::First) == 0);
  CHECK(keptOf(tiles, facts, KeepRule::Labelled) == 3);
  CHECK(keptOf(tiles, facts, KeepRule::Newest) == 2);  // of one day, the finer
  CHECK(keptOf(tiles, facts, KeepRule::Finest) == 2);
  CHECK(keptOf(tiles, {}, KeepRule::Newest) == 0);  // nothing is known of them
  // As fine as one another but for the place of the scene: the label decides.
  CHECK(keptOf({1, 2}, {{"", 0.59998, false}, {"", 0.60001, true}}, KeepRule::Finest) == 1);
  CHECK(keptOf({1, 2}, {{"", 0.0, true}, {"", 30.0, false}}, KeepRule::Finest) == 1);  // unknown is no finer
}

TEST_CASE("duplicatesComeWithWhatTheRulesDecideBy") {
  SpaceFixture fixture;
  const auto first = fixture.addScene("a.tif", {"river"}, 1, 0.0);
  const auto second = fixture.addScene("b.tif", {"river"}, 1, 0.0);
  fixture.archive().addCaption(second[0], "a river");
  const auto groups = duplicates(fixture, 0.99);
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].facts.size() == 2);
  CHECK_FALSE(groups[0].facts[0].labelled);
  CHECK(groups[0].facts[1].labelled);
  CHECK(groups[0].facts[0].date == fixture.archive().scenes()[0].info.date);
  CHECK(groups[0].facts[0].gsdMetres == fixture.archive().scenes()[0].info.gsdMetres);
  CHECK(keptOf(groups[0].tiles, groups[0].facts, KeepRule::Labelled) == 1);
}

TEST_CASE("whatIsNoDuplicateStaysSoInTheArchive") {
  SpaceFixture fixture;
  const auto first = fixture.addScene("a.tif", {"river", "forest"}, 1, 0.0);
  const auto second = fixture.addScene("b.tif", {"river", "forest"}, 1, 0.0);
  const auto apart = [&](TileId tile) {
    const auto groups = duplicates(fixture, 0.99);
    const DuplicateGroup* group = groupWith(groups, tile);
    REQUIRE(group);
    return group->apart;
  };
  CHECK_FALSE(apart(first[0]));
  const std::vector<std::vector<TileId>> said = {{first[0], second[0]}};
  sayApart(fixture.file, said);
  CHECK(apart(first[0]));
  CHECK_FALSE(apart(first[1]));
  // Another tile joins the group: there is something to decide again.
  fixture.addScene("c.tif", {"river"}, 1, 0.0);
  CHECK_FALSE(apart(first[0]));
  sayApart(fixture.file, std::vector<std::vector<TileId>>{groupWith(duplicates(fixture, 0.99), first[0])->tiles});
  CHECK(apart(first[0]));
  takeBackApart(fixture.file, said);  // with the greater group that holds it
  CHECK_FALSE(apart(first[0]));
  CHECK(fixture.archive().apart().empty());
  const std::vector<std::vector<TileId>> gone = {{first[0], 999'999}};
  CHECK_THROWS_AS(sayApart(fixture.file, gone), Error);
  CHECK(fixture.archive().apart().empty());
}

TEST_CASE("outliersComeFarthestFirst") {
  SpaceFixture fixture;
  const auto odd = fixture.addScene("a.tif", {"volcano"}, 1, 0.0);
  fixture.addScene("b.tif", kThree, 30, 0.05);
  JobContext job;
  const auto found = findOutliers(fixture.file, 5, job);
  REQUIRE(found.size() == 5);
  CHECK(found[0].tile == odd[0]);
  CHECK(found[0].nearest < 0.9);
  CHECK(found[0].reason == OutlierReason::Rare);  // its scene's file cannot be read: nothing is known of its picture
  CHECK(found[0].distance >= found[1].distance);
}

TEST_CASE("aPictureSaysWhatIsOddAboutIt") {
  Image blank(20, 20);
  CHECK(lookAt(blank).commonest == 1.0);
  CHECK(lookAt(blank).mean == 0.0);
  Image mixed(16, 16);
  for (std::size_t i = 0; i < mixed.pixels.size(); ++i) mixed.pixels[i] = static_cast<std::uint8_t>(i * 37 % 251);
  CHECK(lookAt(mixed).deviation > 20);
  CHECK(lookAt(mixed).commonest < 0.1);
  CHECK(lookAt({}).commonest == 0.0);
}

TEST_CASE("tilesWithACaptionOrTagAreNotSuggested") {
  SpaceFixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 20, 0.02);
  fixture.archive().addCaption(tiles[3], "a river");
  {
    archive::LabelBook book(fixture.file, archive::OpenMode::ReadWrite);
    const TileId forest = tiles[25];
    book.addToSet(TileSetKind::Tag, "forest", {&forest, 1});
  }
  JobContext job;
  const auto suggested = suggestLabels(fixture.file, 1, job);
  REQUIRE(suggested.size() == 1);
  CHECK(suggested[0].tile >= tiles[40]);  // an airport
  CHECK(suggested[0].standsFor >= 15);
}

TEST_CASE("degenerateArchivesHaveFindingsWithoutTrouble") {
  for (const int count : {1, 2, 25}) {
    SpaceFixture fixture;
    const auto tiles = fixture.addScene("a.tif", {"river"}, count, 0.0);
    CHECK(duplicates(fixture, 0.9).size() == (count == 1 ? 0 : 1));
    JobContext job;
    CHECK(suggestLabels(fixture.file, 5, job).size() == 1);
    for (const OutlierTile& outlier : findOutliers(fixture.file, 5, job)) CHECK(std::isfinite(outlier.distance));
    TextPointOptions options;
    options.source = TextSource::Words;
    options.words = {"river"};
    const LayoutView view = fixture.explore();
    const auto points = placeTexts(fixture.file, fixture.model, view, options, job);
    REQUIRE(points.size() == 1);
    CHECK(std::isfinite(points[0].x));
    CHECK(std::isfinite(points[0].y));
    exportLayoutPage(fixture.file, view, {}, fixture.path("page.html"), job);
  }
  SpaceFixture empty;
  CHECK_THROWS_AS(duplicates(empty, 0.9), Error);
}

TEST_CASE("labelsAreReadForTheTilesAskedFor") {
  SpaceFixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 2, 0.02);
  fixture.archive().addCaption(tiles[0], "water");
  fixture.archive().addCaption(tiles[1], "water");
  fixture.archive().addCaption(tiles[1], "a rare text");
  {
    archive::LabelBook book(fixture.file, archive::OpenMode::ReadWrite);
    book.addToSet(TileSetKind::Tag, "wet", std::span(tiles).first(2));
    book.addToSet(TileSetKind::Tag, "wide", std::span(tiles).first(1));
    book.setSplit("train", std::span(tiles).subspan(2, 3));
  }
  const TileLabels labels = readTileLabels(fixture.file, tiles);
  CHECK(labels.tags == std::vector<std::string>{"wet", "wide"});
  CHECK(labels.tag == std::vector<std::int32_t>{TileLabels::kSeveral, 0, -1, -1, -1, -1});
  CHECK(labels.split == std::vector<std::int32_t>{-1, -1, 0, 0, 0, -1});
  CHECK(labels.texts.front() == "water");
  CHECK(labels.text == std::vector<std::int32_t>{0, 0, -1, -1, -1, -1});
  CHECK(readTileLabels(fixture.file, {}).tags.empty());
}

TEST_CASE("textsLieAmongTheTilesThatFitThem") {
  SpaceFixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 30, 0.05);
  const LayoutView view = fixture.explore();
  JobContext job;
  TextPointOptions options;
  options.source = TextSource::Words;
  options.words = kThree;
  const auto points = placeTexts(fixture.file, fixture.model, view, options, job);
  REQUIRE(points.size() == 3);
  for (std::size_t t = 0; t < 3; ++t) {
    CHECK(points[t].text == kThree[t]);
    CHECK(points[t].nearest >= tiles[30 * t]);
    CHECK(points[t].nearest <= tiles[30 * t + 29]);
    double nearest = 1e9;
    std::size_t at = 0;
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      const double away = std::hypot(view.xy[2 * i] - points[t].x, view.xy[2 * i + 1] - points[t].y);
      if (away < nearest) at = i;
      nearest = std::min(nearest, away);
    }
    CHECK(at / 30 == t);
  }
  options.source = TextSource::Captions;
  CHECK(placeTexts(fixture.file, fixture.model, view, options, job).empty());
  options.source = TextSource::Words;
  options.words.clear();
  CHECK_THROWS_AS(placeTexts(fixture.file, fixture.model, view, options, job), Error);
  FakeModel other(8, "second");
  options.words = kThree;
  CHECK_THROWS_AS(placeTexts(fixture.file, other, view, options, job), Error);
}

TEST_CASE("tilesBecomeAnAnswerInTheirOrder") {
  SpaceFixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 2, 0.05);
  fixture.archive().addCaption(tiles[4], "x");
  const SearchResult answer = answerOf(fixture.file, {{tiles[4], 0.75}, {999'999, 0.5}, {tiles[1], 0.25}});
  REQUIRE(answer.hits.size() == 2);
  CHECK(answer.hits[0].tile == tiles[4]);
  CHECK(answer.hits[0].score == 0.75);
  CHECK(answer.hits[0].captions == 1);
  CHECK(answer.hits[0].scene == "a.tif");
  CHECK(answer.hits[1].rank == 2);
  CHECK(answer.hits[1].wgs84.size() == 4);
  CHECK(answer.passed == 2);
  CHECK(answer.searched == 6);
}

TEST_CASE("theCostOfALayoutIsKnownBeforehand") {
  SpaceFixture fixture;
  CHECK(layoutCost(fixture.file).tiles == 0);
  fixture.addScene("a.tif", kThree, 30, 0.05);
  const LayoutCost cost = layoutCost(fixture.file);
  CHECK(cost.tiles == 90);
  CHECK(cost.laidOut == 90);
  CHECK(cost.bytes > 90 * 24 * sizeof(float));
  CHECK(cost.free > 0);
}
