#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/detail/clip_weights.h"
#include "model/model_card.h"
#include "train/detail/optimizer.h"
#include "train/train_config.h"

namespace tilescout::train::detail {

/// A base model with what a method trains of it. Frozen matrices of blocks lie in the compute type and take no gradient;
/// trained tensors are float32 leaves (masters) that the forward pass casts.
struct TunableModel {
  model::detail::ClipWeights clip;
  at::Tensor temperature;             ///< τ, a trained scalar
  std::vector<Parameter> parameters;  ///< each leaf once, the temperature last
  /// W + 2·B·A for one attention matrix (LoRA with α = 2·rank); `index` into backboneTensors().
  struct LowRank {
    std::size_t index = 0;
    at::Tensor base, down, up;        ///< [out, in], A [r, in], B [out, r]
  };
  std::vector<LowRank> lowRank;
  std::shared_ptr<void> keepAlive;
};

/// Loads the base from a folder of the model store and prepares it for `config`. New tensors are seeded by config.seed.
TunableModel makeTunable(const std::filesystem::path& baseFolder, const ModelCard& base, const TrainConfig& config,
                         const std::string& device, at::ScalarType compute);

/// The weights that a forward pass runs on; with LoRA they are composed anew, differentiably.
model::detail::ClipWeights effectiveWeights(const TunableModel& model);

/// The base alone, for figures before: `model` as it starts, without its adapters. Valid only while untrained.
model::detail::ClipWeights withoutAdapters(const TunableModel& model);

/// ‖θ − θ*‖ / ‖θ*‖ over all numbers of the model; `start` is the same model untrained.
double weightDistance(const TunableModel& model, const TunableModel& start);

/// Mean σ of the blocks' gates; 0 where there are none.
double meanGate(const std::vector<model::detail::BlockWeights>& blocks);

/// Writes what the method changed into `folder`: adapter.safetensors (Harma, Adapter), else a whole model.safetensors in
/// which unchanged tensors keep the type they had. Returns the card: the base's, with what is new of it.
ModelCard saveTuned(const TunableModel& model, const ModelCard& base, const TrainConfig& config,
                    const std::filesystem::path& baseFolder, const std::filesystem::path& folder);

}  // namespace tilescout::train::detail
