#include "explore/spectral.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "base/error.h"
#include "explore/neighbours.h"
#include "explore/pca.h"
#include "explore/umap.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

/// Rows around `loops` circles, each in two dimensions of its own: as many parts that no edge joins.
std::vector<float> circles(int loops, int each) {
  std::vector<float> rows;
  for (int loop = 0; loop < loops; ++loop) {
    for (int i = 0; i < each; ++i) {
      std::vector<float> row(static_cast<std::size_t>(2 * loops), 0.0F);
      row[static_cast<std::size_t>(2 * loop)] = static_cast<float>(std::cos(6.2831853 * i / each));
      row[static_cast<std::size_t>(2 * loop + 1)] = static_cast<float>(std::sin(6.2831853 * i / each));
      rows.insert(rows.end(), row.begin(), row.end());
    }
  }
  return rows;
}

std::vector<Point> startOf(const Rows& rows, int threads = 2, std::uint64_t seed = 42) {
  Team team(threads);
  JobContext job;
  const KnnGraph graph = nearestNeighbours(rows, {.k = 6}, team, job);
  return spectralStart(fuzzyUnion(graph, membershipStrengths(graph)), fitPca(rows, job).project(rows), seed, team, job);
}

bool same(const std::vector<Point>& one, const std::vector<Point>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Point& a, const Point& b) { return a.x == b.x && a.y == b.y; });
}

}  // namespace

TEST_CASE("aCurveIsUnrolledAlongItsFirstAxis") {
  std::vector<float> rows;  // three quarters of a circle; what its plane shows as a bend, its graph knows as a line
  for (int i = 0; i < 300; ++i) {
    const double turn = 4.7 * i / 300;
    rows.insert(rows.end(), {static_cast<float>(std::cos(turn)), static_cast<float>(std::sin(turn))});
  }
  const std::vector<Point> points = startOf({rows, 2});
  const bool rises = points.back().x > points.front().x;
  for (std::size_t i = 10; i + 10 < points.size(); ++i) {
    CHECK((points[i + 1].x - points[i].x) * (rises ? 1.0F : -1.0F) > 0.0F);
  }
  CHECK(std::fabs(points.back().x - points.front().x) > 1.5);
}

TEST_CASE("partsThatNoEdgeJoinsLieApart") {
  const std::vector<float> rows = circles(3, 120);
  const std::vector<Point> points = startOf({rows, 6});
  REQUIRE(points.size() == 360);
  for (const Point& point : points) CHECK((std::isfinite(point.x) && std::isfinite(point.y)));
  // Each part is a shape of its own, not one point.
  for (std::size_t part = 0; part < 3; ++part) {
    double wide = 0.0;
    for (std::size_t i = 0; i < 120; ++i) {
      const Point& point = points[part * 120 + i];
      wide = std::max<double>(wide, std::hypot(point.x - points[part * 120].x, point.y - points[part * 120].y));
    }
    CHECK(wide > 0.0);
  }
}

TEST_CASE("aSpectralStartIsTheSameOnAnyNumberOfThreads") {
  const Sample sample = groupedRows(900, 24, 6, 0.9);
  const std::vector<Point> one = startOf(sample.rows(), 1), three = startOf(sample.rows(), 3);
  CHECK(same(one, three));
  CHECK(same(one, startOf(sample.rows(), 1)));
}

TEST_CASE("aSpectralStartOfFewOrEqualRowsIsFinite") {
  for (const int count : {0, 1, 2, 3, 30}) {
    CAPTURE(count);
    std::vector<float> rows;
    for (int i = 0; i < count; ++i) rows.insert(rows.end(), {0.6F, 0.8F, 0.0F});
    const std::vector<Point> points = startOf({rows, 3});
    CHECK(points.size() == static_cast<std::size_t>(count));
    for (const Point& point : points) CHECK((std::isfinite(point.x) && std::isfinite(point.y)));
  }
}

TEST_CASE("aSpectralStartStopsWhenTold") {
  const Sample sample = groupedRows(600, 16, 4, 0.9);
  Team team(2);
  JobContext free;
  const KnnGraph graph = nearestNeighbours(sample.rows(), {.k = 6}, team, free);
  const SparseRows edges = fuzzyUnion(graph, membershipStrengths(graph));
  const std::vector<Point> start(600);
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  CHECK_THROWS_AS(spectralStart(edges, start, 1, team, job), Cancelled);
  CHECK_THROWS_AS(spectralStart(edges, std::vector<Point>(3), 1, team, free), Error);
}
