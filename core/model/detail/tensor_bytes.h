#pragma once
#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "model/weights/tensor_source.h"

namespace tilescout::model::detail {

/// The view as a tensor of the same type, where the file was read to: valid while the source lives, read only.
at::Tensor aliasView(const weights::TensorView& view);

/// Entry for writeSafetensors; `keep` receives the contiguous CPU tensor that the bytes point into.
weights::TensorToWrite toWrite(const std::string& name, const at::Tensor& tensor, std::vector<at::Tensor>& keep);

}  // namespace tilescout::model::detail
