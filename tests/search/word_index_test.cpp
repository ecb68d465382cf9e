#include <doctest/doctest.h>

#include "search/query_json.h"
#include "search/word_index.h"

#include "base/error.h"

using namespace tilescout;
using namespace tilescout::search;

TEST_CASE("emptyWordsAreNotLookedFor") {
  CHECK(contentWords("An airport with the runways, near Fargo") ==
        std::vector<std::string>{"airport", "runways", "fargo"});
  CHECK(contentWords("2015-06 of the") == std::vector<std::string>{"2015-06"});
  CHECK(contentWords("ship ship Ship") == std::vector<std::string>{"ship"});
  CHECK(contentWords("机场 fargo") == std::vector<std::string>{"机场", "fargo"});
  CHECK(contentWords("  ,. ").empty());
}

TEST_CASE("aWordIsFoundWhereOneBegins") {
  CHECK(holdsWord("many airports here", "airport"));
  CHECK_FALSE(holdsWord("a seaport", "port"));
  CHECK(holdsWord("a seaport and a port", "port"));
  CHECK(holdsWord("naip_m_4709963_se_20150926.tif", "naip"));
  CHECK(holdsWord("naip_m_4709963_se_20150926.tif", "2015"));
  CHECK_FALSE(holdsWord("naip_m_4709963", "99"));
  CHECK(holdsWord("这里的机场很大", "机场"));
}

TEST_CASE("aHitSaysWhereEachWordWasFound") {
  WordIndex index;
  index.addCaption(7, "A large Airport.");
  index.addCaption(7, "two runways");
  index.addTag(7, "checked");
  CHECK(index.captionsOf(7) == 2);
  CHECK(index.captionsOf(8) == 0);
  const auto found = index.find({"airport", "checked", "fargo", "2015", "river"}, 7,
                                {"Fargo_2015.tif", "Red_River floods", "2015-09-26"});
  REQUIRE(found.size() == 6);
  CHECK(found[0].field == WordMatch::Field::Caption);
  CHECK(found[1].field == WordMatch::Field::Tag);
  CHECK(found[2].field == WordMatch::Field::Scene);
  CHECK(found[3].field == WordMatch::Field::Scene);
  CHECK(found[4].field == WordMatch::Field::Date);
  CHECK(found[5].field == WordMatch::Field::Folder);
  CHECK(found[5].word == "river");
  CHECK(index.bitsOfTile({"airport", "fargo"}, 7) == 1);
  CHECK(WordIndex::bitsOfScene({"airport", "fargo"}, {"Fargo.tif", "", ""}) == 2);
  CHECK(WordIndex::bitsOfScene({"airport", "fargo"}, {"a.tif", "Airports", ""}) == 1);
}

TEST_CASE("onlyTheFolderThatAFileLiesInCountsAsItsFolder") {
  CHECK(folderNameOf("/data/landsat/fargo/a.tif") == "fargo");
  CHECK(folderNameOf("C:\\data\\fargo\\a.tif") == "fargo");
  CHECK(folderNameOf("/a.tif").empty());
  CHECK(folderNameOf("a.tif").empty());
}

TEST_CASE("queriesSurviveTheirJson") {
  Query query;
  query.text = "机场 \"x\"";
  query.notTexts = {"clouds"};
  query.images = {{{}, "/data/a.png"}, {{}, "/data/b.png", -0.5}};
  query.like = {4, 5};
  query.weights = {{5, 2.5}};
  query.undated = Undated::Also;
  query.bbox = {{-97.5, 46, -97, 47}};
  query.minScore = 0.25;
  query.minBand = ScoreBand::Possible;
  query.words = WordRule::First;
  query.tiles = std::vector<TileId>{};
  query.scenes = {3};
  query.sensors = {"NAIP", ""};
  query.afterTile = 77;
  query.leaveOutSamePlace = true;
  query.detector = std::make_shared<const LearnedRanking>(LearnedRanking{{0.6F, -0.8F}, 12.5, -3.25});
  const Query read = queryFromJson(queryToJson(query));
  CHECK(queryToJson(read) == queryToJson(query));
  CHECK(read.text == query.text);
  CHECK(read.images.at(0).name == "/data/a.png");
  CHECK(read.images.at(1).weight == -0.5);
  CHECK(read.weights.at(5) == 2.5);
  CHECK(read.undated == Undated::Also);
  CHECK(read.sensors == query.sensors);
  CHECK(read.tiles.has_value());
  CHECK(read.detector->vector == query.detector->vector);
  CHECK(read.detector->bias == query.detector->bias);
  CHECK(queryToJson(Query{}) == "{}");

  FeedbackState state;
  state.query = query;
  state.marks = {{4, true, false}, {9, false, true}};
  state.detector = *query.detector;
  state.audit = {100, 3, 2, {9, 11}, "abc"};
  state.model = "m";
  state.modelFingerprint = "f";
  const FeedbackState again = feedbackFromJson(feedbackToJson(state));
  CHECK(feedbackToJson(again) == feedbackToJson(state));
  CHECK(again.marks.at(1).audit);
  CHECK(again.audit.tiles == state.audit.tiles);
}

TEST_CASE("damagedQueriesAreRefused") {
  for (const char* bad : {"", "[]", "{", "{\"text\":5}", "{\"words\":9}", "{\"bbox\":[1]}", "{\"detector\":{\"scale\":0}}",
                          "{\"like\":\"x\"}"}) {
    try {
      queryFromJson(bad);
      FAIL(bad);
    } catch (const Error& error) {
      CHECK(error.code() == ErrorCode::Corrupt);
    }
  }
  CHECK(queryFromJson("{\"future\":1,\"text\":\"a\"}").text == "a");
}
