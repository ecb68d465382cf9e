#include "explore/clustering.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "explore/cluster_matching.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

Partition kMeansOf(const Sample& sample, int clusters) {
  KMeansOptions options;
  options.clusters = clusters;
  JobContext job;
  return kMeans(sample.rows(), options, job);
}

struct Dense {
  KnnGraph graph;
  Partition partition;
};

Dense densityOf(const Sample& sample, std::size_t minSize = 0) {
  Team team(2);
  JobContext job;
  Dense dense;
  dense.graph = nearestNeighbours(sample.rows(), {.k = 14}, team, job);
  dense.partition = densityClusters(sample.rows(), dense.graph, {minSize, 5}, job);
  return dense;
}

}  // namespace

TEST_CASE("kMeansFindsSeparateGroups") {
  const Sample sample = groupedRows(600, 32, 6, 0.2);
  const Partition partition = kMeansOf(sample, 6);
  CHECK(partition.count == 6);
  CHECK(adjustedMutualInformation(partition.of, sample.group) > 0.85);  // Faiss may start two centres in one group
  CHECK(centroidSilhouette(sample.rows(), partition) > 0.5);
}

TEST_CASE("kMeansPutsEveryRowSomewhereAndLeavesNoClusterEmpty") {
  for (const int wanted : {1, 5, 40}) {
    const Sample sample = groupedRows(30, 8, 3, 0.0);  // only three different rows
    const Partition partition = kMeansOf(sample, wanted);
    CHECK(partition.count <= std::min(wanted, 30));
    const std::set<std::int32_t> used(partition.of.begin(), partition.of.end());
    CHECK(used.size() == static_cast<std::size_t>(partition.count));
    CHECK(*used.begin() == 0);
  }
  CHECK(kMeansOf(groupedRows(1, 4, 1, 0), 3).count == 1);
}

TEST_CASE("densitiesShowHowManyClustersThereAre") {
  const Sample sample = groupedRows(900, 16, 5, 0.35);
  const Dense dense = densityOf(sample);
  CHECK(dense.partition.count == 5);
  Partition all = dense.partition;
  absorbNoise(sample.rows(), dense.graph, all);
  CHECK(std::none_of(all.of.begin(), all.of.end(), [](std::int32_t c) { return c < 0; }));
  CHECK(adjustedMutualInformation(all.of, sample.group) > 0.97);
}

TEST_CASE("rowsFarFromEverythingBelongToNoCluster") {
  Sample sample = groupedRows(300, 24, 3, 0.1);
  const Sample stray = groupedRows(6, 24, 6, 0.0, 77);
  sample.values.insert(sample.values.end(), stray.values.begin(), stray.values.end());
  const Partition partition = densityOf(sample, 20).partition;
  CHECK(partition.count == 3);
  for (std::size_t i = 300; i < 306; ++i) CHECK(partition.of[i] == -1);
}

TEST_CASE("groupsThatRunIntoOneAnotherAreNotLeftAsNoise") {
  const Sample sample = groupedRows(1200, 48, 6, 1.6);  // cosines within a group are little higher than between groups
  const Partition partition = densityOf(sample).partition;
  CHECK(std::count(partition.of.begin(), partition.of.end(), -1) < 60);
  CHECK(partition.count >= 4);
  CHECK(adjustedMutualInformation(partition.of, sample.group) > 0.5);
}

TEST_CASE("degenerateRowsAreOneCluster") {
  for (const std::size_t count : {1, 2, 3, 50}) {
    const Partition partition = densityOf(groupedRows(count, 8, 1, 0.0)).partition;
    CHECK(partition.count == 1);
    CHECK(partition.of == std::vector<std::int32_t>(count, 0));
  }
  JobContext job;
  CHECK(densityClusters(Rows{{}, 8}, {}, {}, job).count == 0);
}

TEST_CASE("clustersThatRoundingPartsAreOne") {
  // Turned by 0.005, 1 and 1.005: cosines of 1 − 1.25e-5 within a pair.
  std::vector<float> values;
  for (const double turn : {0.0, 0.005, 1.0, 1.005}) {
    values.insert(values.end(), {static_cast<float>(std::cos(turn)), static_cast<float>(std::sin(turn))});
  }
  const Rows rows{values, 2};
  Partition partition{4, {0, 1, 2, 3}, values};
  mergeAlike(rows, 1e-4F, partition);
  CHECK(partition.count == 2);
  CHECK(partition.of == std::vector<std::int32_t>{0, 0, 1, 1});
  CHECK(partition.centres.size() == 4);
  mergeAlike(rows, 1e-4F, partition);
  CHECK(partition.count == 2);
}

