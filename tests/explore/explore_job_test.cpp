#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

#include "archive/archive.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "explore/cluster_naming.h"
#include "jobs/explore_job.h"
#include "tests/explore/space_fixture.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

using Fixture = SpaceFixture;

const std::vector<std::string> kThree = {"river", "forest", "airport"};

std::set<std::string> namesOf(const LayoutView& view) {
  std::set<std::string> names;
  for (const ClusterView& cluster : view.clusters) names.insert(cluster.name);
  return names;
}

std::string nameOf(const LayoutView& view, TileId tile) {
  const auto at = static_cast<std::size_t>(std::find(view.tiles.begin(), view.tiles.end(), tile) - view.tiles.begin());
  for (const ClusterView& cluster : view.clusters) {
    if (cluster.id == view.cluster.at(at)) return cluster.name;
  }
  return "";
}

std::int64_t numberOf(const LayoutView& view, const std::string& name) {
  for (const ClusterView& cluster : view.clusters) {
    if (cluster.name == name) return cluster.id;
  }
  return -1;
}

int colourOf(const LayoutView& view, const std::string& name) {
  for (const ClusterView& cluster : view.clusters) {
    if (cluster.name == name) return cluster.colour;
  }
  return -1;
}

}  // namespace

TEST_CASE("tilesAreLaidOutClusteredAndRightlyNamed") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 60, 0.05);
  const LayoutView view = fixture.explore();
  CHECK(view.tiles == tiles);
  CHECK(view.method == "umap");
  CHECK(view.model == "fake");
  CHECK(namesOf(view) == std::set<std::string>(kThree.begin(), kThree.end()));
  CHECK(nameOf(view, tiles[10]) == "river");
  CHECK(nameOf(view, tiles[70]) == "forest");
  CHECK(nameOf(view, tiles[170]) == "airport");
  for (const ClusterView& cluster : view.clusters) CHECK(nameOf(view, cluster.representative) == cluster.name);
  CHECK(std::all_of(view.xy.begin(), view.xy.end(), [](float value) { return std::isfinite(value); }));
  CHECK(view.measures.at("trustworthiness") > 0.7);
  CHECK(view.measures.count("alignment") == 0);
  CHECK(view.scenes.at(static_cast<std::size_t>(view.scene.at(3))).name == "a.tif");
}

TEST_CASE("aStoredLayoutIsUsedAgainAndNewTilesArePlacedIntoIt") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 60, 0.05);
  const LayoutView first = fixture.explore();
  const LayoutView again = fixture.explore();
  CHECK(again.id == first.id);

  const auto fresh = fixture.addScene("b.tif", kThree, 10, 0.05);
  const auto behind = readLayout(fixture.file);
  REQUIRE(behind);
  CHECK(behind->unplaced == 30);
  const LayoutView grown = fixture.explore();
  CHECK(grown.unplaced == 0);
  CHECK(grown.tiles.size() == 210);
  CHECK(std::equal(first.xy.begin(), first.xy.end(), grown.xy.begin()));  // nothing moved
  CHECK(nameOf(grown, fresh[0]) == "river");
  CHECK(nameOf(grown, fresh[29]) == "airport");
  CHECK(grown.clusters.front().size == 70);
}

TEST_CASE("figuresAndMarksFollowTheTilesThatArePlaced") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a.tif", {"river", "forest"}, 60, 0.05);
  const LayoutView first = fixture.explore();
  REQUIRE(first.duplicates.empty());
  const auto copies = fixture.addCopy("copy.tif", tiles);
  const auto strange = fixture.addScene("c.tif", {"airport"}, 1, 0.0);
  const LayoutView grown = fixture.explore();
  CHECK(grown.duplicates.size() == tiles.size());
  for (const std::vector<TileId>& pair : grown.duplicates) {
    REQUIRE(pair.size() == 2);
    CHECK(pair[1] - pair[0] == copies[0] - tiles[0]);
  }
  REQUIRE_FALSE(grown.outliers.empty());
  CHECK(grown.outliers.front().first == strange[0]);
  CHECK(grown.measures.at("uniformity_image") != first.measures.at("uniformity_image"));
  for (const ClusterView& cluster : grown.clusters) CHECK(cluster.size > 0);

  ExploreOptions anew;
  anew.anew = true;
  const LayoutView whole = fixture.explore(anew);
  CHECK(std::set(whole.duplicates.begin(), whole.duplicates.end()) ==
        std::set(grown.duplicates.begin(), grown.duplicates.end()));
  CHECK(whole.outliers.front().first == strange[0]);
  CHECK(whole.measures.at("uniformity_image") == doctest::Approx(grown.measures.at("uniformity_image")));
  CHECK(whole.measures.at("effective_rank") == doctest::Approx(grown.measures.at("effective_rank")));
}

