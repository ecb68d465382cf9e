#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/job.h"
#include "explore/neighbours.h"
#include "explore/rows.h"

namespace tilescout::explore {

/// Similarities of pairs within one kind (images with images): share of pairs in 50 equal bins over [−1, 1].
struct SimilarityHistogram {
  static constexpr int kBins = 50;
  std::array<double, kBins> share{};
  double mean = 0.0;
};

/// How an embedding space is used. What a set of rows is too small for is 0.
struct SpaceMeasures {
  double uniformity = 0.0;  ///< log E exp(−2‖x − y‖²) over pairs (Wang & Isola 2020); 0 = all alike, lower = spread
  double effectiveRank = 0.0;  ///< see Pca::effectiveRank
  SimilarityHistogram similarity;
};

/// Exact up to 4,000 rows; above, of a sample of as many, drawn by `seed`.
SpaceMeasures measureSpace(const Rows& rows, double effectiveRank, std::uint64_t seed, JobContext& job);

/// E‖v − t‖² over pairs of an image's row and one of its texts (alignment), the distance between the mean image and the
/// mean text (modality gap, Liang et al. 2022), and how the texts lie among themselves.
struct PairMeasures {
  std::size_t pairs = 0;
  double alignment = 0.0;
  double modalityGap = 0.0;
  double uniformityText = 0.0;  ///< of the texts as SpaceMeasures::uniformity is of the images; 0 for a single one
};
PairMeasures measurePairs(const Rows& images, const Rows& texts, std::span<const std::int64_t> imageOfText,
                          std::uint64_t seed, JobContext& job);

/// The `count` rows that lie farthest from their neighbours, farthest first: (row, mean distance).
std::vector<std::pair<std::int32_t, float>> outliers(const KnnGraph& graph, std::size_t count);

/// How faithfully a layout shows the neighbours of the rows, each over `k` neighbours and at most `sample` rows.
struct LayoutQuality {
  double trustworthiness = 0.0;  ///< Venna & Kaski 2001: 1 = no false neighbours
  double preservation = 0.0;     ///< share of true neighbours that are neighbours in the layout
};
LayoutQuality layoutQuality(const Rows& rows, std::span<const Point> points, std::size_t k, std::size_t sample,
                            std::uint64_t seed, JobContext& job);

}  // namespace tilescout::explore
