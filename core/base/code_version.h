#pragma once
#include <string>

namespace tilescout {

/// The program's version and the commit that it was built from, e.g. "0.1.0+0818bfb31", with "-dirty" where files
/// differed from it when the build was configured; the version alone where there was no git to ask. For records that
/// outlive the program: which code made this model.
std::string codeVersion();

}  // namespace tilescout