TEST_CASE("placingKeepsALayoutHoweverItWasMade") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 40, 0.05);
  ExploreOptions options;
  options.method = "pca";
  options.clusters = 2;
  const LayoutView first = fixture.explore(options);
  fixture.addScene("b.tif", kThree, 50, 0.05);  // more than there were
  ExploreOptions place;
  place.place = true;
  const LayoutView grown = fixture.explore(place);
  CHECK(grown.method == "pca");
  CHECK(grown.clusters.size() == 2);
  CHECK(grown.tiles.size() == 270);
  CHECK(std::equal(first.xy.begin(), first.xy.end(), grown.xy.begin()));
}

TEST_CASE("clustersKeepNumberAndOwnNameOverARerun") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 60, 0.05);
  const LayoutView first = fixture.explore();
  renameCluster(fixture.file, first.id, numberOf(first, "river"), "Red River");
  ExploreOptions other;
  other.seed = 99;
  const LayoutView second = fixture.explore(other);
  CHECK(second.id != first.id);
  CHECK(numberOf(second, "Red River") == numberOf(first, "river"));
  CHECK(numberOf(second, "forest") == numberOf(first, "forest"));
  const auto red = std::find_if(second.clusters.begin(), second.clusters.end(),
                                [](const ClusterView& cluster) { return cluster.name == "Red River"; });
  REQUIRE(red != second.clusters.end());
  CHECK(red->programName == "river");
  CHECK(red->ownName);
  renameCluster(fixture.file, second.id, red->id, "");
  const auto third = readLayout(fixture.file);
  REQUIRE(third);
  CHECK(numberOf(*third, "river") == numberOf(first, "river"));
}

TEST_CASE("namesAndNumbersFollowFromOneMethodToTheOther") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 60, 0.05);
  const LayoutView umap = fixture.explore();
  renameCluster(fixture.file, umap.id, numberOf(umap, "river"), "Red River");
  ExploreOptions other;
  other.method = "pca";
  const LayoutView pca = fixture.explore(other);
  CHECK(numberOf(pca, "Red River") == numberOf(umap, "river"));
  CHECK(numberOf(pca, "forest") == numberOf(umap, "forest"));
  // The other way, to a cluster that has had a number there already; what was named there stays.
  renameCluster(fixture.file, pca.id, numberOf(pca, "forest"), "Old Growth");
  renameCluster(fixture.file, pca.id, numberOf(pca, "Red River"), "The Red River");
  ExploreOptions again;
  again.seed = 7;
  const LayoutView back = fixture.explore(again);
  CHECK(numberOf(back, "Old Growth") == numberOf(umap, "forest"));
  CHECK(numberOf(back, "Red River") == numberOf(umap, "river"));
}

TEST_CASE("whereDensitiesShowOneGroupTheClustersSeenByUmapAreThoseOfPcaToo") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a.tif", {"river"}, 60, 0.05);
  REQUIRE(fixture.explore().clusters.size() == 1);
  auto seen = *fixture.archive().layoutOf(fixture.record().id, "umap");
  const auto number = static_cast<std::int32_t>(seen.clusters.front().number);
  seen.clusters.push_back(seen.clusters.front());
  seen.clusters.back().number = number + 1;
  seen.clusters.back().name = "river 2";
  for (std::size_t i = 0; i < 20; ++i) seen.cluster[i] = number + 1;
  fixture.archive().putLayout(seen);
  ExploreOptions options;
  options.method = "pca";
  const LayoutView pca = fixture.explore(options);
  CHECK(pca.cluster == seen.cluster);
  CHECK(nameOf(pca, tiles[0]) == "river 2");
  CHECK(nameOf(pca, tiles[59]) == "river");
}

