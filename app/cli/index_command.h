#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `index`: scenes into an archive, resumable.
void addIndexCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
