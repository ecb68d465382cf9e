#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>

namespace tilescout::model::weights {

/// A whole file, memory-mapped. Pages are private: writing to them (training in place) never reaches the file.
class MappedFile {
 public:
  /// Throws Error{NotFound, Io}; an empty file gives empty bytes.
  static std::shared_ptr<const MappedFile> open(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::byte> bytes() const noexcept { return bytes_; }
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  MappedFile() = default;
  std::filesystem::path path_;
  std::span<std::byte> bytes_;
};

}  // namespace tilescout::model::weights