TEST_CASE("coloursFollowFromMethodToMethodAndFromModelToModel") {
  Fixture fixture;
  auto tiles = fixture.addScene("a.tif", {"river"}, 120, 0.05);
  const auto more = fixture.addScene("b.tif", {"forest"}, 100, 0.05),
             most = fixture.addScene("c.tif", {"airport"}, 80, 0.05);
  const LayoutView umap = fixture.explore();
  CHECK(colourOf(umap, "river") == 0);
  CHECK(colourOf(umap, "forest") == 1);
  CHECK(colourOf(umap, "airport") == 2);
  fixture.addScene("d.tif", {"airport"}, 60, 0.05);  // now the largest
  ExploreOptions other;
  other.method = "pca";
  const LayoutView pca = fixture.explore(other);
  REQUIRE(pca.clusters.front().name == "airport");
  for (const char* name : {"river", "forest", "airport"}) CHECK(colourOf(pca, name) == colourOf(umap, name));
  // Another model takes rivers and forests for one, and sees something new in half of the airports.
  tiles.insert(tiles.end(), more.begin(), more.end());
  tiles.insert(tiles.end(), most.begin(), most.end());
  std::vector<std::string> texts(220, "river");
  for (int i = 0; i < 80; ++i) texts.emplace_back(i < 50 ? "airport" : "desert");
  fixture.addModel("after", tiles, texts, 0.05);
  ExploreOptions after;
  after.model = "after";
  JobContext job;
  const LayoutView later = runExplore(fixture.file, nullptr, after, job);
  REQUIRE(later.clusters.size() == 3);
  CHECK(later.clusters[0].colour == colourOf(umap, "river"));
  CHECK(later.clusters[1].colour == colourOf(umap, "airport"));
  CHECK(later.clusters[2].colour == 1);  // the lowest that is left
}

TEST_CASE("anArchiveBeyondTheMemoryIsLaidOutByASample") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 1000, 0.05);
  ExploreOptions options;
  options.memoryLimit = (std::size_t{64} << 20) + 1'500 * (24 * 4 + 14 * 48 + 64);
  const LayoutView view = fixture.explore(options);
  CHECK(view.tiles == tiles);
  std::size_t right = 0;
  for (std::size_t i = 0; i < tiles.size(); ++i) right += nameOf(view, tiles[i]) == kThree[i / 1000];
  CHECK(right > 2900);
  options.memoryLimit = 1000;
  options.anew = true;
  CHECK_THROWS_AS(fixture.explore(options), Error);
}

TEST_CASE("degenerateArchivesWork") {
  for (const int count : {1, 2, 40}) {
    for (const std::string method : {"umap", "pca"}) {
      Fixture fixture;
      const auto tiles = fixture.addScene("a.tif", {"river"}, count, 0.0);
      ExploreOptions options;
      options.method = method;
      const LayoutView view = fixture.explore(options);
      CHECK(view.tiles == tiles);
      CHECK(view.clusters.size() == 1);
      CHECK(view.clusters.front().name == "river");
      CHECK(std::all_of(view.xy.begin(), view.xy.end(), [](float value) { return std::isfinite(value); }));
      for (const auto& [name, value] : view.measures) CHECK_MESSAGE(std::isfinite(value), name);
      options.clusters = 5;
      CHECK(fixture.explore(options).clusters.size() >= 1);
    }
  }
}

TEST_CASE("whatRoundingMakesOfOnePictureIsNoReasonForClusters") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a.tif", {"river"}, 10, 0.001);
  for (int i = 0; i < 9; ++i) fixture.addCopy("copy" + std::to_string(i) + ".tif", tiles);
  for (const char* method : {"umap", "pca"}) {
    ExploreOptions options;
    options.method = method;
    CHECK(fixture.explore(options).clusters.size() == 1);
  }
}

