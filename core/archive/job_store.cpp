#include "archive/job_store.h"

#include <SQLiteCpp/Statement.h>

namespace tilescout::archive {

namespace {
constexpr const char* kNow = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";
}

std::int64_t JobStore::begin(const std::string& kind, const std::string& detail) {
  database_.exec(std::string("UPDATE job SET state = 'interrupted', ended = ") + kNow + " WHERE state = 'running'");
  SQLite::Statement insert(
      database_, std::string("INSERT INTO job (kind, state, detail, started) VALUES (?, 'running', ?, ") + kNow + ")");
  insert.bind(1, kind);
  insert.bind(2, detail);
  insert.exec();
  return database_.getLastInsertRowid();
}

void JobStore::end(std::int64_t id, const std::string& state, const std::string& detail) {
  SQLite::Statement update(database_,
                           std::string("UPDATE job SET state = ?, detail = ?, ended = ") + kNow + " WHERE id = ?");
  update.bind(1, state);
  update.bind(2, detail);
  update.bind(3, id);
  update.exec();
}

std::vector<JobRow> JobStore::latest(int limit) {
  SQLite::Statement query(database_,
                          "SELECT id, kind, state, detail, started, ended FROM job ORDER BY id DESC LIMIT ?");
  query.bind(1, limit);
  std::vector<JobRow> rows;
  while (query.executeStep()) {
    rows.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString(), query.getColumn(2).getString(),
                    query.getColumn(3).getString(), query.getColumn(4).getString(), query.getColumn(5).getString()});
  }
  return rows;
}

std::string JobStore::lastEnd(const std::string& kind) {
  SQLite::Statement query(database_,
                          "SELECT ended FROM job WHERE kind = ? AND state = 'finished' ORDER BY id DESC LIMIT 1");
  query.bind(1, kind);
  return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

}  // namespace tilescout::archive
