#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `demo make` and `demo tiles`: painted scenes and labelled tiles to try everything on.
void addDemoCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
