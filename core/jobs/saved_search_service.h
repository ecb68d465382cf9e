#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/labels.h"

namespace tilescout::jobs {

/// Queries with names, detectors with their marks, and alerts. Changes are steps of the history (undo: LabelService),
/// except looking at new hits. Own connection; one thread. Throws as LabelService does; Error{InvalidInput} for a name
/// in use and for a query that is empty.
class SavedSearchService {
 public:
  explicit SavedSearchService(const std::filesystem::path& archiveFile, const std::string& author = {});
  ~SavedSearchService();

  std::vector<SavedSearch> list();  ///< by name
  std::optional<SavedSearch> find(SavedSearchId id);
  /// Inserts (id 0) or replaces; returns the id. A new one has seen every tile that is there now.
  SavedSearchId save(SavedSearch search);
  SavedSearchId save(SavedSearch search, std::span<const SearchMark> marks);  ///< with all its marks, as one step
  void remove(SavedSearchId id);

  std::vector<SearchMark> marks(SavedSearchId id);
  void setMarks(SavedSearchId id, std::span<const SearchMark> marks);  ///< replaces all

  /// Marks of queries that have no name, by a key of what they are about (`subject`, JSON). They are kept as they are
  /// made, outside the history; none: nothing stays of them.
  void keepMarks(const std::string& key, const std::string& subject, std::span<const SearchMark> marks);
  std::map<std::string, std::vector<SearchMark>> keptMarks();

  /// Scenes that came after a search's `seenTile` are new to it (one that is only cut anew is not); this says that all
  /// present ones were seen.
  void markSeen(SavedSearchId id);
  TileId newestTile();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::jobs
