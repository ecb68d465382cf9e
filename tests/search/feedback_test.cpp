#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "base/error.h"
#include "base/half.h"
#include "search/feedback_trainer.h"
#include "search/query_vector.h"

using namespace tilescout;
using namespace tilescout::search;

namespace {

constexpr std::size_t kDim = 16;

/// Unit vectors around one of two centres; even rows are right. Both lie in the same narrow cone, as CLIP's do.
struct World {
  explicit World(std::size_t count, unsigned seed = 3) : index(kDim, 1) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0.0F, 0.12F);
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<float> row(kDim);
      for (float& value : row) value = normal(random);
      row[0] += 1.0F;
      row[1] += i % 2 == 0 ? 0.35F : -0.35F;
      row[2] += i % 3 == 0 ? 0.5F : 0.0F;  // something else that varies and does not matter
      normalise(row);
      std::vector<std::uint16_t> half(kDim);
      std::transform(row.begin(), row.end(), half.begin(), halfFromFloat);
      const TileId id = static_cast<TileId>(i) + 1;
      index.append({&id, 1}, half);
    }
  }
  static bool right(std::size_t row) { return row % 2 == 0; }
  LearnedRanking train(const FeedbackPrior& prior, const std::vector<std::size_t>& marked) const {
    std::vector<float> rows;
    std::vector<char> labels;
    for (const std::size_t row : marked) {
      const auto vector = index.vectorOf(row);
      rows.insert(rows.end(), vector.begin(), vector.end());
      labels.push_back(right(row) ? 1 : 0);
    }
    return learnRanking(prior, cloudOf(index), rows, labels);
  }
  double precisionAt(const LearnedRanking& detector, std::size_t k) const {
    const auto top = index.top(detector.vector, k);
    return static_cast<double>(std::count_if(top.begin(), top.end(), [](const Neighbour& n) { return right(n.row); })) /
           static_cast<double>(k);
  }
  VectorIndex index;
};

/// A query that looks at the wrong thing.
FeedbackPrior mistakenPrior() {
  FeedbackPrior prior;
  prior.vector.assign(kDim, 0.0F);
  prior.vector[0] = 0.8F;
  prior.vector[2] = 0.6F;
  prior.scale = 10;
  prior.threshold = 0.9;
  return prior;
}

}  // namespace

TEST_CASE("withoutMarksTheQueryItselfRanks") {
  const World world(200);
  const FeedbackPrior prior = mistakenPrior();
  const LearnedRanking detector = world.train(prior, {});
  for (std::size_t i = 0; i < kDim; ++i) CHECK(detector.vector[i] == doctest::Approx(prior.vector[i]).epsilon(1e-5));
  CHECK(detector.scale == doctest::Approx(10).epsilon(1e-5));
  CHECK(detector.threshold() == doctest::Approx(0.9).epsilon(1e-6));
}

TEST_CASE("aFewMarksTurnAMistakenQuery") {
  const World world(2000);
  const double before = world.precisionAt(world.train(mistakenPrior(), {}), 100);
  const double after = world.precisionAt(world.train(mistakenPrior(), {0, 1, 2, 3, 6, 9, 12, 15, 17, 18}), 100);
  CHECK(before < 0.7);
  CHECK(after > 0.95);
}

TEST_CASE("oneMarkDoesNotForgetTheQuery") {
  const World world(2000);
  FeedbackPrior good = mistakenPrior();
  good.vector.assign(kDim, 0.0F);
  good.vector[1] = 1.0F;
  good.threshold = 0.0;
  CHECK(world.precisionAt(world.train(good, {1}), 100) > 0.95);
}

TEST_CASE("theSolutionIsWhereTheGradientVanishes") {
  const World world(60);
  const EmbeddingCloud cloud = cloudOf(world.index);
  const LearnedRanking detector = world.train(mistakenPrior(), {0, 1, 2, 3, 4, 5});
  // Back into standardised coordinates, where the loss is written down.
  std::vector<double> weights(kDim);
  double bias = detector.bias, priorBias = 0;
  for (std::size_t j = 0; j < kDim; ++j) {
    weights[j] = detector.scale * static_cast<double>(detector.vector[j]) * cloud.spread;
    bias += weights[j] / cloud.spread * static_cast<double>(cloud.mean[j]);
    priorBias += static_cast<double>(mistakenPrior().vector[j]) * static_cast<double>(cloud.mean[j]);
  }
  priorBias = 10 * (priorBias - 0.9);
  double biasPull = 0.05 * (bias - priorBias);
  std::vector<double> gradient(kDim);
  for (std::size_t j = 0; j < kDim; ++j)
    gradient[j] = 0.05 * (weights[j] - 10 * cloud.spread * static_cast<double>(mistakenPrior().vector[j]));
  for (std::size_t row = 0; row < 6; ++row) {
    const auto x = world.index.vectorOf(row);
    double logit = bias;
    for (std::size_t j = 0; j < kDim; ++j) logit += weights[j] * (static_cast<double>(x[j]) - static_cast<double>(cloud.mean[j])) / cloud.spread;
    const double pull = 1 / (1 + std::exp(-logit)) - (World::right(row) ? 1 : 0);
    biasPull += pull;
    for (std::size_t j = 0; j < kDim; ++j)
      gradient[j] += pull * (static_cast<double>(x[j]) - static_cast<double>(cloud.mean[j])) / cloud.spread;
  }
  CHECK(std::fabs(biasPull) < 1e-4);
  for (const double value : gradient) CHECK(std::fabs(value) < 1e-4);
}

