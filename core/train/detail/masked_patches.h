#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/detail/clip_weights.h"
#include "train/scratch_recipe.h"

namespace tilescout::train::detail {

/// What tells hidden patches from the image tower's rows (He et al. 2022). Of `tower` only blocks, positions [G², D],
/// class token (it stands for a hidden patch) and the last norm are used.
struct PatchDecoder {
  model::detail::ClipWeights tower;
  model::detail::LinearWeights enter;    ///< W → D
  model::detail::LinearWeights predict;  ///< D → 3P²
};

/// Seeded; every tensor a leaf that requires a gradient, on `device`.
PatchDecoder startPatchDecoder(const ModelCard& architecture, const ScratchRecipe::MaskedPatches& settings,
                               std::uint64_t seed, const std::string& device);

/// All tensors by name ("decoder.…"), pointers into `decoder`.
std::vector<std::pair<std::string, at::Tensor*>> decoderTensors(PatchDecoder& decoder);

/// Mean squared distance over the hidden patches, the pixels of each patch brought to mean 0 and deviation 1.
/// images [B, 3, S, S] normalised, S of the decoder's grid; which patches are hidden is drawn by LibTorch's generator.
at::Tensor maskedPatchLoss(const model::detail::ClipWeights& clip, const PatchDecoder& decoder,
                           const at::Tensor& images, double share, at::ScalarType compute);

}  // namespace tilescout::train::detail
