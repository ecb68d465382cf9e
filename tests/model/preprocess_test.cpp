#include "model/preprocess.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.h"

using tilescout::Error;
using tilescout::Image;
using tilescout::model::fitToModel;
using tilescout::model::resizeBicubic;
using Pixels = std::vector<std::uint8_t>;

namespace {

/// Numerical Recipes' generator: the same bytes are easily made in Python, where the expectations come from.
Image noise(int width, int height) {
  Image image(width, height);
  std::uint32_t state = 12345;
  for (auto& sample : image.pixels) {
    state = state * 1664525U + 1013904223U;
    sample = static_cast<std::uint8_t>(state >> 24);
  }
  return image;
}

}  // namespace

TEST_CASE("resizedNoiseEqualsPillow") {
  // Image.frombytes("RGB", …).resize(…, Image.BICUBIC) of Pillow 9.4.
  CHECK(resizeBicubic(noise(5, 4), 3, 2).pixels ==
        Pixels{90, 123, 171, 131, 151, 144, 139, 49, 188, 80, 143, 175, 96, 166, 141, 127, 143, 166});
  CHECK(resizeBicubic(noise(64, 3), 2, 3).pixels ==
        Pixels{122, 141, 154, 123, 133, 113, 127, 127, 134, 123, 131, 137, 145, 113, 128, 162, 133, 132});
  CHECK(resizeBicubic(noise(3, 9), 3, 2).pixels ==
        Pixels{77, 101, 189, 155, 110, 117, 110, 132, 200, 81, 160, 130, 106, 160, 176, 129, 136, 174});
  CHECK(resizeBicubic(noise(3, 4), 4, 6).pixels ==
        Pixels{0,   0,   142, 97,  162, 53,  157, 225, 57,  125, 137, 152, 99,  0,   163, 174, 76,  116,
               184, 134, 134, 120, 121, 205, 198, 42,  202, 237, 20,  184, 197, 47,  202, 104, 103, 243,
               118, 234, 250, 168, 148, 175, 150, 94,  143, 73,  105, 179, 61,  144, 242, 100, 83,  157,
               104, 78,  144, 69,  133, 211, 33,  8,   221, 58,  0,   144, 76,  51,  161, 74,  157, 255});
}

TEST_CASE("sameSizeIsTheSameImage") { CHECK(resizeBicubic(noise(7, 5), 7, 5).pixels == noise(7, 5).pixels); }

TEST_CASE("flatImageStaysFlat") {
  Image flat(301, 97);
  std::fill(flat.pixels.begin(), flat.pixels.end(), std::uint8_t{201});
  for (const auto& [width, height] : {std::pair{224, 224}, {33, 500}, {1, 1}}) {
    const Image resized = resizeBicubic(flat, width, height);
    CHECK(std::all_of(resized.pixels.begin(), resized.pixels.end(), [](std::uint8_t v) { return v == 201; }));
  }
}

TEST_CASE("cropTakesTheMiddleAndRoundsHalvesToEven") {
  const auto cropOfColumns = [](int width) {
    Image columns(width, 4);
    for (int y = 0; y < 4; ++y) {
      for (int x = 0; x < width * 3; ++x) columns.row(y)[x] = static_cast<std::uint8_t>(x / 3);
    }
    return fitToModel(columns, 4, "crop").row(0)[0];
  };
  CHECK(cropOfColumns(6) == 1);
  CHECK(cropOfColumns(7) == 2);   // 1.5
  CHECK(cropOfColumns(9) == 2);   // 2.5
  CHECK(cropOfColumns(11) == 4);  // 3.5
}

TEST_CASE("tallImageIsCroppedToo") {
  const Image cropped = fitToModel(noise(4, 8), 4, "crop");
  const Image whole = noise(4, 8);
  CHECK(cropped.pixels == Pixels(whole.row(2), whole.row(6)));
}

TEST_CASE("imagesThatCannotBeResizedAreRefused") {
  CHECK_THROWS_AS(resizeBicubic(Image(), 4, 4), Error);
  CHECK_THROWS_AS(resizeBicubic(noise(4, 4), 0, 4), Error);
  Image lying(100, 100);
  lying.pixels.resize(10);
  CHECK_THROWS_AS(resizeBicubic(lying, 4, 4), Error);
  CHECK_THROWS_AS(fitToModel(noise(4, 4), 4, "stretch"), Error);
  CHECK_THROWS_AS(fitToModel(noise(10000, 1), 224, "crop"), Error);
}
