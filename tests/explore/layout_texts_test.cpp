#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "archive/label_book.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "jobs/explore_texts.h"
#include "tests/explore/space_fixture.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

/// Three kinds of tiles and twelve different captions, one of them given twice, on the other side of the gap.
struct Captioned : SpaceFixture {
  Captioned() {
    tiles = addScene("a.tif", {"river", "forest", "airport"}, 40, 0.05);
    model.textShift = 2.0F;
    for (int i = 0; i < 12; ++i) {
      archive().addCaption(tiles[static_cast<std::size_t>(9 * i)], "caption " + std::to_string(10 + i));
    }
    archive().addCaption(tiles[1], "caption 10");
  }

  std::vector<TileId> tiles;
};

ExploreOptions alike(const std::string& method, bool texts) {
  ExploreOptions options;
  options.method = method;
  options.withTexts = texts;
  return options;
}

ExploreOptions withTexts(const std::string& method) { return alike(method, true); }

double away(const LayoutTextView& text, const std::array<double, 2>& centre) {
  return std::hypot(static_cast<double>(text.x) - centre[0], static_cast<double>(text.y) - centre[1]);
}

std::array<double, 2> centreOfTiles(const LayoutView& view) {
  std::array<double, 2> centre{};
  for (std::size_t i = 0; i < view.xy.size(); ++i) {
    centre[i % 2] += static_cast<double>(view.xy[i]) / static_cast<double>(view.tiles.size());
  }
  return centre;
}

std::array<double, 2> centreOfTexts(const LayoutView& view) {
  std::array<double, 2> centre{};
  for (const LayoutTextView& text : view.texts) {
    centre[0] += static_cast<double>(text.x) / static_cast<double>(view.texts.size());
    centre[1] += static_cast<double>(text.y) / static_cast<double>(view.texts.size());
  }
  return centre;
}

std::vector<float> placesOf(const LayoutView& view) {
  std::vector<float> places;
  for (const LayoutTextView& text : view.texts) places.insert(places.end(), {text.x, text.y});
  return places;
}

bool allFinite(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

}  // namespace

TEST_CASE("textsAreLaidOutWithTheTilesAndTheGapBetweenThemIsSeen") {
  for (const std::string method : {"umap", "pca"}) {
    CAPTURE(method);
    Captioned fixture;
    const LayoutView alone = fixture.explore(alike(method, false));
    CHECK(alone.texts.empty());
    const LayoutView view = fixture.explore(withTexts(method));
    CHECK(view.tiles == fixture.tiles);
    REQUIRE(view.texts.size() == 12);
    CHECK_FALSE(view.textsAreWords);
    CHECK(view.textsKnown == 0);
    for (std::size_t t = 0; t < view.texts.size(); ++t)
      CHECK(view.texts[t].text == "caption " + std::to_string(10 + t));
    CHECK(allFinite(placesOf(view)));
    // Each kind keeps to itself.
    const auto tiles = centreOfTiles(view), texts = centreOfTexts(view);
    for (const LayoutTextView& text : view.texts) CHECK(away(text, texts) < away(text, tiles));
    for (std::size_t i = 0; i < view.tiles.size(); ++i) {
      const LayoutTextView tile{"", view.xy[2 * i], view.xy[2 * i + 1]};
      CHECK(away(tile, tiles) < away(tile, texts));
    }
    // What is said about the tiles is what would be said without texts.
    CHECK(view.clusters.size() == alone.clusters.size());
    CHECK(view.cluster == alone.cluster);
    CHECK(view.measures.at("uniformity_image") == alone.measures.at("uniformity_image"));
    CHECK(view.measures.at("effective_rank") == alone.measures.at("effective_rank"));
    CHECK(view.outliers == alone.outliers);
    CHECK(view.measures.at("uniformity_text") < 0.0);
    CHECK(view.measures.at("uniformity_text") > view.measures.at("uniformity_image"));  // the gap draws them together
  }
}

TEST_CASE("aLayoutWithTextsIsStoredAndCanBeMadeAgain") {
  Captioned fixture;
  const LayoutView first = fixture.explore(withTexts("umap"));
  CHECK(fixture.explore(withTexts("umap")).id == first.id);
  const auto stored = readLayout(fixture.file);
  REQUIRE(stored);
  CHECK(placesOf(*stored) == placesOf(first));
  CHECK(stored->texts.front().text == "caption 10");
  ExploreOptions anew = withTexts("umap");
  anew.anew = true;
  const LayoutView again = fixture.explore(anew);
  CHECK(again.id != first.id);
  CHECK(again.xy == first.xy);
  CHECK(placesOf(again) == placesOf(first));
  // Without texts it is another layout.
  CHECK(fixture.explore().texts.empty());
}

TEST_CASE("textsStayWhereTheyAreWhenTilesArePlaced") {
  for (const std::string method : {"umap", "pca"}) {
    CAPTURE(method);
    Captioned fixture;
    const LayoutView first = fixture.explore(withTexts(method));
    const auto copies = fixture.addCopy("copy.tif", {fixture.tiles.begin(), fixture.tiles.begin() + 40});
    ExploreOptions place;
    place.place = true;
    JobContext job;
    const LayoutView grown = runExplore(fixture.file, nullptr, place, job);  // needs no model
    CHECK(grown.tiles.size() == 160);
    CHECK(placesOf(grown) == placesOf(first));
    CHECK(std::equal(first.xy.begin(), first.xy.end(), grown.xy.begin()));
    if (method != "pca") continue;
    // The axes are those of tiles and texts together: a copy lies where its original does.
    for (std::size_t i = 0; i < copies.size(); ++i) {
      CHECK(grown.xy[2 * (120 + i)] == doctest::Approx(grown.xy[2 * i]).epsilon(0.01));
    }
  }
}

