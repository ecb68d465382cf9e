#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>

#include "base/error.h"
#include "geo/scene_scanner.h"

namespace tilescout::geo {

namespace fs = std::filesystem;

namespace {

// What GDAL's local raster drivers go by. Anything may be named on its own; in a folder the ending decides.
constexpr std::array<std::string_view, 44> kRasterEndings = {
    ".tif", ".tiff", ".gtif", ".gtiff", ".btf",  ".tf8", ".vrt", ".jp2",  ".j2k",  ".jpx",  ".jpf",
    ".j2c", ".img",  ".png",  ".jpg",   ".jpeg", ".gif", ".bmp", ".webp", ".ntf",  ".nitf", ".nsf",
    ".ers", ".pix",  ".til",  ".bil",   ".bip",  ".bsq", ".mrf", ".heic", ".heif", ".tga",  ".ppm",
    ".pgm", ".pnm",  ".dt0",  ".dt1",   ".dt2",  ".hgt", ".dem", ".hdf",  ".h5",   ".he5",  ".nc"};

bool hasRasterEnding(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::find(kRasterEndings.begin(), kRasterEndings.end(), ending) != kRasterEndings.end();
}

bool hidden(const fs::path& file) { return file.filename().string().starts_with('.'); }

/// Folders below a root. Links to folders are followed once: the real folder is remembered.
class FolderWalk {
 public:
  explicit FolderWalk(std::set<fs::path>& files) : files_(files) {}

  void visit(const fs::path& folder) {
    std::error_code problem;
    const fs::path real = fs::canonical(folder, problem);
    if (problem || !seen_.insert(real).second) return;
    std::vector<fs::path> folders;
    for (fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, problem), end;
         !problem && entry != end; entry.increment(problem)) {
      std::error_code ignored;
      const fs::path& path = entry->path();
      if (hidden(path)) continue;
      const fs::file_status status = fs::status(path, ignored);
      if (fs::is_directory(status)) folders.push_back(path);
      if (fs::is_regular_file(status) && hasRasterEnding(path)) files_.insert(path.lexically_normal());
    }
    for (const fs::path& below : folders) visit(below);
  }

 private:
  std::set<fs::path>& files_;
  std::set<fs::path> seen_;
};

}  // namespace

std::vector<fs::path> findRasterFiles(std::span<const fs::path> roots) {
  std::set<fs::path> files;
  FolderWalk walk(files);
  for (const fs::path& root : roots) {
    std::error_code ignored;
    const fs::path absolute = fs::absolute(root, ignored).lexically_normal();
    if (fs::is_directory(absolute, ignored)) {
      walk.visit(absolute);
    } else {
      files.insert(absolute);  // a missing one becomes a problem of the scan, with its name
    }
  }
  return {files.begin(), files.end()};
}

std::pair<std::uint64_t, std::int64_t> fileStamp(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    const ErrorCode code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::NotFound : ErrorCode::Io;
    throw Error(code, code == ErrorCode::NotFound ? "does not exist" : "cannot be read", file.string());
  }
  const std::int64_t nanoseconds = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return {static_cast<std::uint64_t>(status.st_size), nanoseconds};
}

}  // namespace tilescout::geo
