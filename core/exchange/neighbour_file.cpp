#include "exchange/neighbour_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "base/error.h"

namespace tilescout::exchange {

NeighbourFile::NeighbourFile(const std::filesystem::path& target, const std::string& extension)
    : target_(target),
      path_(target.parent_path() / ("." + target.stem().string() + "." + std::to_string(::getpid()) + extension)) {
  remove();
}

NeighbourFile::~NeighbourFile() { remove(); }

void NeighbourFile::moveOverTarget() {
  const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
  std::error_code failure;
  if (!flushed) failure = std::error_code(errno, std::generic_category());
  if (descriptor >= 0) ::close(descriptor);
  if (flushed) std::filesystem::rename(path_, target_, failure);
  if (failure) throw Error(ErrorCode::Io, "cannot be written: " + failure.message(), target_.string());
}

void NeighbourFile::remove() const {
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace tilescout::exchange
