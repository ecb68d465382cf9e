#pragma once
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <optional>
#include <string>

#include "train/train_config.h"

namespace tilescout::cli {

/// The options of `train` that concern fine-tuning alone. What is not given stays as the preset has it.
struct TuneSettings {
  std::string preset = "balanced", json;
  std::optional<std::string> method, variant, schedule, split, recompute;
  std::optional<int> bottleneck, heads, microBatch, patience;
  std::optional<double> margin, gamma, early, weightDecay, warmUp, clip, valShare, testShare, evaluateEvery, memory;
  bool noTriplet = false, noSharing = false, asReleased = false, noAugment = false, noTurns = false, imagesOnce = false;

  /// Throws Error{InvalidInput} for names that are none.
  train::TrainConfig config() const;
};

void addTuneOptions(CLI::App& verb, TuneSettings& settings);

/// The options of every training, of a whole model too; 0 is what the preset or the recipe has.
struct TrainNumbers {
  double epochs = 0, timeLimitMinutes = 0, lr = 0;
  int batch = 0;
  std::uint64_t seed = 0;
  model::DeviceChoice device;

  /// `config` with what was given here.
  train::TrainConfig over(train::TrainConfig config) const;
};

void addTrainNumbers(CLI::App& verb, TrainNumbers& numbers);

}  // namespace tilescout::cli
