#include <doctest/doctest.h>

#include <fstream>

#include "base/error.h"
#include "model/weights/tensor_source.h"
#include "support/test_files.h"
#include "train/caption_data.h"

using namespace tilescout;
using namespace tilescout::train;

namespace {

CaptionData twoImages() {
  CaptionData data;
  data.pixels = 2;
  data.images.assign(2 * 12, 7);
  data.imageId = {4, 9};
  data.label = {0, -1};
  data.labelNames = {"forest"};
  data.captionImage = {0, 1, 1};
  data.contextLength = 3;
  data.captionIds = {5, 1, 6, 5, 2, 6, 5, 6, 0};
  data.captions = {"one \"quoted\"", "zwei ä", "三"};
  return data;
}

}  // namespace

TEST_CASE("packedDataComesBackAsItWas") {
  const test::TempFolder folder;
  const CaptionData data = twoImages();
  writePackedData(data, folder / "train.safetensors");
  const CaptionData back = readPackedData(folder / "train.safetensors");
  CHECK(back.pixels == 2);
  CHECK(back.images == data.images);
  CHECK(back.imageId == data.imageId);
  CHECK(back.label == data.label);
  CHECK(back.labelNames == data.labelNames);
  CHECK(back.captionImage == data.captionImage);
  CHECK(back.captionIds == data.captionIds);
  CHECK(back.captions == data.captions);
}

TEST_CASE("packedDataWithACaptionOfNoImageIsRefusedByName") {
  const test::TempFolder folder;
  CaptionData data = twoImages();
  data.captionImage[2] = 2;
  writePackedData(data, folder / "bad.safetensors");
  try {
    readPackedData(folder / "bad.safetensors");
    FAIL("was accepted");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::Corrupt);
    CHECK(error.subject() == (folder / "bad.safetensors").string());
  }
}

TEST_CASE("aFileThatIsNoPackedDataSaysSo") {
  const test::TempFolder folder;
  std::ofstream(folder / "junk.safetensors") << "junk";
  CHECK_THROWS_AS(readPackedData(folder / "junk.safetensors"), Error);
  const float one = 1.0f;
  const model::weights::TensorToWrite tensor{"w", model::weights::DType::F32, {1}, std::as_bytes(std::span(&one, 1))};
  model::weights::writeSafetensors(folder / "weights.safetensors", std::span(&tensor, 1));
  CHECK_THROWS_WITH_AS(readPackedData(folder / "weights.safetensors"),
                       doctest::Contains("the tensor 'images' is missing"), Error);
}

TEST_CASE("joiningShiftsRowsIdsAndLabels") {
  const CaptionData joined = joinData({twoImages(), twoImages()});
  CHECK(joined.imageCount() == 4);
  CHECK(joined.captionImage == std::vector<std::int64_t>{0, 1, 1, 2, 3, 3});
  CHECK(joined.label == std::vector<std::int64_t>{0, -1, 1, -1});
  CHECK(joined.imageId == std::vector<std::int64_t>{4, 9, 14, 19});
  CHECK(joined.labelNames.size() == 2);
  CaptionData other = twoImages();
  other.contextLength = 9;
  CHECK_THROWS_AS(joinData({twoImages(), other}), Error);
}
