#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/weights/tensor_source.h"

namespace tilescout::model::weights {

/// A tensor under its canonical name: one stored tensor, or several to be joined along their first dimension (split
/// q, k, v), or one whose two dimensions are to be exchanged (projections stored as Linear weights).
struct MappedTensor {
  std::vector<TensorView> parts;
  bool transposed = false;
  std::vector<std::int64_t> shape;  ///< after joining and exchanging
  std::string origin;               ///< its name in the file; of the first part
};

/// The tensors of a weight file under open_clip's and HarMA's names (spec/model.md).
struct CanonicalTensors {
  std::map<std::string, MappedTensor> backbone, adapter;
  std::optional<TensorView> temperature;  ///< `temp`: τ
  std::optional<TensorView> logitScale;   ///< `logit_scale`: ln(1/τ)
  std::vector<std::string> unexpected;    ///< names that no CLIP with adapters has
  std::string naming;                     ///< "open_clip" or "huggingface"
};

/// Knows open_clip's and OpenAI's names (with or without a `text.` tower prefix), Hugging Face's, and the wrappers
/// `module.`, `model.` and `_orig_mod.` in front of them. Buffers without weight (position ids, masks, size scalars)
/// are dropped. Throws Error{Corrupt} about `subject` for two tensors of one name and Error{Incompatible} for a part of
/// a split attention that is missing or unlike the others.
CanonicalTensors canonicalTensors(const TensorSource& source, const std::string& subject);

}  // namespace tilescout::model::weights
