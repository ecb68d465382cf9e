#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/image.h"

namespace tilescout::jobs {

/// Small pictures on disk under a version in the folder's name: `<archive>.thumbs-v1/`, or the user's own cache where
/// that cannot be written. Losing them, or any of them being damaged, costs only time: nothing here throws.
class ThumbnailCache {
 public:
  explicit ThumbnailCache(const std::filesystem::path& archiveFile);

  /// `key` is a hash; only its characters [0-9a-f] are expected.
  std::optional<Image> find(const std::string& key) const;
  void put(const std::string& key, const Image& image) const;

 private:
  std::filesystem::path beside_, own_;
};

/// Removes the archive's cached pictures, least lately written first, until they take no more than `bytes`, and does
/// the same with the user's own cache, which archives in folders that cannot be written share. Throws nothing: what
/// cannot be removed stays.
void trimThumbnails(const std::filesystem::path& archiveFile, std::int64_t bytes);

}  // namespace tilescout::jobs
