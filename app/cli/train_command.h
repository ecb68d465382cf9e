#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `train`: fine-tuning on an archive's captions or a dataset; with `--from-scratch` a whole model from a recipe.
void addTrainCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
