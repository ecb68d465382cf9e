#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include "archive/archive.h"
#include "base/error.h"
#include "base/half.h"
#include "search/search_engine.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::search;

namespace {

constexpr int kRowDim = 8;

std::vector<float> unitVector(std::mt19937& random) {
  std::normal_distribution<float> normal;
  std::vector<float> vector(kRowDim);
  for (float& value : vector) value = normal(random);
  normalise(vector);
  return vector;
}

Ring square(double west, double north, double side) {
  return {{west, north}, {west + side, north}, {west + side, north - side}, {west, north - side}};
}

/// An archive of scenes of 4 x 4 tiles of 0.01 degrees, with random embeddings that the test keeps beside it.
class Fixture {
 public:
  Fixture() : archive_(archive::Archive::create(folder_ / "a.tilescout")) {
    model_ = archive_.modelFor("tiny", "f1", kRowDim);
    archive_.setActiveModel(model_.id);
  }

  SceneId addScene(const std::string& name, const std::string& date, double west, double north, bool placed = true) {
    SceneInfo scene;
    scene.path = "/data/" + name;
    scene.name = name;
    scene.date = date;
    scene.width = scene.height = 400;
    std::vector<archive::StoredTile> tiles;
    for (int row = 0; row < 4; ++row)
      for (int col = 0; col < 4; ++col) {
        archive::StoredTile tile;
        tile.window = {0, col, row, col * 100.0, row * 100.0, 100, 100};
        if (placed) tile.footprint = square(west + col * 0.01, north - row * 0.01, 0.01);
        tiles.push_back(tile);
      }
    const SceneId id = archive_.putScene(scene, "k", tiles);
    for (const archive::StoredTile& tile : archive_.pendingTiles(id, model_.id)) embed(tile.id, unitVector(random_));
    return id;
  }

  void embed(TileId tile, const std::vector<float>& vector) {
    std::vector<std::uint16_t> half(vector.size());
    std::transform(vector.begin(), vector.end(), half.begin(), halfFromFloat);
    const archive::Archive::EmbeddedTile row{tile, false, half};
    archive_.storeEmbeddings(model_.id, {&row, 1});
    stored_[tile] = half;
  }

  double score(TileId tile, const std::vector<float>& query) const {
    double sum = 0.0;
    for (int i = 0; i < kRowDim; ++i)
      sum += static_cast<double>(query[static_cast<std::size_t>(i)]) *
             static_cast<double>(floatFromHalf(stored_.at(tile)[static_cast<std::size_t>(i)]));
    return sum;
  }

  /// Ids of all tiles for which `passes` holds, best first.
  template <typename Passes>
  std::vector<TileId> ranked(const std::vector<float>& query, std::size_t top, const Passes& passes) {
    std::vector<std::pair<double, TileId>> all;
    for (const auto& [tile, half] : stored_)
      if (passes(*archive_.tile(tile))) all.emplace_back(-score(tile, query), tile);
    std::sort(all.begin(), all.end());
    std::vector<TileId> best;
    for (std::size_t i = 0; i < std::min(top, all.size()); ++i) best.push_back(all[i].second);
    return best;
  }

  SearchResult search(const Query& query, const std::vector<Polygon>& within = {}) {
    QueryParts parts;
    parts.text = text_;
    return engine().search(archive_, query, {parts, within, nullptr, {}});
  }

  SearchEngine engine() { return SearchEngine(archive_, model_); }
  archive::Archive& archive() { return archive_; }
  const archive::ModelRecord& model() const { return model_; }
  const std::vector<float>& text() const { return text_; }

 private:
  test::TempFolder folder_;
  archive::Archive archive_;
  archive::ModelRecord model_;
  std::mt19937 random_{7};
  std::map<TileId, std::vector<std::uint16_t>> stored_;
  std::vector<float> text_ = unitVector(random_);
};

std::vector<TileId> tilesOf(const SearchResult& result) {
  std::vector<TileId> tiles;
  for (const Hit& hit : result.hits) tiles.push_back(hit.tile);
  return tiles;
}

const auto everything = [](const TileInfo&) { return true; };

}  // namespace

