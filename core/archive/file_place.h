#pragma once
#include <filesystem>

namespace tilescout::archive {

/// What the place of an archive allows; SQLite's write-ahead log works neither on network shares nor in folders that
/// cannot be written.
struct FilePlace {
  bool network = false;  ///< NFS, SMB/CIFS, FUSE, 9P, ...: no shared memory between hosts
  bool folderWritable = true;
  bool fileWritable = true;
};

/// Looks at the folder's file system and permissions; a file that does not exist yet counts as writable.
FilePlace placeOf(const std::filesystem::path& file);

}  // namespace tilescout::archive
