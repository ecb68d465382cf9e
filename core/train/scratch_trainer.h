#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/job.h"
#include "model/device.h"
#include "train/caption_data.h"
#include "train/metrics.h"
#include "train/scratch_recipe.h"

namespace tilescout::train {

/// One line of a training log (design/cli.md, `train`). `val` is set when an evaluation has just been made.
struct TrainEvent {
  std::int64_t step = 0;
  double epoch = 0, lr = 0;
  double contrastive = 0, triplet = 0, early = 0, classLoss = 0, loss = 0;
  double patches = 0;            ///< loss of a step on masked patches, which has no other; 0 in all other steps
  double temp = 0;               ///< τ
  double pairsPerSecond = 0, etaSeconds = -1;
  std::optional<RetrievalMetrics> val;
};

struct ScratchOptions {
  model::DeviceChoice device;
  double timeLimitMinutes = 0;   ///< > 0: the schedule is fitted to this time, counted over all resumed parts
  double evaluateEvery = 4;      ///< epochs
  double checkpointMinutes = 3;
  bool resume = false;
  std::filesystem::path checkpoint;   ///< file; written atomically. Until the first one: patchCheckpoint() of it
  std::filesystem::path modelFolder;  ///< model.safetensors (fp16) and card.json go here at the end
  std::function<void(const TrainEvent&)> onEvent;
};

/// Where a training on masked patches keeps its state until the training that follows has one. It goes with the run's end.
std::filesystem::path patchCheckpoint(const std::filesystem::path& checkpoint);

/// Whether a run of this checkpoint was begun and not finished.
bool isUnfinished(const std::filesystem::path& checkpoint);

struct ScratchResult {
  std::int64_t steps = 0;
  double seconds = 0;
  RetrievalMetrics val;
};

/// Trains a CLIP of the recipe's architecture on `real` and `painted` (may be empty), evaluates on `val`, writes the
/// model. A stop request saves a checkpoint and throws Cancelled; `resume` goes on from it. Throws Error.
ScratchResult trainFromScratch(const ScratchRecipe& recipe, CaptionData real, CaptionData painted,
                               const CaptionData& val, const ScratchOptions& options, JobContext& job);

}  // namespace tilescout::train