TEST_CASE("hitsAreTheBestTilesWithTheirScenes") {
  Fixture fixture;
  fixture.addScene("a.tif", "2012-05-01", 10, 50);
  const SceneId second = fixture.addScene("b.tif", "2014", 20, 40);
  Query query;
  query.top = 9;
  const SearchResult result = fixture.search(query);
  CHECK(tilesOf(result) == fixture.ranked(fixture.text(), 9, everything));
  CHECK(result.searched == 32);
  CHECK(result.passed == 32);
  CHECK(result.model == "tiny");
  for (const Hit& hit : result.hits) {
    CHECK(hit.score == doctest::Approx(fixture.score(hit.tile, fixture.text())).epsilon(1e-6));
    CHECK(hit.scene == (hit.sceneId == second ? "b.tif" : "a.tif"));
    CHECK(hit.date == (hit.sceneId == second ? "2014" : "2012-05-01"));
    CHECK(hit.scenePath == "/data/" + hit.scene);
    CHECK(hit.wgs84.size() == 4);
    CHECK(hit.percentile == doctest::Approx(100.0 * (32 - hit.rank) / 32));
  }
}

TEST_CASE("sceneAndDateFiltersRestrictByScene") {
  Fixture fixture;
  const SceneId old = fixture.addScene("landsat_1985.tif", "1985", 10, 50);
  const SceneId fresh = fixture.addScene("landsat_2014.tif", "2014-05-03", 10, 50);
  fixture.addScene("naip.tif", "", 10, 50);
  Query query;
  query.top = 100;
  query.sceneGlob = "landsat_*";
  CHECK(fixture.search(query).passed == 32);
  query.toDate = "1990";
  const auto onlyOld = fixture.search(query);
  CHECK(tilesOf(onlyOld) == fixture.ranked(fixture.text(), 100, [&](const TileInfo& t) { return t.scene == old; }));
  query.sceneGlob.clear();
  query.toDate.clear();
  query.fromDate = "1990-01-01";
  const auto onlyFresh = fixture.search(query);
  CHECK(tilesOf(onlyFresh) == fixture.ranked(fixture.text(), 100, [&](const TileInfo& t) { return t.scene == fresh; }));
}

TEST_CASE("sensorFilterGoesByWhatSceneNamesTell") {
  Fixture fixture;
  const SceneId landsat = fixture.addScene("LC08_L1TP_029027_20150629_T1.tif", "", 10, 50);
  const SceneId naip = fixture.addScene("m_4709963_se_14_1_20150629.tif", "", 10, 50);
  const SceneId other = fixture.addScene("town.tif", "", 10, 50);
  Query query;
  query.top = 100;
  const auto scenesFor = [&](std::vector<std::string> sensors) {
    query.sensors = std::move(sensors);
    std::set<SceneId> scenes;
    for (const Hit& hit : fixture.search(query).hits) {
      CHECK(hit.sensor == (hit.sceneId == landsat ? "Landsat 8 OLI" : hit.sceneId == naip ? "NAIP" : ""));
      scenes.insert(hit.sceneId);
    }
    return scenes;
  };
  CHECK(scenesFor({}) == std::set{landsat, naip, other});
  CHECK(scenesFor({"NAIP"}) == std::set{naip});
  CHECK(scenesFor({"landsat*", "naip"}) == std::set{landsat, naip});
  CHECK(scenesFor({""}) == std::set{other});
  CHECK(scenesFor({"Sentinel-2 MSI"}).empty());
}

TEST_CASE("boxKeepsTilesThatItTouches") {
  Fixture fixture;
  fixture.addScene("a.tif", "", 10, 50);
  fixture.addScene("nowhere.tif", "", 0, 0, false);
  Query query;
  query.top = 100;
  query.bbox = {{10.005, 49.995, 10.015, 49.999}};  // the first two tiles of the upper row
  const auto result = fixture.search(query);
  CHECK(result.passed == 2);
  CHECK(tilesOf(result) == fixture.ranked(fixture.text(), 9, [](const TileInfo& t) {
    return !t.footprint.empty() && t.window.row == 0 && t.window.col < 2;
  }));
}

TEST_CASE("boxAcrossTheDateLineFindsBothSides") {
  Fixture fixture;
  fixture.addScene("across.tif", "", 179.98, 10);  // two columns on each side
  fixture.addScene("far.tif", "", 0, 10);
  Query query;
  query.top = 100;
  query.bbox = {{179.985, 9, -179.985, 11}};
  CHECK(fixture.search(query).passed == 16);
  query.bbox = {{-179.995, 9, -179.5, 11}};
  CHECK(fixture.search(query).passed == 8);
}

TEST_CASE("polygonKeepsTilesThatMeetIt") {
  Fixture fixture;
  fixture.addScene("a.tif", "", 10, 50);
  Query query;
  query.top = 100;
  query.withinFile = "area.geojson";
  const Polygon triangle{{{10.001, 49.999}, {10.0385, 49.999}, {10.001, 49.9615}}};
  const auto result = fixture.search(query, {triangle});
  CHECK(tilesOf(result) == fixture.ranked(fixture.text(), 100, [](const TileInfo& t) {
    return t.window.row + t.window.col <= 3;  // the long side runs through the anti-diagonal
  }));
  CHECK(result.passed == 10);
  CHECK(fixture.search(query, {}).passed == 0);  // a file without polygons holds nothing
}

