#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "model/clip_config.h"
#include "model/detail/clip_weights.h"
#include "model/model_card.h"
#include "model/model_import.h"

namespace tilescout::model {

/// A CLIP as it lies in its file. Tensors lie where their file was read to, if type and layout allow (no second copy);
/// they keep the file's type, float or half, and stay valid as long as `keepAlive` does. In-place changes never reach
/// the file.
struct LoadedWeights {
  detail::ClipWeights weights;
  std::shared_ptr<void> keepAlive;
  /// The values of a tensor that has been copied elsewhere are not needed here any more: gives their memory back where
  /// they lie in a file. May be empty.
  std::function<void(const at::Tensor&)> forget;
  std::string kind;            ///< of TensorSource
  std::string activationFrom;  ///< "configuration", "kind", "asked"
  std::optional<ClipConfig> config;
};

/// Loads a model from whatever users bring: see ModelSource and openTensorSource. Throws Error naming the file and the
/// tensor that is missing, unexpected, of the wrong shape or type; Error{InvalidInput} when activation or heads cannot
/// be told and were not given.
LoadedWeights loadClip(const std::filesystem::path& path, const LoadOptions& options = {});

/// Loads a folder of the model store; heads, activation and adapter come from its card, which must fit the weights.
LoadedWeights loadStoredModel(const std::filesystem::path& folder, const ModelCard& card);

enum class SaveAs { AsTheyAre, Fp32, Fp16 };

/// Backbone (with `logit_scale` when the temperature is known), and adapters (with `temp`), under the names of
/// spec/model.md as safetensors. Atomic. Throws Error{Io}.
void saveClip(const detail::ClipWeights& weights, const std::filesystem::path& file,
              SaveAs precision = SaveAs::AsTheyAre);
void saveAdapter(const detail::ClipWeights& weights, const std::filesystem::path& file,
                 SaveAs precision = SaveAs::AsTheyAre);

/// The card's numbers, architecture, activation, adapter and parameter counts, from the weights. Name, source,
/// fingerprint and notes are left empty.
ModelCard describeWeights(const detail::ClipWeights& weights);

}  // namespace tilescout::model
