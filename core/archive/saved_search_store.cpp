#include "archive/saved_search_store.h"

#include <SQLiteCpp/Statement.h>

#include <cstring>
#include <string>

#include "archive/placed_rows.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

constexpr const char* kSelectSearch =
    "SELECT id, name, notes, query, model_name, model_fingerprint, weights, bias, alert, seen_tile, created, changed "
    "FROM saved_search ";
constexpr const char* kInsert =
    "INSERT INTO saved_search (name, notes, query, model_name, model_fingerprint, weights, bias, alert, seen_tile, "
    "changed, created) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), "
    "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))";
constexpr const char* kUpdate =
    "UPDATE saved_search SET name = ?1, notes = ?2, query = ?3, model_name = ?4, model_fingerprint = ?5, weights = ?6, "
    "bias = ?7, alert = ?8, seen_tile = ?9, changed = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = ?10";

std::optional<Detector> detectorOf(SQLite::Statement& row) {
  const SQLite::Column weights = row.getColumn(6);
  if (weights.isNull()) return std::nullopt;
  Detector detector{row.getColumn(4).getString(), row.getColumn(5).getString(), {}, row.getColumn(7).getDouble()};
  const void* bytes = weights.getBlob();
  const auto size = static_cast<std::size_t>(weights.getBytes());
  if (size == 0 || size % sizeof(float) != 0) {
    throw Error(ErrorCode::Corrupt, "the archive holds a detector whose weights have a wrong size");
  }
  detector.weights.resize(size / sizeof(float));
  std::memcpy(detector.weights.data(), bytes, size);
  return detector;
}

SavedSearch readSearch(SQLite::Statement& row) {
  SavedSearch search;
  search.id = row.getColumn(0).getInt64();
  search.name = row.getColumn(1).getString();
  search.notes = row.getColumn(2).getString();
  search.query = row.getColumn(3).getString();
  search.detector = detectorOf(row);
  search.alert = row.getColumn(8).getInt() != 0;
  search.seenTile = row.getColumn(9).getInt64();
  search.created = row.getColumn(10).getString();
  search.changed = row.getColumn(11).getString();
  return search;
}

void bindSearch(SQLite::Statement& statement, const SavedSearch& search) {
  statement.bind(1, search.name);
  statement.bind(2, search.notes);
  statement.bind(3, search.query);
  statement.bind(4, search.detector ? search.detector->modelName : std::string());
  statement.bind(5, search.detector ? search.detector->modelFingerprint : std::string());
  if (search.detector) {
    const std::vector<float>& weights = search.detector->weights;
    statement.bind(6, weights.data(), static_cast<int>(weights.size() * sizeof(float)));
  } else {
    statement.bind(6);
  }
  statement.bind(7, search.detector ? search.detector->bias : 0.0);
  statement.bind(8, search.alert ? 1 : 0);
  statement.bind(9, search.seenTile);
}

// A name that nobody can type begins those rows that only hold marks together.
constexpr char kUnnamed = '\x1f';
constexpr const char* kInsertMark =
    "INSERT INTO search_mark (search_id, right, scene_id, tile_id, x, y, width, height) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

[[noreturn]] void failMissing(SavedSearchId id) {
  throw Error(ErrorCode::NotFound, "there is no saved search " + std::to_string(id));
}

}  // namespace

std::vector<SavedSearch> SavedSearchStore::all() {
  SQLite::Statement query(database_, std::string(kSelectSearch) + "WHERE substr(name, 1, 1) <> char(31) ORDER BY name");
  std::vector<SavedSearch> searches;
  while (query.executeStep()) searches.push_back(readSearch(query));
  return searches;
}

std::optional<SavedSearch> SavedSearchStore::byId(SavedSearchId id) {
  SQLite::Statement query(database_, std::string(kSelectSearch) + "WHERE id = ?");
  query.bind(1, id);
  if (!query.executeStep()) return std::nullopt;
  return readSearch(query);
}

std::vector<SearchMark> SavedSearchStore::marks(SavedSearchId id) {
  SQLite::Statement query(
      database_, "SELECT tile_id, right FROM search_mark WHERE search_id = ? AND tile_id IS NOT NULL ORDER BY id");
  query.bind(1, id);
  std::vector<SearchMark> marks;
  while (query.executeStep()) marks.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt() != 0});
  return marks;
}

