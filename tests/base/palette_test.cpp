// The colours of categories and ordered values, measured: contrast after WCAG, distances in OKLab as they are seen and
// as readers without one kind of cones see them (Machado, Oliveira and Fernandes 2009, full severity).
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "base/category_palette.h"

using namespace tilescout;

namespace {

using Light = std::array<double, 3>;
using Matrix = std::array<Light, 3>;

constexpr Rgb kLightGround = {0xFF, 0xFF, 0xFF}, kDarkGround = {0x16, 0x19, 0x1D};

constexpr Matrix kSeen = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kNoRed = {
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kNoGreen = {
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kNoBlue = {
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Light times(const Matrix& matrix, const Light& v) {
  Light out{};
  for (std::size_t i = 0; i < 3; ++i) out[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
  return out;
}

Light linear(const Rgb& colour) {
  Light out{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = colour[i] / 255.0;
    out[i] = c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  }
  return out;
}

double contrast(const Light& one, const Light& other) {
  const auto luminance = [](const Light& v) { return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
  const auto [low, high] = std::minmax({luminance(one), luminance(other)});
  return (high + 0.05) / (low + 0.05);
}

Light okLab(const Rgb& colour, const Matrix& eyes) {
  Light light = times(eyes, linear(colour));
  for (double& channel : light) channel = std::clamp(channel, 0.0, 1.0);
  Light cones = times({{{0.4122214708, 0.5363325363, 0.0514459929},
                        {0.2119034982, 0.6806995451, 0.1073969566},
                        {0.0883024619, 0.2817188376, 0.6299787005}}},
                      light);
  for (double& cone : cones) cone = std::cbrt(cone);
  return times({{{0.2104542553, 0.7936177850, -0.0040720468},
                 {1.9779984951, -2.4285922050, 0.4505937099},
                 {0.0259040371, 0.7827717662, -0.8086757660}}},
               cones);
}

double distance(const Rgb& one, const Rgb& other, const Matrix& eyes) {
  const Light a = okLab(one, eyes), b = okLab(other, eyes);
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/// A single point's colour as it comes onto the ground.
Rgb inked(const Rgb& colour, const Rgb& ground, int radius) {
  Rgb out{};
  for (std::size_t c = 0; c < 3; ++c) {
    out[c] = static_cast<std::uint8_t>(std::lround(colour[c] + (ground[c] - colour[c]) * bareUnderOne(radius)));
  }
  return out;
}

}  // namespace

TEST_CASE("everyCategoryIsSeenOnItsGround") {
  for (const bool dark : {false, true}) {
    const Rgb ground = dark ? kDarkGround : kLightGround;
    for (int place = 0; place < 60; ++place) {
      const Rgb colour = categoryStyle(place, dark).colour;
      INFO("place ", place, dark ? " in the dark" : " in the light");
      CHECK(contrast(linear(colour), linear(ground)) >= 3.0);
      CHECK(contrast(linear(inked(colour, ground, 3)), linear(ground)) >= 3.0);  // a point by itself
    }
    CHECK(contrast(linear(noCategoryColour(dark)), linear(ground)) >= 3.0);
  }
}

TEST_CASE("categoriesStayApartWhateverTheEyes") {
  for (const bool dark : {false, true}) {
    for (int one = 0; one < static_cast<int>(kCategoryColours); ++one) {
      const Rgb a = categoryStyle(one, dark).colour;
      for (int other = one + 1; other <= static_cast<int>(kCategoryColours); ++other) {
        const bool last = other == static_cast<int>(kCategoryColours);
        const Rgb b = last ? noCategoryColour(dark) : categoryStyle(other, dark).colour;
        INFO("places ", one, " and ", other, dark ? " in the dark" : " in the light");
        for (const Matrix* eyes : {&kSeen, &kNoRed, &kNoGreen}) CHECK(distance(a, b, *eyes) >= 0.08);
        CHECK(distance(a, b, kNoBlue) >= 0.06);
      }
    }
  }
  // The measure tells: an earlier yellow and orange were one colour to readers without green cones.
  CHECK(distance({0xD5, 0x5E, 0x00}, {0x00, 0x9E, 0x73}, kSeen) > 0.2);
  CHECK(distance({0xC4, 0xB4, 0x28}, {0xE6, 0x9F, 0x00}, kNoGreen) < 0.03);
}

TEST_CASE("fromTheEighthOnShapesTellCategoriesApart") {
  std::set<std::pair<Rgb, MarkShape>> seen;
  for (int place = 0; place < 42; ++place) {
    const CategoryStyle style = categoryStyle(place, false);
    CHECK((place < 7) == (style.shape == MarkShape::Disc));
    CHECK(style.shape == categoryStyle(place, true).shape);  // the theme changes no shape
    seen.insert({style.colour, style.shape});
  }
  CHECK(seen.size() == 42);
  for (const int radius : {3, 5, 9}) {
    std::set<std::vector<bool>> pictures;
    for (int shape = 0; shape < kMarkShapes; ++shape) {
      std::vector<bool> pixels;
      const double size = radius + 0.4;
      const int reach = static_cast<int>(kMarkReach * size) + 1;
      for (int y = -reach; y <= reach; ++y) {
        for (int x = -reach; x <= reach; ++x) {
          pixels.push_back(inMark(static_cast<MarkShape>(shape), x, y, size));
          const bool outside = std::max(std::abs(x), std::abs(y)) == reach;
          CHECK_FALSE((outside && pixels.back()));  // nothing is cut by who draws up to kMarkReach
        }
      }
      const auto area = static_cast<double>(std::count(pixels.begin(), pixels.end(), true));
      CHECK(area > 1.4 * size * size);
      CHECK(area < 4.4 * size * size);
      pictures.insert(std::move(pixels));
    }
    CHECK(pictures.size() == kMarkShapes);
  }
}

TEST_CASE("orderedColoursAreSeenAndRise") {
  for (const bool dark : {false, true}) {
    const Rgb ground = dark ? kDarkGround : kLightGround;
    double last = 0.0;
    for (int step = 0; step <= 20; ++step) {
      const Rgb colour = orderedColour(step / 20.0, dark);
      INFO("step ", step, dark ? " in the dark" : " in the light");
      CHECK(contrast(linear(colour), linear(ground)) >= 3.0);
      const double lightness = okLab(colour, kSeen)[0];
      CHECK(lightness > last);
      last = lightness;
    }
  }
}
