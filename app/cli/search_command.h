#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `search`: an archive's tiles ranked for a text, an example or both.
void addSearchCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