TEST_CASE("filtersTogetherMustAllPass") {
  Fixture fixture;
  const SceneId wanted = fixture.addScene("a.tif", "2012", 10, 50);
  fixture.addScene("b.tif", "2012", 10, 50);
  Query query;
  query.top = 100;
  query.sceneGlob = "a*";
  query.bbox = {{10.005, 49.995, 10.006, 49.999}};
  const auto result = fixture.search(query, {{square(10, 50, 1)}});
  REQUIRE(result.hits.size() == 1);
  CHECK(result.hits[0].sceneId == wanted);
}

TEST_CASE("exampleTileFindsItsLikesButNotItself") {
  Fixture fixture;
  fixture.addScene("a.tif", "", 10, 50);
  Query query;
  query.top = 100;
  query.like = {5};
  auto engine = fixture.engine();
  const auto result = engine.search(fixture.archive(), query, {});
  const auto vector = engine.vectorOf(5);
  CHECK(tilesOf(result) == fixture.ranked(vector, 100, [](const TileInfo& t) { return t.id != 5; }));
  query.like = {5, 999};
  CHECK_THROWS_AS(engine.search(fixture.archive(), query, {}), Error);
}

TEST_CASE("unlikeTileSinks") {
  Fixture fixture;
  fixture.addScene("a.tif", "", 10, 50);
  const auto twin = fixture.engine().vectorOf(3);
  fixture.embed(4, twin);
  Query query;
  query.top = 16;
  const auto rankOf4 = [&](const SearchResult& r) {
    const auto tiles = tilesOf(r);
    return std::find(tiles.begin(), tiles.end(), 4) - tiles.begin();
  };
  const auto before = rankOf4(fixture.search(query));
  query.unlike = {3};
  CHECK(rankOf4(fixture.search(query)) >= before);
  CHECK(fixture.search(query).hits.size() == 15);
  QueryParts none;
  CHECK(tilesOf(fixture.engine().search(fixture.archive(), query, {none, {}, nullptr, {}})).back() == 4);
}

TEST_CASE("distinctHitsShowDifferentPlaces") {
  Fixture fixture;
  fixture.addScene("2012.tif", "2012", 10, 50);
  fixture.addScene("2014.tif", "2014", 10, 50);  // the same ground
  fixture.addScene("away.tif", "2014", 11, 50);
  Query query;
  query.top = 100;
  query.distinctMetres = 1.0;
  const auto places = fixture.search(query);
  CHECK(places.hits.size() == 32);
  CHECK(places.hits[0].tile == fixture.ranked(fixture.text(), 1, everything)[0]);
  query.distinctMetres = 1e4;
  const auto areas = fixture.search(query);
  REQUIRE(areas.hits.size() == 2);
  CHECK(areas.hits[1].rank == 2);
}

TEST_CASE("badQueriesAreRefused") {
  Fixture fixture;
  fixture.addScene("a.tif", "", 10, 50);
  const auto refuses = [&](const std::function<void(Query&)>& change) {
    Query query;
    change(query);
    CHECK_THROWS_AS(fixture.search(query), Error);
  };
  refuses([](Query& q) { q.top = 0; });
  refuses([](Query& q) { q.fromDate = "last year"; });
  refuses([](Query& q) { q.bbox = {{0, 10, 1, -10}}; });
  refuses([](Query& q) { q.textWeight = -1; });
  CHECK_THROWS_AS(fixture.engine().search(fixture.archive(), {}, {}), Error);
}

TEST_CASE("anArchiveWithoutEmbeddingsFindsNothing") {
  Fixture fixture;
  const auto result = fixture.search({});
  CHECK(result.hits.empty());
  CHECK(result.searched == 0);
}

TEST_CASE("searchStopsWhenAsked") {
  Fixture fixture;
  fixture.addScene("a.tif", "", 10, 50);
  std::stop_source source;
  source.request_stop();
  QueryParts parts;
  parts.text = fixture.text();
  auto engine = fixture.engine();
  CHECK_THROWS_AS(engine.search(fixture.archive(), {}, {parts, {}, nullptr, source.get_token()}), Cancelled);
  CHECK_THROWS_AS(SearchEngine(fixture.archive(), fixture.model(), source.get_token()), Cancelled);
}
