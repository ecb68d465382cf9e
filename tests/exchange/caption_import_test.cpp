#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <set>

#include "base/error.h"
#include "exchange/caption_import.h"
#include "exchange/image_file.h"
#include "support/test_files.h"

using namespace tilescout;
using namespace tilescout::exchange;

namespace {

void writeText(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

void writePicture(const std::filesystem::path& file, int width, int height, cv::Scalar bgr) {
  REQUIRE(cv::imwrite(file.string(), cv::Mat(height, width, CV_8UC3, bgr)));
}

/// One id a character, so that a test sees which caption was tokenized.
TokenizeFn lengthTokenizer(int contextLength) {
  return [contextLength](const std::string& text) {
    std::vector<std::int32_t> ids(static_cast<std::size_t>(contextLength), 0);
    ids[0] = static_cast<std::int32_t>(text.size());
    return ids;
  };
}

std::string messageOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("trainLayoutGathersTheCaptionsOfAnImage") {
  const test::TempFolder folder;
  writeText(folder / "train.json",
            R"([{"image":"a.png","caption":"one","image_id":7,"label":2,"label_name":"port"},
                {"image":"b.png","caption":"two","image_id":9,"label":-1,"label_name":"unlabelled"},
                {"image":"a.png","caption":"three","image_id":7,"label":2,"label_name":"port"}])");
  const auto entries = readDatasetSplit(folder.path(), "train", {});
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].image == folder / "a.png");
  CHECK(entries[0].imageId == 7);
  CHECK(entries[0].label == 2);
  CHECK(entries[0].labelName == "port");
  CHECK(entries[0].captions == std::vector<std::string>{"one", "three"});
  CHECK(entries[1].imageId == 9);
}

TEST_CASE("listLayoutNumbersImagesInOrderAndTakesImagesFromTheRoot") {
  const test::TempFolder folder;
  writeText(folder / "val.json",
            R"([{"image":"x/a.png","caption":["one","two"]},{"image":"x/b.png","captions":["three"]}])");
  const auto entries = readDatasetSplit(folder.path(), "val", "/elsewhere");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].image == "/elsewhere/x/a.png");
  CHECK(entries[0].imageId == 0);
  CHECK(entries[1].imageId == 1);
  CHECK(entries[1].label == -1);
  CHECK(entries[0].captions.size() == 2);
}

TEST_CASE("anIdGivenByOrderNeverMeetsOneThatTheFileGives") {
  const test::TempFolder folder;
  writeText(folder / "mixed.json", R"([{"image":"a","caption":"x"},{"image":"b","caption":"x","image_id":0}])");
  const auto entries = readDatasetSplit(folder.path(), "mixed", {});
  CHECK(entries[1].imageId == 0);
  CHECK(entries[0].imageId == 1);
}

TEST_CASE("aBadEntryIsNamedWithItsNumber") {
  const test::TempFolder folder;
  const auto messageFor = [&](const std::string& json) {
    writeText(folder / "s.json", json);
    return messageOf([&] { readDatasetSplit(folder.path(), "s", {}); });
  };
  CHECK(messageFor(R"([{"image":"a","caption":"x"},{"caption":"x"}])").find("entry 2 names no image") !=
        std::string::npos);
  CHECK(messageFor(R"([{"image":"a"}])").find("entry 1 has no caption") != std::string::npos);
  CHECK(messageFor(R"([{"image":"a","caption":[1]}])").find("no text") != std::string::npos);
  CHECK(messageFor(R"([{"image":"a","caption":"x","image_id":"7"}])").find("no whole number") != std::string::npos);
  CHECK(messageFor(R"([{"image":"a","caption":"x","label":99999999999}])").find("label") != std::string::npos);
  CHECK(messageFor(R"([{"image":"a")").find("no valid JSON") != std::string::npos);
  CHECK(messageFor(R"({"image":"a"})").find("no list") != std::string::npos);
  CHECK(messageOf([&] { readDatasetSplit(folder.path(), "absent", {}); }).find("absent.json") != std::string::npos);
}

TEST_CASE("decodingKeepsOrderAndLeavesUnreadableImagesOut") {
  const test::TempFolder folder;
  writePicture(folder / "red.png", 40, 30, {0, 0, 255});
  writeText(folder / "broken.jpg", "\xff\xd8\xff no picture");
  writePicture(folder / "blue.png", 8, 8, {255, 0, 0});
  std::vector<DatasetEntry> entries{{folder / "red.png", 3, 1, "field", {"A red field."}},
                                    {folder / "broken.jpg", 4, 0, "port", {"lost"}},
                                    {folder / "blue.png", 5, -1, "", {"sea", "blue sea"}},
                                    {folder / "absent.png", 6, -1, "", {"lost"}}};
  JobContext job;
  std::vector<std::string> problems;
  const auto data = decodeDataset(entries, 16, 5, lengthTokenizer(5), job, problems);
  REQUIRE(data.imageCount() == 2);
  CHECK(data.imageId == std::vector<std::int64_t>{3, 5});
  CHECK(data.label == std::vector<std::int64_t>{1, -1});
  CHECK(data.captionImage == std::vector<std::int64_t>{0, 1, 1});
  CHECK(data.captions == std::vector<std::string>{"a red field", "sea", "blue sea"});
  CHECK(data.captionIds.size() == 15);
  CHECK(data.captionIds[10] == 8);
  CHECK(data.labelNames == std::vector<std::string>{"", "field"});
  REQUIRE(data.images.size() == 2 * 16 * 16 * 3);
  CHECK(data.images[0] == 255);
  CHECK(data.images[2] == 0);
  CHECK(data.images[16 * 16 * 3 + 2] == 255);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].find("broken.jpg") != std::string::npos);
  CHECK(problems[1].find("absent.png") != std::string::npos);
}

