#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "train/detail/optimizer.h"
#include "train/detail/tunable_model.h"

namespace tilescout::train::detail {

/// Where a fine-tuning is: what a checkpoint holds beside weights and moments. Data order and augmentation follow from
/// seed and step alone, so that no random state needs keeping.
struct TuneState {
  std::int64_t step = 0;
  double seconds = 0;               ///< of all parts of the run
  std::int64_t evaluations = 0, sinceBest = 0;
  std::int64_t evaluatedAt = 0;     ///< step of the last evaluation
  std::int64_t bestStep = 0;
  double bestMeanRecall = -1, lastMeanRecall = -1;
  double trainLoss = 0;             ///< running mean
  std::map<std::string, at::Tensor> best;  ///< the trained tensors at bestStep, by parameter name
};

/// Copies of the trained tensors, on the CPU.
std::map<std::string, at::Tensor> trainedTensors(const TunableModel& model);
/// Puts such copies back. Throws Error{Incompatible} about `subject` when they are another model's.
void restoreTensors(TunableModel& model, const std::map<std::string, at::Tensor>& tensors, const std::string& subject);

void saveTuneState(const std::filesystem::path& file, const std::string& identity, const TunableModel& model,
                   const Optimizer& optimizer, const TuneState& state);
/// Throws Error{Incompatible} when the checkpoint was made by another base, data or configuration.
TuneState loadTuneState(const std::filesystem::path& file, const std::string& identity, TunableModel& model,
                        Optimizer& optimizer);

}  // namespace tilescout::train::detail
