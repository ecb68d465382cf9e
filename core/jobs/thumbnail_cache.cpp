#include "jobs/thumbnail_cache.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <span>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
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

std::vector<unsigned char> encode(const Image& image) {
  const cv::Mat rgb(image.height, image.width, CV_8UC3, const_cast<unsigned char*>(image.pixels.data()));
  cv::Mat bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
  return bytes;
}

fs::path besideOf(const fs::path& archiveFile) {
  fs::path folder = archiveFile;
  folder += ".thumbs-v1";
  return folder;
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

ThumbnailCache::ThumbnailCache(const fs::path& archiveFile) : beside_(besideOf(archiveFile)), own_(ownFolder()) {}

std::optional<Image> ThumbnailCache::find(const std::string& key) const {
  for (const fs::path& folder : {beside_, own_}) {
    const fs::path file = fileOf(folder, key);
    std::error_code status;
    if (folder.empty() || !fs::exists(file, status)) continue;
    try {
      if (std::optional<Image> image = decode(readTextFile(file, kLargestFile))) return image;
    } catch (const std::exception& failure) {
      log::debug(std::string("a cached picture cannot be used: ") + failure.what());
    }
  }
  return std::nullopt;
}

void ThumbnailCache::put(const std::string& key, const Image& image) const {
  if (image.empty()) return;
  const std::vector<unsigned char> bytes = encode(image);
  if (bytes.empty() || write(fileOf(beside_, key), bytes) || own_.empty()) return;
  write(fileOf(own_, key), bytes);
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

}  // namespace

void trimThumbnails(const fs::path& archiveFile, std::int64_t bytes) {
  trimFolder(besideOf(archiveFile), bytes);
  if (const fs::path own = ownFolder(); !own.empty()) trimFolder(own, bytes);
}

}  // namespace tilescout::jobs
