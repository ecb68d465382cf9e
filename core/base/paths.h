#pragma once
#include <filesystem>

namespace tilescout::paths {

/// The user's data folder (models, settings): $TILESCOUT_HOME, else $XDG_DATA_HOME/tilescout, else
/// ~/.local/share/tilescout. Made when it does not exist.
std::filesystem::path userData();

/// Read-only files that come with the program: $TILESCOUT_RESOURCES, else <prefix>/share/tilescout beside the
/// installed program, else the source tree's resources/ (when run from a build tree). Throws Error{NotFound}.
std::filesystem::path resources();

/// The user's guide (a folder of Markdown a language): beside the installed program, else the source tree's docs/guide.
std::filesystem::path guide();

}  // namespace tilescout::paths
