#include "base/paths.h"

#include <cstdlib>
#include <system_error>

#include "base/error.h"

namespace tilescout::paths {

namespace fs = std::filesystem;

namespace {

fs::path fromEnvironment(const char* variable) {
  const char* value = std::getenv(variable);
  return value && *value ? fs::path(value) : fs::path();
}

}  // namespace

fs::path userData() {
  fs::path folder = fromEnvironment("TILESCOUT_HOME");
  if (folder.empty()) {
    fs::path base = fromEnvironment("XDG_DATA_HOME");
    if (base.empty()) base = fromEnvironment("HOME") / ".local" / "share";
    folder = base / "tilescout";
  }
  std::error_code status;
  fs::create_directories(folder, status);
  if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", folder.string());
  return folder;
}

fs::path resources() {
  std::error_code status;
  const fs::path named = fromEnvironment("TILESCOUT_RESOURCES");
  if (!named.empty()) return named;
  const fs::path program = fs::read_symlink("/proc/self/exe", status);
  const fs::path installed = program.parent_path().parent_path() / "share" / "tilescout";
  if (fs::is_directory(installed / "models", status)) return installed;
  const fs::path source = fs::path(TILESCOUT_SOURCE_DIR) / "resources";
  if (fs::is_directory(source, status)) return source;
  throw Error(ErrorCode::NotFound, "the program's own files are missing; install it again", installed.string());
}

fs::path guide() {
  std::error_code status;
  const fs::path installed = resources() / "guide";
  return fs::is_directory(installed, status) ? installed : fs::path(TILESCOUT_SOURCE_DIR) / "docs" / "guide";
}

bool isPictureFolder(const fs::path& folder) {
  constexpr std::string_view anyVersion = pictureFolderEnding.substr(0, pictureFolderEnding.size() - 1);
  const std::string name = folder.filename().string();
  const std::size_t at = name.rfind(anyVersion);
  return at != name.npos && name.find_first_not_of("0123456789", at + anyVersion.size()) == name.npos &&
         at + anyVersion.size() < name.size();
}

}  // namespace tilescout::paths
