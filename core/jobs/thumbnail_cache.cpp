#include "jobs/thumbnail_cache.h"

#include <algorithm>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <span>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/log.h"
#include "base/paths.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

constexpr int kJpegQuality = 90;
constexpr std::size_t kLargestFile = std::size_t{16} << 20;

fs::path fileOf(const fs::path& folder, const std::string& key) { return folder / key.substr(0, 2) / (key + ".jpg"); }

/// A picture cut short is decoded with grey below the cut; its end mark tells.
bool endsAsJpeg(const std::string& bytes) { return bytes.ends_with("\xff\xd9"); }

std::optional<Image> decode(const std::string& bytes) {
  if (!endsAsJpeg(bytes)) return std::nullopt;
  const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<char*>(bytes.data()));
  const cv::Mat bgr = cv::imdecode(raw, cv::IMREAD_COLOR);
  if (bgr.empty()) return std::nullopt;
  Image image(bgr.cols, bgr.rows);
  cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.pixels.data());
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return image;
}

/// Of the user, for archives whose folder cannot be written; empty: no home, pictures are rendered every time.
fs::path ownFolder() {
  try {
    return paths::userData() / "cache" / "thumbs-v1";
  } catch (const Error&) {
    return {};
  }
}

bool write(const fs::path& file, std::span<const unsigned char> bytes) {
  std::error_code status;
  fs::create_directories(file.parent_path(), status);
  if (status) return false;
  try {
    AtomicFile out(file);
    out.write(std::as_bytes(bytes));
    out.commit(AtomicFile::Flush::Later);  // two flushes take longer than all the rest of a picture
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

fs::path thumbnailFolder(const fs::path& archiveFile, const fs::path& chosen) {
  if (chosen.empty()) {
    fs::path folder = archiveFile;
    folder += paths::pictureFolderEnding;
    return folder;
  }
  // Archives of one name in two folders are told apart by where they lie.
  std::error_code unknown;
  const fs::path whole = fs::absolute(archiveFile, unknown);
  return chosen / (archiveFile.stem().string() + "-" + hashText(whole.string()).substr(0, 8) +
                   std::string(paths::pictureFolderEnding));
}

ThumbnailCache::ThumbnailCache(const fs::path& archiveFile, const fs::path& chosen) {
  if (!chosen.empty()) folders_.push_back(thumbnailFolder(archiveFile, chosen));
  folders_.push_back(thumbnailFolder(archiveFile, {}));
  if (const fs::path own = ownFolder(); !own.empty()) folders_.push_back(own);
}

std::optional<Image> ThumbnailCache::find(const std::string& key) const {
  for (const fs::path& folder : folders_) {
    const fs::path file = fileOf(folder, key);
    std::error_code status;
    if (!fs::exists(file, status)) continue;
    try {
      if (std::optional<Image> image = decode(readTextFile(file, kLargestFile))) return image;
    } catch (const std::exception& failure) {
      log::debug(std::string("a cached picture cannot be used: ") + failure.what());
    }
  }
  return std::nullopt;
}

std::vector<unsigned char> ThumbnailCache::encode(const Image& image) {
  if (image.empty()) return {};
  const cv::Mat rgb(image.height, image.width, CV_8UC3, const_cast<unsigned char*>(image.pixels.data()));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
  return bytes;
}

void ThumbnailCache::put(const std::string& key, const Image& image) const { putEncoded(key, encode(image)); }

void ThumbnailCache::putEncoded(const std::string& key, const std::vector<unsigned char>& bytes) const {
  if (bytes.empty()) return;
  for (const fs::path& folder : folders_) {
    if (write(fileOf(folder, key), bytes)) return;
  }
}

namespace {

/// Least lately written pictures first.
void trimFolder(const fs::path& folder, std::int64_t bytes) {
  struct Picture {
    fs::file_time_type written;
    std::int64_t size;
    fs::path file;
  };
  std::vector<Picture> pictures;
  std::int64_t total = 0;
  std::error_code status;
  for (fs::recursive_directory_iterator at(folder, status), end; !status && at != end; at.increment(status)) {
    std::error_code unknown;
    if (!at->is_regular_file(unknown)) continue;
    const Picture picture{at->last_write_time(unknown), static_cast<std::int64_t>(at->file_size(unknown)), at->path()};
    if (unknown) continue;
    total += picture.size;
    pictures.push_back(picture);
  }
  if (total <= bytes) return;
  std::sort(pictures.begin(), pictures.end(),
            [](const Picture& a, const Picture& b) { return a.written < b.written; });
  for (const Picture& picture : pictures) {
    if (total <= bytes) return;
    std::error_code kept;
    if (fs::remove(picture.file, kept)) total -= picture.size;
  }
}

/// A picture and where it goes; an empty target: nowhere.
struct Move {
  fs::path from, to;
};

/// What lies in a folder of the cache.
void addPictures(const fs::path& folder, const fs::path& target, std::vector<Move>& moves) {
  std::error_code status;
  for (fs::recursive_directory_iterator at(folder, status), end; !status && at != end; at.increment(status)) {
    std::error_code unknown;
    if (!at->is_regular_file(unknown) || at->path().extension() != ".jpg") continue;
    moves.push_back({at->path(), target.empty() ? target : target / at->path().lexically_relative(folder)});
  }
}

/// The archives' folders under a chosen one.
std::vector<fs::path> pictureFoldersIn(const fs::path& chosen) {
  std::vector<fs::path> folders;
  std::error_code status;
  for (const fs::directory_entry& entry : fs::directory_iterator(chosen, status)) {
    if (entry.path().extension() == paths::pictureFolderEnding) folders.push_back(entry.path());
  }
  return folders;
}

bool holdsArchive(const fs::path& file) {
  std::error_code status;
  return fs::is_regular_file(file, status);
}

/// Folders of the cache and where their pictures go; an empty target: nobody knows.
std::vector<Move> placesOf(const std::vector<fs::path>& archives, const fs::path& from, const fs::path& to) {
  std::vector<Move> places;
  if (from.empty()) {
    std::error_code status;
    for (const fs::path& archive : archives) {
      const fs::path beside = thumbnailFolder(archive, {});
      if (fs::is_directory(beside, status)) places.push_back({beside, thumbnailFolder(archive, to)});
    }
    return places;
  }
  std::map<fs::path, fs::path> beside;  // by their folder under the chosen one
  for (const fs::path& archive : archives)
    if (holdsArchive(archive)) beside.emplace(thumbnailFolder(archive, from), thumbnailFolder(archive, {}));
  for (const fs::path& source : pictureFoldersIn(from)) {
    const auto known = beside.find(source);
    if (!to.empty()) places.push_back({source, to / source.filename()});
    else places.push_back({source, known == beside.end() ? fs::path() : known->second});
  }
  return places;
}

/// On one disk a rename, else a copy that is whole before the first goes.
void moveFile(const fs::path& from, const fs::path& to) {
  std::error_code status;
  fs::create_directories(to.parent_path(), status);
  if (fs::exists(to, status)) {
    fs::remove(from, status);
    return;
  }
  fs::rename(from, to, status);
  if (!status) return;
  AtomicFile copy(to);
  copy.write(readTextFile(from, kLargestFile));
  copy.commit(AtomicFile::Flush::Later);
  fs::remove(from, status);
}

/// The folders of a cache that hold nothing any more: its own and those by the first two signs of the keys.
void removeEmpty(const fs::path& folder) {
  std::error_code status;
  std::vector<fs::path> parts;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, status)) parts.push_back(entry.path());
  for (const fs::path& part : parts) fs::remove(part, status);  // fails for those that hold something
  fs::remove(folder, status);
}

}  // namespace

