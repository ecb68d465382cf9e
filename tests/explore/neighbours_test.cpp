#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <stop_token>

#include "base/error.h"
#include "explore/fuzzy_graph.h"
#include "explore/neighbours.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

KnnGraph graphOf(const Sample& sample, std::size_t k, std::size_t exactLimit = 20'000, int threads = 2) {
  KnnOptions options;
  options.k = k;
  options.exactLimit = exactLimit;
  Team team(threads);
  JobContext job;
  return nearestNeighbours(sample.rows(), options, team, job);
}

std::vector<std::int32_t> bruteForce(const Rows& rows, std::size_t i, std::size_t k) {
  std::vector<std::pair<float, std::int32_t>> all;
  for (std::size_t j = 0; j < rows.count(); ++j) {
    if (j != i) all.emplace_back(-cosine(rows, i, j), static_cast<std::int32_t>(j));
  }
  std::sort(all.begin(), all.end());
  std::vector<std::int32_t> nearest;
  for (std::size_t j = 0; j < k; ++j) nearest.push_back(all[j].second);
  return nearest;
}

double recall(const Sample& sample, const KnnGraph& graph, std::size_t step) {
  std::size_t found = 0, asked = 0;
  for (std::size_t i = 0; i < graph.count; i += step) {
    const std::vector<std::int32_t> truth = bruteForce(sample.rows(), i, graph.k);
    for (std::size_t j = 0; j < graph.k; ++j) {
      found += std::count(truth.begin(), truth.end(), graph.neighbour[i * graph.k + j]);
      ++asked;
    }
  }
  return static_cast<double>(found) / static_cast<double>(asked);
}

}  // namespace

TEST_CASE("exactNeighboursAreThoseOfBruteForceAcrossBlocks") {
  const Sample sample = groupedRows(2500, 24, 7, 1.5);  // three blocks, the last one cut
  const KnnGraph graph = graphOf(sample, 9);
  CHECK(graph.count == 2500);
  CHECK(graph.k == 9);
  CHECK(recall(sample, graph, 41) == doctest::Approx(1.0));
  for (std::size_t i = 0; i < graph.count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) {
      REQUIRE(graph.neighbour[i * 9 + j] != static_cast<std::int32_t>(i));
      if (j > 0) REQUIRE(graph.distance[i * 9 + j] >= graph.distance[i * 9 + j - 1]);
    }
  }
  CHECK(graph.distance[0] ==
        doctest::Approx(1 - cosine(sample.rows(), 0, static_cast<std::size_t>(graph.neighbour[0]))).epsilon(1e-3));
}

TEST_CASE("cellsFindNearlyAllNeighboursAndNoneTwice") {
  const Sample sample = groupedRows(6000, 32, 40, 1.0);
  const KnnGraph graph = graphOf(sample, 10, 1000);
  CHECK(recall(sample, graph, 101) > 0.93);
  for (std::size_t i = 0; i < graph.count; ++i) {
    const std::set<std::int32_t> distinct(graph.neighbour.begin() + static_cast<std::ptrdiff_t>(i * 10),
                                          graph.neighbour.begin() + static_cast<std::ptrdiff_t>(i * 10 + 10));
    REQUIRE(distinct.size() == 10);
    REQUIRE(*distinct.begin() >= 0);
  }
}

TEST_CASE("cellsTooSmallForKNeighboursAreCompleted") {
  // Groups of four points each: a row's own cell cannot hold its ten neighbours.
  const Sample sample = groupedRows(1200, 16, 300, 0.001);
  const KnnGraph graph = graphOf(sample, 10, 100);
  CHECK(std::all_of(graph.neighbour.begin(), graph.neighbour.end(), [](std::int32_t id) { return id >= 0; }));
}

TEST_CASE("neighboursDoNotDependOnTheNumberOfThreads") {
  const Sample sample = groupedRows(3000, 20, 5, 1.0);
  for (const std::size_t limit : {20'000, 500}) {
    const KnnGraph one = graphOf(sample, 8, limit, 1), three = graphOf(sample, 8, limit, 3);
    CHECK(one.neighbour == three.neighbour);
    CHECK(one.distance == three.distance);
  }
}

TEST_CASE("fewRowsHaveFewerNeighbours") {
  CHECK(graphOf({}, 5).count == 0);
  CHECK(graphOf(groupedRows(1, 4, 1, 0), 5).k == 0);
  const KnnGraph two = graphOf(groupedRows(2, 4, 2, 0), 5);
  CHECK(two.k == 1);
  CHECK(two.neighbour == std::vector<std::int32_t>{1, 0});
}

TEST_CASE("neighboursAmongOtherRowsAreExact") {
  const Sample all = groupedRows(600, 12, 6, 1.0);
  const Rows rows = all.rows();
  Team team(2);
  JobContext job;
  const KnnGraph graph = neighboursAmong(rows.part(500, 100), rows.part(0, 500), 3, team, job);
  for (std::size_t i = 0; i < 100; ++i) {
    float best = -2;
    for (std::size_t j = 0; j < 500; ++j) best = std::max(best, cosine(rows, 500 + i, j));
    REQUIRE(graph.distance[i * 3] == doctest::Approx(1 - best).epsilon(1e-3));
  }
  CHECK_THROWS_AS(neighboursAmong({rows.values, 6}, rows, 3, team, job), Error);
}

TEST_CASE("aStopEndsTheComparison") {
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  Team team(2);
  const Sample sample = groupedRows(2000, 8, 2, 1.0);
  CHECK_THROWS_AS(nearestNeighbours(sample.rows(), {}, team, job), Cancelled);
}

// Weights of umap.umap_.fuzzy_simplicial_set(rows, 5, metric="cosine") of umap-learn 0.5.3 on referenceRows(12).
TEST_CASE("theFuzzyGraphIsThatOfUmapLearn") {
  const KnnGraph graph = graphOf(referenceRows(12), 4);
  const SparseRows rows = fuzzyUnion(graph, membershipStrengths(graph));
  CHECK(rows.column.size() == 54);
  double sum = 0;
  for (const float weight : rows.weight) sum += weight;
  CHECK(sum == doctest::Approx(36.934967).epsilon(1e-4));
  const std::vector<std::pair<std::int32_t, double>> seventh = {
      {2, 1.0}, {3, 0.68053}, {4, 0.03278}, {8, 0.3271}, {11, 0.70552}};
  REQUIRE(rows.start[8] - rows.start[7] == seventh.size());
  for (std::size_t j = 0; j < seventh.size(); ++j) {
    CHECK(rows.column[rows.start[7] + j] == seventh[j].first);
    CHECK(rows.weight[rows.start[7] + j] == doctest::Approx(seventh[j].second).epsilon(1e-3));
  }
}

TEST_CASE("theFuzzyGraphOfEqualRowsIsFinite") {
  const KnnGraph graph = graphOf(groupedRows(30, 8, 1, 0.0), 5);
  for (const float strength : membershipStrengths(graph)) CHECK(strength == doctest::Approx(1.0F).epsilon(0.2));
}
