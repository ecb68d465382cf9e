#pragma once
#include <SQLiteCpp/Database.h>

#include <optional>

#include "archive/archive.h"
#include "archive/layout.h"

namespace tilescout::archive {

/// Two models' spaces laid out together. No transactions of its own.
class ComparisonStore {
 public:
  explicit ComparisonStore(SQLite::Database& database) : database_(database) {}

  /// Replaces that of the same two models.
  std::int64_t put(const StoredComparison& comparison);
  /// Points of tiles that are gone are left out.
  std::optional<StoredComparison> of(ModelId before, ModelId after);

 private:
  void insertPoints(std::int64_t id, const StoredComparison& comparison);
  void insertMeasures(std::int64_t id, const char* side, const std::map<std::string, double>& measures);
  void readPoints(StoredComparison& comparison);

  SQLite::Database& database_;
};

}  // namespace tilescout::archive