TEST_CASE("groupsOfALayoutAreClustersHoweverEvenTheirRowsAre") {
  const Sample sample = groupedRows(800, 16, 4, 0.3);
  const Sample even = groupedRows(800, 16, 1, 0.3);  // rows that tell nothing of the four groups
  std::vector<Point> points;
  for (std::size_t i = 0; i < 800; ++i) {
    const float* row = sample.rows().row(i);
    const auto group = static_cast<float>(sample.group[i]);
    points.push_back({12.0F * group + row[0], 7.0F * std::fmod(group, 2.0F) + row[1]});
  }
  for (std::size_t i = 0; i < 40; ++i) points[i] = points[40 * (i % 2)];  // knots of equal tiles are no clusters
  Team team(2);
  JobContext job;
  const Partition partition = layoutClusters(even.rows(), points, {}, team, job);
  CHECK(partition.count == 4);
  std::vector<std::int32_t> found, expected;
  for (std::size_t i = 41; i < 800; ++i) {
    found.push_back(partition.of[i]);
    expected.push_back(sample.group[i]);
  }
  CHECK(adjustedMutualInformation(found, expected) > 0.95);
  CHECK(partition.centres.size() == 4 * 16);
  Team one(1);
  CHECK(layoutClusters(even.rows(), points, {}, one, job).of == partition.of);
}

TEST_CASE("pointsThatAreAlikeOrFewAreOneCluster") {
  Team team(1);
  JobContext job;
  for (const std::size_t count : {1, 2, 3, 60}) {
    const Sample sample = groupedRows(count, 8, 1, 0.2);
    const Partition partition = layoutClusters(sample.rows(), std::vector<Point>(count), {}, team, job);
    CHECK(partition.count == 1);
    CHECK(partition.of == std::vector<std::int32_t>(count, 0));
  }
  CHECK(layoutClusters(Rows{{}, 8}, {}, {}, team, job).count == 0);
}

TEST_CASE("aRepresentativeIsTheRowNearestToItsCentre") {
  const Sample sample = groupedRows(200, 12, 4, 0.5);
  const Partition partition = kMeansOf(sample, 4);
  const auto chosen = representatives(sample.rows(), partition);
  for (int c = 0; c < partition.count; ++c) {
    const Rows centres{partition.centres, 12};
    const auto score = [&](std::size_t i) {
      double sum = 0;
      for (std::size_t k = 0; k < 12; ++k) sum += sample.rows().row(i)[k] * centres.row(static_cast<std::size_t>(c))[k];
      return sum;
    };
    const auto best = static_cast<std::size_t>(chosen[static_cast<std::size_t>(c)]);
    CHECK(partition.of[best] == c);
    for (std::size_t i = 0; i < 200; ++i) {
      if (partition.of[i] == c) REQUIRE(score(best) >= score(i) - 1e-5);
    }
  }
}

TEST_CASE("clustersKeepTheirNumbersOverARerun") {
  const std::vector<std::int64_t> before = {4, 4, 4, 4, 9, 9, 9, -1, -1, 2};
  const std::vector<std::int32_t> after = {1, 1, 1, 1, 0, 0, 0, 2, 2, 0};
  CHECK(stableNumbers(before, after, 3, 10) == std::vector<std::int64_t>{9, 4, 10});
}

TEST_CASE("aNumberIsGivenOnceWhenAClusterSplits") {
  const std::vector<std::int64_t> before(10, 3);
  const std::vector<std::int32_t> after = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
  CHECK(stableNumbers(before, after, 2, 8) == std::vector<std::int64_t>{3, 8});
  CHECK(stableNumbers({}, {}, 0, 1).empty());
}

// sklearn.metrics.adjusted_mutual_info_score, scikit-learn 1.2.1
TEST_CASE("adjustedMutualInformationIsThatOfScikitLearn") {
  const std::vector<std::int32_t> a = {0, 0, 1, 1, 2, 2, 2, 0}, b = {0, 0, 1, 2, 2, 2, 1, 0};
  CHECK(adjustedMutualInformation(a, b) == doctest::Approx(0.41288346463404246).epsilon(1e-6));
  const std::vector<std::int32_t> c = {0, 1, 2, 0, 1, 2, 0, 1}, d = {0, 0, 1, 1, 0, 0, 1, 1};
  CHECK(adjustedMutualInformation(c, d) == doctest::Approx(-0.2027281204174669).epsilon(1e-6));
  CHECK(adjustedMutualInformation(a, a) == doctest::Approx(1.0));
}
