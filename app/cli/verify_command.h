#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `verify`: integrity of an archive's database, embeddings and scene files.
void addVerifyCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
