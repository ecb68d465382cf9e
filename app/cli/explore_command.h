#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `explore`: layout, clusters and measures of an archive's embeddings.
void addExploreCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
