#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "train/harma_augment.h"

using namespace tilescout;
using namespace tilescout::train;

namespace {

Image picture() {
  Image image(40, 28);
  AugmentRandom random(4);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      for (int c = 0; c < 3; ++c) {
        const double wave = 120 + 70 * std::sin(0.3 * x + c) * std::cos(0.2 * y) + random.uniform(-15, 15);
        image.row(y)[x * 3 + c] = static_cast<std::uint8_t>(wave);
      }
    }
  }
  return image;
}

cv::Mat matOf(const Image& image) {
  return cv::Mat(image.height, image.width, CV_8UC3, const_cast<std::uint8_t*>(image.pixels.data())).clone();
}

int greatestDifference(const Image& ours, const cv::Mat& theirs) {
  return static_cast<int>(cv::norm(matOf(ours), theirs, cv::NORM_INF));
}

cv::Mat warped(const Image& image, const cv::Matx23d& matrix) {
  cv::Mat out;
  cv::warpAffine(matOf(image), out, matrix, {image.width, image.height}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                 cv::Scalar(128, 128, 128));
  return out;
}

}  // namespace

TEST_CASE("warpsAgreeWithOpenCV") {
  const Image image = picture();
  // OpenCV rounds positions to 1/32 pixel: a few grey levels where the picture is steep.
  CHECK(greatestDifference(shearX(image, 0.21), warped(image, {1, 0.21, 0, 0, 1, 0})) <= 4);
  CHECK(greatestDifference(shearY(image, -0.21), warped(image, {1, 0, 0, -0.21, 1, 0})) <= 4);
  CHECK(greatestDifference(translateX(image, 7), warped(image, {1, 0, -7, 0, 1, 0})) == 0);
  CHECK(greatestDifference(translateY(image, -7), warped(image, {1, 0, 0, 0, 1, 7})) == 0);
  const cv::Mat turn = cv::getRotationMatrix2D({image.width / 2.0f, image.height / 2.0f}, 21.0, 1.0);
  CHECK(greatestDifference(rotate(image, 21.0), warped(image, cv::Matx23d(turn))) <= 4);
}

TEST_CASE("sharpnessAgreesWithOpenCVsFilter") {
  const Image image = picture();
  cv::Mat kernel = cv::Mat::ones(3, 3, CV_32F), blurred;
  kernel.at<float>(1, 1) = 5;
  cv::filter2D(matOf(image), blurred, -1, kernel / 13);
  const Image ours = sharpness(image, 1.36);
  for (int y = 1; y + 1 < image.height; ++y) {
    for (int x = 1; x + 1 < image.width; ++x) {
      const float old = image.row(y)[x * 3], soft = blurred.at<cv::Vec3b>(y, x)[0];
      const float expected = std::min(255.0f, std::max(0.0f, soft + 1.36f * (old - soft)));
      CHECK(std::abs(static_cast<float>(ours.row(y)[x * 3]) - expected) <= 1.5f);
    }
  }
}

TEST_CASE("tablesStretchAndEqualise") {
  Image image(16, 16);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) image.pixels[i] = static_cast<std::uint8_t>(100 + (i / 3) % 51);
  const Image stretched = autoContrast(image);
  CHECK(*std::min_element(stretched.pixels.begin(), stretched.pixels.end()) == 0);
  CHECK(*std::max_element(stretched.pixels.begin(), stretched.pixels.end()) == 255);
  CHECK(brightness(image, 2.0).pixels[0] == 200);
  CHECK(brightness(image, 10.0).pixels[0] == 255);
  Image flat(8, 8);
  std::fill(flat.pixels.begin(), flat.pixels.end(), std::uint8_t{77});
  CHECK(autoContrast(flat).pixels == flat.pixels);
  CHECK(equalise(flat).pixels == flat.pixels);
}

TEST_CASE("fourQuarterTurnsAreNone") {
  const Image image = picture();
  CHECK(quarterTurn(quarterTurn(quarterTurn(quarterTurn(image, 1), 1), 1), 1).pixels == image.pixels);
  CHECK(quarterTurn(quarterTurn(image, 1), 1).pixels == quarterTurn(image, 2).pixels);
  cv::Mat turned;
  cv::rotate(matOf(image), turned, cv::ROTATE_90_CLOCKWISE);
  CHECK(greatestDifference(quarterTurn(image, 1), turned) == 0);
}

TEST_CASE("anAugmentedImageDependsOnItsSeedAlone") {
  const Image image = picture();
  AugmentRandom first(7), again(7), other(8);
  const Image a = augmentHarma(image, 24, {}, first);
  CHECK(a.width == 24);
  CHECK(a.height == 24);
  CHECK(a.pixels == augmentHarma(image, 24, {}, again).pixels);
  CHECK(a.pixels != augmentHarma(image, 24, {}, other).pixels);
}
