#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/detail/clip_weights.h"
#include "train/caption_data.h"
#include "train/detail/optimizer.h"
#include "train/detail/share.h"
#include "train/metrics.h"
#include "train/scratch_recipe.h"

namespace tilescout::train::detail {

/// A whole CLIP under training: towers, the classifier that only helps training, and log τ.
struct ScratchModel {
  model::detail::ClipWeights clip;
  model::detail::LinearWeights classifier;  ///< pooled image [W] → classes; undefined without classes
  at::Tensor logTau;                        ///< scalar; τ = e^logTau
};

/// CLIP's initialisation (Radford et al. 2021), seeded; every tensor a leaf that requires a gradient, on `device`.
ScratchModel startScratchModel(const ModelCard& architecture, int vocabularySize, int classes, std::uint64_t seed,
                               const std::string& device);

/// All tensors by name (backbone names of open_clip; classifier.*, log_tau), pointers into `model`.
std::vector<std::pair<std::string, at::Tensor*>> scratchTensors(ScratchModel& model);

/// What trains them as the recipe says: decay on matrices only, Muon on the matrices inside blocks.
Optimizer scratchOptimizer(const std::vector<std::pair<std::string, at::Tensor*>>& tensors, const ScratchRecipe& recipe,
                           at::ScalarType compute);

/// Normalised embeddings of a data set at `pixels` (images resized as Pillow does), and its retrieval figures.
struct Embedded {
  std::vector<float> images, texts;
};
/// `between` is called before each batch and may throw.
Embedded embedData(const model::detail::ClipWeights& clip, const CaptionData& data, int pixels, const ModelCard& card,
                   at::ScalarType compute, const std::string& device, const std::function<void()>& between = {});

/// Part of them: rows one after the other. Equal images, and equal captions, are embedded once.
std::vector<float> embedImages(const model::detail::ClipWeights& clip, const CaptionData& data, Share part, int pixels,
                               const ModelCard& card, at::ScalarType compute, const std::string& device,
                               const std::function<void()>& between = {});
std::vector<float> embedCaptions(const model::detail::ClipWeights& clip, const CaptionData& data, Share part,
                                 at::ScalarType compute, const std::string& device,
                                 const std::function<void()>& between = {});

/// Text embeddings [M, E] of ids [M, T] with gradients. Rows of like length run together, each group cut behind its
/// last end-of-text (exact without adapters): captions are mostly short, and padding would cost more than the words.
at::Tensor embedTexts(const model::detail::ClipWeights& clip, const at::Tensor& ids, at::ScalarType compute);

}  // namespace tilescout::train::detail
