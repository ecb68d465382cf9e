#pragma once
#include <string>

#include "app/cli/verb.h"

namespace tilescout::cli {

/// Does the work with Ctrl+C as a stop request, and says on standard error, in the name of `program`, what went wrong.
Exit runWork(const Work& work, const std::string& program);

}  // namespace tilescout::cli
