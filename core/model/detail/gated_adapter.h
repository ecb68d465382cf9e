#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include "model/detail/clip_weights.h"

namespace tilescout::model::detail {

/// y = x Wᵀ + b in `compute` precision; weights of another type are cast (differentiably). x [..., in] → [..., out].
at::Tensor linearIn(const at::Tensor& x, const LinearWeights& w, at::ScalarType compute);

/// Standard multi-head self-attention of x [B, T, W] within each sample; `mask` [T, T] is added to the scores when
/// defined. Result [B, T, W] in `compute` precision.
at::Tensor selfAttention(const at::Tensor& x, const AttentionWeights& w, int heads, at::ScalarType compute,
                         const at::Tensor& mask = {});

/// m ← σ(g_b)·MGA(m) + (1−σ(g_b))·m of spec/model.md, for one block; m [B, T, W]. Not causal in the text tower: it
/// sees the padding too. `adapter.mini` decides whether features pass the shared mini-adapter. Plain variant:
/// m ← W_up GELU(W_down m) + m.
at::Tensor gatedAdapter(const at::Tensor& m, const GatedAdapterWeights& adapter, const AdapterShape& shape,
                        at::ScalarType compute);

}  // namespace tilescout::model::detail
