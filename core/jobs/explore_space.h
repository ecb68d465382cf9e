#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "archive/archive.h"
#include "base/job.h"
#include "explore/rows.h"

namespace tilescout::jobs {

/// Embeddings in memory as normalised float rows, in tile order; after them there may be those of texts.
struct SpaceRows {
  std::vector<TileId> tiles;
  std::vector<float> values;
  std::size_t dim = 0;

  /// The tiles'.
  explore::Rows rows() const { return {std::span(values).first(tiles.size() * dim), dim}; }
  explore::Rows texts() const { return {std::span(values).subspan(tiles.size() * dim), dim}; }
  /// The tiles', then the texts'.
  explore::Rows all() const { return {values, dim}; }
};

/// The rows of a model's tiles that `wanted(place, tile)` takes. Throws Error{Corrupt} naming a tile whose embedding is
/// not finite; a row of nothing stays so. Stage: "read".
SpaceRows readSpace(archive::Archive& archive, const archive::ModelRecord& model,
                    const std::function<bool(std::int64_t, TileId)>& wanted, JobContext& job);

/// Calls `block` with rows as readSpace gives them, at most `size` at a time.
void readSpaceInBlocks(archive::Archive& archive, const archive::ModelRecord& model, std::size_t size,
                       const std::function<bool(std::int64_t, TileId)>& wanted,
                       const std::function<void(const SpaceRows&)>& block, JobContext& job);

/// How many of `count` rows can be laid out at once within `limit` bytes (0 = six tenths of the free memory).
std::size_t affordableRows(std::size_t count, std::size_t dim, std::size_t neighbours, std::size_t exactLimit,
                           std::size_t limit);

/// Whether place `at` of `count` belongs to an evenly spread, seeded sample of about `sampled`.
bool inSample(std::int64_t at, std::size_t count, std::size_t sampled, std::uint64_t seed);

}  // namespace tilescout::jobs
