#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `train --from-scratch`: a whole model from a recipe and a dataset.
void addTrainCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