SavedSearchId SavedSearchStore::save(const SavedSearch& search, Edit& edit) {
  SQLite::Statement namesake(database_, "SELECT 1 FROM saved_search WHERE name = ? AND id <> ?");
  namesake.bind(1, search.name);
  namesake.bind(2, search.id);
  if (namesake.executeStep()) {
    throw Error(ErrorCode::InvalidInput, "there is a saved search of that name already", search.name);
  }
  if (search.id != 0) edit.touching("saved_search", search.id);
  SQLite::Statement put(database_, search.id == 0 ? kInsert : kUpdate);
  bindSearch(put, search);
  if (search.id != 0) put.bind(10, search.id);
  if (put.exec() == 0) failMissing(search.id);
  if (search.id != 0) return search.id;
  const SavedSearchId id = database_.getLastInsertRowid();
  edit.made("saved_search", id);
  return id;
}

void SavedSearchStore::remove(SavedSearchId id, Edit& edit) {
  removeMarks(id, edit);
  edit.touching("saved_search", id);
  SQLite::Statement remove(database_, "DELETE FROM saved_search WHERE id = ?");
  remove.bind(1, id);
  if (remove.exec() == 0) failMissing(id);
}

void SavedSearchStore::setMarks(SavedSearchId id, std::span<const SearchMark> marks, Edit& edit) {
  if (!byId(id)) failMissing(id);
  removeMarks(id, edit);
  SQLite::Statement insert(database_, kInsertMark);
  for (const SearchMark& mark : marks) {
    insert.bind(1, id);
    insert.bind(2, mark.right ? 1 : 0);
    bindPlace(database_, insert, 3, mark.tile);
    insert.exec();
    insert.reset();
    edit.made("search_mark", database_.getLastInsertRowid());
  }
}

void SavedSearchStore::setSeen(SavedSearchId id, TileId tile) {
  SQLite::Statement update(database_, "UPDATE saved_search SET seen_tile = ? WHERE id = ?");
  update.bind(1, tile);
  update.bind(2, id);
  if (update.exec() == 0) failMissing(id);
}

void SavedSearchStore::keepMarks(const std::string& key, const std::string& subject,
                                 std::span<const SearchMark> marks) {
  const std::string name = kUnnamed + key;
  if (marks.empty()) {
    SQLite::Statement remove(database_, "DELETE FROM saved_search WHERE name = ?");
    remove.bind(1, name);
    remove.exec();
    return;
  }
  SQLite::Statement put(database_, "INSERT OR IGNORE INTO saved_search (name, query) VALUES (?, ?)");
  put.bind(1, name);
  put.bind(2, subject);
  put.exec();
  SQLite::Statement find(database_, "SELECT id FROM saved_search WHERE name = ?");
  find.bind(1, name);
  const SavedSearchId id = firstRow(find, "a search").getColumn(0).getInt64();
  // Those whose scene is away for now stay, and find their place when it comes back.
  SQLite::Statement remove(database_, "DELETE FROM search_mark WHERE search_id = ? AND tile_id IS NOT NULL");
  remove.bind(1, id);
  remove.exec();
  SQLite::Statement insert(database_, kInsertMark);
  for (const SearchMark& mark : marks) {
    insert.bind(1, id);
    insert.bind(2, mark.right ? 1 : 0);
    try {
      bindPlace(database_, insert, 3, mark.tile);
      insert.exec();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::NotFound) throw;
    }
    insert.reset();
  }
}

std::map<std::string, std::vector<SearchMark>> SavedSearchStore::keptMarks() {
  SQLite::Statement query(database_,
                          "SELECT substr(name, 2), tile_id, right FROM saved_search JOIN search_mark ON search_id = "
                          "saved_search.id WHERE substr(name, 1, 1) = char(31) AND tile_id IS NOT NULL ORDER BY "
                          "search_mark.id");
  std::map<std::string, std::vector<SearchMark>> kept;
  while (query.executeStep())
    kept[query.getColumn(0).getString()].push_back({query.getColumn(1).getInt64(), query.getColumn(2).getInt() != 0});
  return kept;
}

void SavedSearchStore::removeMarks(SavedSearchId id, Edit& edit) {
  SQLite::Statement query(database_, "SELECT id FROM search_mark WHERE search_id = ?");
  query.bind(1, id);
  while (query.executeStep()) edit.touching("search_mark", query.getColumn(0).getInt64());
  SQLite::Statement remove(database_, "DELETE FROM search_mark WHERE search_id = ?");
  remove.bind(1, id);
  remove.exec();
}

}  // namespace tilescout::archive
