#include <doctest/doctest.h>

#include <fstream>
#include <map>

#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/csv_text.h"
#include "exchange/label_file.h"
#include "exchange/label_writer.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::exchange;

namespace {

namespace fs = std::filesystem;

fs::path written(const test::TempFolder& folder, const std::string& name, const std::string& text) {
  const fs::path file = folder / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

std::vector<RowProblem> flaws(const std::vector<LabelProblem>& problems) {
  std::vector<RowProblem> all;
  for (const LabelProblem& problem : problems) all.push_back(problem.problem);
  return all;
}

std::vector<LabelRecord> read(const fs::path& path, std::vector<LabelProblem>* problems = nullptr) {
  std::vector<LabelProblem> ignored;
  return readLabels(path, {}, problems ? *problems : ignored);
}

ErrorCode codeOf(const fs::path& path) {
  try {
    read(path);
  } catch (const Error& error) {
    return error.code();
  }
  FAIL("no error was thrown");
  return ErrorCode::Internal;
}

std::vector<LabelledTile> sampleTiles() {
  std::vector<LabelledTile> tiles(3);
  tiles[0].scenePath = "/data/a.tif";
  tiles[0].sceneName = "a.tif";
  tiles[0].window = {64, 128, 64, 64};
  tiles[0].footprint = {{10, 50}, {11, 50}, {11, 49}, {10, 49}};
  tiles[0].captions = {{"a field, with \"two\" ponds", "ann"}, {"=1+1", "bob"}, {"a field, with \"two\" ponds", "ann"}};
  tiles[0].tags = {"farm", "water"};
  tiles[0].split = "test";
  tiles[1] = tiles[0];
  tiles[1].window = {0, 0, 64, 64};
  tiles[1].captions = {{"'@home", ""}, {"2016-01-01", ""}, {"机场", ""}};
  tiles[1].tags = {};
  tiles[1].split = "";
  tiles[2] = tiles[0];
  tiles[2].scenePath = "/data/b.tif";
  tiles[2].sceneName = "b.tif";
  tiles[2].footprint = {};  // a scene without a place
  tiles[2].captions = {{"-5 degrees", "ann"}};
  tiles[2].tags = {"snow"};
  return tiles;
}

/// "scene window: text, text" of each tile, whatever rows they came from.
std::map<std::string, std::vector<std::string>> textsByPlace(const std::vector<LabelRecord>& records) {
  std::map<std::string, std::vector<std::string>> texts;
  for (const LabelRecord& record : records) {
    REQUIRE(record.window.has_value());
    std::string place = fs::path(record.image).stem().string();
    for (const double value : *record.window) place += " " + std::to_string(value);
    for (const LabelText& caption : record.captions) texts[place].push_back(caption.text);
  }
  return texts;
}

Image greyChip(std::size_t) { return Image(4, 4); }

}  // namespace

TEST_CASE("whatIsWrittenIsReadBackInEveryFormat") {
  const test::TempFolder folder;
  const std::vector<LabelledTile> tiles = sampleTiles();
  std::map<std::string, std::vector<std::string>> expected;
  for (const LabelledTile& tile : tiles) {
    LabelRecord record;
    record.image = tile.scenePath;
    record.window = tile.window;
    record.captions = tile.captions;
    for (const auto& [place, texts] : textsByPlace({record})) expected[place] = texts;
  }
  struct Case {
    const char* name;
    LabelFormat format;
  };
  for (const Case& way : {Case{"l.csv", LabelFormat::Auto}, Case{"l.geojson", LabelFormat::Auto},
                          Case{"l.gpkg", LabelFormat::Auto}, Case{"train.json", LabelFormat::Auto},
                          Case{"other.json", LabelFormat::Authors}, Case{"authors", LabelFormat::Auto},
                          Case{"k.json", LabelFormat::Karpathy}, Case{"karpathy", LabelFormat::Karpathy},
                          Case{"c.json", LabelFormat::Coco}, Case{"coco", LabelFormat::Coco}}) {
    CAPTURE(way.name);
    writeLabels(tiles, way.format, folder / way.name, greyChip);
    std::vector<LabelProblem> problems;
    CHECK(textsByPlace(read(folder / way.name, &problems)) == expected);
    CHECK(problems.empty());
  }
}

TEST_CASE("cocosOwnFilesAreReadWithTheirSplitsAndCategories") {
  const test::TempFolder folder;
  fs::create_directories(folder / "annotations");
  std::ofstream(folder / "annotations" / "captions_val2017.json") << R"({"info": {}, "licenses": [],
    "images": [{"license": 4, "file_name": "a.tif", "height": 427, "width": 640, "id": 397133},
               {"file_name": "b.tif", "id": 37777}, {"id": 5}],
    "annotations": [{"image_id": 397133, "id": 370509, "caption": "A small airport."},
                    {"image_id": 397133, "id": 370510, "caption": "Two runways."},
                    {"image_id": 37777, "id": 1, "category_id": 2}, {"image_id": 9, "caption": "lost"},
                    {"image_id": 37777, "caption": 7}],
    "categories": [{"id": 2, "name": "storage tank"}]})";
  std::vector<LabelProblem> problems;
  const std::vector<LabelRecord> records = read(folder.path(), &problems);
  REQUIRE(records.size() == 2);
  CHECK(records[0].image == "a.tif");
  CHECK(records[0].split == "val");
  REQUIRE(records[0].captions.size() == 2);
  CHECK(records[0].captions[1].text == "Two runways.");
  CHECK(records[1].tags == std::vector<std::string>{"storage tank"});
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].problem.flaw == RowFlaw::NoImage);
  CHECK(problems[1].problem.flaw == RowFlaw::NoImage);
  CHECK(problems[2].problem.flaw == RowFlaw::CaptionNoText);
}

