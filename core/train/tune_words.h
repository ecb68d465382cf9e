#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/model_card.h"
#include "train/scratch_recipe.h"
#include "train/scratch_trainer.h"
#include "train/train_config.h"
#include "train/tune_result.h"

namespace tilescout::train {

/// One plain English sentence about the outcome; says "no measurable change" when the gain lies within its interval.
std::string verdictText(const TuneResult& result);

/// What the card of a tuned model says of its making: base, method, data (as `data` puts it), seed, code version,
/// figures, and what held for the base.
std::vector<std::pair<std::string, std::string>> trainingNotes(const ModelCard& base, const TrainConfig& config,
                                                               const TuneResult& result, const std::string& data);

/// The same of a model trained from nothing by `recipe`, which was read from `file`; its own notes come last.
std::vector<std::pair<std::string, std::string>> scratchNotes(const ScratchRecipe& recipe,
                                                              const std::filesystem::path& file,
                                                              const ScratchResult& result, const std::string& data);

}  // namespace tilescout::train
