#pragma once
#include <filesystem>
#include <string_view>

namespace tilescout::paths {

/// The user's data folder (models, settings): $TILESCOUT_HOME, else $XDG_DATA_HOME/tilescout, else
/// ~/.local/share/tilescout. Made when it does not exist.
std::filesystem::path userData();

/// Read-only files that come with the program: $TILESCOUT_RESOURCES, else <prefix>/share/tilescout beside the
/// installed program, else the source tree's resources/ (when run from a build tree). Throws Error{NotFound}.
std::filesystem::path resources();

/// The user's guide (a folder of Markdown a language): beside the installed program, else the source tree's docs/guide.
std::filesystem::path guide();

/// What the names of folders end with in which an archive's small pictures are kept, often beside scenes. The number is
/// the version of what lies in them.
inline constexpr std::string_view pictureFolderEnding = ".thumbs-v1";
/// A folder of such pictures, of this version or another: nothing in it is anybody's scene.
bool isPictureFolder(const std::filesystem::path& folder);

}  // namespace tilescout::paths
