#pragma once
#include <SQLiteCpp/Database.h>

#include <span>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "archive/edit_log.h"

namespace tilescout::archive {

/// Folders and files that were given to be indexed. Paths are absolute and normal. No transactions of its own.
class SourceStore {
 public:
  explicit SourceStore(SQLite::Database& database) : database_(database) {}

  std::vector<Source> all();  ///< in the order in which they were given
  /// Given (again): takes the place of what lies below it. Nothing is stored below a source of the same options.
  void put(const Source& source);
  /// Lets sources follow their scenes: one whose scenes have all moved, and lie in one other folder as they did in it,
  /// is that folder now. Call before the scenes are moved.
  void follow(std::span<const MovedScene> scenes, Edit& edit);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
