#pragma once
#include <memory>

#include "model/weights/tensor_source.h"
#include "model/weights/weight_bytes.h"

namespace tilescout::model::weights {

/// Reads what torch.save (PyTorch 1.6 and later) and TorchScript write: a zip with a pickle that describes the tensors
/// and one stored record per tensor storage. Dictionaries under `state_dict`, `model_state_dict` or `model` are
/// unwrapped; names keep their prefixes. A script module's attributes become dotted names, its whole numbers metadata.
/// Kinds: "torchscript", "harma" (an authors' checkpoint: names under `model`, each with the prefix `model.`),
/// "torch-zip". Throws Error{Corrupt, Incompatible}; see readZipDirectory and readPickle.
std::unique_ptr<TensorSource> readTorchZip(std::shared_ptr<const WeightFile> file);

}  // namespace tilescout::model::weights
