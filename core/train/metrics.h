#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace tilescout::train {

/// Retrieval figures of spec/model.md "Metrics", in per cent; mR is the mean of the six recalls.
struct RetrievalMetrics {
  std::int64_t images = 0, texts = 0;
  double txtR1 = 0, txtR5 = 0, txtR10 = 0;  ///< image → text: best rank of any caption of the image
  double imgR1 = 0, imgR5 = 0, imgR10 = 0;  ///< text → image
  double meanRecall = 0;
  double alignment = 0;                     ///< E‖v − t‖² over true pairs
  double uniformityImage = 0, uniformityText = 0;
};

/// images [N × dim], texts [M × dim], L2-normalised rows; captionImage[t] is the row of the image that caption t
/// belongs to. Equal scores rank by index, so a constant model scores chance.
RetrievalMetrics retrievalMetrics(std::span<const float> images, std::span<const float> texts,
                                  std::span<const std::int64_t> captionImage, int dim);

/// The recalls alone, from a similarity matrix [N × M].
RetrievalMetrics recallsFromScores(std::span<const float> scores, std::span<const std::int64_t> captionImage,
                                   std::int64_t imageCount);

}  // namespace tilescout::train
