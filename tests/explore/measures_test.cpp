#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/error.h"
#include "explore/alike_groups.h"
#include "explore/pca.h"
#include "explore/space_measures.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

KnnGraph graphOf(const Rows& rows, std::size_t k) {
  Team team(2);
  JobContext job;
  return nearestNeighbours(rows, {.k = k}, team, job);
}

}  // namespace

TEST_CASE("uniformityAndSimilaritiesAreThoseOfAllPairs") {
  const Sample sample = groupedRows(700, 12, 5, 0.7);
  const Rows rows = sample.rows();
  JobContext job;
  const SpaceMeasures measures = measureSpace(rows, 3.5, 1, job);
  double potential = 0, sum = 0, pairs = 0;
  for (std::size_t i = 0; i < 700; ++i) {
    for (std::size_t j = i + 1; j < 700; ++j) {
      potential += std::exp(-2 * (2 - 2.0 * cosine(rows, i, j)));
      sum += cosine(rows, i, j);
      pairs += 1;
    }
  }
  CHECK(measures.uniformity == doctest::Approx(std::log(potential / pairs)).epsilon(1e-4));
  CHECK(measures.similarity.mean == doctest::Approx(sum / pairs).epsilon(1e-4));
  CHECK(measures.effectiveRank == 3.5);
  const auto& share = measures.similarity.share;
  CHECK(std::accumulate(share.begin(), share.end(), 0.0) == doctest::Approx(1.0));
}

TEST_CASE("measuresOfTooFewOrEqualRowsAreFinite") {
  JobContext job;
  CHECK(measureSpace(groupedRows(1, 4, 1, 0).rows(), 0, 1, job).uniformity == 0.0);
  CHECK(measureSpace(groupedRows(40, 4, 1, 0.0).rows(), 0, 1, job).uniformity == doctest::Approx(0.0).epsilon(1e-4));
  CHECK(fitPca(groupedRows(40, 4, 1, 0.0).rows(), job).effectiveRank() == 0.0);
  CHECK(fitPca(Rows{{}, 4}, job).effectiveRank() == 0.0);
}

TEST_CASE("effectiveRankCountsTheDirectionsInUse") {
  Sample sample;  // five directions used alike, of twenty
  sample.dim = 20;
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  for (int i = 0; i < 4000; ++i) {
    for (int k = 0; k < 20; ++k) sample.values.push_back(k < 5 ? normal(random) : 0.0F);
  }
  JobContext job;
  CHECK(fitPca(sample.rows(), job).effectiveRank() == doctest::Approx(5.0).epsilon(0.01));
}

TEST_CASE("principalComponentsAreOrthogonalAndSortedByVariance") {
  const Sample sample = groupedRows(500, 10, 4, 0.5);
  JobContext job;
  const Pca pca = fitPca(sample.rows(), job);
  for (std::size_t a = 0; a < 10; ++a) {
    if (a > 0) CHECK(pca.variances[a] <= pca.variances[a - 1]);
    for (std::size_t b = 0; b <= a; ++b) {
      CHECK(cosine({pca.axes, 10}, a, b) == doctest::Approx(a == b ? 1.0 : 0.0).epsilon(1e-4));
    }
  }
  const std::vector<Point> points = pca.project(sample.rows());
  double x = 0;
  for (const Point& point : points) x += static_cast<double>(point.x) * point.x / 500;
  CHECK(x == doctest::Approx(pca.variances[0]).epsilon(1e-3));
}

TEST_CASE("twoKindsOfRowsCountAlikeForTheirCommonAxes") {
  JobContext job;
  // A thousand rows that differ along the first direction, and four that lie apart from them along the second.
  std::vector<float> many, few;
  for (int i = 0; i < 1000; ++i) many.insert(many.end(), {i % 2 == 0 ? 0.5F : -0.5F, 0.0F, 0.0F});
  for (int i = 0; i < 4; ++i) few.insert(few.end(), {0.0F, 2.0F, 0.0F});
  const Pca both = fitPcaOfTwo({many, 3}, {few, 3}, job);
  CHECK(both.mean[1] == doctest::Approx(1.0));
  CHECK(std::fabs(both.axes[1]) == doctest::Approx(1.0));  // the first axis leads from one kind to the other
  CHECK(both.variances[0] == doctest::Approx(1.0));
  CHECK(both.variances[1] == doctest::Approx(0.125));
  CHECK(fitPcaOfTwo({many, 3}, {{}, 3}, job).axes == fitPca({many, 3}, job).axes);
}

