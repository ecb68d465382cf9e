#include "model/weights/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.h"

namespace tilescout::model::weights {

namespace {

struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

}  // namespace

std::shared_ptr<const MappedFile> MappedFile::open(const std::filesystem::path& file) {
  // O_NONBLOCK: a named pipe would otherwise hold the program until somebody writes to it.
  const Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (descriptor.number < 0) {
    const ErrorCode code = errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io;
    throw Error(code, std::string("cannot be opened (") + std::strerror(errno) + ")", file.string());
  }
  struct stat status {};
  if (::fstat(descriptor.number, &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ErrorCode::InvalidInput, "is not a regular file", file.string());
  }
  std::shared_ptr<MappedFile> mapped(new MappedFile);
  mapped->path_ = file;
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return mapped;
  void* start = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, descriptor.number, 0);
  if (start == MAP_FAILED) {
    throw Error(ErrorCode::Io, std::string("cannot be mapped into memory (") + std::strerror(errno) + ")",
                file.string());
  }
  mapped->bytes_ = {static_cast<std::byte*>(start), size};
  return mapped;
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(bytes_.data(), bytes_.size());
}

}  // namespace tilescout::model::weights
