#include "jobs/explore_space.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.h"
#include "base/half.h"
#include "base/process_memory.h"
#include "explore/umap.h"

namespace tilescout::jobs {

namespace {

void appendRow(SpaceRows& space, TileId tile, std::span<const std::uint16_t> half) {
  double squares = 0.0;
  const std::size_t first = space.values.size();
  for (const std::uint16_t value : half) {
    const float v = floatFromHalf(value);
    squares += static_cast<double>(v) * v;
    space.values.push_back(v);
  }
  if (!std::isfinite(squares)) {
    throw Error(ErrorCode::Corrupt, "the embedding of tile " + std::to_string(tile) +
                                        " holds values that are no numbers; index its scene again");
  }
  // fp16 rounding moved the length a little; a row of nothing cannot be turned into a direction.
  if (squares > 1e-12) {
    const auto scale = static_cast<float>(1.0 / std::sqrt(squares));
    for (std::size_t k = first; k < space.values.size(); ++k) space.values[k] *= scale;
  }
  space.tiles.push_back(tile);
}

}  // namespace

void readSpaceInBlocks(archive::Archive& archive, const archive::ModelRecord& model, std::size_t size,
                       const std::function<bool(std::int64_t, TileId)>& wanted,
                       const std::function<void(const SpaceRows&)>& block, JobContext& job) {
  SpaceRows space;
  space.dim = static_cast<std::size_t>(model.embedDim);
  std::int64_t place = 0;
  const auto flush = [&] {
    if (!space.tiles.empty()) block(space);
    space.tiles.clear();
    space.values.clear();
  };
  archive.readEmbeddings(model.id, [&](std::span<const TileId> tiles, std::span<const std::uint16_t> halves) {
    job.checkpoint();
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      if (!wanted(place++, tiles[i])) continue;
      appendRow(space, tiles[i], halves.subspan(i * space.dim, space.dim));
      if (space.tiles.size() == size) flush();
    }
  });
  flush();
}

SpaceRows readSpace(archive::Archive& archive, const archive::ModelRecord& model,
                    const std::function<bool(std::int64_t, TileId)>& wanted, JobContext& job) {
  const std::int64_t total = archive.embeddingCount(model.id);
  SpaceRows all;
  all.dim = static_cast<std::size_t>(model.embedDim);
  std::int64_t done = 0;
  const auto take = [&](const SpaceRows& block) {
    all.tiles.insert(all.tiles.end(), block.tiles.begin(), block.tiles.end());
    all.values.insert(all.values.end(), block.values.begin(), block.values.end());
    done += static_cast<std::int64_t>(block.tiles.size());
    job.report({"read", done, total});
  };
  readSpaceInBlocks(archive, model, 8192, wanted, take, job);
  return all;
}

std::size_t affordableRows(std::size_t count, std::size_t dim, std::size_t neighbours, std::size_t exactLimit,
                           std::size_t limit) {
  const std::size_t allowed = limit > 0 ? limit : static_cast<std::size_t>(availableMemory() / 10 * 6);
  const auto needed = [&](std::size_t rows) {
    return rows * dim * sizeof(float) + explore::layoutBytes(rows, dim, neighbours, exactLimit);
  };
  std::size_t rows = count;
  while (rows > 1000 && needed(rows) > allowed) rows = rows / 8 * 7;
  if (rows < count && needed(rows) > allowed) {
    throw Error(ErrorCode::OutOfMemory, "there is not enough memory to lay out even a sample of the tiles");
  }
  return rows;
}

bool inSample(std::int64_t at, std::size_t count, std::size_t sampled, std::uint64_t seed) {
  if (sampled >= count) return true;
  // One of every stretch of count / sampled places, at a place within it that the seed chooses.
  const double stretch = static_cast<double>(count) / static_cast<double>(sampled);
  const auto number = static_cast<std::uint64_t>(static_cast<double>(at) / stretch);
  std::uint64_t z = seed + number * 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z ^= z >> 27;
  const double begin = std::ceil(static_cast<double>(number) * stretch);
  const double end = std::ceil(static_cast<double>(number + 1) * stretch);
  const double width = std::max(1.0, end - begin);
  return static_cast<double>(at) == begin + static_cast<double>(z % static_cast<std::uint64_t>(width));
}

}  // namespace tilescout::jobs
