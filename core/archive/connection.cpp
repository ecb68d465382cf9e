#include "archive/connection.h"

#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <string>

#include "archive/migrations.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace fs = std::filesystem;

namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::uintmax_t kQuickCheckLimit = std::uintmax_t{32} << 20;  // larger files are checked by verify
constexpr int kLargestValue = 64 << 20;
constexpr int kDefensive[] = {SQLITE_DBCONFIG_DEFENSIVE};
constexpr int kForbidden[] = {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER,
                              SQLITE_DBCONFIG_ENABLE_VIEW,    SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION,
                              SQLITE_DBCONFIG_DQS_DDL,        SQLITE_DBCONFIG_DQS_DML};

using Header = std::array<unsigned char, 100>;

std::uint32_t bigEndian(const Header& header, std::size_t at) {
  return (std::uint32_t{header[at]} << 24) | (std::uint32_t{header[at + 1]} << 16) |
         (std::uint32_t{header[at + 2]} << 8) | header[at + 3];
}

std::string uriOf(const fs::path& file, const char* query) {
  std::string uri = "file:";
  for (const char c : fs::absolute(file).string()) {
    if (std::isalnum(static_cast<unsigned char>(c)) || std::string_view("/._-~").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      constexpr const char* digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return uri + query;
}

/// The first bytes as SQLite itself reads them, without a lock or a look at logs and journals. Reading them in any
/// other way would be fatal: closing a descriptor of a file drops every lock that this process holds on it, and another
/// process (a training, say) that closes the archive then takes its log away under our open connections
/// (sqlite.org/howtocorrupt.html, 2.2). False when the file is shorter.
bool readHeader(const fs::path& file, Header& header) {
  return guarded(file.string(), [&] {
    const SQLite::Database peek(uriOf(file, "?immutable=1"), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    sqlite3_file* open = nullptr;
    if (sqlite3_file_control(peek.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &open) != SQLITE_OK || !open ||
        !open->pMethods)
      throw Error(ErrorCode::Io, "cannot be opened for reading");
    return open->pMethods->xRead(open, header.data(), static_cast<int>(header.size()), 0) == SQLITE_OK;
  });
}

// Another application's database must not even be touched: opening it could roll back its hot journal.
// Returns whether the header asks for a write-ahead log.
bool checkHeader(const fs::path& file) {
  std::error_code status;
  if (!fs::exists(file, status)) throw Error(ErrorCode::NotFound, "there is no such archive", file.string());
  if (!fs::is_regular_file(file, status)) throw Error(ErrorCode::InvalidInput, "is not a file", file.string());
  if (::faccessat(AT_FDCWD, file.c_str(), R_OK, AT_EACCESS) != 0)
    throw Error(ErrorCode::Io, "cannot be opened for reading (permission denied)", file.string());
  Header header{};
  const bool whole = readHeader(file, header);
  const std::string magic(reinterpret_cast<const char*>(header.data()), 16);
  if (!whole || magic != std::string("SQLite format 3\0", 16)) {
    throw Error(ErrorCode::Corrupt, "is no Tilescout archive (its beginning is not a database's)", file.string());
  }
  if (bigEndian(header, 68) != static_cast<std::uint32_t>(kApplicationId)) {
    throw Error(ErrorCode::Corrupt, "is a database of another application, not a Tilescout archive", file.string());
  }
  return header[18] == 2;
}

void harden(SQLite::Database& database) {
  sqlite3* handle = database.getHandle();
  for (const int option : kDefensive) sqlite3_db_config(handle, option, 1, nullptr);
  for (const int option : kForbidden) sqlite3_db_config(handle, option, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kLargestValue);
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
  database.setBusyTimeout(kBusyTimeoutMs);
  // No memory map: a share that drops or a file that is cut would then kill the program instead of failing a read.
  database.exec(
      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON;"
      "PRAGMA cache_size = -32768; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;");
}

std::unique_ptr<SQLite::Database> connect(const std::string& name, int flags) {
  auto database = std::make_unique<SQLite::Database>(name, flags, kBusyTimeoutMs);
  harden(*database);
  return database;
}

void chooseJournal(SQLite::Database& database, const FilePlace& place) {
  if (place.network) {
    // Held exclusively, a log left from a local disk is folded in without shared memory, which a share does not have.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.execAndGet("PRAGMA journal_mode = TRUNCATE");
    database.exec("PRAGMA locking_mode = NORMAL");
    database.execAndGet("SELECT count(*) FROM sqlite_schema");
    // A rollback journal is only safe over power cuts when every commit is flushed.
    database.exec("PRAGMA synchronous = FULL");
    return;
  }
  const std::string mode = database.execAndGet("PRAGMA journal_mode = WAL").getString();
  if (mode != "wal") {
    database.execAndGet("PRAGMA journal_mode = TRUNCATE");
    database.exec("PRAGMA synchronous = FULL");
  }
}

void checkContent(SQLite::Database& database, const fs::path& file) {
  const std::string subject = file.string();
  SQLite::Statement foreign(database, "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view') LIMIT 1");
  if (foreign.executeStep()) {
    throw Error(ErrorCode::Corrupt,
                "holds a " + foreign.getColumn(0).getString() + " named '" + foreign.getColumn(1).getString() +
                    "', which no Tilescout archive has; it is not opened",
                subject);
  }
  std::error_code status;
  if (fs::file_size(file, status) > kQuickCheckLimit || status) return;
  const std::string result = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (result != "ok") throw Error(ErrorCode::Corrupt, "the archive is damaged (" + result + ")", subject);
}

bool logBeside(const fs::path& file) {
  fs::path log = file;
  log += "-wal";
  std::error_code status;
  const auto size = fs::file_size(log, status);
  return !status && size > 0;
}

std::unique_ptr<SQLite::Database> openReadOnly(const fs::path& file, const FilePlace& place, bool usesLog) {
  const bool sharedMemory = place.folderWritable && !place.network;
  if (usesLog && !sharedMemory && !logBeside(file)) {
    // A log could not be read here, but there is none, and no program can write one while the file asks for it.
    return connect(uriOf(file, "?immutable=1"), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  }
  if (usesLog && !place.folderWritable) {
    throw Error(ErrorCode::Io,
                "its folder is read-only and the last changes still lie in '" + file.filename().string() +
                    "-wal'; copy both files to a folder that can be written and open the copy",
                file.string());
  }
  return connect(uriOf(file, ""), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
}

void refuseReadOnlyPlace(const fs::path& file, const FilePlace& place) {
  if (!place.fileWritable) throw Error(ErrorCode::Io, "is read-only and cannot be changed", file.string());
  if (!place.folderWritable) {
    throw Error(ErrorCode::Io, "its folder is read-only, so the archive can be searched but not changed",
                file.string());
  }
}

}  // namespace

void createDatabase(const fs::path& file, const FilePlace& place) {
  std::error_code status;
  if (fs::exists(file, status)) throw Error(ErrorCode::InvalidInput, "exists already", file.string());
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, status)) {
    throw Error(ErrorCode::NotFound, "the folder for the new archive does not exist", folder.string());
  }
  if (!place.folderWritable) {
    throw Error(ErrorCode::Io, "no archive can be made here because the folder is read-only", folder.string());
  }
  guarded(file.string(), [&] {
    // Built beside its place and renamed, so that a kill leaves no half-made archive.
    fs::path temporary = file;
    temporary += ".new";
    fs::remove(temporary, status);
    {
      auto database = connect(uriOf(temporary, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI);
      database->exec("PRAGMA page_size = " + std::to_string(kPageSize));
      database->exec("PRAGMA application_id = " + std::to_string(kApplicationId));
      migrate(*database, temporary, schemaMigrations());
    }
    fs::rename(temporary, file, status);
    if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", file.string());
  });
}

std::unique_ptr<SQLite::Database> openDatabase(const fs::path& file, OpenMode mode, const FilePlace& place) {
  const bool usesLog = checkHeader(file);
  return guarded(file.string(), [&] {
    if (mode == OpenMode::ReadOnly) {
      auto database = openReadOnly(file, place, usesLog);
      checkContent(*database, file);
      const int version = database->execAndGet("PRAGMA user_version").getInt();
      const int newest = schemaMigrations().back().version;
      if (version < newest && place.fileWritable && place.folderWritable) {
        database.reset();
        openDatabase(file, OpenMode::ReadWrite, place);  // brings it up to date, after a backup
        database = openReadOnly(file, place, checkHeader(file));
      } else if (version < newest) {
        throw Error(ErrorCode::Incompatible,
                    "was written by an older Tilescout and cannot be brought up to date here, because it or its folder "
                    "is read-only; copy it to a folder that can be written and open the copy",
                    file.string());
      }
      migrate(*database, file, schemaMigrations());  // refuses newer files; there is nothing else left to do
      return database;
    }
    refuseReadOnlyPlace(file, place);
    auto database = connect(uriOf(file, ""), SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI);
    if (place.network) chooseJournal(*database, place);
    checkContent(*database, file);
    migrate(*database, file, schemaMigrations());
    if (!place.network) chooseJournal(*database, place);
    return database;
  });
}

}  // namespace tilescout::archive
