#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `embed`: raw embeddings of image files and lines of text.
void addEmbedCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
