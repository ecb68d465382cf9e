#include "archive/edit_log.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "archive/placed_rows.h"
#include "archive/session.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

using nlohmann::json;

// Owners before what belongs to them: rows come back in this order and go in the opposite one.
constexpr std::array<const char*, 9> kTables = {"source",       "scene",      "tile_set",
                                                "saved_search", "caption",    "tile_set_member",
                                                "search_mark",  "apart_tile", "cluster_name"};
constexpr const char* kScene = "scene";
constexpr std::size_t kMostBytes = std::size_t{48} << 20;  // what SQLite takes as one value is 64 MiB
constexpr std::int64_t kStepsKept = 200;
constexpr std::int64_t kBytesKept = std::int64_t{256} << 20;

/// Of a scene only where its file is: what was read from the file is no person's edit.
std::vector<std::string> columnsOf(SQLite::Database& database, const std::string& table) {
  if (table == kScene) {
    return {"id",          "path", "name", "file_size", "modified_ns", "state", "problem_code", "problem_message",
            "content_hash"};
  }
  SQLite::Statement query(database, "SELECT name FROM pragma_table_info(?) ORDER BY cid");
  query.bind(1, table);
  std::vector<std::string> columns;
  while (query.executeStep()) columns.push_back(query.getColumn(0).getString());
  return columns;
}

json valueOf(const SQLite::Column& column) {
  if (column.isNull()) return nullptr;
  if (column.isInteger()) return column.getInt64();
  if (column.isFloat()) return column.getDouble();
  if (!column.isBlob()) return column.getString();
  const auto* bytes = static_cast<const std::uint8_t*>(column.getBlob());
  return json::array({std::vector<std::uint8_t>(bytes, bytes + column.getBytes())});
}

void bindValue(SQLite::Statement& statement, int index, const json& value) {
  if (value.is_number_integer()) {
    statement.bind(index, value.get<std::int64_t>());
  } else if (value.is_number()) {
    statement.bind(index, value.get<double>());
  } else if (value.is_string()) {
    statement.bind(index, value.get<std::string>());
  } else if (value.is_array()) {
    const auto bytes = value.at(0).get<std::vector<std::uint8_t>>();
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
  } else {
    statement.bind(index);
  }
}

/// A row's values in the order of its columns, "null" when there is no such row.
std::string rowText(SQLite::Database& database, const std::string& table, std::int64_t id) {
  std::string columns;
  for (const std::string& column : columnsOf(database, table)) columns += (columns.empty() ? "" : ", ") + column;
  SQLite::Statement query(database, "SELECT " + columns + " FROM " + table + " WHERE id = ?");
  query.bind(1, id);
  if (!query.executeStep()) return "null";
  json values = json::array();
  for (int i = 0; i < query.getColumnCount(); ++i) values.push_back(valueOf(query.getColumn(i)));
  return values.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool exists(SQLite::Database& database, const std::string& sql, const json& id) {
  if (!id.is_number_integer()) return false;
  SQLite::Statement query(database, sql);
  query.bind(1, id.get<std::int64_t>());
  return query.executeStep();
}

/// Tile and scene may have gone since: a label then keeps its pixels and finds another tile, or waits as an orphan.
void detachFromWhatIsGone(SQLite::Database& database, std::map<std::string, json>& values) {
  if (!values.contains("tile_id")) return;
  if (!exists(database, "SELECT 1 FROM scene WHERE id = ?", values["scene_id"])) values["scene_id"] = nullptr;
  if (!exists(database, "SELECT 1 FROM tile WHERE id = ?", values["tile_id"])) values["tile_id"] = nullptr;
}

void putRow(SQLite::Database& database, const char* table, const std::vector<std::string>& columns, const json& row) {
  std::map<std::string, json> values;
  for (std::size_t i = 0; i < columns.size(); ++i) values[columns[i]] = row.at(i);
  detachFromWhatIsGone(database, values);
  std::string names, marks, updates;
  for (const std::string& column : columnsOf(database, table)) {
    if (!values.contains(column)) continue;  // came with a later version
    names += (names.empty() ? "" : ", ") + column;
    marks += marks.empty() ? "?" : ", ?";
    updates += (updates.empty() ? "" : ", ") + column + " = excluded." + column;
  }
  SQLite::Statement put(database, std::string("INSERT INTO ") + table + " (" + names + ") VALUES (" + marks +
                                      ") ON CONFLICT (id) DO UPDATE SET " + updates);
  int index = 0;
  for (const std::string& column : columnsOf(database, table)) {
    if (values.contains(column)) bindValue(put, ++index, values[column]);
  }
  put.exec();
  if (values.contains("tile_id")) reattachRow(database, table, values.at("id").get<std::int64_t>());
}

/// Says where a scene's file is. One whose content is another by now, or whose path another scene has taken, stays.
void placeScene(SQLite::Database& database, const json& row) {
  SQLite::Statement update(database,
                           "UPDATE OR IGNORE scene SET path = ?2, name = ?3, file_size = ?4, modified_ns = ?5, "
                           "state = ?6, problem_code = ?7, problem_message = ?8 WHERE id = ?1 AND content_hash = ?9");
  for (std::size_t i = 0; i < 9; ++i) bindValue(update, static_cast<int>(i) + 1, row.at(i));
  update.exec();
}

void removeRow(SQLite::Database& database, const char* table, std::int64_t id) {
  SQLite::Statement remove(database, std::string("DELETE FROM ") + table + " WHERE id = ?");
  remove.bind(1, id);
  remove.exec();
}

/// Brings the rows of one table to the state before (0) or after (1) the step: what shall be gone goes first, since a
/// new row may need its name.
void restore(SQLite::Database& database, const char* table, const json& part, std::size_t state, bool removals) {
  const auto columns = part.at("columns").get<std::vector<std::string>>();
  for (const auto& [id, states] : part.at("rows").items()) {
    const json& row = states.at(state);
    if (row.is_null() != removals) continue;
    if (table == std::string_view(kScene)) {
      if (!removals) placeScene(database, row);
    } else if (removals) {
      removeRow(database, table, std::stoll(id));
    } else {
      putRow(database, table, columns, row);
    }
  }
}

EditStep stepOf(SQLite::Statement& row) {
  return {row.getColumn(0).getInt64(),  row.getColumn(1).getString(), row.getColumn(2).getInt64(),
          row.getColumn(3).getString(), row.getColumn(4).getString(), row.getColumn(5).getString()};
}

std::optional<EditStep> stepWhere(SQLite::Database& database, const char* condition) {
  SQLite::Statement query(database, std::string("SELECT id, kind, count, detail, author, time FROM edit ") + condition);
  if (!query.executeStep()) return std::nullopt;
  return stepOf(query);
}

/// The history is a convenience; it must not outgrow the archive.
void forgetOldSteps(SQLite::Database& database) {
  SQLite::Statement query(database, "SELECT id, length(rows) FROM edit ORDER BY id DESC");
  std::int64_t steps = 0, bytes = 0, oldest = 0;
  while (query.executeStep()) {
    bytes += query.getColumn(1).getInt64();
    if (++steps > 1 && (steps > kStepsKept || bytes > kBytesKept)) break;
    oldest = query.getColumn(0).getInt64();
  }
  SQLite::Statement remove(database, "DELETE FROM edit WHERE id < ?");
  remove.bind(1, oldest);
  remove.exec();
}

}  // namespace

