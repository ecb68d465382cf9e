#include "archive/embedding_store.h"

#include <SQLiteCpp/Statement.h>

#include <cmath>
#include <cstring>
#include <string>

#include "archive/model_store.h"
#include "archive/sqlite_guard.h"
#include "archive/tile_store.h"
#include "base/half.h"

namespace tilescout::archive {

namespace {

constexpr std::size_t kRowsABlock = 4096;
constexpr double kNormTolerance = 0.01;  // fp16 rounding of 512 values moves the length by less than 0.001

double squaredLength(std::span<const std::uint16_t> half) {
  double sum = 0.0;
  for (const std::uint16_t value : half) {
    const double v = floatFromHalf(value);
    sum += v * v;
  }
  return sum;
}

}  // namespace

int EmbeddingStore::embedDim(ModelId model) {
  const std::optional<ModelRecord> record = ModelTable(database_).byId(model);
  if (!record) throw Error(ErrorCode::NotFound, "the archive knows no model " + std::to_string(model));
  return record->embedDim;
}

void EmbeddingStore::store(ModelId model, std::span<const Archive::EmbeddedTile> batch) {
  const auto width = static_cast<std::size_t>(embedDim(model));
  SQLite::Statement insert(database_,
                           "INSERT OR REPLACE INTO embedding (model_id, tile_id, vector) "
                           "SELECT ?1, id, ?3 FROM tile WHERE id = ?2");
  std::vector<TileId> skipped;
  for (const Archive::EmbeddedTile& tile : batch) {
    if (tile.skipped) {
      skipped.push_back(tile.tile);
      continue;
    }
    if (tile.half.size() != width) {
      throw Error(ErrorCode::InvalidInput, "an embedding has " + std::to_string(tile.half.size()) +
                                               " values, the model's have " + std::to_string(width));
    }
    insert.bind(1, model);
    insert.bind(2, tile.tile);
    insert.bindNoCopy(3, tile.half.data(), static_cast<int>(tile.half.size_bytes()));
    insert.exec();
    insert.reset();
  }
  TileStore(database_).markSkipped(skipped);
  dropVectorsOf(skipped);
}

// A scene that an interrupted run left half done may be finished with another model; a tile that is skipped now has no
// embedding in any.
void EmbeddingStore::dropVectorsOf(std::span<const TileId> tiles) {
  SQLite::Statement remove(database_,
                           "DELETE FROM embedding WHERE model_id IN (SELECT id FROM model) AND tile_id = ?");
  for (const TileId tile : tiles) {
    remove.bind(1, tile);
    remove.exec();
    remove.reset();
  }
}

std::int64_t EmbeddingStore::count(ModelId model) {
  SQLite::Statement query(database_, "SELECT count(*) FROM embedding WHERE model_id = ?");
  query.bind(1, model);
  return firstRow(query, "a count").getColumn(0).getInt64();
}

void EmbeddingStore::read(ModelId model,
                          const std::function<void(std::span<const TileId>, std::span<const std::uint16_t>)>& block) {
  const auto width = static_cast<std::size_t>(embedDim(model));
  std::vector<TileId> ids;
  std::vector<std::uint16_t> values(kRowsABlock * width);
  ids.reserve(kRowsABlock);
  const auto flush = [&] {
    if (!ids.empty()) block(ids, std::span(values.data(), ids.size() * width));
    ids.clear();
  };
  SQLite::Statement query(database_, "SELECT tile_id, vector FROM embedding WHERE model_id = ? ORDER BY tile_id");
  query.bind(1, model);
  while (query.executeStep()) {
    const SQLite::Column vector = query.getColumn(1);
    const void* bytes = vector.getBlob();
    if (static_cast<std::size_t>(vector.getBytes()) != width * sizeof(std::uint16_t)) {
      throw Error(ErrorCode::Corrupt, "the embedding of tile " + query.getColumn(0).getString() + " has a wrong size");
    }
    std::memcpy(values.data() + ids.size() * width, bytes, width * sizeof(std::uint16_t));
    ids.push_back(query.getColumn(0).getInt64());
    if (ids.size() == kRowsABlock) flush();
  }
  flush();
}

void EmbeddingStore::verify(std::vector<VerifyProblem>& problems) {
  for (const ModelRecord& model : ModelTable(database_).all()) {
    std::int64_t wrong = 0;
    TileId firstWrong = 0;
    const auto width = static_cast<std::size_t>(model.embedDim);
    read(model.id, [&](std::span<const TileId> ids, std::span<const std::uint16_t> rows) {
      for (std::size_t i = 0; i < ids.size(); ++i) {
        const double length = squaredLength(rows.subspan(i * width, width));
        if (std::abs(length - 1.0) <= kNormTolerance) continue;  // NaN is not
        if (wrong++ == 0) firstWrong = ids[i];
      }
    });
    if (wrong > 0) {
      problems.push_back(
          {"model " + model.name,
           std::to_string(wrong) + " embeddings are not of length 1, the first of tile " + std::to_string(firstWrong)});
    }
    SQLite::Statement orphans(database_,
                              "SELECT count(*) FROM embedding WHERE model_id = ? AND "
                              "NOT EXISTS (SELECT 1 FROM tile WHERE id = tile_id AND skipped = 0)");
    orphans.bind(1, model.id);
    const std::int64_t lost = firstRow(orphans, "a count").getColumn(0).getInt64();
    if (lost > 0) problems.push_back({"model " + model.name, std::to_string(lost) + " embeddings belong to no tile"});
  }
}

}  // namespace tilescout::archive
