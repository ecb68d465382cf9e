#include "archive/training_store.h"

#include <SQLiteCpp/Statement.h>

#include "archive/session.h"
#include "base/error.h"

namespace tilescout::archive {

namespace {

constexpr const char* kColumns =
    "id, model, fingerprint, base, base_fingerprint, config, data_fingerprint, code_version, result, started, ended, "
    "notes";

TrainingRun rowOf(SQLite::Statement& query) {
  const auto text = [&](int column) { return query.getColumn(column).getString(); };
  TrainingRun run;
  run.id = query.getColumn(0).getInt64();
  run.model = text(1), run.fingerprint = text(2), run.base = text(3), run.baseFingerprint = text(4);
  run.config = text(5), run.dataFingerprint = text(6), run.codeVersion = text(7), run.result = text(8);
  run.started = text(9), run.ended = text(10), run.notes = text(11);
  return run;
}

void insertSplit(SQLite::Database& database, std::int64_t id, const TrainingRun& run) {
  SQLite::Statement row(database, "INSERT INTO training_split (run_id, tile_id, split) VALUES (?, ?, ?)");
  for (const auto& [tile, split] : run.split) {
    row.bind(1, id);
    row.bind(2, tile);
    row.bind(3, split);
    row.exec();
    row.reset();
  }
}

std::int64_t insertRun(SQLite::Database& database, const TrainingRun& run) {
  SQLite::Statement insert(database,
                           "INSERT INTO training_run (model, fingerprint, base, base_fingerprint, config, "
                           "data_fingerprint, code_version, result, started, ended, notes, curves) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  int at = 0;
  for (const std::string* text :
       {&run.model, &run.fingerprint, &run.base, &run.baseFingerprint, &run.config, &run.dataFingerprint,
        &run.codeVersion, &run.result, &run.started, &run.ended, &run.notes, &run.curves}) {
    insert.bind(++at, *text);
  }
  insert.exec();
  const std::int64_t id = database.getLastInsertRowid();
  insertSplit(database, id, run);
  return id;
}

/// False when there is no such run.
bool updateRun(SQLite::Database& database, std::int64_t id, const TrainingRun& run) {
  SQLite::Statement update(database,
                           "UPDATE training_run SET model = ?, fingerprint = ?, base = ?, base_fingerprint = ?, "
                           "config = ?, data_fingerprint = ?, code_version = ?, result = ?, started = ?, ended = ?, "
                           "curves = ? WHERE id = ?");
  int at = 0;
  for (const std::string* text :
       {&run.model, &run.fingerprint, &run.base, &run.baseFingerprint, &run.config, &run.dataFingerprint,
        &run.codeVersion, &run.result, &run.started, &run.ended, &run.curves}) {
    update.bind(++at, *text);
  }
  update.bind(++at, id);
  if (update.exec() == 0) return false;
  SQLite::Statement erase(database, "DELETE FROM training_split WHERE run_id = ?");
  erase.bind(1, id);
  erase.exec();
  insertSplit(database, id, run);
  return true;
}

}  // namespace

struct TrainingStore::Impl {
  Session session;
};

TrainingStore::TrainingStore(const std::filesystem::path& file, OpenMode mode)
    : impl_(std::make_unique<Impl>(Impl{Session::open(file, mode)})) {}
TrainingStore::~TrainingStore() = default;
TrainingStore::TrainingStore(TrainingStore&&) noexcept = default;
TrainingStore& TrainingStore::operator=(TrainingStore&&) noexcept = default;

std::int64_t TrainingStore::add(const TrainingRun& run) {
  return impl_->session.write([&](SQLite::Database& database) { return insertRun(database, run); });
}

std::int64_t TrainingStore::put(std::int64_t id, const TrainingRun& run) {
  return impl_->session.write(
      [&](SQLite::Database& database) { return updateRun(database, id, run) ? id : insertRun(database, run); });
}

std::vector<TrainingRun> TrainingStore::all() {
  return impl_->session.read([&](SQLite::Database& database) {
    SQLite::Statement query(database, std::string("SELECT ") + kColumns + " FROM training_run ORDER BY id DESC");
    std::vector<TrainingRun> runs;
    while (query.executeStep()) runs.push_back(rowOf(query));
    return runs;
  });
}

std::optional<TrainingRun> TrainingStore::byId(std::int64_t id) {
  return impl_->session.read([&](SQLite::Database& database) -> std::optional<TrainingRun> {
    SQLite::Statement query(database, std::string("SELECT ") + kColumns + ", curves FROM training_run WHERE id = ?");
    query.bind(1, id);
    if (!query.executeStep()) return std::nullopt;
    TrainingRun run = rowOf(query);
    run.curves = query.getColumn(12).getString();
    return run;
  });
}

std::vector<std::pair<TileId, std::string>> TrainingStore::split(std::int64_t id) {
  return impl_->session.read([&](SQLite::Database& database) {
    SQLite::Statement query(database, "SELECT tile_id, split FROM training_split WHERE run_id = ? ORDER BY tile_id");
    query.bind(1, id);
    std::vector<std::pair<TileId, std::string>> rows;
    while (query.executeStep()) rows.emplace_back(query.getColumn(0).getInt64(), query.getColumn(1).getString());
    return rows;
  });
}

void TrainingStore::setNotes(std::int64_t id, const std::string& notes) {
  impl_->session.write([&](SQLite::Database& database) {
    SQLite::Statement update(database, "UPDATE training_run SET notes = ? WHERE id = ?");
    update.bind(1, notes);
    update.bind(2, id);
    if (update.exec() == 0) throw Error(ErrorCode::NotFound, "there is no training run " + std::to_string(id));
  });
}

void TrainingStore::remove(std::int64_t id) {
  impl_->session.write([&](SQLite::Database& database) {
    SQLite::Statement erase(database, "DELETE FROM training_run WHERE id = ?");
    erase.bind(1, id);
    erase.exec();
  });
}

}  // namespace tilescout::archive
