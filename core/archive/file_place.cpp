#include "archive/file_place.h"

#include <fcntl.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace tilescout::archive {

namespace {

// From linux/magic.h and the file systems' own sources; FUSE covers sshfs, s3fs and the like.
constexpr std::array<std::uint32_t, 9> kNetworkFileSystems = {
    0x6969,      // NFS
    0x517B,      // SMB
    0xFE534D42,  // SMB2
    0xFF534D42,  // CIFS
    0x65735546,  // FUSE
    0x01021997,  // 9P
    0x00C36400,  // Ceph
    0x5346414F,  // AFS
    0x0BD00BD0,  // Lustre
};

bool writable(const std::filesystem::path& path) { return ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0; }

}  // namespace

FilePlace placeOf(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
  FilePlace place;
  struct statfs info {};
  if (::statfs(folder.c_str(), &info) == 0) {
    const auto type = static_cast<std::uint32_t>(info.f_type);
    place.network =
        std::find(kNetworkFileSystems.begin(), kNetworkFileSystems.end(), type) != kNetworkFileSystems.end();
  }
  place.folderWritable = writable(folder);
  std::error_code status;
  place.fileWritable = !std::filesystem::exists(file, status) || writable(file);
  return place;
}

}  // namespace tilescout::archive
