#include "archive/backup.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <system_error>

#include "archive/session.h"
#include "base/error.h"
#include "base/fail_point.h"

namespace tilescout::archive {

namespace fs = std::filesystem;

namespace {

constexpr int kPagesAtOnce = 1024;  // of 16 KiB

/// Goes away unless it was put in place.
class PartFile {
 public:
  explicit PartFile(const fs::path& target) : target_(target), path_(target) {
    path_ += ".part";
    remove();
  }
  ~PartFile() { remove(); }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  const fs::path& path() const { return path_; }
  void putInPlace() const {
    std::error_code status;
    fs::rename(path_, target_, status);
    if (status) throw Error(ErrorCode::Io, "cannot be written (" + status.message() + ")", target_.string());
  }

 private:
  void remove() const {
    std::error_code status;
    fs::remove(path_, status);
  }

  fs::path target_, path_;
};

void copyPages(SQLite::Database& from, const fs::path& to, JobContext& job) {
  SQLite::Database copy(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  SQLite::Backup backup(copy, from);
  for (bool more = true; more;) {
    job.checkpoint();
    more = backup.executeStep(kPagesAtOnce) != SQLITE_DONE;
    const int total = backup.getTotalPageCount();
    job.report({"copy", total - backup.getRemainingPageCount(), total});
    failPoint("archive.backup_step");
  }
}

}  // namespace

void backUpArchive(const fs::path& file, const fs::path& target, JobContext& job) {
  std::error_code status;
  if (fs::equivalent(file, target, status)) {
    throw Error(ErrorCode::InvalidInput, "an archive cannot be copied over itself; name another file", file.string());
  }
  const PartFile part(target);
  Session::open(file, OpenMode::ReadOnly).read([&](SQLite::Database& database) {
    // A reading transaction holds the moment still: without it every write of another program would start the copy anew.
    SQLite::Transaction moment(database);
    database.execAndGet("SELECT count(*) FROM meta");
    copyPages(database, part.path(), job);
  });
  part.putInPlace();
}

}  // namespace tilescout::archive
