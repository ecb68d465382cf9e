#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "base/job.h"
#include "train/fine_tuner.h"
#include "train/scratch_trainer.h"

namespace tilescout::trainer {

/// Fine-tuning of a model's folder on packed data.
struct PackedTuning {
  std::filesystem::path data;    ///< folder with train, val and perhaps test and general.safetensors
  std::filesystem::path base;    ///< folder of a model: card, weights, vocabulary
  std::filesystem::path output;  ///< folder that becomes the tuned model's
  train::TrainConfig config;
  bool resume = false;
  std::function<void(const train::TuneEvent&)> onEvent;
};

struct TunedModel {
  train::TuneResult result;
  std::string verdict;
  bool first = true;  ///< of processes that train together: this one wrote the files
};

/// Trains, and leaves in `output` a whole model's folder (of an adapter's, weights are linked where that is possible),
/// `events.jsonl` and `result.json`. Stopped or killed, it goes on with `resume`. Where the environment says that
/// several processes train together they do. Throws Error, Cancelled.
TunedModel tunePacked(const PackedTuning& tuning, JobContext& job);

/// Training of a whole model from nothing on packed data.
struct PackedScratch {
  std::filesystem::path data;  ///< folder with train.safetensors and val.safetensors
  std::filesystem::path recipe;
  std::filesystem::path painted;     ///< packed painted tiles beside the data; "" = none
  std::filesystem::path vocabulary;  ///< folder with vocab.json and merges.txt, which made the data's ids
  std::filesystem::path output;
  train::ScratchRecipe settings;  ///< the recipe, with what replaces it
  model::DeviceChoice device;
  double timeLimitMinutes = 0;
  bool resume = false;
  std::function<void(const train::TrainEvent&)> onEvent;
};

train::ScratchResult trainPacked(const PackedScratch& training, JobContext& job);

}  // namespace tilescout::trainer
