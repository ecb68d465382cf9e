#include "explore/umap.h"

#include <doctest/doctest.h>
#include <hwy/highway.h>

#include <algorithm>
#include <cmath>
#include <stop_token>

#include "base/error.h"
#include "explore/neighbour_overlap.h"
#include "explore/pca.h"
#include "explore/space_measures.h"
#include "tests/explore/sample_rows.h"

using namespace tilescout;
using namespace tilescout::explore;

namespace {

struct Laid {
  KnnGraph graph;
  std::vector<Point> points;
};

Laid layOut(const Rows& rows, int threads = 2, UmapOptions options = {}) {
  Team team(threads);
  JobContext job;
  KnnGraph graph = nearestNeighbours(rows, {.k = 14}, team, job);
  std::vector<Point> points = umapLayout(graph, fitPca(rows, job).project(rows), options, team, job);
  return {std::move(graph), std::move(points)};
}

bool finite(const std::vector<Point>& points) {
  return std::all_of(points.begin(), points.end(),
                     [](const Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

double apart(const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Share of points whose nearest other point is of their group.
double purity(const std::vector<Point>& points, const std::vector<std::int32_t>& group) {
  std::size_t pure = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::size_t best = i == 0 ? 1 : 0;
    for (std::size_t j = 0; j < points.size(); ++j) {
      if (j != i && apart(points[i], points[j]) < apart(points[i], points[best])) best = j;
    }
    pure += group[best] == group[i];
  }
  return static_cast<double>(pure) / static_cast<double>(points.size());
}

}  // namespace

TEST_CASE("theCurveIsThatOfUmapLearn") {
  const Curve usual = fitCurve(0.1, 1.0);  // umap.umap_.find_ab_params(1.0, 0.1)
  CHECK(usual.a == doctest::Approx(1.5769434603113077).epsilon(0.01));
  CHECK(usual.b == doctest::Approx(0.8950608779109733).epsilon(0.01));
}

TEST_CASE("aLayoutKeepsNeighboursTogetherAndGroupsApart") {
  const Sample sample = groupedRows(1200, 40, 8, 0.8);
  const Laid laid = layOut(sample.rows());
  JobContext job;
  const LayoutQuality quality = layoutQuality(sample.rows(), laid.points, 15, 400, 1, job);
  const LayoutQuality flat =
      layoutQuality(sample.rows(), fitPca(sample.rows(), job).project(sample.rows()), 15, 400, 1, job);
  CHECK(quality.trustworthiness > 0.95);
  CHECK(quality.preservation > flat.preservation);
  CHECK(purity(laid.points, sample.group) > 0.99);
}

TEST_CASE("aLayoutIsTheSameOnEveryInstructionSet") {
  const Sample sample = groupedRows(500, 16, 4, 1.0);
  Team team(2);
  JobContext job;
  const KnnGraph graph = nearestNeighbours(sample.rows(), {.k = 14}, team, job);
  const std::vector<Point> start = fitPca(sample.rows(), job).project(sample.rows());
  UmapOptions options;
  options.epochs = 60;
  const std::vector<Point> best = umapLayout(graph, start, options, team, job);
  for (std::int64_t targets = hwy::SupportedTargets() & HWY_TARGETS; targets != 0; targets &= targets - 1) {
    hwy::GetChosenTarget().Update(targets & -targets);
    const std::vector<Point> points = umapLayout(graph, start, options, team, job);
    CHECK(std::equal(points.begin(), points.end(), best.begin(), best.end(),
                     [](const Point& p, const Point& q) { return p.x == q.x && p.y == q.y; }));
  }
  hwy::GetChosenTarget().DeInit();
}

TEST_CASE("aLayoutIsTheSameOnAnyNumberOfThreadsAndAnotherWithAnotherSeed") {
  const Sample sample = groupedRows(700, 16, 4, 1.0);
  const auto same = [](const std::vector<Point>& a, const std::vector<Point>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Point& p, const Point& q) { return p.x == q.x && p.y == q.y; });
  };
  const Laid one = layOut(sample.rows(), 1), three = layOut(sample.rows(), 3);
  CHECK(same(one.points, three.points));
  UmapOptions other;
  other.seed = 7;
  CHECK_FALSE(same(one.points, layOut(sample.rows(), 1, other).points));
}

TEST_CASE("degenerateRowsGetFinitePoints") {
  for (const std::size_t count : {0, 1, 2, 3}) {
    const Sample sample = groupedRows(count, 8, 3, 0.5);
    const Laid laid = layOut(count == 0 ? Rows{{}, 8} : sample.rows());
    CHECK(laid.points.size() == count);
    CHECK(finite(laid.points));
  }
  const Laid equal = layOut(groupedRows(200, 8, 1, 0.0).rows());
  CHECK(equal.points.size() == 200);
  CHECK(finite(equal.points));
  Sample nothing;
  nothing.dim = 8;
  nothing.values.assign(8 * 50, 0.0F);
  CHECK(finite(layOut(nothing.rows()).points));
}

TEST_CASE("newRowsArePlacedAmongTheirLikeAndNothingElseMoves") {
  const Sample sample = groupedRows(900, 24, 6, 0.6);
  const Rows old = sample.rows().part(0, 780), fresh = sample.rows().part(780, 120);
  const Laid laid = layOut(old);
  Team team(2);
  JobContext job;
  const std::vector<Point> before = laid.points;
  const std::vector<Point> placed = placePoints(neighboursAmong(fresh, old, 15, team, job), laid.points, {}, team, job);
  REQUIRE(placed.size() == 120);
  std::size_t right = 0;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    std::size_t best = 0;
    for (std::size_t j = 0; j < before.size(); ++j) {
      if (apart(placed[i], before[j]) < apart(placed[i], before[best])) best = j;
    }
    right += sample.group[best] == sample.group[780 + i];
  }
  CHECK(right >= 117);
  CHECK_THROWS_AS(placePoints({}, {}, {}, team, job), Error);
}

