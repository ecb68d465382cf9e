#pragma once
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "base/labels.h"

namespace tilescout::ui {

/// Queries that were given a name, detectors and alerts of one archive. Called on worker threads; throws Error.
class SavedSession {
 public:
  virtual ~SavedSession() = default;

  virtual std::vector<SavedSearch> list() = 0;
  /// Inserts (id 0) or replaces, with its marks. This and remove() are steps of the history: LabelSession::undo().
  virtual SavedSearchId save(const SavedSearch& search, const std::vector<SearchMark>& marks) = 0;
  virtual void remove(SavedSearchId id) = 0;
  virtual std::vector<SearchMark> marks(SavedSearchId id) = 0;
  /// Marks of queries without a name, by a key of what they are about (`subject`, JSON): written as they are made,
  /// outside the history. None: nothing stays of them.
  virtual void keepMarks(const std::string& key, const std::string& subject, const std::vector<SearchMark>& marks) = 0;
  virtual std::map<std::string, std::vector<SearchMark>> keptMarks() = 0;
  /// How many tiles that came since the last look are likely hits. Throws Cancelled; Error{Incompatible} when a
  /// detector was taught with another model.
  virtual std::int64_t newHits(const SavedSearch& search, std::stop_token stop) = 0;
  /// All present tiles were looked at.
  virtual void markSeen(SavedSearchId id) = 0;
};

}  // namespace tilescout::ui
