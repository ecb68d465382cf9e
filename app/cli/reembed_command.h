#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `reembed`: an archive's tiles get another model's embeddings.
void addReembedCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
