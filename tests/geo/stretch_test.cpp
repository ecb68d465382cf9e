#include "geo/stretch.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "base/error.h"

using namespace tilescout;
using namespace tilescout::geo;

TEST_CASE("percentileEqualsSortingAndInterpolating") {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> any(-50, 900);
  for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{101}, std::size_t{1000}}) {
    std::vector<float> values(count);
    for (float& value : values) value = any(random);
    std::vector<float> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (const double percent : {0.0, 2.0, 33.3, 50.0, 98.0, 100.0}) {
      const double position = percent / 100 * static_cast<double>(count - 1);
      const auto below = static_cast<std::size_t>(position);
      const double above = sorted[std::min(below + 1, count - 1)];
      const double expected = sorted[below] + (position - static_cast<double>(below)) * (above - sorted[below]);
      CHECK(percentile(values, percent) == doctest::Approx(expected).epsilon(1e-6));
    }
  }
}

TEST_CASE("eightBitDataStaysAsItIsUnlessAsked") {
  std::vector<float> values{10, 20, 30, 40};
  CHECK(stretchRange({}, values, "Byte", 1, 0) == std::pair(0.0, 255.0));
  CHECK(stretchRange({StretchSpec::Kind::Percent, 0, 100}, values, "Byte", 1, 0) == std::pair(10.0, 40.0));
  CHECK(stretchRange({}, values, "Byte", 0.5, 3) == std::pair(3.0, 130.5));  // in scaled units, still as it is
}

TEST_CASE("otherStretchesDoWhatTheirNameSays") {
  std::vector<float> values{2, 4, 4, 4, 5, 5, 7, 9};  // mean 5, deviation 2
  CHECK(stretchRange({StretchSpec::Kind::Sigma, 2, 0}, values, "UInt16", 1, 0) == std::pair(1.0, 9.0));
  CHECK(stretchRange({StretchSpec::Kind::MinMax, 3, 8}, values, "UInt16", 1, 0) == std::pair(3.0, 8.0));
  CHECK(stretchRange({StretchSpec::Kind::None, 0, 0}, values, "UInt16", 1, 0) == std::pair(0.0, 65535.0));
  CHECK_THROWS_AS(stretchRange({StretchSpec::Kind::MinMax, 8, 3}, values, "UInt16", 1, 0), Error);
}

TEST_CASE("constantChannelBecomesMiddleGrey") {
  std::vector<float> values(100, 10000.0f);
  const auto [low, high] = stretchRange({}, values, "UInt16", 1, 0);
  CHECK((10000.0 - low) / (high - low) == doctest::Approx(0.5));
}
