#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "archive/archive.h"
#include "base/error.h"
#include "jobs/index_job.h"
#include "jobs/label_service.h"
#include "jobs/label_transfer.h"
#include "search/geo_filter.h"
#include "support/test_files.h"
#include "tests/jobs/fake_model.h"
#include "tests/jobs/scene_files.h"

using namespace tilescout;
using namespace tilescout::jobs;

namespace {

namespace fs = std::filesystem;

struct Desk {
  test::TempFolder folder;
  fs::path scenes = folder / "scenes";
  fs::path file = folder / "a.tilescout";

  explicit Desk(int levels = 1) {
    writeScene(scenes / "a.tif", {256, 192, 1, 500'000.0, 0});
    writeScene(scenes / "sub" / "b.tif", {64, 64, 2, 510'000.0, 0});
    make(file, levels);
  }
  void make(const fs::path& archive, int levels = 1) {
    archive::Archive::create(archive);
    FakeModel model(8);
    IndexOptions options;
    options.paths = {scenes};
    options.tile = 64;
    options.levels = levels;
    JobContext job;
    runIndex(archive, model, options, job);
  }
  fs::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  LabelImportReport import(const fs::path& path, const fs::path& archive = {}) {
    LabelImportOptions options;
    options.path = path;
    JobContext job;
    return importLabels(archive.empty() ? file : archive, options, job);
  }
  /// Captions as "scene x y: text".
  std::multiset<std::string> labels(const fs::path& path = {}) {
    archive::Archive archive = archive::Archive::open(path.empty() ? file : path, archive::OpenMode::ReadOnly);
    std::multiset<std::string> labels;
    for (const archive::CaptionRow& caption : archive.captions()) {
      const TileInfo tile = *archive.tile(caption.tile);
      labels.insert(archive.sceneInfo(tile.scene)->name + " " + std::to_string(static_cast<int>(tile.window.x)) + " " +
                    std::to_string(static_cast<int>(tile.window.y)) + ": " + caption.text);
    }
    return labels;
  }
};

}  // namespace

TEST_CASE("rowsFindTheirTilesByImageAndByWindow") {
  Desk desk;
  const LabelImportReport report = desk.import(desk.write("l.csv",
                                                          "image,x,y,width,height,caption,tags,split\n"
                                                          "elsewhere/b.png,,,,,the whole picture,,\n"
                                                          "a.tif,128,64,64,64,this very tile,pond;farm,train\n"
                                                          "a.tif,60,0,70,70,the nearest tile,,\n"
                                                          "c.tif,,,,,no such scene,,\n"));
  CHECK(report.rows == 4);
  CHECK(report.matched == 3);
  CHECK(report.captions == 3);
  CHECK(report.tags == 2);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].subject.find("line 5") != std::string::npos);
  CHECK(report.problems[0].message == "means the image 'c.tif', which is no scene of the archive");
  CHECK(report.problems[0].row == LabelRow{LabelRow::Kind::Line, {}, 5});
  CHECK(report.problems[0].problem == RowProblem{RowFlaw::UnknownImage, "c.tif"});
  CHECK(desk.labels() == std::multiset<std::string>{"b.tif 0 0: the whole picture", "a.tif 128 64: this very tile",
                                                    "a.tif 64 0: the nearest tile"});
  LabelService labels(desk.file);
  CHECK(labels.tags().size() == 2);
  CHECK(labels.splits().at(0).name == "train");
}

TEST_CASE("refusedTextsAreNamedByCodeAndNothingOfTheirRowIsTaken") {
  Desk desk;
  const std::string longText(5000, 'x'), longName(201, 'x');
  const LabelImportReport report = desk.import(desk.write("l.csv",
                                                          "image,caption,tags,split\n"
                                                          "b.tif,\"  \",,\n"
                                                          "b.tif," +
                                                              longText +
                                                              ",,\n"
                                                              "b.tif,\xFF,,\n"
                                                              "b.tif,\"two\nlines\",,\n"
                                                              "b.tif,fine," +
                                                              longName +
                                                              ",\n"
                                                              "b.tif,fine,,a;b\n"));
  const std::vector<RowProblem> expected = {{RowFlaw::CaptionEmpty, {}},   {RowFlaw::CaptionTooLong, "4096"},
                                            {RowFlaw::CaptionNotUtf8, {}}, {RowFlaw::CaptionControl, {}},
                                            {RowFlaw::TagTooLong, "200"},  {RowFlaw::SplitSemicolon, {}}};
  REQUIRE(report.problems.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    CHECK(report.problems[i].problem == expected[i]);
    CHECK(report.problems[i].message == textOf(expected[i]));
  }
  CHECK(report.problems[1].message == "the caption is longer than 4096 bytes");
  CHECK(report.matched == 0);
  CHECK(desk.labels().empty());
}

TEST_CASE("readingTheSameFileAgainAddsNothingAndOneUndoTakesAllBack") {
  Desk desk;
  const fs::path file = desk.write("train.json", R"([{"image":"sub/b.tif","caption":"a field"},
    {"image":"sub/b.tif","caption":"a field"},{"image":"sub/b.tif","caption":"another","label_name":"farm"}])");
  CHECK(desk.import(file).captions == 3);
  const auto before = desk.labels();
  const LabelImportReport again = desk.import(file);
  CHECK(again.captions == 0);
  CHECK(again.tags == 0);
  CHECK(desk.labels() == before);
  LabelService labels(desk.file);
  CHECK(labels.undo()->kind == "captions.import");
  CHECK(labels.captions().empty());
  CHECK(labels.tags().empty());
}

TEST_CASE("aPreviewSaysWhatWouldBeNewAndStoresNothing") {
  Desk desk;
  const fs::path file = desk.write("l.csv",
                                   "image,x,y,width,height,caption,tags\n"
                                   "b.png,,,,,the whole picture,pond\n"
                                   "a.tif,128,64,64,64,this very tile,pond\n"
                                   "c.tif,,,,,no such scene,\n");
  LabelImportOptions options;
  options.path = file;
  options.preview = true;
  JobContext job;
  const LabelImportReport before = importLabels(desk.file, options, job);
  CHECK(desk.labels().empty());
  CHECK(LabelService(desk.file).tags().empty());
  CHECK_FALSE(LabelService(desk.file).undoable().has_value());
  const LabelImportReport stored = desk.import(file);
  CHECK(before.format == "csv");
  CHECK(before.rows == stored.rows);
  CHECK(before.captions == stored.captions);
  CHECK(before.tags == stored.tags);
  CHECK(before.tiles == stored.tiles);
  CHECK(before.problems.size() == stored.problems.size());
  REQUIRE(before.samples.size() == 2);
  CHECK(textOf(before.samples[1].row) == "line 3");
  CHECK(before.samples[1].scene == "a.tif");
  CHECK(before.samples[1].text == "this very tile");
  const LabelImportReport after = importLabels(desk.file, options, job);
  CHECK(after.captions == 0);
  CHECK(after.tags == 0);
}

TEST_CASE("aPointLabelsTheSmallestTileAndAnAreaTheTilesWhoseCentresItHolds") {
  Desk desk(2);
  archive::Archive archive = archive::Archive::open(desk.file, archive::OpenMode::ReadOnly);
  const archive::SceneRow scene = *archive.sceneByPath((desk.scenes / "a.tif").string());
  TileInfo wanted;
  std::size_t fine = 0;
  for (const archive::StoredTile& tile : archive.tilesOf(scene.info.id)) {
    if (tile.window.level == 0) ++fine;
    if (tile.window.level == 0 && tile.window.x == 128 && tile.window.y == 64) wanted = *archive.tile(tile.id);
  }
  const LonLat centre = search::centreOf(wanted.footprint);
  const auto number = [](double value) { return std::to_string(value); };
  const std::string at = "[" + number(centre.lon) + "," + number(centre.lat) + "]";
  std::string ring;
  for (const LonLat& point : scene.info.footprint) ring += "[" + number(point.lon) + "," + number(point.lat) + "],";
  ring += "[" + number(scene.info.footprint[0].lon) + "," + number(scene.info.footprint[0].lat) + "]";
  desk.import(desk.write("l.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":)" +
                                          at + R"(},"properties":{"caption":"here"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]},"properties":{"caption":"in the sea"}},
    {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[)" +
                                          ring + R"(]]},"properties":{"label":"farm"}}]})"));
  std::size_t here = 0, farm = 0;
  for (const archive::CaptionRow& caption : archive.captions()) {
    if (caption.text == "here") {
      ++here;
      CHECK(caption.tile == wanted.id);
    } else {
      CHECK(caption.text == "a satellite image of farm.");
      ++farm;
    }
  }
  CHECK(here == 1);
  CHECK(farm == archive.tilesOf(scene.info.id).size());
  CHECK(fine == 12);
}

TEST_CASE("exportAndImportIntoAnotherArchiveGiveTheSameLabels") {
  Desk desk;
  desk.import(desk.write("l.csv",
                         "image,x,y,width,height,caption,author,tags,split\n"
                         "b.tif,,,,,=cmd|' /C calc'!A0,ann,,\n"
                         "b.tif,,,,,\"a field, and \"\"more\"\"\",ann,farm,test\n"
                         "a.tif,128,64,64,64,a pond,,pond,train\n"
                         "a.tif,128,64,64,64,a pond,,pond,train\n"));
  const auto expected = desk.labels();
  REQUIRE(expected.size() == 4);
  int made = 0;
  for (const auto& [name, format] : std::vector<std::pair<std::string, std::string>>{{"o.csv", "auto"},
                                                                                     {"o.geojson", "auto"},
                                                                                     {"o.gpkg", "auto"},
                                                                                     {"o.json", "authors"},
                                                                                     {"k.json", "karpathy"},
                                                                                     {"authors", "auto"},
                                                                                     {"karpathy", "karpathy"},
                                                                                     {"c.json", "coco"},
                                                                                     {"coco", "coco"}}) {
    CAPTURE(name);
    JobContext job;
    const LabelExportReport report = exportLabels(desk.file, format, desk.folder / name, job);
    CHECK(report.tiles == 2);
    CHECK(report.captions == 4);
    const fs::path other = desk.folder / ("other" + std::to_string(made++) + ".tilescout");
    desk.make(other);
    const LabelImportReport back = desk.import(desk.folder / name, other);
    CHECK(back.problems.empty());
    CHECK(desk.labels(other) == expected);
  }
  CHECK(fs::exists(desk.folder / "authors" / "test.json"));
  CHECK(fs::exists(desk.folder / "authors" / "images" / "a__128_64_64x64.png"));
}

TEST_CASE("anExportedFolderAClassComesBackAsTagsAndSentences") {
  Desk desk;
  LabelService labels(desk.file);
  const std::vector<TileId> tiles{1, 2};
  labels.addTag(tiles, "parking lot");
  JobContext job;
  exportLabels(desk.file, "folders", desk.folder / "set", job);
  const fs::path other = desk.folder / "other.tilescout";
  desk.make(other);
  CHECK(desk.import(desk.folder / "set", other).tags == 2);
  LabelService back(other);
  CHECK(back.tilesWithTag("parking lot") == tiles);
  CHECK(back.captionsOf(1).at(0).text == "a satellite image of parking lot.");
}

TEST_CASE("anArchiveWithoutLabelsHasNothingToExport") {
  Desk desk;
  JobContext job;
  CHECK_THROWS_WITH_AS(exportLabels(desk.file, "auto", desk.folder / "o.csv", job), doctest::Contains("no labels"),
                       Error);
  CHECK_FALSE(fs::exists(desk.folder / "o.csv"));
}

TEST_CASE("aStoppedImportAddsNothing") {
  Desk desk;
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  LabelImportOptions options;
  options.path = desk.write("l.csv", "image,caption\nb.tif,a field\n");
  CHECK_THROWS_AS(importLabels(desk.file, options, job), Cancelled);
  CHECK(desk.labels().empty());
}
