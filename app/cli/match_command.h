#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `match`: texts ranked for one image or tile.
void addMatchCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
