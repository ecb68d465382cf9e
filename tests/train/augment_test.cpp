#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "base/error.h"
#include "train/augment.h"
#include "train/batch_maker.h"

using namespace tilescout;
using namespace tilescout::train;

namespace {

constexpr std::array<double, 3> zero{0, 0, 0}, one{1, 1, 1};

AugmentSettings nothing() {
  AugmentSettings settings;
  settings.minArea = settings.maxArea = 1.0;
  settings.maxAspect = 1.0;
  settings.maxTilt = 0.0;
  settings.sensor = settings.haze = settings.blur = settings.lowResolution = settings.stretch = settings.grey = 0.0;
  return settings;
}

std::vector<std::uint8_t> ramp(int pixels) {
  std::vector<std::uint8_t> image(static_cast<std::size_t>(pixels * pixels * 3));
  for (std::size_t i = 0; i < image.size(); ++i) image[i] = static_cast<std::uint8_t>((i * 7 + i / 31) % 256);
  return image;
}

std::vector<float> augmented(const ImagePyramid& pyramid, int size, const AugmentSettings& settings, std::uint64_t seed) {
  std::vector<float> out(static_cast<std::size_t>(3 * size * size));
  AugmentRandom random(seed);
  augmentImage(pyramid, 0, size, settings, random, zero, one, out.data());
  return out;
}

CaptionData tinyData() {
  CaptionData data;
  data.pixels = 16;
  data.contextLength = 4;
  for (std::int64_t i = 0; i < 6; ++i) {
    const auto image = ramp(16);
    data.images.insert(data.images.end(), image.begin(), image.end());
    data.imageId.push_back(i);
    data.label.push_back(i % 2);
    for (const char* text : {"a", i < 2 ? "same" : "b", "c"}) {
      data.captionImage.push_back(i);
      data.captions.push_back(std::string(text) + (std::string(text) == "same" ? "" : std::to_string(i)));
      data.captionIds.insert(data.captionIds.end(), {8, static_cast<std::int32_t>(i + 1), 9, 0});
    }
  }
  return data;
}

}  // namespace

TEST_CASE("withoutAnySettingOnlyOrientationChanges") {
  const auto image = ramp(32);
  const ImagePyramid pyramid(image, 32);
  std::vector<float> original(image.begin(), image.end());
  std::sort(original.begin(), original.end());
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    auto values = augmented(pyramid, 32, nothing(), seed);
    for (float& value : values) value *= 255.0f;
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < values.size(); ++i) REQUIRE(values[i] == doctest::Approx(original[i]).epsilon(1e-3));
  }
}

TEST_CASE("augmentationIsReproducibleAndStaysInRange") {
  const auto image = ramp(32);
  const ImagePyramid pyramid(image, 32);
  AugmentSettings settings;
  settings.sensor = settings.haze = settings.blur = settings.lowResolution = settings.stretch = settings.grey = 1.0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto values = augmented(pyramid, 16, settings, seed);
    CHECK(values == augmented(pyramid, 16, settings, seed));
    for (const float value : values) REQUIRE((value >= -1e-3f && value <= 1.001f));
    const auto plane = static_cast<std::ptrdiff_t>(values.size() / 3);
    CHECK(std::equal(values.begin(), values.begin() + plane, values.begin() + plane));  // grey: channels agree
  }
  CHECK(augmented(pyramid, 16, settings, 1) != augmented(pyramid, 16, settings, 2));
}

TEST_CASE("imagesOfOddSizeAreRefused") { CHECK_THROWS_AS(ImagePyramid(ramp(15), 15), Error); }

TEST_CASE("everyEpochHasEveryRowOnceInAnotherOrder") {
  auto first = epochOrder(100, 3, 0), second = epochOrder(100, 3, 1);
  CHECK(first != second);
  CHECK(first == epochOrder(100, 3, 0));
  std::sort(first.begin(), first.end());
  std::vector<std::size_t> all(100);
  std::iota(all.begin(), all.end(), std::size_t{0});
  CHECK(first == all);
}

TEST_CASE("equalCaptionsOfDifferentImagesCountAsPositives") {
  const CaptionData data = tinyData();
  BatchSettings settings;
  settings.batch = 6;
  settings.captionsPerImage = 3;
  settings.paintedFrom = 6;
  settings.maskWords = 0.0;
  settings.std = one;
  const BatchMaker maker(data, settings, 0, 16);
  const TrainingBatch batch = maker.make(0, 16);
  REQUIRE(batch.positives.size() == 6 * 18);
  const float sum = std::accumulate(batch.positives.begin(), batch.positives.end(), 0.0f);
  CHECK(sum == 18.0f + 2.0f);  // each caption's own image, and "same" for both images that bear it
}

TEST_CASE("aBatchDependsOnItsStepAlone") {
  const CaptionData data = tinyData();
  BatchSettings settings;
  settings.batch = 4;
  settings.paintedFrom = 4;  // rows 4 and 5 play the painted ones
  settings.paintedShare = 0.5;
  settings.std = one;
  BatchMaker early(data, settings, 0, 16), late(data, settings, 2, 16);
  early.next();
  early.next();
  const TrainingBatch a = early.next(), b = late.next();
  CHECK(a.step == 2);
  CHECK(b.step == 2);
  CHECK(a.images == b.images);
  CHECK(a.ids == b.ids);
  CHECK(a.positives == b.positives);
}

TEST_CASE("maskingNeverTouchesBeginEndOrPadding") {
  const CaptionData data = tinyData();
  BatchSettings settings;
  settings.batch = 6;
  settings.captionsPerImage = 1;
  settings.paintedFrom = 6;
  settings.maskWords = 1.0;
  settings.std = one;
  const BatchMaker maker(data, settings, 0, 16);
  const TrainingBatch batch = maker.make(0, 16);
  for (std::size_t row = 0; row < 6; ++row) {
    CHECK(batch.ids[row * 4] == 8);
    CHECK(batch.ids[row * 4 + 1] == 0);
    CHECK(batch.ids[row * 4 + 2] == 9);
    CHECK(batch.ids[row * 4 + 3] == 0);
  }
}
