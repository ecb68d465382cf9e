#pragma once
#include <SQLiteCpp/Database.h>

#include <string>
#include <utility>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Copies what people said of one scene's tiles: captions, tags, collections, splits, and the marks of saved searches
/// that both archives have. Sets are known by kind and name, searches by name and query. Labels have no names of their
/// own: as many of one kind at one place as the other archive has are wanted here, so that copying twice adds nothing.
/// No transactions of its own.
class LabelCopier {
 public:
  LabelCopier(SQLite::Database& from, SQLite::Database& to,
              const std::vector<std::pair<TileId, TileId>>& pairs /* theirs and ours, ascending by theirs */)
      : from_(from), to_(to), pairs_(pairs) {}

  void copy(SceneId theirs, SceneId ours);

 private:
  TileId partnerOf(TileId theirs) const;

  SQLite::Database& from_;
  SQLite::Database& to_;
  const std::vector<std::pair<TileId, TileId>>& pairs_;
};

/// Copies saved searches whose names are free here; returns the names of those left out because another search of ours
/// bears the name.
std::vector<std::string> copySearches(SQLite::Database& from, SQLite::Database& to);

}  // namespace tilescout::archive
