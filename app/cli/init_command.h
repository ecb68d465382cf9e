#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `init`: a new, empty archive.
void addInitCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
