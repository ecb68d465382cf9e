#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>

#include <filesystem>
#include <memory>
#include <type_traits>

#include "archive/archive.h"
#include "archive/sqlite_guard.h"
#include "base/fail_point.h"

namespace tilescout::archive {

/// One connection to an archive, and how everything reads and writes through it. An instance belongs to one thread.
struct Session {
  std::filesystem::path file;
  OpenMode mode = OpenMode::ReadOnly;
  std::unique_ptr<SQLite::Database> database;

  static Session open(const std::filesystem::path& file, OpenMode mode);

  template <typename Body>
  auto read(Body&& body) {
    return guarded(file.string(), [&] { return body(*database); });
  }

  /// One immediate transaction: it waits for another writer at its beginning, not in its middle.
  template <typename Body>
  auto write(Body&& body) {
    if (mode == OpenMode::ReadOnly) {
      throw Error(ErrorCode::Io, "was opened for reading only and cannot be changed", file.string());
    }
    return guarded(file.string(), [&] {
      SQLite::Transaction transaction(*database, SQLite::TransactionBehavior::IMMEDIATE);
      if constexpr (std::is_void_v<decltype(body(*database))>) {
        body(*database);
        commit(transaction);
      } else {
        auto result = body(*database);
        commit(transaction);
        return result;
      }
    });
  }

 private:
  static void commit(SQLite::Transaction& transaction) {
    failPoint("archive.before_commit");
    transaction.commit();
    failPoint("archive.after_commit");
  }
};

/// Says that tiles or embeddings have changed: see Archive::revision().
void bumpRevision(SQLite::Database& database);

}  // namespace tilescout::archive
