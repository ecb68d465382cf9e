#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/job.h"

namespace tilescout::jobs {

/// Sizes (longest side, in pixels) in which tiles are drawn for lists: few, so that a slider over the size of the
/// pictures does not read the scenes anew at every step.
inline constexpr std::array<int, 4> kPictureSizes{160, 320, 640, 960};

/// The smallest of them that is at least as large, else the largest.
constexpr int pictureSizeFor(int pixels) {
  for (const int size : kPictureSizes) {
    if (pixels <= size) return size;
  }
  return kPictureSizes.back();
}

/// Small pictures on disk under a version in the folder's name: in the folder that the user chose for all archives, each
/// archive's in one of its own; where none is chosen `<archive>.thumbs-v1/`; in the user's own cache where that cannot
/// be written. They are looked for in all three. Losing them, or any of them being damaged, costs only time: nothing
/// here throws.
class ThumbnailCache {
 public:
  explicit ThumbnailCache(const std::filesystem::path& archiveFile, const std::filesystem::path& chosen = {});

  /// `key` is a hash; only its characters [0-9a-f] are expected.
  std::optional<Image> find(const std::string& key) const;
  void put(const std::string& key, const Image& image) const;

  /// put() in two steps, for threads that share the work. Empty: the image cannot be kept.
  static std::vector<unsigned char> encode(const Image& image);
  void putEncoded(const std::string& key, const std::vector<unsigned char>& bytes) const;

 private:
  std::vector<std::filesystem::path> folders_;  ///< in the order in which they are tried
};

/// Where an archive's pictures lie when they lie in `chosen`; an empty one: beside the archive.
std::filesystem::path thumbnailFolder(const std::filesystem::path& archiveFile, const std::filesystem::path& chosen);

/// Removes the archive's cached pictures, least lately written first, until they take no more than `bytes`, and does
/// the same with the user's own cache, which archives in folders that cannot be written share. Throws nothing: what
/// cannot be removed stays.
void trimThumbnails(const std::filesystem::path& archiveFile, const std::filesystem::path& chosen, std::int64_t bytes);

/// What moveThumbnails() did.
struct MovedPictures {
  std::int64_t pictures = 0;               ///< moved or removed
  int archives = 0;                        ///< whose they were
  std::vector<std::filesystem::path> left;  ///< folders of pictures that stay where they are: whose they are is not known
};

/// Takes pictures from one chosen folder to another; those that are there already stay. Between two folders of choice
/// they are all archives' pictures. Between one and the place beside archives (an empty path) they are those of
/// `archives`, of which none need be there still; others in a chosen folder stay. Without `keep` all that would move, and
/// others in a chosen folder too, are removed. Stage reported: "pictures". Throws Cancelled, with every picture whole in
/// one of the two places, and Error{Io} when one cannot be written there.
MovedPictures moveThumbnails(const std::vector<std::filesystem::path>& archives, const std::filesystem::path& from,
                             const std::filesystem::path& to, bool keep, JobContext& job);

}  // namespace tilescout::jobs
