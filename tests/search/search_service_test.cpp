#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "archive/archive.h"
#include "base/error.h"
#include "base/half.h"
#include "jobs/search_service.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"

using namespace tilescout;
using jobs::FakeModel;
using jobs::SearchService;

namespace {

/// Fake model that knows the words of its list and says when it is asked in capitals.
class WordyModel : public jobs::LoadedModel {
 public:
  explicit WordyModel(std::string fingerprint = "fake-1") : fake_(8, std::move(fingerprint)) {}

  const ModelCard& card() const override { return fake_.card(); }
  std::string deviceText() const override { return fake_.deviceText(); }
  int batchSize() const override { return fake_.batchSize(); }
  std::vector<float> encodeImages(const std::vector<Image>& images) override { return fake_.encodeImages(images); }
  std::vector<float> encodeTexts(const std::vector<std::string>& texts) override { return fake_.encodeTexts(texts); }
  void setResize(const std::string&) override {}
  std::vector<std::string> unknownWords(const std::string& text) const override {
    return text.find("helicopter") == std::string::npos ? std::vector<std::string>{}
                                                        : std::vector<std::string>{"helicopter"};
  }
  std::string notice(const std::string& text) const override { return text == "SHIPS" ? "capitals" : ""; }

 private:
  FakeModel fake_;
};

/// An archive whose tile for every text of a list has exactly that text's embedding.
class Fixture {
 public:
  Fixture()
      : file_(folder_ / "a.tilescout"),
        archive_(archive::Archive::create(file_)),
        model_(std::make_shared<WordyModel>()) {
    record_ = archive_.modelFor("fake", "fake-1", model_->card().embedDim);
    archive_.setActiveModel(record_.id);
  }

  void addScene(const std::string& name, const std::vector<std::string>& texts) {
    SceneInfo scene;
    scene.path = "/data/" + name;
    scene.name = name;
    scene.width = scene.height = 1000;
    std::vector<archive::StoredTile> tiles;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      archive::StoredTile tile;
      const double west = 10 + static_cast<double>(i);
      tile.window = {0, static_cast<int>(i), 0, static_cast<double>(i) * 100, 0, 100, 100};
      tile.footprint = {{west, 50}, {west + 1, 50}, {west + 1, 49}, {west, 49}};
      tiles.push_back(tile);
    }
    const SceneId id = archive_.putScene(scene, "k", tiles);
    const auto pending = archive_.pendingTiles(id, record_.id);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto row = model_->encodeTexts({texts[i]});
      std::vector<std::uint16_t> half(row.size());
      std::transform(row.begin(), row.end(), half.begin(), halfFromFloat);
      const archive::Archive::EmbeddedTile embedded{pending[i].id, false, half};
      archive_.storeEmbeddings(record_.id, {&embedded, 1});
    }
  }

  SearchService service() { return {file_, model_}; }
  const std::filesystem::path& file() const { return file_; }
  std::filesystem::path beside(const std::string& name) const { return folder_ / name; }

 private:
  test::TempFolder folder_;
  std::filesystem::path file_;
  archive::Archive archive_;
  std::shared_ptr<WordyModel> model_;
  archive::ModelRecord record_;
};

Query textQuery(const std::string& text) {
  Query query;
  query.text = text;
  return query;
}

}  // namespace

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
