#include "archive/label_copy.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>
#include <map>

#include "archive/saved_search_store.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

/// How one table's rows are copied. `select` gives tile, x, y, width, height, owner's names (at most two) and the row's
/// own values; `owner` finds the owner here by those names.
struct LabelTable {
  const char* select;
  const char* owner;   ///< "" = the first own value is the row's identity
  const char* count;   ///< ?1 scene, ?2…?5 window, ?6 owner or identity
  const char* insert;  ///< the same, then ?7 tile, ?8 and ?9 the other own values
};

constexpr std::array<LabelTable, 3> kLabelTables = {
    LabelTable{"SELECT ifnull(tile_id, 0), x, y, width, height, text, '', author, created FROM caption "
               "WHERE scene_id = ? ORDER BY id",
               "",
               "SELECT count(*) FROM caption WHERE scene_id = ?1 AND x = ?2 AND y = ?3 AND width = ?4 AND height = ?5 "
               "AND text = ?6",
               "INSERT INTO caption (scene_id, x, y, width, height, text, tile_id, author, created) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), ?8, ?9)"},
    LabelTable{"SELECT ifnull(tile_id, 0), x, y, width, height, kind, name, member.author, member.created "
               "FROM tile_set_member AS member JOIN tile_set ON tile_set.id = set_id "
               "WHERE scene_id = ? ORDER BY member.id",
               "SELECT id FROM tile_set WHERE kind = ? AND name = ?",
               "SELECT count(*) FROM tile_set_member WHERE scene_id = ?1 AND x = ?2 AND y = ?3 AND width = ?4 AND "
               "height = ?5 AND set_id = ?6",
               "INSERT INTO tile_set_member (scene_id, x, y, width, height, set_id, tile_id, author, created) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), ?8, ?9)"},
    LabelTable{"SELECT ifnull(tile_id, 0), x, y, width, height, name, query, right, 0 FROM search_mark "
               "JOIN saved_search ON saved_search.id = search_id WHERE scene_id = ? ORDER BY search_mark.id",
               "SELECT id FROM saved_search WHERE name = ? AND query = ?",
               "SELECT count(*) FROM search_mark WHERE scene_id = ?1 AND x = ?2 AND y = ?3 AND width = ?4 AND "
               "height = ?5 AND search_id = ?6",
               "INSERT INTO search_mark (scene_id, x, y, width, height, search_id, tile_id, right) "
               "VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), ?8 + 0 * ?9)"}};

using Names = std::pair<std::string, std::string>;

/// The owner's number here, "" when there is none.
std::string ownerOf(SQLite::Database& database, const LabelTable& table, const Names& names) {
  if (*table.owner == '\0') return names.first;
  SQLite::Statement query(database, table.owner);
  query.bind(1, names.first);
  query.bind(2, names.second);
  return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

void addSet(SQLite::Database& database, const Names& kindAndName) {
  SQLite::Statement insert(database,
                           "INSERT OR IGNORE INTO tile_set (kind, name, created) "
                           "VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");
  insert.bind(1, kindAndName.first);
  insert.bind(2, kindAndName.second);
  insert.exec();
}

}  // namespace

TileId LabelCopier::partnerOf(TileId theirs) const {
  const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), std::pair<TileId, TileId>{theirs, 0});
  return found != pairs_.end() && found->first == theirs ? found->second : 0;
}

void LabelCopier::copy(SceneId theirs, SceneId ours) {
  for (const LabelTable& table : kLabelTables) {
    SQLite::Statement query(from_, table.select);
    SQLite::Statement count(to_, table.count), insert(to_, table.insert);
    std::map<std::pair<std::string, std::array<double, 4>>, std::int64_t> present;
    std::map<Names, std::string> owners;
    query.bind(1, theirs);
    while (query.executeStep()) {
      const Names names(query.getColumn(5).getString(), query.getColumn(6).getString());
      if (!owners.contains(names)) {
        if (&table == &kLabelTables[1]) addSet(to_, names);
        owners[names] = ownerOf(to_, table, names);
      }
      const std::string& owner = owners[names];
      if (owner.empty()) continue;
      std::array<double, 4> window{};
      for (int i = 0; i < 4; ++i) window[static_cast<std::size_t>(i)] = query.getColumn(1 + i).getDouble();
      for (SQLite::Statement* statement : {&count, &insert}) {
        statement->bind(1, ours);
        for (int i = 0; i < 4; ++i) statement->bind(2 + i, window[static_cast<std::size_t>(i)]);
        statement->bind(6, owner);
      }
      const auto [known, isNew] = present.try_emplace({owner, window}, 0);
      if (isNew) known->second = firstRow(count, "a count").getColumn(0).getInt64();
      count.reset();
      if (known->second-- > 0) continue;
      insert.bind(7, partnerOf(query.getColumn(0).getInt64()));
      insert.bind(8, query.getColumn(7).getString());
      insert.bind(9, query.getColumn(8).getString());
      insert.exec();
      insert.reset();
    }
  }
}

std::vector<std::string> copySearches(SQLite::Database& from, SQLite::Database& to) {
  std::vector<std::string> leftOut;
  SavedSearchStore ours(to);
  const std::vector<SavedSearch> present = ours.all();
  Edit unrecorded(to, {});  // never finished: a merge is no step of the history
  for (SavedSearch search : SavedSearchStore(from).all()) {
    const auto namesake = std::find_if(present.begin(), present.end(),
                                       [&](const SavedSearch& known) { return known.name == search.name; });
    if (namesake != present.end()) {
      if (namesake->query != search.query) leftOut.push_back(search.name);
      continue;
    }
    search.id = 0;
    search.seenTile = 0;  // numbers of the other archive mean nothing here
    ours.save(search, unrecorded);
  }
  return leftOut;
}

}  // namespace tilescout::archive
