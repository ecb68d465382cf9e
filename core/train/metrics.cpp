#include "train/metrics.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "train/rank_statistics.h"

namespace tilescout::train {

namespace {

/// How many of `count` values (with the given stride) come before `index`: higher score, or equal and lower index.
std::int64_t rankOf(const float* values, std::int64_t count, std::int64_t stride, std::int64_t index) {
  const float own = values[index * stride];
  std::int64_t before = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const float value = values[i * stride];
    // A NaN score never ranks ahead of anything and nothing may hide behind it.
    if (value > own || (value == own && i < index) || std::isnan(own)) ++before;
  }
  return before;
}

struct RecallCounter {
  std::int64_t at1 = 0, at5 = 0, at10 = 0, total = 0;
  void add(std::int64_t rank) {
    at1 += rank < 1;
    at5 += rank < 5;
    at10 += rank < 10;
    ++total;
  }
  static double percent(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0.0;
  }
};

/// In sixteen strands that the compiler can put side by side; the same for equal rows wherever they stand.
double dot(const float* a, const float* b, int dim) {
  constexpr int strands = 16;
  float sums[strands] = {};
  int k = 0;
  for (; k + strands <= dim; k += strands) {
    for (int s = 0; s < strands; ++s) sums[s] += a[k + s] * b[k + s];
  }
  float sum = 0.0f;
  for (; k < dim; ++k) sum += a[k] * b[k];
  for (const float strand : sums) sum += strand;
  return sum;
}

/// log E exp(−2‖x−y‖²) over all pairs x ≠ y (Wang & Isola 2020).
double uniformity(std::span<const float> rows, int dim) {
  const auto count = static_cast<std::int64_t>(rows.size()) / dim;
  if (count < 2) return 0.0;
  double sum = 0.0;
  for (std::int64_t i = 0; i < count; ++i) {
    for (std::int64_t j = i + 1; j < count; ++j) {
      const double squared = 2.0 - 2.0 * dot(&rows[static_cast<std::size_t>(i * dim)], &rows[static_cast<std::size_t>(j * dim)], dim);
      sum += std::exp(-2.0 * squared);
    }
  }
  return std::log(sum / (0.5 * static_cast<double>(count) * static_cast<double>(count - 1)));
}

}  // namespace

RetrievalRanks ranksFromScores(std::span<const float> scores, std::span<const std::int64_t> captionImage,
                               std::int64_t imageCount) {
  const auto texts = static_cast<std::int64_t>(captionImage.size());
  if (static_cast<std::int64_t>(scores.size()) != texts * imageCount) {
    throw Error(ErrorCode::InvalidInput, "the score matrix does not fit the numbers of images and captions");
  }
  RetrievalRanks ranks;
  ranks.image.assign(static_cast<std::size_t>(imageCount), -1);
  for (std::int64_t t = 0; t < texts; ++t) {
    const std::int64_t own = captionImage[static_cast<std::size_t>(t)];
    if (own < 0 || own >= imageCount) throw Error(ErrorCode::InvalidInput, "a caption belongs to no image");
    ranks.text.push_back(rankOf(scores.data() + t, imageCount, texts, own));
    auto& best = ranks.image[static_cast<std::size_t>(own)];
    const std::int64_t rank = rankOf(scores.data() + own * texts, texts, 1, t);
    if (best < 0 || rank < best) best = rank;
  }
  return ranks;
}

namespace {

RetrievalMetrics recallsOf(const RetrievalRanks& ranks) {
  RecallCounter image, text;
  for (const std::int64_t rank : ranks.text) text.add(rank);
  for (const std::int64_t rank : ranks.image) {
    if (rank >= 0) image.add(rank);
  }
  RetrievalMetrics out;
  out.images = static_cast<std::int64_t>(ranks.image.size());
  out.texts = static_cast<std::int64_t>(ranks.text.size());
  out.txtR1 = RecallCounter::percent(image.at1, image.total);
  out.txtR5 = RecallCounter::percent(image.at5, image.total);
  out.txtR10 = RecallCounter::percent(image.at10, image.total);
  out.imgR1 = RecallCounter::percent(text.at1, text.total);
  out.imgR5 = RecallCounter::percent(text.at5, text.total);
  out.imgR10 = RecallCounter::percent(text.at10, text.total);
  out.meanRecall = (out.txtR1 + out.txtR5 + out.txtR10 + out.imgR1 + out.imgR5 + out.imgR10) / 6.0;
  return out;
}

}  // namespace

RetrievalMetrics recallsFromScores(std::span<const float> scores, std::span<const std::int64_t> captionImage,
                                   std::int64_t imageCount) {
  return recallsOf(ranksFromScores(scores, captionImage, imageCount));
}

Measured measure(std::span<const float> images, std::span<const float> texts,
                 std::span<const std::int64_t> captionImage, int dim) {
  const auto imageCount = static_cast<std::int64_t>(images.size()) / dim;
  const auto textCount = static_cast<std::int64_t>(texts.size()) / dim;
  std::vector<float> scores(static_cast<std::size_t>(imageCount * textCount));
  for (std::int64_t i = 0; i < imageCount; ++i) {
    for (std::int64_t t = 0; t < textCount; ++t) {
      scores[static_cast<std::size_t>(i * textCount + t)] =
          static_cast<float>(dot(&images[static_cast<std::size_t>(i * dim)], &texts[static_cast<std::size_t>(t * dim)], dim));
    }
  }
  Measured measured;
  measured.ranks = ranksFromScores(scores, captionImage, imageCount);
  measured.metrics = recallsOf(measured.ranks);
  RetrievalMetrics& out = measured.metrics;
  double distance = 0.0;
  for (std::int64_t t = 0; t < textCount; ++t) {
    const std::int64_t own = captionImage[static_cast<std::size_t>(t)];
    distance += 2.0 - 2.0 * scores[static_cast<std::size_t>(own * textCount + t)];
  }
  out.alignment = textCount > 0 ? distance / static_cast<double>(textCount) : 0.0;
  out.uniformityImage = uniformity(images, dim);
  out.uniformityText = uniformity(texts, dim);
  return measured;
}

RetrievalMetrics retrievalMetrics(std::span<const float> images, std::span<const float> texts,
                                  std::span<const std::int64_t> captionImage, int dim) {
  return measure(images, texts, captionImage, dim).metrics;
}

}  // namespace tilescout::train
