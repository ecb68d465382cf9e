#include <doctest/doctest.h>

#include <cmath>

#include "explore/text_matches.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout::explore;

namespace {

/// Rows of four groups, all moved the same way and normalised: a kind of its own.
Sample moved(const Sample& from, std::size_t axis, float by) {
  Sample sample = from;
  for (std::size_t at = 0; at < sample.values.size(); at += sample.dim) sample.values[at + axis] += by;
  normaliseRows(sample);
  return sample;
}

}  // namespace

TEST_CASE("textsFindTheirImagesAcrossTheGapBetweenTheKinds") {
  const Sample rows = groupedRows(120, 12, 4, 0.2);
  const Sample images = moved(rows, 3, 3.0F);
  Sample texts = moved(rows, 8, -3.0F);
  texts.values.resize(4 * 12);
  const auto best = bestImages(texts.rows(), images.rows(), 5);
  REQUIRE(best.size() == 4);
  for (std::size_t t = 0; t < 4; ++t) {
    REQUIRE(best[t].size() == 5);
    for (const auto& [row, score] : best[t]) CHECK(images.group[static_cast<std::size_t>(row)] == rows.group[t]);
    CHECK(best[t][0].second >= best[t][4].second);
  }
}

TEST_CASE("oneTextAloneAndRowsThatAreAlikeGiveNumbers") {
  const Sample images = groupedRows(10, 6, 1, 0.0);
  const Sample text = groupedRows(1, 6, 1, 0.0, 4);
  const auto best = bestImages(text.rows(), images.rows(), 20);
  REQUIRE(best.size() == 1);
  CHECK(best[0].size() == 10);
  for (const auto& [row, score] : best[0]) CHECK(std::isfinite(score));
  CHECK(bestImages(text.rows(), {{}, 6}, 3).front().empty());
  CHECK(bestImages({{}, 6}, images.rows(), 3).empty());
}
