#pragma once
#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// Rows of the model table: which models' embeddings the archive holds. No transactions of its own.
class ModelTable {
 public:
  explicit ModelTable(SQLite::Database& database) : database_(database) {}

  /// The model with this fingerprint, added when it is new. Throws Error{Incompatible} when its size differs.
  ModelRecord findOrAdd(const std::string& name, const std::string& fingerprint, int embedDim);
  std::optional<ModelRecord> byId(ModelId id);
  std::vector<ModelRecord> all();
  std::optional<ModelRecord> active();
  void setActive(ModelId id);

 private:
  SQLite::Database& database_;
};

}  // namespace tilescout::archive
