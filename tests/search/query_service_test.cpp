#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.h"
#include "tests/search/service_fixture.h"

using namespace tilescout;
using jobs::SearchService;
using test::textQuery;
using Fixture = test::ServiceFixture;

namespace {

std::vector<std::string> manyTexts(int count) {
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) texts.push_back("text " + std::to_string(i));
  return texts;
}

}  // namespace

TEST_CASE("aChineseQueryIsTranslatedForAModelThatReadsNone") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "airport with two runways", "forest"});
  auto service = fixture.service();
  const SearchResult result = service.search(textQuery("有两条跑道的机场"));
  CHECK(result.translation == "airport with two runways");
  CHECK(result.untranslated.empty());
  REQUIRE_FALSE(result.hits.empty());
  CHECK(result.hits[0].window.col == 1);
  CHECK(result.hits[0].score == doctest::Approx(1.0).epsilon(1e-3));
  CHECK(service.search(textQuery("机场和饕餮")).untranslated == std::vector<std::string>{"饕餮"});
  CHECK(service.search(textQuery("farmland")).translation.empty());
}

TEST_CASE("aTranslationThatTheUserGaveIsUsed") {
  Fixture fixture;
  fixture.addScene("a.tif", {"airfield", "airport"});
  auto service = fixture.service();
  Query query = textQuery("机场");
  query.translation = "airfield";
  const SearchResult result = service.search(query);
  CHECK(result.translation == "airfield");
  CHECK(result.hits[0].window.col == 0);
}

TEST_CASE("wordsAreFoundInCaptionsAndNamesBesideThePicture") {
  Fixture fixture;
  fixture.addScene("Fargo_2015.tif", {"farmland", "ships", "forest"});
  fixture.addScene("Lima.tif", {"desert", "harbour"});
  auto service = fixture.service();
  const TileId farmland = service.search(textQuery("farmland")).hits[0].tile;
  fixture.caption(farmland, "An old Airport in Fargo");
  Query query = textQuery("airport in fargo");
  const SearchResult marked = service.search(query);
  CHECK(marked.wordMatches == 1);
  const auto hit =
      std::find_if(marked.hits.begin(), marked.hits.end(), [&](const Hit& h) { return h.tile == farmland; });
  REQUIRE(hit != marked.hits.end());
  CHECK(hit->words.size() == 3);  // airport and fargo in the caption, fargo in the scene's name
  CHECK(hit->captions == 1);
  CHECK(std::is_sorted(marked.hits.begin(), marked.hits.end(),
                       [](const Hit& a, const Hit& b) { return a.score > b.score; }));
  query.words = WordRule::First;
  const SearchResult first = service.search(query);
  CHECK(first.hits[0].tile == farmland);
  CHECK(first.hits.size() == 5);
  fixture.tag(marked.hits.back().tile, "Harbour");
  fixture.collect(marked.hits.back().tile, "to look at");
  const SearchResult tagged = service.search(textQuery("harbour"));
  CHECK(tagged.wordMatches == 1);
  for (const Hit& found : tagged.hits) CHECK(found.collected == (found.tile == marked.hits.back().tile));
  query.words = WordRule::Off;
  CHECK(service.search(query).wordMatches == 0);
}

TEST_CASE("aCutOffMayLeaveNothingOfWhatPasses") {
  Fixture fixture;
  std::vector<std::string> texts = manyTexts(60);
  texts[7] = "ships";
  fixture.addScene("a.tif", texts);
  fixture.addScene("b.tif", manyTexts(40));
  auto service = fixture.service();
  Query query = textQuery("ships");
  query.minScore = 0.95;
  CHECK(service.search(query).accepted == 1);
  query.sceneGlob = "b.tif";
  const SearchResult none = service.search(query);
  CHECK(none.passed == 40);
  CHECK(none.accepted == 0);
  CHECK(none.hits.empty());
  CHECK(none.profile.passingFrom(0) == 40);
  query.minScore.reset();
  query.minBand = ScoreBand::Likely;  // the cut-off of the whole archive, not of the scene's
  CHECK(service.search(query).hits.empty());
  query.sceneGlob.clear();
  const SearchResult likely = service.search(query);
  REQUIRE(likely.hits.size() == 1);
  CHECK(likely.hits[0].band == ScoreBand::Likely);
}

TEST_CASE("onlyTheAskedScenesAndTilesPass") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "ships"});
  fixture.addScene("b.tif", {"forest", "ships"});
  auto service = fixture.service();
  const auto all = service.search(textQuery("ships")).hits;
  Query query = textQuery("ships");
  query.scenes = {all[0].sceneId};
  CHECK(service.search(query).passed == 2);
  query.scenes.clear();
  query.afterTile = all[1].tile;
  for (const Hit& hit : service.search(query).hits) CHECK(hit.tile > all[1].tile);
  query.afterTile = 0;
  query.tiles = {{all[2].tile, all[3].tile, 99999}};
  CHECK(service.search(query).passed == 2);
  query.tiles = std::vector<TileId>{};  // an empty collection holds nothing
  CHECK(service.search(query).hits.empty());
}

