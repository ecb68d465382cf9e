#include "search/feedback_trainer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "base/error.h"

namespace tilescout::search {
namespace {

constexpr std::size_t kCloudRows = 8192;
/// Precision of the prior on each direction, in units of the cloud's spread: chosen on painted archives and RSICD, see
/// docs/benchmarks.md. Large enough that one mark does not turn the query round, small enough that ten do.
constexpr double kWeightPrecision = 0.05;
constexpr double kBiasPrecision = 0.05;
constexpr int kNewtonSteps = 25;
constexpr int kGradientSteps = 60;

using Vector = std::vector<double>;

double dot(const double* a, const double* b, std::size_t size) { return std::inner_product(a, a + size, b, 0.0); }
double dot(const Vector& a, const Vector& b) { return dot(a.data(), b.data(), a.size()); }

/// Logistic regression over standardised rows; the last component of the weights is the bias.
class Problem {
 public:
  Problem(Vector rows, std::span<const char> labels, Vector prior)
      : rows_(std::move(rows)), labels_(labels), prior_(std::move(prior)), width_(prior_.size()) {}

  Vector solve() {
    Vector weights = prior_;
    double value = objective(weights);
    for (int step = 0; step < kNewtonSteps; ++step) {
      const Vector gradient = linearise(weights);
      if (std::sqrt(dot(gradient, gradient)) < 1e-8) break;
      const Vector direction = newtonDirection(gradient);
      double length = 1.0;
      Vector next = stepped(weights, direction, length);
      double nextValue = objective(next);
      // The loss is convex: a full step nearly always serves, else halving one is enough.
      while (nextValue > value && length > 1e-6) {
        length *= 0.5;
        next = stepped(weights, direction, length);
        nextValue = objective(next);
      }
      if (!(nextValue < value)) break;
      weights = next;
      value = nextValue;
    }
    return weights;
  }

 private:
  std::size_t count() const { return labels_.size(); }
  const double* row(std::size_t i) const { return rows_.data() + i * width_; }
  double precision(std::size_t j) const { return j + 1 == width_ ? kBiasPrecision : kWeightPrecision; }

  static Vector stepped(const Vector& from, const Vector& direction, double length) {
    Vector to(from);
    for (std::size_t j = 0; j < to.size(); ++j) to[j] -= length * direction[j];
    return to;
  }

  double objective(const Vector& weights) const {
    double sum = 0.0;
    for (std::size_t i = 0; i < count(); ++i) {
      const double margin = (labels_[i] != 0 ? 1 : -1) * dot(row(i), weights.data(), width_);
      sum += margin > 0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin;
    }
    for (std::size_t j = 0; j < width_; ++j) {
      const double offset = weights[j] - prior_[j];
      sum += 0.5 * precision(j) * offset * offset;
    }
    return sum;
  }

  /// Gradient at `weights`; keeps the curvature there for newtonDirection.
  Vector linearise(const Vector& weights) {
    Vector gradient(width_);
    for (std::size_t j = 0; j < width_; ++j) gradient[j] = precision(j) * (weights[j] - prior_[j]);
    curvature_.resize(count());
    for (std::size_t i = 0; i < count(); ++i) {
      const double p = 1.0 / (1.0 + std::exp(-dot(row(i), weights.data(), width_)));
      curvature_[i] = p * (1 - p);
      const double pull = p - (labels_[i] != 0 ? 1.0 : 0.0);
      for (std::size_t j = 0; j < width_; ++j) gradient[j] += pull * row(i)[j];
    }
    return gradient;
  }

  Vector curvatureTimes(const Vector& direction) const {
    Vector product(width_);
    for (std::size_t j = 0; j < width_; ++j) product[j] = precision(j) * direction[j];
    for (std::size_t i = 0; i < count(); ++i) {
      const double along = curvature_[i] * dot(row(i), direction.data(), width_);
      for (std::size_t j = 0; j < width_; ++j) product[j] += along * row(i)[j];
    }
    return product;
  }

  /// Conjugate gradients (Hestenes and Stiefel 1952): with n marks the curvature has n + 2 distinct eigenvalues at
  /// most, so few steps solve it.
  Vector newtonDirection(const Vector& gradient) const {
    Vector solution(width_, 0.0), residual = gradient, direction = gradient;
    double size = dot(residual, residual);
    const double enough = 1e-12 * size;
    for (int step = 0; step < kGradientSteps && size > enough; ++step) {
      const Vector product = curvatureTimes(direction);
      const double length = size / dot(direction, product);
      for (std::size_t j = 0; j < width_; ++j) {
        solution[j] += length * direction[j];
        residual[j] -= length * product[j];
      }
      const double before = size;
      size = dot(residual, residual);
      for (std::size_t j = 0; j < width_; ++j) direction[j] = residual[j] + size / before * direction[j];
    }
    return solution;
  }

  const Vector rows_;
  const std::span<const char> labels_;
  const Vector prior_;
  const std::size_t width_;
  Vector curvature_;
};

/// Rows less the mean, over the spread, with a 1 for the bias.
Vector standardised(std::span<const float> rows, const EmbeddingCloud& cloud) {
  const std::size_t dim = cloud.mean.size();
  Vector result;
  result.reserve(rows.size() + rows.size() / dim);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result.push_back(static_cast<double>(rows[i] - cloud.mean[i % dim]) / cloud.spread);
    if (i % dim + 1 == dim) result.push_back(1.0);
  }
  return result;
}

}  // namespace

