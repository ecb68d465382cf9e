#pragma once
#include <ATen/core/Tensor.h>

#include "model/detail/clip_forward.h"

namespace tilescout::train::detail {

/// Activation checkpointing (Chen et al. 2016, arXiv 1604.06174): of the block its input alone is kept, and the backward pass
/// runs it once more for the rest. The gradients are those of the plain pass. `anchor` is any tensor that takes a gradient:
/// without it the first block, whose input takes none, would seem to have nothing to learn.
at::Tensor recomputed(const model::detail::BlockCall& block, const at::Tensor& input, const at::Tensor& anchor);

}  // namespace tilescout::train::detail
