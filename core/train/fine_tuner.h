#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/job.h"
#include "model/model_card.h"
#include "train/caption_data.h"
#include "train/processes.h"
#include "train/train_config.h"
#include "train/tune_event.h"
#include "train/tune_result.h"

namespace tilescout::train {

/// What is trained on and measured on, at the base's image size and in its vocabulary. `val` chooses (best checkpoint,
/// early stopping) and must not be empty; `test` and `general` (things the base knew, for what is forgotten) may be.
struct TuneData {
  CaptionData train, val, test, general;
};

/// A text that the user asks often, in the base's vocabulary.
struct TuneQuery {
  std::string text;
  std::vector<std::int32_t> ids;  ///< contextLength
};

struct TuneOptions {
  std::filesystem::path checkpoint;   ///< file; "" = no state is kept
  std::filesystem::path modelFolder;  ///< what the method changed goes here (adapter or weights) at the end
  bool resume = false;
  std::vector<TuneQuery> queries;     ///< asked before and after, over the images that are reported on
  std::string identity;               ///< of base and data; a checkpoint of another one is refused
  double checkpointSeconds = 60;
  std::int64_t checkpointSteps = 0;   ///< > 0: after every so many steps instead
  std::function<void(const TuneEvent&)> onEvent;
  std::function<bool()> finishNow;    ///< true: end after this step and keep the best
  std::shared_ptr<Processes> processes;       ///< that train together; none: this one alone
  std::function<void(std::int64_t)> onPiece;  ///< told the rows of each piece of a batch; tests make it fail
};

struct TuneOutcome {
  TuneResult result;
  ModelCard card;  ///< of the tuned model; name, title, fingerprint and notes are the base's
};

/// Fine-tunes the model in `baseFolder` (of the model store). Figures before; training with an evaluation on val every
/// config.evaluateEvery epochs; the best by mR on val (the base counts as step 0) is restored, measured and written. A
/// stop request saves the state and throws Cancelled; a resumed run ends with the same weights as one never stopped
/// (CPU: bit for bit, unless a time limit decides). Where processes train together the batch is divided among them and
/// the result is that of one; only the first reads the checkpoint, writes files and gets events. Throws Error.
TuneOutcome fineTune(const std::filesystem::path& baseFolder, const ModelCard& base, const TrainConfig& config,
                     const TuneData& data, const TuneOptions& options, JobContext& job);

struct TuneTrial {
  double secondsPerStep = 0;
  std::int64_t stepsPerEpoch = 0;
  int microBatch = 0;
  bool recompute = false;
  std::int64_t peakBytes = 0;  ///< of the process, or of the GPU
  std::string device;          ///< "cpu bf16"
};

/// `steps` steps that are thrown away.
TuneTrial tryFineTune(const std::filesystem::path& baseFolder, const ModelCard& base, const TrainConfig& config,
                      const CaptionData& train, int steps, JobContext& job);

/// How a step is fitted into memory.
struct MemoryPlan {
  int microBatch = 1;      ///< pairs in memory at once: a power of two, or the batch
  bool recompute = false;  ///< activations are computed again
  std::int64_t bytes = 0;  ///< estimated
};

/// The most pairs whose estimatedBytes() fit into config.memoryGb, or else into two thirds of what is free on the device
/// now; `sharers` divide that. Under Auto activations are computed again where less than a quarter of the batch would fit
/// otherwise.
MemoryPlan memoryPlan(const TrainConfig& config, const ModelCard& base, int sharers = 1);

/// Learning-rate factor before the step at `progress` (0 … 1, share of the whole run done).
double tuneLrFactor(const TrainConfig& config, double progress);

}  // namespace tilescout::train
