#pragma once
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tilescout::train::detail {

/// Tensors and facts of a run, as one safetensors file that is written beside the old one, flushed and renamed.
struct Checkpoint {
  std::map<std::string, at::Tensor> tensors;
  std::map<std::string, std::string> facts;
};

void writeCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& file);
Checkpoint readCheckpoint(const std::filesystem::path& file);

}  // namespace tilescout::train::detail
