#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <optional>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "train/augment.h"
#include "train/caption_data.h"

namespace tilescout::train {

/// One training batch of B images with K captions each, ready for the device.
struct TrainingBatch {
  std::int64_t step = 0;
  int pixels = 0;
  std::vector<float> images;               ///< B × 3 × pixels × pixels, normalised
  std::vector<std::int64_t> ids;           ///< (B·K) × contextLength
  std::vector<float> positives;            ///< B × (B·K): 1 where the caption is true of the image, also by equal text
  std::vector<std::int64_t> labels;        ///< B, -1 = none
  std::vector<std::int64_t> rows;          ///< B, the data's images
  std::vector<std::int64_t> captions;      ///< B·K, the data's captions
};

struct BatchSettings {
  int batch = 256;                         ///< B
  int captionsPerImage = 2;                ///< K
  double paintedShare = 0.0;               ///< of B, taken from rows [paintedFrom, end)
  std::size_t paintedFrom = 0;             ///< first row of the painted images; = imageCount() when there are none
  double maskWords = 0.1;
  AugmentSettings augment;
  std::array<double, 3> mean{}, std{};
  std::uint64_t seed = 1;
};

/// Makes batches on its own thread, two ahead, so that the device need not wait. Batch `step` depends on seed and step
/// alone (and on the pixels then set): a resumed run sees the same data.
class BatchMaker {
 public:
  BatchMaker(const CaptionData& data, const BatchSettings& settings, std::int64_t firstStep, int pixels);
  ~BatchMaker();

  void setPixels(int pixels) { pixels_ = pixels; }
  /// The next batch; rethrows what went wrong on the maker's thread.
  TrainingBatch next();

  /// The batch of any step, made on the calling thread.
  TrainingBatch make(std::int64_t step, int pixels) const;

 private:
  std::vector<std::size_t> chooseRows(std::int64_t step) const;
  void addCaptions(TrainingBatch& batch, const std::vector<std::size_t>& rows) const;
  void produce(const std::stop_token& stop, std::int64_t step);

  const CaptionData& data_;
  BatchSettings settings_;
  ImagePyramid pyramid_;
  std::vector<std::vector<std::size_t>> captionsOf_;   ///< by image row
  std::vector<std::int32_t> textOf_;                   ///< caption → id of its text; equal texts share one
  std::atomic<int> pixels_;
  BoundedQueue<TrainingBatch> queue_{2};
  std::exception_ptr failure_;
  std::jthread thread_;
};

/// Row order of one epoch over `count` rows.
std::vector<std::size_t> epochOrder(std::size_t count, std::uint64_t seed, std::uint64_t epoch);

}  // namespace tilescout::train
