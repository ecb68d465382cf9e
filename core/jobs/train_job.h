#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/job.h"
#include "model/device.h"
#include "train/scratch_trainer.h"

namespace tilescout::jobs {

/// `train --from-scratch`: a whole model from a recipe and a dataset.
struct ScratchTrainOptions {
  std::filesystem::path recipe;
  std::filesystem::path dataset;      ///< folder with train.json and val.json, or a packed train.safetensors (a packed
                                      ///< val.safetensors beside it is evaluated on)
  std::filesystem::path imagesRoot;   ///< "" = the dataset folder
  std::filesystem::path modelFolder;  ///< where the model goes: card, weights, vocabulary, words
  std::filesystem::path checkpoint;   ///< "" = <modelFolder>/checkpoint.safetensors
  model::DeviceChoice device;
  double timeLimitMinutes = 0;
  double epochs = 0;                  ///< > 0 replaces the recipe's
  int batch = 0;                      ///< > 0 replaces the recipe's
  double lr = 0;                      ///< > 0 replaces the recipe's
  std::uint64_t seed = 0;             ///< > 0 replaces the recipe's
  bool resume = false;
  std::function<void(const train::TrainEvent&)> onEvent;
};

struct ScratchTrainReport {
  train::ScratchResult result;
  std::vector<std::string> problems;  ///< images that could not be read
};

/// Vocabulary from the captions, data decoded and painted, trained, written. The model's folder is complete (card with
/// data, recipe, seed and figures; weights; vocabulary; words that were seen). Throws Error or Cancelled (checkpoint kept).
ScratchTrainReport trainScratchModel(const ScratchTrainOptions& options, JobContext& job);

/// A split of a dataset folder, in any form that training reads, in the vocabulary at `tokenizer` (file or folder),
/// decoded at `pixels`.
train::CaptionData loadDataset(const std::filesystem::path& folder, const std::string& split,
                               const std::filesystem::path& imagesRoot, const std::filesystem::path& tokenizer,
                               int contextLength, int pixels, JobContext& job, std::vector<std::string>& problems);

}  // namespace tilescout::jobs
