#include "explore/space_measures.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "base/error.h"
#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kSampled = 4000;
constexpr std::size_t kMeasureBlock = 512;

/// `count` of [0, total) in rising order, or all.
std::vector<std::size_t> sampleOf(std::size_t total, std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> all(total), chosen;
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (total <= count) return all;
  std::mt19937_64 random(seed);
  for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + random() % (total - i)]);
  chosen.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count));
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::vector<float> gathered(const Rows& rows, const std::vector<std::size_t>& which) {
  std::vector<float> values;
  values.reserve(which.size() * rows.dim);
  for (const std::size_t i : which) values.insert(values.end(), rows.row(i), rows.row(i) + rows.dim);
  return values;
}

std::vector<double> centreOf(const Rows& rows) {
  std::vector<double> mean(rows.dim, 0.0);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    for (std::size_t k = 0; k < rows.dim; ++k) mean[k] += rows.row(i)[k] / static_cast<double>(rows.count());
  }
  return mean;
}

/// The k others that come first when ordered by `lower` values, as a set in order.
std::vector<std::int32_t> firstOthers(const std::vector<float>& values, std::size_t self, std::size_t k) {
  std::vector<std::int32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(self));
  const auto nearer = [&](std::int32_t a, std::int32_t b) {
    const float x = values[static_cast<std::size_t>(a)], y = values[static_cast<std::size_t>(b)];
    return x != y ? x < y : a < b;
  };
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(), nearer);
  order.resize(k);
  return order;
}

}  // namespace

SpaceMeasures measureSpace(const Rows& rows, double effectiveRank, std::uint64_t seed, JobContext& job) {
  SpaceMeasures measures;
  measures.effectiveRank = effectiveRank;
  if (rows.count() < 2) return measures;
  const std::vector<float> values = gathered(rows, sampleOf(rows.count(), kSampled, seed));
  const Rows sample{values, rows.dim};
  std::vector<float> scores(kMeasureBlock * sample.count());
  double potential = 0.0, sum = 0.0, pairs = 0.0;
  for (std::size_t at = 0; at < sample.count(); at += kMeasureBlock) {
    job.checkpoint();
    const std::size_t count = std::min(kMeasureBlock, sample.count() - at);
    detail::innerProducts(sample.row(at), count, sample.row(0), sample.count(), rows.dim, scores.data());
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = at + i + 1; j < sample.count(); ++j) {
        const double cosine = std::clamp<double>(scores[i * sample.count() + j], -1.0, 1.0);
        potential += std::exp(-2.0 * (2.0 - 2.0 * cosine));
        sum += cosine;
        pairs += 1.0;
        const int bin = static_cast<int>((cosine + 1.0) / 2.0 * SimilarityHistogram::kBins);
        measures.similarity.share[static_cast<std::size_t>(std::clamp(bin, 0, SimilarityHistogram::kBins - 1))] += 1.0;
      }
    }
  }
  measures.uniformity = std::log(potential / pairs);
  measures.similarity.mean = sum / pairs;
  for (double& share : measures.similarity.share) share /= pairs;
  return measures;
}

PairMeasures measurePairs(const Rows& images, const Rows& texts, std::span<const std::int64_t> imageOfText,
                          std::uint64_t seed, JobContext& job) {
  PairMeasures measures;
  if (texts.count() != imageOfText.size()) throw Error(ErrorCode::InvalidInput, "texts and their images do not match");
  if (texts.count() == 0 || images.count() == 0) return measures;
  double distance = 0.0;
  for (std::size_t t = 0; t < texts.count(); ++t) {
    const float* image = images.row(static_cast<std::size_t>(imageOfText[t]));
    for (std::size_t k = 0; k < texts.dim; ++k) {
      const double difference = static_cast<double>(texts.row(t)[k]) - image[k];
      distance += difference * difference;
    }
  }
  measures.pairs = texts.count();
  measures.alignment = distance / static_cast<double>(texts.count());
  const std::vector<double> meanImage = centreOf(images), meanText = centreOf(texts);
  double gap = 0.0;
  for (std::size_t k = 0; k < texts.dim; ++k) gap += (meanImage[k] - meanText[k]) * (meanImage[k] - meanText[k]);
  measures.modalityGap = std::sqrt(gap);
  measures.uniformityText = measureSpace(texts, 0.0, seed, job).uniformity;
  return measures;
}

std::vector<std::pair<std::int32_t, float>> outliers(const KnnGraph& graph, std::size_t count) {
  std::vector<std::pair<std::int32_t, float>> rows;
  if (graph.k == 0) return rows;
  for (std::size_t i = 0; i < graph.count; ++i) {
    const float* distances = graph.distance.data() + i * graph.k;
    rows.emplace_back(static_cast<std::int32_t>(i),
                      std::accumulate(distances, distances + graph.k, 0.0F) / static_cast<float>(graph.k));
  }
  const std::size_t kept = std::min(count, rows.size());
  std::partial_sort(
      rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end(),
      [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  rows.resize(kept);
  return rows;
}

LayoutQuality layoutQuality(const Rows& rows, std::span<const Point> points, std::size_t k, std::size_t sample,
                            std::uint64_t seed, JobContext& job) {
  LayoutQuality quality;
  const std::size_t count = rows.count();
  if (points.size() != count) throw Error(ErrorCode::InvalidInput, "the layout does not fit the number of rows");
  if (count < 2 * k + 2 || k == 0) return quality;
  const std::vector<std::size_t> chosen = sampleOf(count, sample, seed);
  std::vector<float> distances(count), apart(count);
  double penalty = 0.0;
  std::size_t kept = 0;
  for (const std::size_t i : chosen) {
    job.checkpoint();
    detail::innerProducts(rows.row(i), 1, rows.row(0), count, rows.dim, distances.data());
    for (float& value : distances) value = 1.0F - value;
    for (std::size_t j = 0; j < count; ++j) {
      const float dx = points[j].x - points[i].x, dy = points[j].y - points[i].y;
      apart[j] = dx * dx + dy * dy;
    }
    const std::vector<std::int32_t> truth = firstOthers(distances, i, k);
    for (const std::int32_t shown : firstOthers(apart, i, k)) {
      if (std::find(truth.begin(), truth.end(), shown) != truth.end()) {
        ++kept;
        continue;
      }
      const float own = distances[static_cast<std::size_t>(shown)];
      std::size_t rank = 1;
      for (std::size_t j = 0; j < count; ++j) rank += j != i && distances[j] < own;
      penalty += static_cast<double>(rank) - static_cast<double>(k);
    }
  }
  const double n = static_cast<double>(count), kk = static_cast<double>(k), m = static_cast<double>(chosen.size());
  quality.trustworthiness = 1.0 - 2.0 / (m * kk * (2.0 * n - 3.0 * kk - 1.0)) * penalty;
  quality.preservation = static_cast<double>(kept) / (m * kk);
  return quality;
}

}  // namespace tilescout::explore
