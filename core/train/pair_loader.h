#pragma once
#include <array>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "train/caption_data.h"
#include "train/harma_augment.h"

namespace tilescout::train {

/// One batch of B image–caption pairs for fine-tuning.
struct PairBatch {
  std::int64_t step = 0;
  std::vector<float> images;            ///< 3 × S × S of each pair of this process' part, normalised
  std::vector<std::int64_t> ids;        ///< B × contextLength
  std::vector<std::int64_t> captions;   ///< B, caption numbers
  std::vector<float> positives;         ///< B × B: 1 where caption j is true of image i
};

struct PairSettings {
  int batch = 64;
  int size = 224;                       ///< S
  bool captionsEach = true;             ///< an epoch shows every caption once, else every image once
  bool mergeEqualTexts = true;          ///< a caption is true of every image that has the same text; else of its image id
  bool augment = true;
  HarmaAugment transform;
  std::array<double, 3> mean{}, std{};
  std::uint64_t seed = 1;
  int workers = 1;
  int part = 0, parts = 1;              ///< images are made for this process' share of the batch alone
};

/// Makes batches on worker threads, a few ahead, so that the device never waits. Batch `step` depends on seed and step
/// alone: a resumed run sees the same data, whatever the number of workers.
class PairLoader {
 public:
  /// `data` must outlive the loader. Throws Error{InvalidInput} when there are fewer than two pairs.
  PairLoader(const CaptionData& data, const PairSettings& settings);
  ~PairLoader();
  PairLoader(const PairLoader&) = delete;
  PairLoader& operator=(const PairLoader&) = delete;

  /// Starts the workers at a step; next() then gives the batches in order and rethrows what went wrong.
  void start(std::int64_t firstStep);
  PairBatch next();

  /// The batch of any step, made on the calling thread.
  PairBatch make(std::int64_t step) const;

  std::int64_t stepsPerEpoch() const;
  int batch() const { return batch_; }   ///< at most the number of pairs of an epoch

 private:
  std::size_t epochLength() const;
  std::size_t captionAt(std::uint64_t epoch, std::size_t item) const;
  void addImage(PairBatch& batch, std::size_t slot, float* out) const;
  void addPositives(PairBatch& batch) const;
  void work(const std::stop_token& stop);

  const CaptionData& data_;
  const PairSettings settings_;
  int batch_ = 0;
  std::vector<std::vector<std::size_t>> captionsOf_;  ///< by image row
  std::vector<std::size_t> captioned_;                ///< image rows that have captions
  std::vector<std::int32_t> textOf_;                  ///< caption → id of its text

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::int64_t, PairBatch> ready_;
  std::int64_t nextToMake_ = 0, nextToGive_ = 0;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;
};

}  // namespace tilescout::train