TEST_CASE("tagsSplitsAndAuthorsComeBackFromCsv") {
  const test::TempFolder folder;
  writeLabels(sampleTiles(), LabelFormat::Auto, folder / "l.csv", greyChip);
  const std::vector<LabelRecord> records = read(folder / "l.csv");
  REQUIRE(records.size() == 7);
  CHECK(records[0].tags == std::vector<std::string>{"farm", "water"});
  CHECK(records[0].split == "test");
  CHECK(records[0].captions[0].author == "ann");
  CHECK(records[1].captions[0].author == "bob");
  CHECK(records[6].image == "/data/b.tif");
}

TEST_CASE("cellsThatASpreadsheetWouldRunAreMadeHarmlessAndComeBack") {
  for (const std::string text : {"=1+1", "+5", "-5 degrees", "@SUM(A1)", "\tx", "'=1", "''-x", "'quoted'", "plain", ""}) {
    const std::vector<CsvRow> rows = parseCsv(csvCell(text) + ",end\r\n");
    CAPTURE(text);
    REQUIRE(rows.size() == 1);
    REQUIRE(rows[0].cells.size() == 2);
    CHECK(std::string("=+-@\t\r").find(rows[0].cells[0].empty() ? 'x' : rows[0].cells[0][0]) == std::string::npos);
    CHECK(plainCell(rows[0].cells[0]) == text);
  }
}

TEST_CASE("csvKeepsLineEndsAndQuotesInsideCells") {
  const std::vector<CsvRow> rows = parseCsv("\xEF\xBB\xBFpath,caption\na,\"two\nlines, \"\"quoted\"\"\"\r\n\r\nb,last");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].cells[0] == "path");
  CHECK(rows[1].cells[1] == "two\nlines, \"quoted\"");
  CHECK(rows[2].line == 5);
  CHECK(rows[2].cells[1] == "last");
}

TEST_CASE("damagedRowsAreNamedAndPassedOver") {
  const test::TempFolder folder;
  std::vector<LabelProblem> problems;
  const fs::path csv = written(folder, "l.csv",
                               "image,x,y,width,height,caption\n"
                               "a.tif,0,0,64,64,good\n"
                               "a.tif,zero,0,64,64,bad number\n"
                               "a.tif,0,0,,,half a window\n"
                               ",,,,,nowhere\n"
                               "a.tif,,,,,\n"
                               "a.tif,0,0,64,64,too,many,cells\n"
                               "b.tif,,,,,whole image\n");
  CHECK(read(csv, &problems).size() == 2);
  REQUIRE(problems.size() == 5);
  CHECK(problems[0].subject == csv.string() + ", line 3");
  CHECK(problems[0].row == LabelRow{LabelRow::Kind::Line, {}, 3});
  CHECK(flaws(problems) == std::vector<RowProblem>{{RowFlaw::ColumnNoNumber, "x"},
                                                   {RowFlaw::PartOfWindow, {}},
                                                   {RowFlaw::NoImageOrPlace, {}},
                                                   {RowFlaw::NoLabel, {}},
                                                   {RowFlaw::MoreCells, {}}});

  problems.clear();
  const fs::path list = written(folder, "train.json",
                                R"([{"image":"a.jpg","caption":"good"}, 7, {"caption":"no image"}, {"image":"b.jpg"},
                                    {"image":"c.jpg","caption":[1]}, {"image":"d.jpg","caption":["x","y"],"window":[1]}])");
  CHECK(read(list, &problems).size() == 1);
  REQUIRE(problems.size() == 5);
  CHECK(problems[0].subject == list.string() + ", entry 2");
  CHECK(flaws(problems) == std::vector<RowProblem>{{RowFlaw::NoObject, {}},
                                                   {RowFlaw::NoImage, {}},
                                                   {RowFlaw::NoCaption, {}},
                                                   {RowFlaw::CaptionNoText, {}},
                                                   {RowFlaw::WindowNotFour, {}}});

  problems.clear();
  const fs::path vector = written(folder, "l.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":[10,50]},"properties":{"caption":"good"}},
    {"type":"Feature","geometry":null,"properties":{"caption":"nowhere"}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[10,50]},"properties":{"other":"nothing said"}},
    {"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[3,4]]},"properties":{"caption":"a line"}},
    {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[3,2],[1,2]]]},"properties":{"Class":"BaseballField"}}]})");
  const std::vector<LabelRecord> features = read(vector, &problems);
  REQUIRE(features.size() == 2);
  REQUIRE(problems.size() == 3);
  CHECK(flaws(problems) ==
        std::vector<RowProblem>{{RowFlaw::NoPlace, {}}, {RowFlaw::NoLabelField, {}}, {RowFlaw::NotPointOrPolygon, {}}});
  CHECK(textOf(problems[1].row) == "l, feature 3");
  CHECK(features[0].point->lon == 10);
  CHECK(features[1].areas.size() == 1);
  CHECK(features[1].captions[0].text == "a satellite image of baseball field.");
  CHECK(features[1].tags == std::vector<std::string>{"baseball field"});
}

