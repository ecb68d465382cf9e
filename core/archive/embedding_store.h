#pragma once
#include <SQLiteCpp/Database.h>

#include <functional>
#include <span>
#include <vector>

#include "archive/archive.h"

namespace tilescout::archive {

/// fp16 rows, one per tile and model. No transactions of its own.
class EmbeddingStore {
 public:
  explicit EmbeddingStore(SQLite::Database& database) : database_(database) {}

  /// Rows that are there already are replaced. Throws Error{InvalidInput} when a row is not E long.
  void store(ModelId model, std::span<const Archive::EmbeddedTile> batch);
  std::int64_t count(ModelId model);
  void read(ModelId model, const std::function<void(std::span<const TileId>, std::span<const std::uint16_t>)>& block);
  void verify(std::vector<VerifyProblem>& problems);

 private:
  void dropVectorsOf(std::span<const TileId> tiles);
  int embedDim(ModelId model);

  SQLite::Database& database_;
};

}  // namespace tilescout::archive
