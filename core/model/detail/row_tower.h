#pragma once
#include <cstdint>
#include <memory>
#include <span>

#include "model/detail/clip_weights.h"

namespace tilescout::model::detail {

/// Both towers made ready for embedding on the CPU: weights packed for row_kernels.h, adapters included,
/// several samples a thread from the first product to the last, and in a last block without an adapter only the row
/// that is kept. Gives what imageTower() and textTower() give, up to rounding; a row never depends on its companions
/// nor on the number of threads, bit for bit. Needs nothing of the ClipWeights it is made from. May be used from
/// several threads.
class RowTowers {
 public:
  virtual ~RowTowers() = default;

  /// pixels: `count` normalised images [3, S, S]; rows: count × E, L2-normalised.
  virtual void embedImages(const float* pixels, std::size_t count, float* rows) const = 0;
  /// ids: `count` rows of T ids; rows: count × E, L2-normalised.
  virtual void embedTexts(const std::int32_t* ids, std::size_t count, float* rows) const = 0;
};

/// In float32, or with matrix products in bfloat16 (`bf16`; sums, attention and norms stay float32). Null where this build
/// has no row kernels (without Google Highway), or the processor no such products (row_bf16.h). `packed` is told of each large tensor as soon as
/// it is not needed any more, so that a model need not be in memory twice.
std::unique_ptr<RowTowers> makeRowTowers(const ClipWeights& weights, bool bf16 = false,
                                         const PackedTensor& packed = {});

}  // namespace tilescout::model::detail
