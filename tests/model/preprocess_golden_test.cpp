#include <algorithm>
#include <cstdlib>
#include <opencv2/imgcodecs.hpp>
#include <vector>

#include "model/preprocess.h"
#include "support/test_files.h"

using tilescout::Image;

namespace {

Image readPng(const std::filesystem::path& file) {
  const cv::Mat picture = cv::imread(file.string(), cv::IMREAD_COLOR);
  REQUIRE_MESSAGE(!picture.empty(), file.string());
  Image image(picture.cols, picture.rows);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      for (int c = 0; c < 3; ++c) image.row(y)[3 * x + c] = picture.at<cv::Vec3b>(y, x)[2 - c];
    }
  }
  return image;
}

int largestDifference(const Image& a, const Image& b) {
  REQUIRE(a.width == b.width);
  REQUIRE(a.height == b.height);
  int largest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) largest = std::max(largest, std::abs(a.pixels[i] - b.pixels[i]));
  return largest;
}

}  // namespace

/// One grey level is what we promise; in fact the arithmetic is Pillow's and nothing differs.
TEST_CASE("goldenTilesAreResizedExactlyAsPillowDoes") {
  TILESCOUT_NEEDS_SHARED();
  const auto folder = tilescout::test::sharedFolder() / "golden/preprocess";
  for (const char* name : {"checker_300x300", "landsat_100x100", "naip_256x256", "naip_900x600", "noise_37x61"}) {
    const Image tile = readPng(folder / (std::string(name) + ".png"));
    for (const char* resize : {"squash", "crop"}) {
      CAPTURE(name);
      CAPTURE(resize);
      const Image expected = readPng(folder / (std::string(name) + "_to_" + resize + "224.png"));
      CHECK(largestDifference(tilescout::model::fitToModel(tile, 224, resize), expected) == 0);
    }
  }
}
