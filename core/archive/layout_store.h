#pragma once
#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>
#include <unordered_set>

#include "archive/archive.h"
#include "archive/edit_log.h"
#include "archive/layout.h"

namespace tilescout::archive {

/// The tiles that the archive has now.
std::unordered_set<TileId> tilesPresent(SQLite::Database& database);

/// Layouts with their points and clusters. No transactions of its own.
class LayoutStore {
 public:
  explicit LayoutStore(SQLite::Database& database) : database_(database) {}

  /// Replaces the layout of the same model and method.
  std::int64_t put(const StoredLayout& layout);
  /// Of one method, or with "" the latest of any. Points of tiles that are gone are left out.
  std::optional<StoredLayout> of(ModelId model, const std::string& method);
  /// "" = the program's name again. Throws Error{NotFound} without such a cluster.
  void nameCluster(std::int64_t layout, std::int64_t cluster, const std::string& name, Edit& edit);

 private:
  void insertPoints(std::int64_t id, const StoredLayout& layout);
  void insertClusters(std::int64_t id, const StoredLayout& layout);
  void insertFigures(std::int64_t id, const StoredLayout& layout);
  void insertTexts(std::int64_t id, const StoredLayout& layout);
  void readPoints(StoredLayout& layout);
  void readClusters(StoredLayout& layout);
  void readFigures(StoredLayout& layout);
  void readTexts(StoredLayout& layout);

  SQLite::Database& database_;
};

}  // namespace tilescout::archive
