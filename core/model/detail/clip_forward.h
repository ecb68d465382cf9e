#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "model/detail/clip_weights.h"

namespace tilescout::model::detail {

/// One residual block, as a function of the residual stream before it; keeps alive what it reads.
using BlockCall = std::function<at::Tensor(const at::Tensor&)>;

/// How one forward pass is computed; inference and training share the pass. Residual stream and layer norms are float32,
/// matrix products run in `compute`.
struct ForwardOptions {
  at::ScalarType compute = at::kFloat;
  bool earlyTaps = false;      ///< also give blocks L/2−1 … L−2 projected and normalised (early matching)
  bool cutText = false;        ///< text only: drop columns behind the last end-of-text; exact without adapters
  double dropPath = 0.0;       ///< stochastic depth: greatest rate, rising linearly with the block (training)
  double patchDrop = 0.0;      ///< share of patches left out (training, FLIP)
  at::Tensor seenPatches = {};  ///< [B, K] int64: the patches that are looked at, instead of a share by chance
  /// Calls a block on its input, where something has to happen around it (training recomputes blocks).
  std::function<at::Tensor(const BlockCall&, const at::Tensor&)> aroundBlock = {};
};

struct TowerOutput {
  at::Tensor embedding;               ///< [B, E], L2-normalised, float32
  at::Tensor pooled;                  ///< [B, W], class token after ln_post / end-of-text row after ln_final
  std::vector<at::Tensor> early;      ///< per tapped block [B, E], normalised
};

/// images [B, 3, S, S], normalised. S may differ from the weights' size: positions are then interpolated (bicubic).
TowerOutput imageTower(const ClipWeights& w, const at::Tensor& images, const ForwardOptions& options);

at::Tensor layerNorm(const at::Tensor& x, const LayerNormWeights& w);

/// Rows [B, K] (int64) of each sample of x [B, N, W]: [B, K, W].
at::Tensor gatherRows(const at::Tensor& x, const at::Tensor& rows);

/// The residual stream [B, 1 + K, W] behind the last block: class token, then the patches that are looked at.
at::Tensor imageStream(const ClipWeights& w, const at::Tensor& images, const ForwardOptions& options);

/// x [B, N, W] through the image tower's blocks alone.
at::Tensor throughImageBlocks(const ClipWeights& w, const at::Tensor& x, const ForwardOptions& options);

/// [B, 3, S, S] → [B, G², 3P²]: the pixels of each patch in the order of the patch convolution's weights.
at::Tensor patchesOf(const at::Tensor& images, int patchSize);

/// ids [B, T] int64; pooled at the highest id of each row (end-of-text).
TowerOutput textTower(const ClipWeights& w, const at::Tensor& ids, const ForwardOptions& options);

/// Position table of w for a grid of `grid` × `grid` patches, [1 + grid², W].
at::Tensor positionsFor(const ClipWeights& w, int grid);

}  // namespace tilescout::model::detail