TEST_CASE("filesThatAreNoLabelsAreRefusedByName") {
  const test::TempFolder folder;
  CHECK(codeOf(folder / "none.csv") == ErrorCode::NotFound);
  CHECK(codeOf(written(folder, "cut.json", "[{\"image\": ")) == ErrorCode::Corrupt);
  CHECK(codeOf(written(folder, "other.json", "{\"a\": 1}")) == ErrorCode::InvalidInput);
  CHECK(codeOf(written(folder, "empty.csv", "")) == ErrorCode::InvalidInput);
  CHECK(codeOf(written(folder, "columns.csv", "a,b\n1,2\n")) == ErrorCode::InvalidInput);
  CHECK(codeOf(written(folder, "letter.txt", "Dear archive")) == ErrorCode::InvalidInput);
  CHECK(codeOf(written(folder, "bad.geojson", "nothing")) == ErrorCode::InvalidInput);
  fs::create_directory(folder / "empty");
  CHECK(codeOf(folder / "empty") == ErrorCode::InvalidInput);
}

TEST_CASE("aFolderAClassGivesCaptionsThroughTheTemplate") {
  const test::TempFolder folder;
  written(folder, "set/dense_residential/x_1.jpg", "");
  written(folder, "set/BaseballField/b__0_64_32x32.png", "");
  written(folder, "set/notes.txt", "");
  const std::vector<LabelRecord> records = read(folder / "set");
  REQUIRE(records.size() == 2);
  CHECK(records[0].captions[0].text == "a satellite image of baseball field.");
  CHECK(records[0].image == "b");
  CHECK((*records[0].window)[1] == 64);
  CHECK(records[1].tags[0] == "dense residential");
  CHECK_FALSE(records[1].window.has_value());
}

TEST_CASE("exportedFoldersHoldAPictureOfEveryTileOfAClass") {
  const test::TempFolder folder;
  writeLabels(sampleTiles(), LabelFormat::Folders, folder / "out", greyChip);
  CHECK(fs::exists(folder / "out" / "farm" / "a__64_128_64x64.png"));
  CHECK(fs::exists(folder / "out" / "water" / "a__64_128_64x64.png"));
  CHECK(fs::exists(folder / "out" / "snow" / "b__64_128_64x64.png"));
  CHECK_FALSE(fs::exists(folder / "out.part"));
  CHECK_THROWS_WITH_AS(writeLabels(sampleTiles(), LabelFormat::Folders, folder / "out", greyChip),
                       doctest::Contains("exists already"), Error);
}

TEST_CASE("anExportThatFailsLeavesNothingBehind") {
  const test::TempFolder folder;
  const auto broken = [](std::size_t index) -> Image {
    if (index == 2) throw Error(ErrorCode::Io, "cannot be read", "b.tif");
    return Image(4, 4);
  };
  CHECK_THROWS_AS(writeLabels(sampleTiles(), LabelFormat::Authors, folder / "out", broken), Error);
  CHECK_FALSE(fs::exists(folder / "out"));
  CHECK_FALSE(fs::exists(folder / "out.part"));
}

TEST_CASE("theAuthorsOwnFilesAreRead") {
  TILESCOUT_NEEDS_SHARED();
  std::vector<LabelProblem> problems;
  const fs::path captions = test::sharedFolder() / "data" / "captions";
  const std::vector<LabelRecord> train = read(captions / "rsitmd_train.json", &problems);
  const std::vector<LabelRecord> test = read(captions / "rsitmd_test.json", &problems);
  CHECK(problems.empty());
  CHECK(train.size() > 10'000);
  CHECK(train[0].captions.size() == 1);
  REQUIRE(test.size() == 452);
  CHECK(test[0].image == "test/parking_229.tif");
  CHECK(test[0].captions.size() == 5);
}
