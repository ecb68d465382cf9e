#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "base/error.h"
#include "tests/search/service_fixture.h"

using namespace tilescout;
using jobs::SearchService;
using test::textQuery;
using test::WordyModel;
using Fixture = test::ServiceFixture;

TEST_CASE("aTextFindsTheTileThatShowsIt") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "ships", "forest"});
  auto service = fixture.service();
  const SearchResult result = service.search(textQuery("ships"));
  REQUIRE(result.hits.size() == 3);
  CHECK(result.hits[0].window.col == 1);
  CHECK(result.hits[0].score == doctest::Approx(1.0).epsilon(1e-3));
  CHECK(result.hits[0].scene == "a.tif");
  CHECK(result.model == "fake");
  CHECK(result.tookMs > 0);
  CHECK(service.tileCount() == 3);
}

TEST_CASE("newTilesAreFoundByAServiceThatIsOpen") {
  Fixture fixture;
  auto service = fixture.service();
  const SearchResult empty = service.search(textQuery("ships"));
  CHECK(empty.hits.empty());
  CHECK(empty.notice.find("no indexed tiles") != std::string::npos);
  fixture.addScene("a.tif", {"farmland"});
  CHECK(service.search(textQuery("ships")).hits.size() == 1);
  fixture.addScene("b.tif", {"ships"});
  const SearchResult result = service.search(textQuery("ships"));
  REQUIRE(result.hits.size() == 2);
  CHECK(result.hits[0].scene == "b.tif");
  CHECK(result.notice.empty());
}

TEST_CASE("unknownWordsAndNoticesReachTheResult") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland"});
  auto service = fixture.service();
  Query query = textQuery("a helicopter");
  query.notTexts = {"helicopter pads"};
  CHECK(service.search(query).unknownWords == std::vector<std::string>{"helicopter"});
  CHECK(service.search(textQuery("SHIPS")).notice == "capitals");
}

TEST_CASE("embeddingsOfAnotherModelAreNeverCompared") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland"});
  SearchService service(fixture.file(), std::make_shared<WordyModel>("fake-2"));
  try {
    service.search(textQuery("ships"));
    FAIL("searched with a foreign model");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::Incompatible);
  }
}

TEST_CASE("polygonFileRestrictsTheSearch") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "ships", "forest"});
  std::ofstream(fixture.beside("area.geojson"))
      << R"({"type":"Polygon","coordinates":[[[12.2,49.2],[12.8,49.2],[12.8,49.8],[12.2,49.8],[12.2,49.2]]]})";
  auto service = fixture.service();
  Query query = textQuery("ships");
  query.withinFile = fixture.beside("area.geojson").string();
  const SearchResult result = service.search(query);
  REQUIRE(result.hits.size() == 1);
  CHECK(result.hits[0].window.col == 2);
  CHECK(result.searched == 3);
  query.withinFile = fixture.beside("absent.geojson").string();
  CHECK_THROWS_AS(service.search(query), Error);
}

TEST_CASE("anEmptyQueryIsRefused") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland"});
  auto service = fixture.service();
  CHECK_THROWS_AS(service.search({}), Error);
  CHECK_THROWS_AS(service.search(textQuery("  \t")), Error);
}

TEST_CASE("templatesAreAveragedWithTheText") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "a satellite image of ships.", "forest"});
  auto service = fixture.service();
  Query query = textQuery("ships");
  const double plain = service.search(query).hits[0].score;
  query.useTemplates = true;
  const SearchResult averaged = service.search(query);
  CHECK(averaged.hits[0].window.col == 1);
  CHECK(averaged.hits[0].score > plain);
}

TEST_CASE("anOvertakenSearchIsCancelledAndTheServiceGoesOn") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland"});
  auto service = fixture.service();
  std::stop_source source;
  source.request_stop();
  CHECK_THROWS_AS(service.search(textQuery("ships"), source.get_token()), Cancelled);
  CHECK(service.search(textQuery("ships")).hits.size() == 1);
}

TEST_CASE("textsAreRankedForATileAndForAnImage") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland", "ships"});
  auto service = fixture.service();
  const TileId ships = service.search(textQuery("ships")).hits[0].tile;
  std::vector<std::string> texts{"forest", "ships", "desert"};
  for (int i = 0; i < 300; ++i) texts.push_back("text " + std::to_string(i));
  const auto matches = service.match(ships, texts, 5);
  REQUIRE(matches.size() == 5);
  CHECK(matches[0].text == "ships");
  CHECK(matches[0].rank == 1);
  CHECK(matches[0].score == doctest::Approx(1.0).epsilon(1e-3));
  CHECK(matches[4].score <= matches[3].score);
  CHECK(service.match(Image(4, 4), texts, 1000).size() == texts.size());
  CHECK(service.match(Image(4, 4), {}, 3).empty());
  CHECK_THROWS_AS(service.match(9999, texts, 1), Error);
  CHECK_THROWS_AS(service.match(ships, texts, 0), Error);
}

TEST_CASE("serviceWritesNothing") {
  Fixture fixture;
  fixture.addScene("a.tif", {"farmland"});
  const auto before = std::filesystem::last_write_time(fixture.file());
  auto service = fixture.service();
  service.search(textQuery("ships"));
  CHECK(std::filesystem::last_write_time(fixture.file()) == before);
}
