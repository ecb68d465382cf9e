#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `merge`: shards become one archive.
void addMergeCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