TEST_CASE("alignmentAndGapAreThoseOfTheirDefinitions") {
  const std::vector<float> images = {1, 0, 0, 1}, texts = {0.6F, 0.8F, 0, 1, 1, 0};
  const std::vector<std::int64_t> owner = {0, 1, 0};
  JobContext job;
  const PairMeasures measures = measurePairs({images, 2}, {texts, 2}, owner, 1, job);
  CHECK(measures.pairs == 3);
  CHECK(measures.alignment == doctest::Approx((0.8 + 0 + 0) / 3));
  CHECK(measures.modalityGap == doctest::Approx(std::hypot(0.5 - 1.6 / 3, 0.5 - 1.8 / 3)));
  // Squared distances of the three texts: (0.6, 0.8) to (0, 1), to (1, 0), and (0, 1) to (1, 0).
  CHECK(measures.uniformityText ==
        doctest::Approx(std::log((std::exp(-2 * 0.4) + std::exp(-2 * 0.8) + std::exp(-2 * 2.0)) / 3)));
  CHECK(measurePairs({images, 2}, {{}, 2}, {}, 1, job).pairs == 0);
}

TEST_CASE("nearDuplicatesAreGroupedAndOthersAreNot") {
  Sample sample = groupedRows(40, 16, 40, 0.0);  // all different
  for (const std::size_t copy : {5, 9}) {
    std::copy_n(sample.rows().row(2), 16, sample.values.begin() + static_cast<std::ptrdiff_t>(copy * 16));
  }
  std::copy_n(sample.rows().row(20), 16, sample.values.begin() + 30 * 16);
  const auto groups = nearDuplicates(graphOf(sample.rows(), 5), sample.rows(), 0.999);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].rows == std::vector<std::int32_t>{2, 5, 9});
  CHECK(groups[1].rows == std::vector<std::int32_t>{20, 30});
  CHECK(groups[0].least == doctest::Approx(1.0));
}

TEST_CASE("nearDuplicatesAreNoChain") {
  // On an arc each row is like the next, 2 degrees on, and the first like none beyond the fifth.
  std::vector<float> values;
  constexpr int kRows = 40;
  for (int i = 0; i < kRows; ++i) {
    const double turn = i * 2.0 * 3.14159265 / 180.0;
    values.insert(values.end(), {static_cast<float>(std::cos(turn)), static_cast<float>(std::sin(turn))});
  }
  const Rows rows{values, 2};
  const double cosine = std::cos(10.5 * 3.14159265 / 180.0);
  const auto groups = nearDuplicates(graphOf(rows, 14), rows, cosine);
  CHECK(groups.size() >= 4);
  std::vector<int> times(kRows, 0);
  for (const AlikeGroup& group : groups) {
    CHECK(std::binary_search(group.rows.begin(), group.rows.end(), group.centre));
    for (const std::int32_t row : group.rows) {
      ++times[static_cast<std::size_t>(row)];
      CHECK(std::abs(row - group.centre) <= 5);
    }
  }
  CHECK(*std::max_element(times.begin(), times.end()) == 1);
}

TEST_CASE("outliersAreTheRowsFarFromAllOthers") {
  Sample sample = groupedRows(200, 16, 2, 0.05);
  const Sample stray = groupedRows(2, 16, 2, 0.0, 99);
  sample.values.insert(sample.values.end(), stray.values.begin(), stray.values.end());
  const auto found = outliers(graphOf(sample.rows(), 6), 2);
  REQUIRE(found.size() == 2);
  CHECK(std::min(found[0].first, found[1].first) == 200);
  CHECK(std::max(found[0].first, found[1].first) == 201);
  CHECK(found[0].second >= found[1].second);
  CHECK(outliers(graphOf(groupedRows(1, 4, 1, 0).rows(), 5), 3).empty());
}

// sklearn.manifold.trustworthiness(rows, points, n_neighbors=5, metric="cosine"), scikit-learn 1.2.1
TEST_CASE("trustworthinessIsThatOfScikitLearn") {
  const Sample sample = referenceRows(40);
  std::vector<Point> points;
  for (int i = 0; i < 40; ++i) {
    points.push_back({static_cast<float>(std::cos(2.1 * i) * i), static_cast<float>(std::sin(0.4 * i))});
  }
  JobContext job;
  CHECK(layoutQuality(sample.rows(), points, 5, 1000, 1, job).trustworthiness ==
        doctest::Approx(0.4571875).epsilon(0.01));
  CHECK(layoutQuality(sample.rows().part(0, 6), std::vector<Point>(6), 5, 1000, 1, job).trustworthiness == 0.0);
}
