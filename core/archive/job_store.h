#pragma once
#include <SQLiteCpp/Database.h>

#include <string>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// The archive's log of jobs. No transactions of its own.
class JobStore {
 public:
  explicit JobStore(SQLite::Database& database) : database_(database) {}

  /// A job still marked as running was killed, since its successor holds the archive's lock: it becomes "interrupted".
  std::int64_t begin(const std::string& kind, const std::string& detail);
  void end(std::int64_t id, const std::string& state, const std::string& detail);
  /// The latest jobs, newest first.
  std::vector<JobRow> latest(int limit);
  /// When the last finished job of a kind ended, ISO 8601, UTC; "" = none has.
  std::string lastEnd(const std::string& kind);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
