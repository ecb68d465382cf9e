#include "explore/umap.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "explore/detail/descent.h"

namespace tilescout::explore {

namespace {

constexpr float kStartExtent = 10.0F;
constexpr float kNoise = 1e-3F;

/// A small step that depends on seed and point alone: points that start in one place must be able to part.
float noise(std::uint64_t seed, std::uint64_t value) {
  std::uint64_t z = seed * 0x9e3779b97f4a7c15ULL + value * 0xbf58476d1ce4e5b9ULL + 0x94d049bb133111ebULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return (static_cast<float>((z ^ (z >> 31)) >> 40) / 8388608.0F - 1.0F) * kNoise;
}

/// Scaled to ±10 along its longer side, as umap-learn starts.
std::vector<Point> scaledStart(const std::vector<Point>& start, std::uint64_t seed) {
  float greatest = 0.0F;
  for (const Point& point : start) greatest = std::max({greatest, std::fabs(point.x), std::fabs(point.y)});
  const float scale = greatest > 1e-12F ? kStartExtent / greatest : 0.0F;
  std::vector<Point> points(start.size());
  for (std::size_t i = 0; i < start.size(); ++i) {
    points[i] = {start[i].x * scale + noise(seed, 2 * i), start[i].y * scale + noise(seed, 2 * i + 1)};
  }
  return points;
}

int epochsFor(const UmapOptions& options, std::size_t rows) {
  if (options.epochs > 0) return options.epochs;
  return rows <= 10'000 ? 500 : 200;
}

void checkStart(std::size_t rows, const std::vector<Point>& start) {
  if (start.size() != rows) {
    throw Error(ErrorCode::InvalidInput, "the layout's start does not fit the number of rows");
  }
}

/// Rows that nothing but themselves is like get edges of equal weight to the points that they are nearest to.
SparseRows rowsTowards(const KnnGraph& graph, const std::vector<float>& strengths) {
  SparseRows rows;
  for (std::size_t i = 0; i < graph.count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) {
      rows.column.push_back(graph.neighbour[i * graph.k + j]);
      rows.weight.push_back(strengths[i * graph.k + j]);
    }
    rows.start.push_back(rows.column.size());
  }
  return rows;
}

}  // namespace

std::vector<Point> umapLayout(const KnnGraph& graph, const std::vector<Point>& start, const UmapOptions& options,
                              Team& team, JobContext& job) {
  return umapLayout(fuzzyUnion(graph, membershipStrengths(graph)), start, options, team, job);
}

std::vector<Point> umapLayout(const SparseRows& edges, const std::vector<Point>& start, const UmapOptions& options,
                              Team& team, JobContext& job) {
  checkStart(edges.count(), start);
  std::vector<Point> points = scaledStart(start, options.seed);
  if (edges.column.empty()) return points;
  detail::Descent descent(edges, 0, options, epochsFor(options, edges.count()), 1.0F);
  for (int epoch = 0; epoch < descent.epochs(); ++epoch) {
    job.checkpoint();
    descent.epoch(epoch, points, team);
    job.report({"layout", epoch + 1, descent.epochs()});
  }
  return points;
}

std::vector<Point> placePoints(const KnnGraph& graph, const std::vector<Point>& fixed, const UmapOptions& options,
                               Team& team, JobContext& job) {
  if (fixed.empty()) throw Error(ErrorCode::InvalidInput, "there is no layout to place new tiles into");
  const std::vector<float> strengths = membershipStrengths(graph);
  std::vector<Point> points = fixed;
  for (std::size_t i = 0; i < graph.count; ++i) {
    double x = 0.0, y = 0.0, sum = 0.0;
    for (std::size_t j = 0; j < graph.k; ++j) {
      const double weight = strengths[i * graph.k + j];
      const Point& near = fixed[static_cast<std::size_t>(graph.neighbour[i * graph.k + j])];
      x += weight * near.x;
      y += weight * near.y;
      sum += weight;
    }
    points.push_back(sum > 0 ? Point{static_cast<float>(x / sum) + noise(options.seed, 2 * i),
                                     static_cast<float>(y / sum) + noise(options.seed, 2 * i + 1)}
                             : fixed.front());
  }
  const SparseRows edges = rowsTowards(graph, strengths);
  const int epochs = std::max(30, epochsFor(options, fixed.size()) / 5);
  detail::Descent descent(edges, fixed.size(), options, epochs, 0.25F);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    job.checkpoint();
    descent.epoch(epoch, points, team);
    job.report({"place", epoch + 1, epochs});
  }
  return {points.begin() + static_cast<std::ptrdiff_t>(fixed.size()), points.end()};
}

