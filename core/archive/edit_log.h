#pragma once
#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "archive/archive.h"
#include "base/labels.h"

namespace tilescout::archive {

/// One edit under way: remembers every row that it is told of before the row changes, and stores both states in the
/// history when it ends. Use within one transaction.
class Edit {
 public:
  /// `step` without id and time.
  Edit(SQLite::Database& database, EditStep step) : database_(database), step_(std::move(step)) {}

  /// The row is about to be changed or removed.
  void touching(const char* table, std::int64_t id);
  /// The row was just made.
  void made(const char* table, std::int64_t id);
  const std::string& author() const noexcept { return step_.author; }
  /// Stores the step, unless nothing has changed; what was undone before can then no longer be redone.
  void finish();

 private:
  SQLite::Database& database_;
  EditStep step_;
  std::map<std::string, std::map<std::int64_t, std::string>> before_;  ///< table → row → its values as JSON
};

/// The history of edits; each call is part of the caller's transaction.
class EditLog {
 public:
  explicit EditLog(SQLite::Database& database) : database_(database) {}

  std::optional<EditStep> undoable();  ///< what undo() would take back
  std::optional<EditStep> redoable();
  /// The step taken back or brought again; nullopt when there is none. Throws Error{Corrupt} for a history that this
  /// program did not write.
  std::optional<EditStep> undo();
  std::optional<EditStep> redo();

 private:
  std::optional<EditStep> apply(const std::optional<EditStep>& step, bool forward);

  SQLite::Database& database_;
};

}  // namespace tilescout::archive
