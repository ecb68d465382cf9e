#pragma once
#include <cstddef>
#include <memory>

#include "model/weights/tensor_source.h"
#include "model/weights/weight_bytes.h"

namespace tilescout::model::weights {

/// Reads a safetensors file: 8 bytes header length, JSON header, data. Everything in the header is checked before any
/// of it is used: size, nesting, types, duplicate names, offsets within the data, no overlap and no gap between
/// tensors, and that shape times element size is what the offsets span. Throws Error{Corrupt, Incompatible}.
std::unique_ptr<TensorSource> readSafetensors(std::shared_ptr<const WeightFile> file);

/// True when the first eight bytes can be a header length and the header begins as one.
bool looksLikeSafetensors(const WeightBytes& bytes);

}  // namespace tilescout::model::weights
