#pragma once
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <string>
#include <utility>

#include "base/error.h"

namespace tilescout::archive {

/// SQLite's failure as ours: busy, full, corrupt and so on keep their kind; `subject` is the archive's path.
Error translated(const SQLite::Exception& failure, const std::string& subject);

inline constexpr int kInterrupted = 9;  // SQLITE_INTERRUPT: a stop was asked for

/// Runs `body`; SQLite's exceptions leave as Error or, after a stop, as Cancelled, and Errors without a subject get
/// this one.
template <typename Body>
auto guarded(const std::string& subject, Body&& body) {
  try {
    return std::forward<Body>(body)();
  } catch (const SQLite::Exception& failure) {
    if (failure.getErrorCode() == kInterrupted) throw Cancelled();
    throw translated(failure, subject);
  } catch (const Error& error) {
    if (!error.subject().empty()) throw;
    throw Error(error.code(), error.message(), subject);
  }
}

/// SQLiteCpp's step is bool; a statement of which one row must come says so by name.
inline SQLite::Statement& firstRow(SQLite::Statement& query, const char* what) {
  if (!query.executeStep()) throw Error(ErrorCode::Corrupt, std::string("the archive lacks ") + what);
  return query;
}

}  // namespace tilescout::archive
