#include "archive/sqlite_guard.h"

#include <sqlite3.h>

namespace tilescout::archive {

namespace {

Error ioError(const SQLite::Exception& failure, const std::string& subject) {
  return {ErrorCode::Io,
          std::string("reading or writing failed (") + failure.getErrorStr() + ", SQLite code " +
              std::to_string(failure.getExtendedErrorCode()) + ")",
          subject};
}

}  // namespace

Error translated(const SQLite::Exception& failure, const std::string& subject) {
  const std::string detail = std::string(" (") + failure.what() + ")";
  switch (failure.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::Busy, "another program is writing to this archive; try again later", subject};
    case SQLITE_FULL: return {ErrorCode::Io, "the disk is full; free some space and run the job again", subject};
    case SQLITE_READONLY: return {ErrorCode::Io, "the archive or its folder is read-only" + detail, subject};
    case SQLITE_CANTOPEN: return {ErrorCode::Io, "cannot be opened" + detail, subject};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return {ErrorCode::Corrupt, "the archive is damaged" + detail, subject};
    case SQLITE_NOMEM: return {ErrorCode::OutOfMemory, "not enough memory for the archive", subject};
    case SQLITE_TOOBIG: return {ErrorCode::Corrupt, "the archive holds a value that is too large" + detail, subject};
    // A statement of ours that does not compile means that the file's tables are not ours.
    case SQLITE_ERROR: return {ErrorCode::Corrupt, "the archive's tables are not as they must be" + detail, subject};
    case SQLITE_IOERR: return ioError(failure, subject);
    default: return {ErrorCode::Internal, "the database refused" + detail, subject};
  }
}

}  // namespace tilescout::archive
