#pragma once
#include <SQLiteCpp/Database.h>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "archive/edit_log.h"
#include "base/labels.h"

namespace tilescout::archive {

/// Queries with names, detectors and their marks. No transactions of its own.
class SavedSearchStore {
 public:
  explicit SavedSearchStore(SQLite::Database& database) : database_(database) {}

  std::vector<SavedSearch> all();  ///< by name
  std::optional<SavedSearch> byId(SavedSearchId id);
  std::vector<SearchMark> marks(SavedSearchId id);  ///< of tiles that are there now

  /// Inserts (id 0) or replaces. Throws Error{InvalidInput} for a name in use, Error{NotFound}.
  SavedSearchId save(const SavedSearch& search, Edit& edit);
  void remove(SavedSearchId id, Edit& edit);
  /// Replaces all marks.
  void setMarks(SavedSearchId id, std::span<const SearchMark> marks, Edit& edit);
  /// Not an edit: looking at results is nothing to undo.
  void setSeen(SavedSearchId id, TileId tile);

  /// Marks of queries that have no name (yet), by a short key of what they are about; all() passes these over. Keeping
  /// replaces those on present tiles; without marks nothing stays. Not edits: marks have an undo of their own. A mark
  /// of a tile that is gone is passed over.
  void keepMarks(const std::string& key, const std::string& subject, std::span<const SearchMark> marks);
  std::map<std::string, std::vector<SearchMark>> keptMarks();

 private:
  void removeMarks(SavedSearchId id, Edit& edit);

  SQLite::Database& database_;
};

}  // namespace tilescout::archive
