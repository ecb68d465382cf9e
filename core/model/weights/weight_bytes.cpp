#include "model/weights/weight_bytes.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.h"

namespace tilescout::model::weights {

namespace {

constexpr std::size_t kPage = 4096;

/// A file may lie about its size (a sparse one of terabytes, say): what can be reserved decides, not what is claimed.
std::byte* reserve(std::size_t size, const std::string& subject) {
  void* start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (start == MAP_FAILED) {
    throw Error(ErrorCode::OutOfMemory, std::string("is too large to be read (") + std::strerror(errno) + ")", subject);
  }
  return static_cast<std::byte*>(start);
}

}  // namespace

std::shared_ptr<const WeightFile> WeightFile::open(const std::filesystem::path& file) {
  std::shared_ptr<WeightFile> opened(new WeightFile);
  opened->path_ = file;
  // O_NONBLOCK: a named pipe would otherwise hold the program until somebody writes to it.
  opened->descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (opened->descriptor_ < 0) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
    throw Error(code, std::string("cannot be opened (") + std::strerror(errno) + ")", file.string());
  }
  struct stat status {};
  if (::fstat(opened->descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::InvalidInput, "is not a regular file", file.string());
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return opened;
  opened->start_ = reserve(size, file.string());
  opened->size_ = size;
  return opened;
}

WeightFile::~WeightFile() {
  if (start_ != nullptr) ::munmap(start_, size_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::span<const std::byte> WeightFile::read(std::size_t offset, std::size_t count) const {
  if (offset > size_ || count > size_ - offset) {
    throw Error(ErrorCode::Internal, "was asked for bytes that it does not have", path_.string());
  }
  if (count == 0) return {};
  const std::lock_guard lock(mutex_);
  const std::size_t last = (offset + count - 1) / kPage;
  if (here_.size() <= last) here_.resize(last + 1, false);
  for (std::size_t page = offset / kPage; page <= last; ++page) {
    if (here_[page]) continue;
    std::size_t end = page;
    while (end <= last && !here_[end]) ++end;
    const std::size_t from = page * kPage, to = std::min(end * kPage, size_);
    readInto(from, {start_ + from, to - from});
    std::fill(here_.begin() + static_cast<std::ptrdiff_t>(page), here_.begin() + static_cast<std::ptrdiff_t>(end),
              true);
    page = end;
  }
  return {start_ + offset, count};
}

void WeightFile::forget(std::span<const std::byte> bytes) const {
  if (bytes.empty() || bytes.data() < start_ || bytes.data() + bytes.size() > start_ + size_) return;
  const auto from = static_cast<std::size_t>(bytes.data() - start_);
  const std::size_t first = (from + kPage - 1) / kPage, end = (from + bytes.size()) / kPage;
  if (first >= end) return;
  const std::lock_guard lock(mutex_);
  if (::madvise(start_ + first * kPage, (end - first) * kPage, MADV_DONTNEED) != 0) return;  // then it stays, as before
  for (std::size_t page = first; page < std::min(end, here_.size()); ++page) here_[page] = false;
}

void WeightFile::readInto(std::size_t offset, std::span<std::byte> out) const {
  while (!out.empty()) {
    const ssize_t got = ::pread(descriptor_, out.data(), out.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      throw Error(ErrorCode::Io, std::string("cannot be read (") + std::strerror(errno) + ")", path_.string());
    if (got == 0) {
      throw Error(ErrorCode::Corrupt,
                  "was cut short while it was being read: it had " + std::to_string(size_) + " bytes and now ends at " +
                      std::to_string(offset),
                  path_.string());
    }
    out = out.subspan(static_cast<std::size_t>(got));
    offset += static_cast<std::size_t>(got);
  }
}

}  // namespace tilescout::model::weights
