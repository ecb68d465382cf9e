#pragma once
#include "app/cli/verb.h"

namespace tilescout::cli {

/// `captions import`, `captions export`, `captions list`: labelled tiles in and out.
void addCaptionsCommand(CLI::App& program, Work& chosen);

}  // namespace tilescout::cli
