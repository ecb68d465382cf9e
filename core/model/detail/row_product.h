#pragma once
#include <ATen/core/Tensor.h>

namespace tilescout::model::detail {

/// x Wᵀ + b of x [..., in], weight [out, in] and bias [out] or undefined, with gradients for all three. On the CPU in
/// float32 it runs on row_kernels.h where whole panels fill the output, which is the case for all usual widths: two to
/// three times as fast as the BLAS that LibTorch comes with on processors younger than that, and independent of which
/// BLAS it is. A row's bits depend on that row alone, with any number of threads. Everything else is at::linear.
at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

/// a b of a [N, r, k] and b [N, k, c], with gradients for both; on the CPU in float32 by the same kernels, the N products
/// divided among LibTorch's threads. Everything else is at::bmm.
at::Tensor batchProduct(const at::Tensor& a, const at::Tensor& b);

}  // namespace tilescout::model::detail