TEST_CASE("captionsAndOwnWordsNameClustersToo") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a.tif", kThree, 40, 0.05);
  fixture.archive().addCaption(tiles[0], explore::namingPrompts("river").front());
  fixture.archive().addCaption(tiles[100], explore::namingPrompts("airport").front());
  ExploreOptions options;
  options.names = NameSource::Captions;
  const LayoutView byCaption = fixture.explore(options);
  CHECK(nameOf(byCaption, tiles[1]) == explore::namingPrompts("river").front());
  CHECK(byCaption.measures.at("alignment") < 1.7);  // a caption is one of the sentences that the tiles lie around
  options.names = NameSource::Words;
  options.words = {"forest", "river", "airport", "moon"};
  CHECK(nameOf(fixture.explore(options), tiles[50]) == "forest");
  options.words = {"river", "\xff\xfe"};
  CHECK_THROWS_WITH_AS(fixture.explore(options), doctest::Contains("UTF-8"), Error);
  options.words.clear();
  CHECK_THROWS_AS(fixture.explore(options), Error);
}

TEST_CASE("withoutItsModelClustersHaveNumbers") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 40, 0.05);
  JobContext job;
  CHECK(namesOf(runExplore(fixture.file, nullptr, {}, job)) == std::set<std::string>{"1", "2", "3"});
}

TEST_CASE("duplicatesAndOutliersAreFound") {
  Fixture fixture;
  const auto copies = fixture.addScene("a.tif", {"river", "forest"}, 2, 0.0);
  fixture.addScene("b.tif", {"airport"}, 100, 0.1);
  const LayoutView view = fixture.explore();
  const auto holds = [&](TileId a, TileId b) {
    return std::find(view.duplicates.begin(), view.duplicates.end(), std::vector<TileId>{a, b}) !=
           view.duplicates.end();
  };
  CHECK(holds(copies[0], copies[1]));
  CHECK(holds(copies[2], copies[3]));
  REQUIRE_FALSE(view.outliers.empty());
  CHECK(std::set<TileId>(copies.begin(), copies.end()).contains(view.outliers.front().first));
}

TEST_CASE("whatCannotBeExploredIsSaid") {
  Fixture fixture;
  const auto codeOf = [&](const ExploreOptions& options) {
    try {
      fixture.explore(options);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::Internal;
  };
  CHECK(codeOf({}) == ErrorCode::InvalidInput);  // nothing embedded
  CHECK_FALSE(readLayout(fixture.file));
  fixture.addScene("a.tif", {"river"}, 3, 0.1);
  ExploreOptions options;
  options.model = "another";
  CHECK(codeOf(options) == ErrorCode::NotFound);
  options = {};
  options.method = "tsne";
  CHECK(codeOf(options) == ErrorCode::InvalidInput);
}

namespace {

/// Width of a PNG that is a square.
int sideOf(const std::filesystem::path& file) {
  const std::string bytes = readTextFile(file);
  const auto byte = [&](std::size_t at) { return static_cast<int>(static_cast<unsigned char>(bytes.at(at))); };
  const int width = byte(18) << 8 | byte(19), height = byte(22) << 8 | byte(23);
  return width == height ? width : -1;
}

}  // namespace

TEST_CASE("otherNamesNeedNoOtherLayout") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 60, 0.05);
  const LayoutView first = fixture.explore();
  std::set<std::string> stages;
  JobContext job({}, [&](const Progress& progress) { stages.insert(progress.stage); });
  ExploreOptions options;
  options.names = NameSource::Words;
  options.words = {"a stream", "woods", "landing place"};
  const LayoutView named = runExplore(fixture.file, &fixture.model, options, job);
  CHECK(stages.contains("name"));
  CHECK_FALSE(stages.contains("layout"));
  CHECK_FALSE(stages.contains("cluster"));
  CHECK(named.xy == first.xy);
  CHECK(named.cluster == first.cluster);
  CHECK(named.measures == first.measures);
  REQUIRE(named.clusters.size() == 3);
  for (const ClusterView& cluster : named.clusters) {
    CHECK(std::any_of(options.words.begin(), options.words.end(),
                      [&](const std::string& word) { return cluster.name.starts_with(word); }));
    const auto before = std::find_if(first.clusters.begin(), first.clusters.end(),
                                     [&](const ClusterView& each) { return each.id == cluster.id; });
    REQUIRE(before != first.clusters.end());
    CHECK(before->representative == cluster.representative);
  }
  // The same words again: nothing is to be done.
  stages.clear();
  runExplore(fixture.file, &fixture.model, options, job);
  CHECK_FALSE(stages.contains("name"));
  // And back to land cover.
  CHECK(numberOf(fixture.explore(), "river") == numberOf(first, "river"));
}

