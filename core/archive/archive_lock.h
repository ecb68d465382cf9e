#pragma once
#include <filesystem>

namespace tilescout::archive {

/// Held for the length of a writing job, so that two programs do not index one archive at once. Throws Error{Busy}
/// saying which process holds it; freed by the kernel when its holder dies. Lies in `<archive>.lock` beside the
/// archive, since SQLite's own locks and a lock on the same file would fall together on network shares.
class ArchiveLock {
 public:
  explicit ArchiveLock(const std::filesystem::path& archiveFile);
  ~ArchiveLock();
  ArchiveLock(const ArchiveLock&) = delete;
  ArchiveLock& operator=(const ArchiveLock&) = delete;

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
};

}  // namespace tilescout::archive
