#include <gdal.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <span>
#include <string_view>

#include "base/error.h"
#include "base/paths.h"
#include "geo/gdal_session.h"
#include "geo/local_sources.h"
#include "geo/scene_scanner.h"

namespace tilescout::geo {

namespace fs = std::filesystem;

namespace {

// What GDAL's local raster drivers go by. Anything may be named on its own; in a folder the ending decides where it
// can.
constexpr std::array<std::string_view, 44> kRasterEndings = {
    ".tif", ".tiff", ".gtif", ".gtiff", ".btf",  ".tf8", ".vrt", ".jp2",  ".j2k",  ".jpx",  ".jpf",
    ".j2c", ".img",  ".png",  ".jpg",   ".jpeg", ".gif", ".bmp", ".webp", ".ntf",  ".nitf", ".nsf",
    ".ers", ".pix",  ".til",  ".bil",   ".bip",  ".bsq", ".mrf", ".heic", ".heif", ".tga",  ".ppm",
    ".pgm", ".pnm",  ".dt0",  ".dt1",   ".dt2",  ".hgt", ".dem", ".hdf",  ".h5",   ".he5",  ".nc"};

// Of no scene: notes, vectors, archives, models, and what lies beside a scene. Any other file is shown to GDAL's
// drivers.
constexpr std::array<std::string_view, 56> kForeignEndings = {
    ".ovr", ".msk", ".aux",     ".xml",  ".json",      ".txt",        ".csv", ".tsv",  ".md",     ".html",
    ".htm", ".pdf", ".doc",     ".docx", ".xls",       ".xlsx",       ".md5", ".sha1", ".sha256", ".prj",
    ".tfw", ".jgw", ".pgw",     ".wld",  ".hdr",       ".shp",        ".shx", ".dbf",  ".cpg",    ".qix",
    ".sbn", ".sbx", ".geojson", ".gpkg", ".sqlite",    ".db",         ".kml", ".kmz",  ".gml",    ".qgs",
    ".qgz", ".qml", ".qlr",     ".zip",  ".gz",        ".tar",        ".tgz", ".7z",   ".log",    ".py",
    ".sh",  ".ini", ".yaml",    ".yml",  ".tilescout", ".safetensors"};

std::string endingOf(const fs::path& file) {
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending;
}

bool listed(std::span<const std::string_view> endings, const std::string& ending) {
  return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// By its ending, and without one that says it by its first bytes.
bool looksLikeRaster(const fs::path& file) {
  const std::string ending = endingOf(file);
  if (listed(kRasterEndings, ending)) return true;
  if (listed(kForeignEndings, ending)) return false;
  openGdalSession();
  const GdalErrorTrap trap;
  return GDALIdentifyDriverEx(file.c_str(), GDAL_OF_RASTER, nullptr, nullptr) != nullptr;
}

using Stamp = std::pair<std::uint64_t, std::int64_t>;

Stamp stampOf(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    const ErrorCode code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::NotFound : ErrorCode::Io;
    throw Error(code, code == ErrorCode::NotFound ? "does not exist" : "cannot be read", file.string());
  }
  const std::int64_t nanoseconds = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return {static_cast<std::uint64_t>(status.st_size), nanoseconds};
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
      if (fs::is_directory(status) && !paths::isPictureFolder(path)) folders.push_back(path);
      if (fs::is_regular_file(status) && looksLikeRaster(path)) files_.insert(path.lexically_normal());
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
  Stamp stamp = stampOf(file);
  for (const fs::path& source : contentFiles(file)) {
    if (source == file) continue;
    const auto [size, modified] = stampOf(source);
    stamp.first += size;
    stamp.second = std::max(stamp.second, modified);
  }
  return stamp;
}

std::vector<fs::path> contentFiles(const fs::path& file) {
  std::vector<fs::path> files{file};
  // Only a description takes its pixels from elsewhere; what is plainly a picture is not even opened.
  if (endingOf(file) != ".vrt" && listed(kRasterEndings, endingOf(file))) return files;
  const std::vector<fs::path> sources = sourcesOf(file);
  files.insert(files.end(), sources.begin(), sources.end());
  return files;
}

}  // namespace tilescout::geo
