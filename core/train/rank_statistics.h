#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "train/caption_data.h"
#include "train/metrics.h"
#include "train/tune_result.h"

namespace tilescout::train {

/// Ranks from 0 among a whole gallery: of each image's best caption (-1: it has none), and of each caption's image.
struct RetrievalRanks {
  std::vector<std::int64_t> image;
  std::vector<std::int64_t> text;
};

/// As recallsFromScores() ranks: equal scores by index.
RetrievalRanks ranksFromScores(std::span<const float> scores, std::span<const std::int64_t> captionImage,
                               std::int64_t imageCount);

/// Figures of one model over a split, with the ranks that they come from.
struct Measured {
  RetrievalMetrics metrics;
  RetrievalRanks ranks;
};
Measured measure(std::span<const float> images, std::span<const float> texts,
                 std::span<const std::int64_t> captionImage, int dim);

/// mR and the six recalls of two models over the same split, and of the differences, with 95 % intervals: 1,000 draws of
/// as many images with their captions, with replacement, seeded (the gallery stays whole). The verdict is about `gain`
/// alone.
Comparison compare(const std::string& split, const Measured& before, const Measured& after,
                   std::span<const std::int64_t> captionImage, std::uint64_t seed = 1);

/// mR of each class's images and captions, most images first.
std::vector<ClassChange> classChanges(const CaptionData& data, const RetrievalRanks& before,
                                      const RetrievalRanks& after);

/// The captions whose image rose (fell, when `worse`) most, one an image, at most `count`; ranks from 1.
std::vector<ExampleChange> rankChanges(const CaptionData& data, const RetrievalRanks& before,
                                       const RetrievalRanks& after, bool worse, std::size_t count = 12);

}  // namespace tilescout::train
