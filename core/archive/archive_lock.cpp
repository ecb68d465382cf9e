#include "archive/archive_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <string>

#include "base/error.h"

namespace tilescout::archive {

namespace {

std::string holderIn(int descriptor) {
  std::array<char, 128> text{};
  const ssize_t got = ::pread(descriptor, text.data(), text.size() - 1, 0);
  return got > 0 ? std::string(text.data(), static_cast<std::size_t>(got)) : std::string("another process");
}

std::string programName() {
  std::error_code status;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", status);
  char host[65] = "";
  ::gethostname(host, sizeof(host) - 1);
  return program.filename().string() + " (process " + std::to_string(::getpid()) + " on " + host + ")";
}

// The former holder removes the file when it ends; a lock on a removed file locks nothing.
bool stillInPlace(int descriptor, const std::filesystem::path& file) {
  struct stat held {
  }, present{};
  return ::fstat(descriptor, &held) == 0 && ::stat(file.c_str(), &present) == 0 && held.st_ino == present.st_ino &&
         held.st_dev == present.st_dev;
}

}  // namespace

ArchiveLock::ArchiveLock(const std::filesystem::path& archiveFile) : file_(archiveFile) {
  file_ += ".lock";
  for (;;) {
    descriptor_ = ::open(file_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0666);
    if (descriptor_ < 0) {
      throw Error(ErrorCode::Io, std::string("the archive cannot be locked for writing (") + std::strerror(errno) + ")",
                  file_.string());
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      const int reason = errno;
      const std::string holder = holderIn(descriptor_);
      ::close(descriptor_);
      if (reason == EWOULDBLOCK) throw Error(ErrorCode::Busy, "is in use by " + holder, archiveFile.string());
      throw Error(ErrorCode::Io, std::string("the archive cannot be locked here (") + std::strerror(reason) + ")",
                  archiveFile.string());
    }
    if (stillInPlace(descriptor_, file_)) break;
    ::close(descriptor_);
  }
  const std::string text = programName();
  // The text only serves the other side's message; the lock holds without it, on a full disk too.
  if (::ftruncate(descriptor_, 0) != 0 || ::pwrite(descriptor_, text.data(), text.size(), 0) < 0) return;
}

ArchiveLock::~ArchiveLock() {
  ::unlink(file_.c_str());
  ::close(descriptor_);
}

}  // namespace tilescout::archive
