#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace tilescout::model::weights {

/// The bytes of an open file, each read once, when it is first asked for, into memory reserved at its place: tensors
/// are used where they lie, and what nobody asks for takes no memory. Not mapped: a file that another program cuts
/// short meanwhile gives an Error where a map would kill this one. Writing to the bytes (training in place) never
/// reaches the file. Thread-safe.
class WeightFile {
 public:
  /// Throws Error{NotFound, Io, InvalidInput}; nothing is read yet.
  static std::shared_ptr<const WeightFile> open(const std::filesystem::path& file);
  ~WeightFile();
  WeightFile(const WeightFile&) = delete;
  WeightFile& operator=(const WeightFile&) = delete;

  /// As it was when the file was opened.
  std::size_t size() const noexcept { return size_; }
  const std::filesystem::path& path() const noexcept { return path_; }

  /// Throws Error{Corrupt} when the file does not have these bytes any more, Error{Io}.
  std::span<const std::byte> read(std::size_t offset, std::size_t count) const;
  /// These bytes, from a span of read(), are not needed now: gives their memory back, whole pages alone, until read()
  /// asks for them again. Changes made in place are lost. Bytes that are not of this file are left alone.
  void forget(std::span<const std::byte> bytes) const;
  /// As read(), past the reserved memory: for what is copied elsewhere anyway.
  void readInto(std::size_t offset, std::span<std::byte> out) const;

 private:
  WeightFile() = default;

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::size_t size_ = 0;
  std::byte* start_ = nullptr;
  mutable std::mutex mutex_;
  mutable std::vector<bool> here_;  ///< pages that have been read
};

/// A range of a weight file, checked to lie within it; read when its content is looked at. Valid while the file is
/// open.
class WeightBytes {
 public:
  WeightBytes() = default;
  explicit WeightBytes(const WeightFile& file) : file_(&file), size_(file.size()) {}

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  /// Both must lie within this range.
  WeightBytes subspan(std::size_t offset, std::size_t count) const {
    WeightBytes part(*this);
    part.offset_ += offset;
    part.size_ = count;
    return part;
  }

  /// These read; they throw as WeightFile::read() does.
  std::span<const std::byte> span() const {
    return empty() ? std::span<const std::byte>() : file_->read(offset_, size_);
  }
  const std::byte* data() const { return span().data(); }
  operator std::span<const std::byte>() const { return span(); }
  void copyTo(std::span<std::byte> out) const {
    if (!empty()) file_->readInto(offset_, out.first(size_));
  }

 private:
  const WeightFile* file_ = nullptr;
  std::size_t offset_ = 0, size_ = 0;
};

}  // namespace tilescout::model::weights