void trimThumbnails(const fs::path& archiveFile, const fs::path& chosen, std::int64_t bytes) {
  trimFolder(thumbnailFolder(archiveFile, chosen), bytes);
  if (const fs::path own = ownFolder(); !own.empty()) trimFolder(own, bytes);
}

MovedPictures moveThumbnails(const std::vector<fs::path>& archives, const fs::path& from, const fs::path& to, bool keep,
                             JobContext& job) {
  MovedPictures moved;
  if (from == to) return moved;
  std::vector<fs::path> sources;
  std::vector<Move> moves;
  for (const auto& [source, target] : placesOf(archives, from, to)) {
    if (keep && target.empty()) {
      moved.left.push_back(source);
      continue;
    }
    const std::size_t before = moves.size();
    addPictures(source, keep ? target : fs::path(), moves);
    if (moves.size() > before) ++moved.archives;
    sources.push_back(source);
  }
  for (const auto& [picture, target] : moves) {
    job.checkpoint();
    std::error_code status;
    if (target.empty()) fs::remove(picture, status);
    else moveFile(picture, target);
    job.report({"pictures", ++moved.pictures, static_cast<std::int64_t>(moves.size())});
  }
  for (const fs::path& source : sources) removeEmpty(source);
  return moved;
}

}  // namespace tilescout::jobs