TEST_CASE("decodingStopsWhenAsked") {
  const test::TempFolder folder;
  writePicture(folder / "a.png", 8, 8, {0, 0, 0});
  std::stop_source source;
  source.request_stop();
  JobContext job(source.get_token());
  std::vector<std::string> problems;
  CHECK_THROWS_AS(decodeDataset({{folder / "a.png", 0, -1, "", {"x"}}}, 8, 4, lengthTokenizer(4), job, problems),
                  Cancelled);
}

TEST_CASE("pictureThatAnnouncesGigapixelsIsRefusedWithoutTakingMemory") {
  const test::TempFolder folder;
  // A PNG header of 60000 x 60000 pixels and no data.
  const unsigned char header[] = {0x89, 'P',  'N',  'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0,
                                  0,    0xea, 0x60, 0,   0,    0xea, 0x60, 8,    2, 0, 0, 0,  0,   0,   0,   0};
  writeText(folder / "huge.png", std::string(reinterpret_cast<const char*>(header), sizeof header));
  CHECK(messageOf([&] { readImageFile(folder / "huge.png"); }).find("huge.png") != std::string::npos);
}

TEST_CASE("pictureOverTheLimitIsReadSmaller") {
  const test::TempFolder folder;
  writePicture(folder / "wide.png", 400, 100, {10, 20, 30});
  const Image image = decodeImageFile(folder / "wide.png", {.maxPixels = 1000, .maxSide = 40});
  CHECK(image.width == 40);
  CHECK(image.height == 10);
  CHECK(image.pixels[0] == 30);
  CHECK(image.pixels[2] == 10);
}

TEST_CASE("nothingThatCouldReachTheNetworkIsOpened") {
  const test::TempFolder folder;
  CHECK(messageOf([&] { readImageFile("/vsicurl/http://127.0.0.1:9/a.tif"); }).find("is not there") !=
        std::string::npos);
  writeText(
      folder / "a.vrt",
      "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource>"
      "<SourceFilename>/vsicurl/http://127.0.0.1:9/a.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>");
  CHECK(messageOf([&] { readImageFile(folder / "a.vrt"); }).find("no picture") != std::string::npos);
}

TEST_CASE("scenesOfEveryKindAreRenderedAsRgb") {
  TILESCOUT_NEEDS_SHARED();
  const auto scenes = test::sharedFolder() / "data" / "scenes";
  std::size_t read = 0;
  for (const auto& file : std::filesystem::directory_iterator(scenes)) {
    if (file.path().extension() != ".tif") continue;
    try {
      const Image image = decodeImageFile(file.path(), {.maxPixels = 1 << 20, .maxSide = 512});
      CHECK(image.pixels.size() == static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
      ++read;
    } catch (const Error& error) {
      CHECK(error.subject() == file.path().string());
    }
  }
  CHECK(read > 15);
}

TEST_CASE("rsicdSplitsHaveTheCountsOfTheirReadme") {
  TILESCOUT_NEEDS_SHARED();
  const auto folder = test::sharedFolder() / "data" / "rsicd";
  const auto train = readDatasetSplit(folder, "train", {});
  CHECK(train.size() == 7862);
  std::set<std::int64_t> ids;
  std::size_t captions = 0;
  for (const auto& entry : train) {
    ids.insert(entry.imageId);
    captions += entry.captions.size();
  }
  CHECK(ids.size() == 7862);
  CHECK(captions == 39310);
  CHECK(readDatasetSplit(folder, "val", {}).size() == 873);
  const Image image = readImageFile(train[0].image);
  CHECK(image.width == 224);
}

TEST_CASE("aJpegThatIsCutShortIsNoPicture") {
  const test::TempFolder folder;
  cv::Mat picture(200, 300, CV_8UC3);
  cv::randu(picture, 0, 255);
  for (const int progressive : {0, 1}) {
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_PROGRESSIVE, progressive});
    const auto write = [&](std::size_t count, const std::string& more) {
      std::ofstream out(folder / "p.jpg", std::ios::binary);
      out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(count));
      out << more;
    };
    write(bytes.size(), "what some cameras append");
    CHECK(decodeImageFile(folder / "p.jpg").width == 300);
    for (const std::size_t count : {bytes.size() - 2, bytes.size() / 2, bytes.size() / 10}) {
      write(count, "");
      CAPTURE(count);
      CHECK_THROWS_WITH_AS(decodeImageFile(folder / "p.jpg"),
                           doctest::Contains("is a picture cut short"), Error);
    }
  }
}
