#include "train/detail/checkpoint_file.h"

#include "model/detail/tensor_bytes.h"

namespace tilescout::train::detail {

void writeCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& file) {
  std::vector<at::Tensor> keep;
  std::vector<model::weights::TensorToWrite> list;
  for (const auto& [name, tensor] : checkpoint.tensors) list.push_back(model::detail::toWrite(name, tensor, keep));
  model::weights::writeSafetensors(file, list, checkpoint.facts);
}

Checkpoint readCheckpoint(const std::filesystem::path& file) {
  const auto source = model::weights::openTensorSource(file);
  Checkpoint checkpoint;
  checkpoint.facts = source->metadata();
  for (const auto& [name, view] : source->tensors()) {
    checkpoint.tensors[name] = model::detail::aliasView(view).clone();
  }
  return checkpoint;
}

}  // namespace tilescout::train::detail