EmbeddingCloud cloudOf(const VectorIndex& index) {
  const std::size_t dim = index.dim();
  const std::size_t step = std::max<std::size_t>(1, index.size() / kCloudRows);
  Vector sum(dim, 0.0), squares(dim, 0.0);
  double count = 0.0;
  for (std::size_t row = 0; row < index.size(); row += step) {
    const std::vector<float> values = index.vectorOf(row);
    for (std::size_t i = 0; i < dim; ++i) {
      sum[i] += static_cast<double>(values[i]);
      squares[i] += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    }
    count += 1.0;
  }
  EmbeddingCloud cloud{std::vector<float>(dim, 0.0F), 1.0};
  if (count < 2) return cloud;
  double variance = 0.0;
  for (std::size_t i = 0; i < dim; ++i) {
    const double mean = sum[i] / count;
    cloud.mean[i] = static_cast<float>(mean);
    variance += std::max(0.0, squares[i] / count - mean * mean);
  }
  if (variance > 1e-12) cloud.spread = std::sqrt(variance);
  return cloud;
}

LearnedRanking learnRanking(const FeedbackPrior& prior, const EmbeddingCloud& cloud, std::span<const float> rows,
                            std::span<const char> labels) {
  const std::size_t dim = cloud.mean.size();
  if (prior.vector.size() != dim || rows.size() != labels.size() * dim)
    throw Error(ErrorCode::InvalidInput, "the marks do not fit the archive's embeddings");
  // In standardised coordinates z = (x − mean) / spread the prior's a·(q·x − t) reads (a·spread·q)·z + a·(q·mean − t).
  Vector weights(dim + 1);
  double atMean = 0.0;
  for (std::size_t i = 0; i < dim; ++i) {
    weights[i] = prior.scale * cloud.spread * static_cast<double>(prior.vector[i]);
    atMean += static_cast<double>(prior.vector[i]) * static_cast<double>(cloud.mean[i]);
  }
  weights[dim] = prior.scale * (atMean - prior.threshold);
  if (!labels.empty()) weights = Problem(standardised(rows, cloud), labels, weights).solve();

  LearnedRanking detector;
  double length = 0.0, offset = 0.0;
  for (std::size_t i = 0; i < dim; ++i) {
    const double weight = weights[i] / cloud.spread;
    length += weight * weight;
    offset += weight * static_cast<double>(cloud.mean[i]);
  }
  length = std::sqrt(length);
  if (!(length > 1e-9))
    throw Error(ErrorCode::InvalidInput, "the marks contradict each other: no direction tells right from wrong");
  detector.vector.resize(dim);
  for (std::size_t i = 0; i < dim; ++i)
    detector.vector[i] = static_cast<float>(weights[i] / cloud.spread / length);
  detector.scale = length;
  detector.bias = weights[dim] - offset;
  return detector;
}

std::vector<Neighbour> mostUncertain(const VectorIndex& index, const LearnedRanking& detector,
                                     std::span<const float> scores, const RowMask& candidates, std::size_t count,
                                     double alike) {
  const double threshold = detector.threshold();
  std::vector<Neighbour> nearest;
  const auto nearer = [&](const Neighbour& a, const Neighbour& b) {
    const double da = std::fabs(a.score - threshold), db = std::fabs(b.score - threshold);
    return da != db ? da < db : a.tile < b.tile;
  };
  // A heap of the few nearest: sorting a million rows would take longer than scoring them.
  const std::size_t kept = 12 * count;
  for (std::size_t row = 0; row < scores.size() && kept > 0; ++row) {
    if (!candidates.passes(row)) continue;
    const Neighbour here{row, index.ids()[row], static_cast<double>(scores[row])};
    if (nearest.size() == kept && !nearer(here, nearest.front())) continue;
    nearest.push_back(here);
    std::push_heap(nearest.begin(), nearest.end(), nearer);
    if (nearest.size() > kept) {
      std::pop_heap(nearest.begin(), nearest.end(), nearer);
      nearest.pop_back();
    }
  }
  std::sort(nearest.begin(), nearest.end(), nearer);

  std::vector<Neighbour> chosen, passedOver;
  std::vector<std::vector<float>> taken;
  for (const Neighbour& candidate : nearest) {
    if (chosen.size() == count) break;
    std::vector<float> vector = index.vectorOf(candidate.row);
    const bool twin = std::any_of(taken.begin(), taken.end(), [&](const std::vector<float>& other) {
      return std::inner_product(vector.begin(), vector.end(), other.begin(), 0.0) > alike;
    });
    (twin ? passedOver : chosen).push_back(candidate);
    if (!twin) taken.push_back(std::move(vector));
  }
  for (const Neighbour& candidate : passedOver)
    if (chosen.size() < count) chosen.push_back(candidate);
  return chosen;
}

std::vector<std::size_t> drawRandom(const RowMask& candidates, std::size_t count, std::uint64_t seed) {
  // Reservoir sampling (Vitter 1985, algorithm R). std::uniform_int_distribution differs between libraries, so the
  // bounded draw is written out.
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t bound) {
    const std::uint64_t most = ~std::uint64_t{0} - ~std::uint64_t{0} % bound;
    std::uint64_t value = random();
    while (value >= most) value = random();
    return static_cast<std::size_t>(value % bound);
  };
  std::vector<std::size_t> sample;
  std::size_t seen = 0;
  for (std::size_t row = 0; row < candidates.size() && count > 0; ++row) {
    if (!candidates.passes(row)) continue;
    ++seen;
    if (sample.size() < count) {
      sample.push_back(row);
    } else if (const std::size_t place = below(seen); place < count) {
      sample[place] = row;
    }
  }
  std::sort(sample.begin(), sample.end());
  return sample;
}

}  // namespace tilescout::search
