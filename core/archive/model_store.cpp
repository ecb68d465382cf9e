#include "archive/model_store.h"

#include <SQLiteCpp/Statement.h>

#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

constexpr const char* kSelectModel = "SELECT id, name, fingerprint, embed_dim, active FROM model ";
constexpr int kLargestEmbedding = 1 << 16;

ModelRecord readModel(SQLite::Statement& row) {
  ModelRecord record{row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString(),
                     row.getColumn(3).getInt(), row.getColumn(4).getInt() != 0};
  if (record.embedDim < 1 || record.embedDim > kLargestEmbedding) {
    throw Error(ErrorCode::Corrupt, "the archive's model '" + record.name + "' has embeddings of an impossible size");
  }
  return record;
}

std::optional<ModelRecord> oneModel(SQLite::Statement& query) {
  if (!query.executeStep()) return std::nullopt;
  return readModel(query);
}

}  // namespace

ModelRecord ModelTable::findOrAdd(const std::string& name, const std::string& fingerprint, int embedDim) {
  SQLite::Statement query(database_, std::string(kSelectModel) + "WHERE fingerprint = ?");
  query.bind(1, fingerprint);
  if (std::optional<ModelRecord> found = oneModel(query)) {
    if (found->embedDim == embedDim) return *found;
    throw Error(ErrorCode::Incompatible,
                "the archive's embeddings of this model have " + std::to_string(found->embedDim) +
                    " values, the model's now have " + std::to_string(embedDim),
                name);
  }
  if (embedDim < 1 || embedDim > kLargestEmbedding) {
    throw Error(ErrorCode::InvalidInput, "the model's embeddings have an impossible size", name);
  }
  SQLite::Statement insert(database_, "INSERT INTO model (name, fingerprint, embed_dim) VALUES (?, ?, ?)");
  insert.bind(1, name);
  insert.bind(2, fingerprint);
  insert.bind(3, embedDim);
  insert.exec();
  return {database_.getLastInsertRowid(), name, fingerprint, embedDim, false};
}

std::optional<ModelRecord> ModelTable::byId(ModelId id) {
  SQLite::Statement query(database_, std::string(kSelectModel) + "WHERE id = ?");
  query.bind(1, id);
  return oneModel(query);
}

std::vector<ModelRecord> ModelTable::all() {
  SQLite::Statement query(database_, std::string(kSelectModel) + "ORDER BY id");
  std::vector<ModelRecord> models;
  while (query.executeStep()) models.push_back(readModel(query));
  return models;
}

std::optional<ModelRecord> ModelTable::active() {
  SQLite::Statement query(database_, std::string(kSelectModel) + "WHERE active = 1");
  return oneModel(query);
}

void ModelTable::setActive(ModelId id) {
  if (!byId(id)) throw Error(ErrorCode::NotFound, "the archive knows no model " + std::to_string(id));
  database_.exec("UPDATE model SET active = 0 WHERE active = 1");
  SQLite::Statement update(database_, "UPDATE model SET active = 1 WHERE id = ?");
  update.bind(1, id);
  update.exec();
}

}  // namespace tilescout::archive