TEST_CASE("alignedLayoutsKeepWhatDidNotChangeInPlace") {
  const Sample before = groupedRows(600, 24, 6, 0.6, 1);
  Sample after = before;  // the second model swaps the last group for a new direction
  const Sample other = groupedRows(600, 24, 6, 0.6, 9);
  for (std::size_t i = 5; i < 600; i += 6) {
    std::copy_n(other.rows().row(i), 24, after.values.begin() + static_cast<std::ptrdiff_t>(i * 24));
  }
  Team team(2);
  JobContext job;
  const KnnGraph first = nearestNeighbours(before.rows(), {.k = 14}, team, job);
  const KnnGraph second = nearestNeighbours(after.rows(), {.k = 14}, team, job);
  const auto start = fitPca(before.rows(), job).project(before.rows());
  const auto drift = [&](const std::array<std::vector<Point>, 2>& pair) {
    double sum = 0;
    for (std::size_t i = 0; i < 600; ++i) sum += i % 6 != 5 ? apart(pair[0][i], pair[1][i]) : 0.0;
    return sum / 500;
  };
  const auto aligned = alignedLayouts(first, second, start, alignmentPulls(first, second, 0.3F), {}, team, job);
  const auto loose = alignedLayouts(first, second, start, std::vector<float>(600, 0.0F), {}, team, job);
  CHECK(finite(aligned[0]));
  CHECK(finite(aligned[1]));
  CHECK(drift(aligned) < 0.5 * drift(loose));
  CHECK(purity(aligned[0], before.group) > 0.98);
}

TEST_CASE("rowsThatChangedTheirGroupMoveAndTheOthersStayAligned") {
  // Three draws from the same six groups: before, after, and what thirty rows of the last group become.
  const Sample draws = groupedRows(1800, 24, 6, 0.6, 1);
  Sample before{24, {}, {}}, after{24, {}, {}};
  before.values.assign(draws.values.begin(), draws.values.begin() + 600 * 24);
  after.values.assign(draws.values.begin() + 600 * 24, draws.values.begin() + 1200 * 24);
  const auto changed = [](std::size_t i) { return i % 6 == 5 && i < 180; };
  std::vector<std::int32_t> groupAfter(draws.group.begin(), draws.group.begin() + 600);
  for (std::size_t i = 0; i < 600; ++i) {
    if (!changed(i)) continue;
    std::copy_n(draws.rows().row(1200 + i - 5), 24, after.values.begin() + static_cast<std::ptrdiff_t>(i * 24));
    groupAfter[i] = 0;
  }
  Team team(2);
  JobContext job;
  const KnnGraph first = nearestNeighbours(before.rows(), {.k = 14}, team, job);
  const KnnGraph second = nearestNeighbours(after.rows(), {.k = 14}, team, job);
  const auto start = fitPca(before.rows(), job).project(before.rows());
  struct Drift {
    double changed = 0, stayed = 0;
  };
  const auto drift = [&](const std::array<std::vector<Point>, 2>& pair) {
    Drift mean;
    for (std::size_t i = 0; i < 600; ++i) (changed(i) ? mean.changed : mean.stayed) += apart(pair[0][i], pair[1][i]);
    return Drift{mean.changed / 30, mean.stayed / 570};
  };
  const auto even = alignedLayouts(first, second, start, std::vector<float>(600, 0.3F), {}, team, job);
  const auto fitted = alignedLayouts(first, second, start, alignmentPulls(first, second, 0.3F), {}, team, job);
  const Drift evenly = drift(even), now = drift(fitted);
  CHECK(now.changed > 8 * now.stayed);
  CHECK(now.changed > 1.2 * evenly.changed);
  CHECK(now.stayed < 1.1 * evenly.stayed);
  // All the way: as far as the two groups lie apart.
  const auto middle = [&](const std::vector<Point>& points, const auto& belongs) {
    Point sum;
    float count = 0;
    for (std::size_t i = 0; i < 600; ++i) {
      if (!belongs(i)) continue;
      sum.x += points[i].x, sum.y += points[i].y, ++count;
    }
    return Point{sum.x / count, sum.y / count};
  };
  const auto way = [&](const std::array<std::vector<Point>, 2>& pair) {
    const Point from = middle(pair[0], [](std::size_t i) { return i % 6 == 5; });
    return apart(middle(pair[0], changed), middle(pair[1], changed)) /
           apart(from, middle(pair[1], [](std::size_t i) { return i % 6 == 0; }));
  };
  CHECK(way(fitted) > 0.95);
  CHECK(way(even) < 0.95);
  // Each is shown among those that it is among.
  CHECK(purity(fitted[1], groupAfter) > 0.98);
  CHECK(purity(fitted[1], groupAfter) >= purity(even[1], groupAfter));
  const auto trust = [&](const Sample& rows, const std::vector<Point>& points) {
    return layoutQuality(rows.rows(), points, 15, 600, 1, job).trustworthiness;
  };
  CHECK(trust(before, fitted[0]) > trust(before, even[0]) - 0.005);
  CHECK(trust(after, fitted[1]) > trust(after, even[1]) - 0.005);
}