void Edit::touching(const char* table, std::int64_t id) {
  auto& rows = before_[table];
  if (!rows.contains(id)) rows[id] = rowText(database_, table, id);
}

void Edit::made(const char* table, std::int64_t id) { before_[table].try_emplace(id, "null"); }

void Edit::finish() {
  std::string text;
  bool changed = false;
  for (const auto& [table, rows] : before_) {
    text += (text.empty() ? "{\"" : ",\"") + table + "\":{\"columns\":" + json(columnsOf(database_, table)).dump() +
            ",\"rows\":{";
    bool first = true;
    for (const auto& [id, before] : rows) {
      const std::string after = rowText(database_, table, id);
      if (before == after) continue;
      changed = true;
      text += (first ? "\"" : ",\"") + std::to_string(id) + "\":[" + before + "," + after + "]";
      first = false;
    }
    text += "}}";
  }
  if (!changed) return;
  if (text.size() > kMostBytes) {
    throw Error(ErrorCode::InvalidInput, "too many labels are changed at once; do it in parts");
  }
  database_.exec("DELETE FROM edit WHERE undone = 1");
  SQLite::Statement insert(database_,
                           "INSERT INTO edit (kind, count, detail, author, time, rows) "
                           "VALUES (?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?)");
  insert.bind(1, step_.kind);
  insert.bind(2, step_.count);
  insert.bind(3, step_.detail);
  insert.bind(4, step_.author);
  insert.bind(5, text + "}");
  insert.exec();
  forgetOldSteps(database_);
}

std::optional<EditStep> EditLog::undoable() {
  return stepWhere(database_, "WHERE undone = 0 ORDER BY id DESC LIMIT 1");
}

std::optional<EditStep> EditLog::redoable() { return stepWhere(database_, "WHERE undone = 1 ORDER BY id LIMIT 1"); }

std::optional<EditStep> EditLog::undo() { return apply(undoable(), false); }
std::optional<EditStep> EditLog::redo() { return apply(redoable(), true); }

std::optional<EditStep> EditLog::apply(const std::optional<EditStep>& step, bool forward) {
  if (!step) return step;
  SQLite::Statement query(database_, "SELECT rows FROM edit WHERE id = ?");
  query.bind(1, step->id);
  try {
    const json rows = json::parse(firstRow(query, "a step of its history").getColumn(0).getString());
    const std::size_t state = forward ? 1 : 0;
    std::vector<const char*> tables(kTables.begin(), kTables.end());
    for (const bool removals : {true, false}) {
      std::reverse(tables.begin(), tables.end());
      for (const char* table : tables) {
        if (rows.contains(table)) restore(database_, table, rows.at(table), state, removals);
      }
    }
    if (rows.contains(kScene)) bumpRevision(database_);  // caches know scenes by their paths
  } catch (const json::exception&) {
    throw Error(ErrorCode::Corrupt, "the history of edits is damaged; nothing was undone");
  } catch (const std::logic_error&) {
    throw Error(ErrorCode::Corrupt, "the history of edits is damaged; nothing was undone");
  }
  SQLite::Statement mark(database_, "UPDATE edit SET undone = ? WHERE id = ?");
  mark.bind(1, forward ? 0 : 1);
  mark.bind(2, step->id);
  mark.exec();
  return step;
}

}  // namespace tilescout::archive
