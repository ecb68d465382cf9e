#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "base/error.h"
#include "exchange/training_dataset.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::exchange;
namespace fs = std::filesystem;

namespace {

void writeSource(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("authorsJsonKeepsItsSplits") {
  const test::TempFolder folder;
  writeSource(folder / "train.json",
              R"([{"image": "a.tif", "image_id": 4, "label": 0, "label_name": "farm", "caption": "x"},
    {"image": "a.tif", "image_id": 4, "label": 0, "label_name": "farm", "caption": "y"}])");
  writeSource(folder / "test.json", R"([{"image": "b.tif", "caption": ["one", "two"]}])");
  const TrainingDataset data = readTrainingDataset(folder.path(), {});
  CHECK(data.format == "authors");
  REQUIRE(data.splits.at("train").size() == 1);
  CHECK(data.splits.at("train")[0].captions == std::vector<std::string>{"x", "y"});
  CHECK(data.splits.at("test")[0].captions.size() == 2);
  CHECK_FALSE(data.splits.contains("val"));
}

TEST_CASE("karpathysJsonIsReadWhateverItsName") {
  const test::TempFolder folder;
  writeSource(folder / "dataset_rsicd.json", R"({"dataset": "rsicd", "images": [
    {"filename": "a.jpg", "split": "train", "sentences": [{"raw": "a farm"}, {"raw": "fields"}]},
    {"filename": "b.jpg", "split": "restval", "sentences": [{"raw": "a port"}]},
    {"filename": "c.jpg", "split": "val", "sentences": [{"raw": "a road"}]}]})");
  const TrainingDataset data = readTrainingDataset(folder.path(), "/elsewhere");
  CHECK(data.format == "karpathy");
  CHECK(data.splits.at("train").size() == 2);
  CHECK(data.splits.at("val")[0].image == "/elsewhere/c.jpg");
  std::set<std::int64_t> ids;
  for (const auto& [split, entries] : data.splits) {
    for (const auto& entry : entries) ids.insert(entry.imageId);
  }
  CHECK(ids.size() == 3);
  writeSource(folder / "dataset_rsicd.json", R"({"images": [{"filename": "a.jpg", "sentences": [{"tokens": []}]}]})");
  CHECK_THROWS_WITH_AS(readTrainingDataset(folder.path(), {}), doctest::Contains("image 1"), Error);
}

TEST_CASE("csvIsReadWithQuotesSeparatorsAndSplits") {
  const test::TempFolder folder;
  writeSource(folder / "captions.csv",
              "\xef\xbb\xbf"
              "Image,Split,Caption,Label\r\n"
              "a.png,train,\"a farm, with \"\"fields\"\"\",farm\r\n"
              "a.png,train,\"two\nlines\",farm\r\nb.png,validation,a port,port\n");
  const TrainingDataset data = readTrainingDataset(folder.path(), {});
  CHECK(data.format == "csv");
  REQUIRE(data.splits.at("train").size() == 1);
  CHECK(data.splits.at("train")[0].captions == std::vector<std::string>{"a farm, with \"fields\"", "two\nlines"});
  CHECK(data.splits.at("val")[0].labelName == "port");
  CHECK(data.splits.at("val")[0].label == 1);
  writeSource(folder / "captions.csv", "image;caption\na.png;nothing said of a split\n");
  CHECK(readTrainingDataset(folder.path(), {}).splits.at("all").size() == 1);
  writeSource(folder / "captions.csv", "image,caption\na.png\n");
  CHECK_THROWS_WITH_AS(readTrainingDataset(folder.path(), {}), doctest::Contains("record 2"), Error);
  writeSource(folder / "captions.csv", "picture,words\na.png,b\n");
  CHECK_THROWS_WITH_AS(readTrainingDataset(folder.path(), {}), doctest::Contains("columns"), Error);
}

TEST_CASE("folderNamesBecomeCaptions") {
  const test::TempFolder folder;
  writeSource(folder / "BareLand/1.jpg", "");
  writeSource(folder / "BareLand/notes.txt", "");
  writeSource(folder / "storage_tank/2.tif", "");
  const TrainingDataset data = readTrainingDataset(folder.path(), {});
  CHECK(data.format == "folders");
  REQUIRE(data.splits.at("all").size() == 2);
  CHECK(data.splits.at("all")[0].labelName == "bare land");
  bool named = false;
  for (const std::string& caption : data.splits.at("all")[1].captions)
    named = named || caption == "a satellite image of storage tank.";
  CHECK(named);
  writeSource(folder / "train/port/3.png", "");
  writeSource(folder / "val/port/4.png", "");
  CHECK(readTrainingDataset(folder.path(), {}).splits.at("train").size() == 1);
}

TEST_CASE("twoImagesOfOneIdAreToldAndParted") {
  const test::TempFolder folder;
  writeSource(folder / "train.json", R"([{"image": "a.tif", "image_id": 7, "caption": "x"},
    {"image": "b.tif", "image_id": 7, "caption": "y"}, {"image": "c.tif", "image_id": 8, "caption": "z"}])");
  const TrainingDataset data = readTrainingDataset(folder.path(), {});
  REQUIRE(data.problems.size() == 1);
  CHECK(data.problems[0].code == "duplicate_id");
  CHECK(data.problems[0].subject.find("b.tif") != std::string::npos);
  std::set<std::int64_t> ids;
  for (const auto& entry : data.splits.at("train")) ids.insert(entry.imageId);
  CHECK(ids.size() == 3);
}

TEST_CASE("whatIsNoDatasetIsRefusedWithWhatWasLookedFor") {
  const test::TempFolder folder;
  CHECK_THROWS_WITH_AS(readTrainingDataset(folder / "gone", {}), doctest::Contains("is no folder"), Error);
  CHECK_THROWS_WITH_AS(readTrainingDataset(folder.path(), {}), doctest::Contains("Karpathy"), Error);
}