TEST_CASE("pullsFollowWhatIsLeftOfARowsSurroundings") {
  // Twelve rows in a ring, each with its two next ones; in the second graph rows 0 and 6 have changed places.
  KnnGraph before, after;
  before.count = after.count = 12;
  before.k = after.k = 2;
  const auto swapped = [](std::int32_t row) { return row == 0 ? 6 : row == 6 ? 0 : row; };
  after.neighbour.resize(24);
  for (std::int32_t i = 0; i < 12; ++i) {
    const std::int32_t near[2] = {(i + 11) % 12, (i + 1) % 12};
    for (std::size_t j = 0; j < 2; ++j) {
      before.neighbour.push_back(near[j]);
      after.neighbour[static_cast<std::size_t>(swapped(i)) * 2 + j] = swapped(near[j]);
    }
  }
  before.distance.assign(24, 0.1F);
  after.distance = before.distance;
  const std::vector<float> kept = surroundingsKept(before, after), pulls = alignmentPulls(before, after, 0.5F);
  CHECK(kept[0] == 0.0F);
  CHECK(kept[3] == 1.0F);
  CHECK(kept[1] > 0.0F);
  CHECK(kept[1] < 1.0F);
  CHECK(pulls[0] == 0.0F);
  CHECK(pulls[3] == 0.5F);
  CHECK(pulls[1] > 0.0F);
  CHECK(pulls[1] < 0.5F);
  CHECK(alignmentPulls(before, before, 0.5F) == std::vector<float>(12, 0.5F));
  // Nothing is left of anything: all are drawn alike, or the two pictures would have nothing in common.
  KnnGraph strange = before;
  for (std::size_t i = 0; i < 12; ++i) {
    for (std::size_t j = 0; j < 2; ++j) strange.neighbour[i * 2 + j] = static_cast<std::int32_t>((i + 5 + 2 * j) % 12);
  }
  CHECK(surroundingsKept(before, strange) == std::vector<float>(12, 0.0F));
  CHECK(alignmentPulls(before, strange, 0.5F) == std::vector<float>(12, 0.5F));
  CHECK(alignmentPulls({}, {}, 0.5F).empty());
  CHECK_THROWS_AS(alignmentPulls(before, {}, 0.5F), Error);
}

TEST_CASE("aStopEndsALayout") {
  const Sample sample = groupedRows(300, 8, 3, 1.0);
  Team team(2);
  JobContext free;
  const KnnGraph graph = nearestNeighbours(sample.rows(), {.k = 10}, team, free);
  std::stop_source stop;
  stop.request_stop();
  JobContext job(stop.get_token());
  CHECK_THROWS_AS(umapLayout(graph, std::vector<Point>(300), {}, team, job), Cancelled);
  CHECK_THROWS_AS(umapLayout(graph, std::vector<Point>(299), {}, team, free), Error);
}

TEST_CASE("teamsPassAnExceptionOnAndGoOnWorking") {
  Team team(3);
  CHECK_THROWS_AS(team.run(100, 1,
                           [](std::size_t begin, std::size_t) {
                             if (begin == 50) throw Error(ErrorCode::Io, "x");
                           }),
                  Error);
  std::vector<int> seen(1000, 0);
  team.run(1000, 7, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) ++seen[i];
  });
  CHECK(std::all_of(seen.begin(), seen.end(), [](int times) { return times == 1; }));
}
