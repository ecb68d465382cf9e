#include <doctest/doctest.h>

#include <set>

#include "base/error.h"
#include "explore/label_queue.h"
#include "explore/neighbour_overlap.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

KnnGraph graphOf(const Rows& rows) {
  Team team(2);
  JobContext job;
  return nearestNeighbours(rows, {.k = 10}, team, job);
}

std::vector<LabelCandidate> queue(const Sample& sample, const std::vector<std::uint8_t>& labelled, std::size_t count) {
  JobContext job;
  return worthLabelling(sample.rows(), graphOf(sample.rows()), labelled, count, job);
}

}  // namespace

TEST_CASE("eachUnlabelledGroupIsAskedForOnceBeforeAnyTwice") {
  const Sample sample = groupedRows(300, 16, 6, 0.3);
  const auto chosen = queue(sample, std::vector<std::uint8_t>(300, 0), 6);
  REQUIRE(chosen.size() == 6);
  std::set<std::int32_t> groups;
  for (const LabelCandidate& candidate : chosen) {
    groups.insert(sample.group[static_cast<std::size_t>(candidate.row)]);
    CHECK(candidate.standsFor >= 40);
  }
  CHECK(groups.size() == 6);
}

TEST_CASE("whatIsLabelledIsNotAskedForAgain") {
  const Sample sample = groupedRows(300, 16, 6, 0.3);
  std::vector<std::uint8_t> labelled(300, 0);
  for (std::size_t i = 0; i < 300; ++i) labelled[i] = sample.group[i] < 4 && i < 60;
  const auto chosen = queue(sample, labelled, 2);
  REQUIRE(chosen.size() == 2);
  for (const LabelCandidate& candidate : chosen) CHECK(sample.group[static_cast<std::size_t>(candidate.row)] >= 4);
}

TEST_CASE("anOutlierDoesNotComeFirst") {
  Sample sample = groupedRows(200, 16, 2, 0.3);
  for (std::size_t k = 0; k < 16; ++k) sample.values[k] = k == 7 ? 1.0F : 0.0F;  // row 0 is like nothing
  const auto chosen = queue(sample, std::vector<std::uint8_t>(200, 0), 2);
  REQUIRE(chosen.size() == 2);
  for (const LabelCandidate& candidate : chosen) CHECK(candidate.row != 0);
}

TEST_CASE("rowsThatAreAllAlikeNeedOneLabel") {
  const Sample sample = groupedRows(50, 8, 1, 0.0);
  CHECK(queue(sample, std::vector<std::uint8_t>(50, 0), 10).size() == 1);
  std::vector<std::uint8_t> labelled(50, 0);
  labelled[3] = 1;
  CHECK(queue(sample, labelled, 10).empty());
  CHECK(queue({8, {}, {}}, {}, 3).empty());
  const Sample one = groupedRows(1, 8, 1, 0.0);
  CHECK(queue(one, {0}, 3).front().standsFor == 1);
  CHECK_THROWS_AS(queue(one, {0, 0}, 3), Error);
}

TEST_CASE("turnoverIsTheShareOfOtherNeighbours") {
  KnnGraph before{2, 4, {1, 2, 3, 4, 0, 2, 3, 4}, std::vector<float>(8, 0.1F)};
  KnnGraph after{2, 4, {4, 3, 2, 1, 9, 8, 7, 0}, std::vector<float>(8, 0.1F)};
  const std::vector<float> turnover = neighbourTurnover(before, after);
  CHECK(turnover[0] == doctest::Approx(0.0));
  CHECK(turnover[1] == doctest::Approx(0.75));
  CHECK(neighbourTurnover({3, 0, {}, {}}, {3, 0, {}, {}}) == std::vector<float>(3, 0.0F));
  CHECK_THROWS_AS(neighbourTurnover(before, {}), Error);
}
