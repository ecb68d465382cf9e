#pragma once
#include <algorithm>
#include <cstdint>

namespace tilescout::train::detail {

/// A part of some rows.
struct Share {
  std::int64_t first = 0, count = 0;
};

/// Process `rank`'s part of `total` rows: one after the other, the first ones a row longer where they do not divide
/// evenly.
inline Share shareOf(std::int64_t total, int rank, int world) {
  const std::int64_t least = total / world, longer = total % world;
  return {rank * least + std::min<std::int64_t>(rank, longer), least + (rank < longer ? 1 : 0)};
}

}  // namespace tilescout::train::detail
