#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `models import|list|info|use|remove`: the user's model store.
void addModelsCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