TEST_CASE("exportsTellTextsFromTiles") {
  Captioned fixture;
  fixture.archive().addCaption(fixture.tiles[2], "a \"quoted\", </script> caption");
  const LayoutView view = fixture.explore(withTexts("pca"));
  JobContext job;
  exportLayout(fixture.file, view, fixture.path("out.csv"), job);
  std::istringstream csv(readTextFile(fixture.path("out.csv")));
  std::string line;
  std::getline(csv, line);
  CHECK(line.ends_with(",model,method,kind,text\r"));
  int tiles = 0, texts = 0;
  while (std::getline(csv, line)) {
    CHECK(std::count(line.begin(), line.end(), ',') >= 17);
    tiles += line.ends_with(",tile,\r") ? 1 : 0;
    texts += line.starts_with(",,,") && line.find(",fake,pca,text,") != std::string::npos ? 1 : 0;
  }
  CHECK(tiles == 120);
  CHECK(texts == 13);
  CHECK(readTextFile(fixture.path("out.csv")).find("\"a \"\"quoted\"\", </script> caption\"") != std::string::npos);
  exportLayout(fixture.file, view, fixture.path("out.gpkg"), job);
  SQLite::Database package(fixture.path("out.gpkg").string());
  CHECK(package.execAndGet("SELECT count(*) FROM texts").getInt() == 13);
  CHECK(package.execAndGet("SELECT count(*) FROM tiles").getInt() == 120);
  CHECK(package.execAndGet("SELECT text FROM texts ORDER BY fid DESC LIMIT 1").getString() == "caption 21");
  exportLayoutPage(fixture.file, view, {}, fixture.path("out.html"), job);
  const std::string page = readTextFile(fixture.path("out.html"));
  CHECK(page.find("{\"t\":\"caption 10\",\"x\":") != std::string::npos);
  CHECK(page.find("\\u003c/script> caption") != std::string::npos);
  exportLayout(fixture.file, view, fixture.path("out.png"), job, 300);
  LayoutView alone = view;
  alone.texts.clear();
  exportLayout(fixture.file, alone, fixture.path("alone.png"), job, 300);
  CHECK(readTextFile(fixture.path("out.png")) != readTextFile(fixture.path("alone.png")));
}

TEST_CASE("withoutCaptionsLandCoverWordsAreLaidOut") {
  SpaceFixture fixture;
  const auto tiles = fixture.addScene("a.tif", {"river", "forest"}, 30, 0.05);
  const LayoutView words = fixture.explore(withTexts("pca"));
  CHECK(words.textsAreWords);
  CHECK(words.texts.size() == explore::landCoverWords().size());
  fixture.archive().addCaption(tiles[0], "a river");
  const LayoutView captions = fixture.explore(withTexts("pca"));  // the first caption takes their place
  CHECK_FALSE(captions.textsAreWords);
  REQUIRE(captions.texts.size() == 1);
  CHECK(captions.texts[0].text == "a river");
  JobContext job;
  CHECK_THROWS_WITH_AS(runExplore(fixture.file, nullptr, withTexts("umap"), job),
                       doctest::Contains("only with the model"), Error);
}

TEST_CASE("ofVeryManyCaptionsASampleIsLaidOut") {
  SpaceFixture fixture;
  const auto tiles = fixture.addScene("a.tif", {"river"}, 3, 0.05);
  std::vector<archive::NewCaption> many;
  for (int i = 0; i < 5200; ++i) many.push_back({tiles[0], "caption " + std::to_string(i), ""});
  archive::LabelBook(fixture.file, archive::OpenMode::ReadWrite).addCaptions(many);
  const SpaceTexts one = spaceTexts(fixture.archive(), fixture.model, 1);
  CHECK(one.known == 5200);
  CHECK(one.texts.size() == SpaceTexts::kMost);
  CHECK(std::is_sorted(one.texts.begin(), one.texts.end()));
  CHECK(spaceTexts(fixture.archive(), fixture.model, 1).texts == one.texts);
  CHECK(spaceTexts(fixture.archive(), fixture.model, 2).texts != one.texts);
}

TEST_CASE("degenerateArchivesWithTextsWork") {
  for (const int count : {1, 2, 40}) {
    for (const std::string method : {"umap", "pca"}) {
      CAPTURE(count);
      CAPTURE(method);
      SpaceFixture fixture;
      const auto tiles = fixture.addScene("a.tif", {"river"}, count, 0.0);
      fixture.archive().addCaption(tiles[0], "a river");
      const LayoutView view = fixture.explore(withTexts(method));
      CHECK(view.tiles == tiles);
      CHECK(view.texts.size() == 1);
      CHECK(view.clusters.size() == 1);
      CHECK(allFinite(view.xy));
      CHECK(allFinite(placesOf(view)));
    }
  }
}