TEST_CASE("withoutCaptionsLandCoverNamesTheClusters") {
  Fixture fixture;
  fixture.addScene("a.tif", kThree, 60, 0.05);
  ExploreOptions options;
  options.names = NameSource::Captions;
  const LayoutView view = fixture.explore(options);
  CHECK(view.noCaptions);
  CHECK(numberOf(view, "river") > 0);
  CHECK_FALSE(fixture.explore().noCaptions);
}

TEST_CASE("aLayoutIsExportedAsTableMapAndPicture") {
  Fixture fixture;
  const auto tiles = fixture.addScene("a, \"b\".tif", kThree, 20, 0.05);
  const LayoutView view = fixture.explore();
  JobContext job;
  exportLayout(fixture.file, view, fixture.path("out.csv"), job);
  std::istringstream csv(readTextFile(fixture.path("out.csv")));
  std::string line;
  std::getline(csv, line);
  CHECK(line == "tile,scene,date,x,y,cluster,cluster_name,col,row,width,height,level,lon,lat,model,method\r");
  std::getline(csv, line);
  CHECK(line.starts_with(std::to_string(tiles[0]) + ",\"a, \"\"b\"\".tif\",2020-05-01,"));
  CHECK(line.find(",river,") != std::string::npos);
  int rows = 1;
  while (std::getline(csv, line)) ++rows;
  CHECK(rows == 60);
  exportLayout(fixture.file, view, fixture.path("out.png"), job);
  CHECK(readTextFile(fixture.path("out.png")).substr(1, 3) == "PNG");
  CHECK(sideOf(fixture.path("out.png")) == 1600);
  exportLayout(fixture.file, view, fixture.path("small.png"), job, 300);
  CHECK(sideOf(fixture.path("small.png")) == 300);
  exportLayout(fixture.file, view, fixture.path("out.gpkg"), job);
  const std::string package = readTextFile(fixture.path("out.gpkg"));
  CHECK(package.starts_with("SQLite format 3"));
  // QGIS fills the polygons by cluster, each with its name and colour.
  CHECK(package.find("categorizedSymbol") != std::string::npos);
  CHECK(package.find("label=\"forest\"") != std::string::npos);
  CHECK(package.find("7,115,196,110") != std::string::npos);
  CHECK(package.find("In no cluster") != std::string::npos);
  CHECK_THROWS_AS(exportLayout(fixture.file, view, fixture.path("out.txt"), job), Error);
}

TEST_CASE("aLayoutBecomesOnePageThatNeedsNothingElse") {
  Fixture fixture;
  fixture.addScene("</script><b>.tif", kThree, 20, 0.05);
  const LayoutView view = fixture.explore();
  JobContext job;
  exportLayoutPage(fixture.file, view, {{"title", "Fargo <1> & \"2\""}}, fixture.path("out.html"), job);
  const std::string page = readTextFile(fixture.path("out.html"));
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(page.find("http://") == std::string::npos);
  CHECK(page.find("https://") == std::string::npos);
  CHECK(page.find("default-src 'none'") != std::string::npos);
  // What comes from the archive cannot end the script that holds it.
  CHECK(page.find("</script><b>") == std::string::npos);
  CHECK(page.find("\\u003c/script>\\u003cb>.tif") != std::string::npos);
  CHECK(page.find("Fargo \\u003c1> & \\\"2\\\"") != std::string::npos);
  CHECK(page.find("\"name\":\"forest\"") != std::string::npos);
  CHECK_THROWS_AS(exportLayoutPage(fixture.file, view, {}, "/nowhere/at/all.html", job), Error);
  LayoutView nothing;
  nothing.model = "fake";
  exportLayoutPage(fixture.file, nothing, {}, fixture.path("empty.html"), job);
  CHECK(readTextFile(fixture.path("empty.html")).ends_with("</html>\n"));
}
