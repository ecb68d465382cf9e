#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `evaluate`: retrieval figures of a model over an archive's captions or a dataset.
void addEvaluateCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
