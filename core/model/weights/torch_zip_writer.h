#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace tilescout::model::weights {

/// A float32 tensor to write. Tensors with one `storage` share their numbers, and so they do when PyTorch has loaded them.
struct TorchTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::size_t storage = 0;
};

/// Writes what `torch.save({"model": {name: tensor, …}, "config": {}}, file)` writes (a zip of stored records with a pickle
/// of protocol 2), for torch.load() of any version. `bytesOf(storage)` gives each storage's numbers when their turn comes,
/// row-major: one at a time is in memory. Atomic. Throws Error{Io}, and Error{InvalidInput} for more than 4 GB.
void writeTorchZip(const std::filesystem::path& file, const std::vector<TorchTensor>& tensors,
                   const std::function<std::span<const std::byte>(std::size_t storage)>& bytesOf);

}  // namespace tilescout::model::weights