std::array<std::vector<Point>, 2> alignedLayouts(const KnnGraph& before, const KnnGraph& after,
                                                 const std::vector<Point>& start, const std::vector<float>& pulls,
                                                 const UmapOptions& options, Team& team, JobContext& job) {
  for (const std::size_t rows : {before.count, after.count, pulls.size()}) checkStart(rows, start);
  std::vector<Point> first = scaledStart(start, options.seed);
  std::vector<Point> second = first;
  const SparseRows firstEdges = fuzzyUnion(before, membershipStrengths(before));
  const SparseRows secondEdges = fuzzyUnion(after, membershipStrengths(after));
  const int epochs = epochsFor(options, start.size());
  detail::Descent firstDescent(firstEdges, 0, options, epochs, 1.0F);
  detail::Descent secondDescent(secondEdges, 0, options, epochs, 1.0F);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    job.checkpoint();
    const std::vector<Point> was = first;
    firstDescent.epoch(epoch, first, team, second, pulls);
    secondDescent.epoch(epoch, second, team, was, pulls);
    job.report({"layout", epoch + 1, epochs});
  }
  return {std::move(first), std::move(second)};
}

std::size_t layoutBytes(std::size_t rows, std::size_t dim, std::size_t k, std::size_t exactLimit) {
  const std::size_t sortedCopy = rows > exactLimit ? rows * dim * sizeof(float) : 0;
  const std::size_t neighbours = rows * k * 4 * sizeof(float);
  const std::size_t edges = rows * k * 2 * (2 * sizeof(float) + 2 * sizeof(float)) + rows * 64;
  return std::max(sortedCopy + neighbours, neighbours + edges) + (std::size_t{64} << 20);
}

Curve fitCurve(double minDist, double spread) {
  // Gauss-Newton with damping on 300 samples of [0, 3 spread], as umap-learn's find_ab_params does with SciPy.
  constexpr int samples = 300;
  Curve curve;
  double damping = 1e-2;
  const auto wanted = [&](double d) { return d < minDist ? 1.0 : std::exp(-(d - minDist) / spread); };
  const auto residuals = [&](const Curve& at) {
    double sum = 0.0;
    for (int i = 1; i < samples; ++i) {
      const double d = 3.0 * spread * i / (samples - 1);
      const double difference = 1.0 / (1.0 + at.a * std::pow(d, 2 * at.b)) - wanted(d);
      sum += difference * difference;
    }
    return sum;
  };
  double error = residuals(curve);
  for (int step = 0; step < 200; ++step) {
    double aa = 0, ab = 0, bb = 0, ra = 0, rb = 0;
    for (int i = 1; i < samples; ++i) {
      const double d = 3.0 * spread * i / (samples - 1);
      const double power = std::pow(d, 2 * curve.b), value = 1.0 / (1.0 + curve.a * power);
      const double da = -power * value * value, db = -2.0 * curve.a * power * std::log(d) * value * value;
      const double difference = value - wanted(d);
      aa += da * da, ab += da * db, bb += db * db, ra += da * difference, rb += db * difference;
    }
    const double p = aa * (1 + damping), q = bb * (1 + damping), determinant = p * q - ab * ab;
    if (std::fabs(determinant) < 1e-300) break;
    const Curve next{curve.a - (q * ra - ab * rb) / determinant, curve.b - (p * rb - ab * ra) / determinant};
    const double nextError = next.a > 0 && next.b > 0 ? residuals(next) : error + 1;
    damping = nextError < error ? damping / 3 : damping * 4;
    if (nextError >= error) continue;
    const bool settled = error - nextError < 1e-14;
    curve = next;
    error = nextError;
    if (settled) break;
  }
  return curve;
}

}  // namespace tilescout::explore
