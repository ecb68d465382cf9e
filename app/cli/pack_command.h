#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `pack`: a dataset as one file, for training where no image library is.
void addPackCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