TEST_CASE("theSameMarksGiveTheSameBits") {
  const World world(500);
  const LearnedRanking a = world.train(mistakenPrior(), {0, 1, 2, 3});
  const LearnedRanking b = world.train(mistakenPrior(), {0, 1, 2, 3});
  CHECK(a.vector == b.vector);
  CHECK(a.bias == b.bias);
}

TEST_CASE("marksThatDoNotFitAreRefused") {
  const World world(10);
  const std::vector<float> rows(kDim - 1);
  const std::vector<char> labels(1, 1);
  CHECK_THROWS_AS(learnRanking(mistakenPrior(), cloudOf(world.index), rows, labels), Error);
}

TEST_CASE("uncertainTilesLieAtTheThresholdAndDiffer") {
  const World world(1000);
  const LearnedRanking detector = world.train(mistakenPrior(), {0, 1, 2, 3});
  const auto scores = world.index.scan(detector.vector);
  RowMask open(world.index.size(), true);
  open.clear(5);
  const auto uncertain = mostUncertain(world.index, detector, scores, open, 10, 0.99);
  REQUIRE(uncertain.size() == 10);
  std::vector<double> distances;
  for (std::size_t row = 0; row < scores.size(); ++row)
    distances.push_back(std::fabs(static_cast<double>(scores[row]) - detector.threshold()));
  std::nth_element(distances.begin(), distances.begin() + 120, distances.end());
  for (std::size_t i = 0; i < uncertain.size(); ++i) {
    CHECK(std::fabs(uncertain[i].score - detector.threshold()) <= distances[120]);
    CHECK(uncertain[i].row != 5);
    for (std::size_t j = 0; j < i; ++j) {
      const auto a = world.index.vectorOf(uncertain[i].row), b = world.index.vectorOf(uncertain[j].row);
      CHECK(std::inner_product(a.begin(), a.end(), b.begin(), 0.0) <= 0.99);
    }
  }
  CHECK(mostUncertain(world.index, detector, scores, RowMask(world.index.size(), false), 10).empty());
  CHECK(mostUncertain(world.index, detector, scores, open, 0).empty());
}

TEST_CASE("theAuditDrawsUniformly") {
  RowMask candidates(50, true);
  for (std::size_t row = 0; row < 10; ++row) candidates.clear(row);
  std::vector<int> drawn(50, 0);
  for (std::uint64_t seed = 1; seed <= 4000; ++seed)
    for (const std::size_t row : drawRandom(candidates, 10, seed)) ++drawn[row];
  for (std::size_t row = 0; row < 10; ++row) CHECK(drawn[row] == 0);
  for (std::size_t row = 10; row < 50; ++row) CHECK(std::abs(drawn[row] - 1000) < 140);  // 5 standard deviations
  CHECK(drawRandom(candidates, 10, 7) == drawRandom(candidates, 10, 7));
  CHECK(drawRandom(candidates, 100, 7).size() == 40);
}

TEST_CASE("thePrecisionEstimateKeepsItsPromise") {
  // 1,000 accepted tiles, 100 of them known (90 right); of the other 900 each is right with probability 0.7.
  std::mt19937 random(5);
  int held = 0;
  for (int trial = 0; trial < 400; ++trial) {
    std::vector<char> truth(900);
    for (char& right : truth) right = random() % 10 < 7 ? 1 : 0;
    const double real = (90.0 + std::accumulate(truth.begin(), truth.end(), 0)) / 1000;
    Audit audit{1000, 100, 90, {}, ""};
    std::vector<Mark> marks;
    for (const std::size_t row : drawRandom(RowMask(900, true), 30, static_cast<std::uint64_t>(trial) + 1)) {
      audit.tiles.push_back(static_cast<TileId>(row) + 1);
      marks.push_back({static_cast<TileId>(row) + 1, truth[row] != 0, true});
    }
    marks.push_back({5000, false, false});  // no part of the audit
    const PrecisionEstimate estimate = estimatePrecision(audit, marks);
    CHECK(estimate.marked == 30);
    if (estimate.low <= real && real <= estimate.high) ++held;
  }
  CHECK(held >= 365);  // 95 % of 400 is 380
  CHECK(estimatePrecision({}, {}).high == 1.0);
  CHECK(estimatePrecision({10, 0, 0, {1}, ""}, {{1, true, true}}).low < 0.5);  // one mark proves little
}
