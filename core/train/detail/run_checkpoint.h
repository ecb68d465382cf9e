#pragma once
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "train/detail/optimizer.h"

namespace tilescout::train::detail {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor*>>;

/// How far a training has come, and what it has cost.
struct RunPlace {
  std::int64_t step = 0;
  double seconds = 0;
};

/// Weights, optimiser and place of a training from nothing in one file. Throws Error naming it.
void saveRun(const NamedTensors& tensors, const Optimizer& optimizer, const RunPlace& place,
             const std::filesystem::path& file);

/// Fills them from it. Throws Error when it was made by another recipe.
RunPlace loadRun(const NamedTensors& tensors, Optimizer& optimizer, const std::filesystem::path& file);

}  // namespace tilescout::train::detail
