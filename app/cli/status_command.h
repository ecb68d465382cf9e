#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `status`: what an archive holds.
void addStatusCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