TEST_CASE("aSceneThatIsOnlyCutAnewShowsNothingNew") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "ships"});
  const TileId seen = fixture.service().search(textQuery("ships")).hits[0].tile;
  fixture.addScene("a.tif", {"ships", "forest"});  // the same file again: its tiles have new numbers
  Query query = textQuery("ships");
  query.afterTile = seen;
  CHECK(fixture.service().search(query).passed == 0);
  fixture.addScene("b.tif", {"forest", "ships", "boats"});
  const auto result = fixture.service().search(query);
  CHECK(result.passed == 3);
  for (const Hit& hit : result.hits) CHECK(hit.scene == "b.tif");
}

TEST_CASE("anExamplesNeighboursAndOtherDatesAreLeftOutByASwitch") {
  Fixture fixture;
  fixture.addScene("2015.tif", {"farmland", "ships", "forest"});
  fixture.addScene("2020.tif", {"meadow", "boats", "wood"});  // the same places
  auto service = fixture.service();
  Query query;
  for (const Hit& hit : service.search(textQuery("ships")).hits)
    if (hit.scene == "2015.tif" && hit.window.col == 1) query.like = {hit.tile};
  CHECK(service.search(query).hits.size() == 5);
  query.leaveOutSamePlace = true;
  const SearchResult elsewhere = service.search(query);
  CHECK(elsewhere.hits.size() == 4);
  for (const Hit& hit : elsewhere.hits) CHECK(hit.window.col != 1);
  query.leaveOutSamePlace = false;
  query.leaveOutNeighbours = true;  // tiles that only touch are no neighbours that overlap
  CHECK(service.search(query).hits.size() == 5);
}

TEST_CASE("marksTurnTheRankingAndTheAuditIsOfWhatNobodyMarked") {
  Fixture fixture;
  fixture.addScene("a.tif", manyTexts(200));
  auto service = fixture.service();
  Query query = textQuery("text 5");
  query.top = 200;
  const RefineResult before = service.refine(query, {});
  CHECK(before.best.hits[0].score == doctest::Approx(1.0).epsilon(1e-3));
  const TileId wrong = before.best.hits[0].tile;
  const TileId right = before.best.hits[150].tile;
  std::vector<Mark> marks = {{wrong, false, false}, {right, true, false}};
  const RefineResult after = service.refine(query, marks);
  const auto rankOf = [](const RefineResult& result, TileId tile) {
    for (const Hit& hit : result.best.hits)
      if (hit.tile == tile) return hit.rank;
    return 0;
  };
  CHECK(rankOf(after, right) < rankOf(before, right));
  CHECK(after.detector.probability(0) >= 0.0);
  for (const Hit& hit : after.uncertain) CHECK((hit.tile != wrong && hit.tile != right));
  for (const Hit& hit : after.random) {
    CHECK((hit.tile != wrong && hit.tile != right));
    CHECK(hit.score >= after.detector.threshold() - 1e-6);
  }
  CHECK(after.audit.ranking != before.audit.ranking);
  // An audit's marks are counted, not learned from.
  marks.push_back({before.best.hits[60].tile, true, true});
  CHECK(service.refine(query, marks).detector.vector == after.detector.vector);
  // A detector ranks by itself, later and without its marks.
  Query saved;
  saved.detector = std::make_shared<const LearnedRanking>(after.detector);
  saved.top = 200;
  const SearchResult again = service.search(saved);
  CHECK(again.hits[0].tile == after.best.hits[0].tile);
  CHECK(again.profile.likelyFrom == doctest::Approx(after.detector.threshold()));
  Query foreign;
  foreign.detector = std::make_shared<const LearnedRanking>(LearnedRanking{{1.0F}, 1, 0});
  CHECK_THROWS_AS(service.search(foreign), Error);
}

TEST_CASE("filtersHoldWhileRefining") {
  Fixture fixture;
  fixture.addScene("a.tif", manyTexts(50));
  fixture.addScene("b.tif", manyTexts(30));
  auto service = fixture.service();
  Query query = textQuery("text 5");
  query.sceneGlob = "b.tif";
  query.top = 100;
  const RefineResult refined = service.refine(query, {});
  CHECK(refined.best.hits.size() == 30);
  for (const Hit& hit : refined.uncertain) CHECK(hit.scene == "b.tif");
}

TEST_CASE("theArchivesCaptionsAreRankedForATile") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "ships"});
  auto service = fixture.service();
  const TileId ships = service.search(textQuery("ships")).hits[0].tile;
  fixture.caption(ships, "ships");
  fixture.caption(ships, "ships");
  fixture.caption(ships, "desert");
  CHECK(service.captions() == std::vector<std::string>{"ships", "desert"});
  CHECK(service.match(ships, service.captions(), 10).front().text == "ships");
  std::stop_source stop;
  stop.request_stop();
  CHECK_THROWS_AS(service.match(ships, manyTexts(100), 10, stop.get_token()), Cancelled);
}

TEST_CASE("anExamplePictureThatIsGoneIsNamed") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland"});
  auto service = fixture.service();
  Query query;
  query.images = {{{}, "/gone.png"}};
  try {
    service.search(query);
    FAIL("searched with an empty picture");
  } catch (const Error& error) {
    CHECK(error.subject() == "/gone.png");
  }
}
