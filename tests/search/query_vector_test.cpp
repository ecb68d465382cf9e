#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "search/query_vector.h"
#include "search/relevance.h"

using namespace tilescout;
using namespace tilescout::search;

namespace {

const std::vector<float> alongX{1, 0, 0};
const std::vector<float> alongY{0, 1, 0};
const std::vector<float> alongZ{0, 0, 1};

double angleBetween(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  return sum;
}

}  // namespace

TEST_CASE("aTextAloneIsTheQuery") {
  QueryParts parts;
  parts.text = {3, 4, 0};
  const auto query = combineQuery(parts, 0.1);
  CHECK(query[0] == doctest::Approx(0.6));
  CHECK(query[1] == doctest::Approx(0.8));
}

TEST_CASE("textWeightSharesBetweenTextAndExamples") {
  QueryParts parts;
  parts.text = alongX;
  parts.examples = {alongY, alongY, alongY};
  CHECK(combineQuery(parts, 1.0) == alongX);
  CHECK(combineQuery(parts, 0.0) == alongY);
  const auto half = combineQuery(parts, 0.5);
  CHECK(half[0] == doctest::Approx(half[1]));  // three examples weigh as one
  CHECK(angleBetween(half, half) == doctest::Approx(1.0));
}

TEST_CASE("negativePartsTurnTheQueryAwayFromThem") {
  QueryParts parts;
  parts.text = {0.8F, 0.6F, 0};
  parts.notTexts = {alongY};
  const auto query = combineQuery(parts, 0.5);
  CHECK(angleBetween(query, alongY) < 0.6 - 0.3);
  CHECK(angleBetween(query, alongX) > 0.8);
  parts.notTexts.clear();
  parts.notExamples = {alongX};
  CHECK(angleBetween(combineQuery(parts, 0.5), alongX) < 0.5);
}

TEST_CASE("weightsTellExamplesApart") {
  QueryParts parts;
  parts.addExample(alongX, 3.0);
  parts.addExample(alongY, 1.0);
  const auto query = combineQuery(parts, 0.5);
  CHECK(query[0] == doctest::Approx(3 * query[1]));
  QueryParts alone;  // nothing to be weighed against
  alone.addExample(alongX, 0.2);
  CHECK(combineQuery(alone, 0.5) == alongX);
}

TEST_CASE("aWeightBelowZeroTurnsAwayTheMoreTheLargerItIs") {
  const auto away = [](double weight) {
    QueryParts parts;
    parts.text = {0.8F, 0.6F, 0};
    parts.addExample(alongY, weight);
    return angleBetween(combineQuery(parts, 0.5), alongY);
  };
  CHECK(away(-0.5) < 0.6);
  CHECK(away(-1.0) < away(-0.5));
  QueryParts plain;
  plain.text = {0.8F, 0.6F, 0};
  plain.notExamples = {alongY};
  CHECK(away(-1.0) == doctest::Approx(angleBetween(combineQuery(plain, 0.5), alongY)));
}

TEST_CASE("negativePartsAloneAskForTheOpposite") {
  QueryParts parts;
  parts.notTexts = {alongZ};
  CHECK(combineQuery(parts, 0.5)[2] == doctest::Approx(-1.0));
}

TEST_CASE("queriesThatSayNothingAreRefused") {
  CHECK_THROWS_AS(combineQuery({}, 0.5), Error);
  QueryParts cancelling;
  cancelling.examples = {alongX, {-1, 0, 0}};
  CHECK_THROWS_AS(combineQuery(cancelling, 0.5), Error);
  QueryParts parts;
  parts.text = alongX;
  CHECK_THROWS_AS(combineQuery(parts, 1.5), Error);
  CHECK_THROWS_AS(combineQuery(parts, std::nan("")), Error);
  parts.addExample(alongY, 0.0);
  CHECK_THROWS_AS(combineQuery(parts, 0.5), Error);
}

TEST_CASE("percentileIsTheShareOfRowsBelow") {
  std::vector<float> scores;
  for (int i = 0; i < 200; ++i) scores.push_back(static_cast<float>((i * 37) % 200) / 2.0F);
  scores[3] = scores[4];
  std::vector<Neighbour> hits;
  for (const std::size_t row : {4U, 3U, 100U, 27U}) hits.push_back({row, 0, 0.0});
  const auto percentiles = percentilesOf(scores, hits);
  REQUIRE(percentiles.size() == 4);
  for (std::size_t h = 0; h < hits.size(); ++h) {
    const auto below = std::count_if(scores.begin(), scores.end(), [&](float s) { return s < scores[hits[h].row]; });
    CHECK(percentiles[h] == doctest::Approx(static_cast<double>(below) / 2.0));
  }
  CHECK(percentilesOf(scores, {}).empty());
}
