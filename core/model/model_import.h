#pragma once
#include <filesystem>
#include <string>

#include "model/model_card.h"

namespace tilescout::model {

/// What the caller knows of weights that the files do not say. Empty and 0: nothing.
struct LoadOptions {
  std::string activation;             ///< "quickgelu" or "gelu"; overrides the configuration
  std::filesystem::path adapterFile;  ///< adapters put on the backbone, in place of its own
  int visionHeads = 0, textHeads = 0, adapterHeads = 0;
};

/// Loads `path` as loadClip() does and writes it into `folder` (which exists) in the form of the model store:
/// model.safetensors and, with adapters, adapter.safetensors. Returns the card without name, source, fingerprint and
/// title; card.json is left to the caller, who knows them. Throws what loadClip() and the writers throw.
ModelCard importModel(const std::filesystem::path& path, const LoadOptions& options,
                      const std::filesystem::path& folder);

/// Writes a model of the store as the HarMA authors' code loads it: torch.save of {"model": {"model.<name>": …, "temp": …},
/// "config": {}}, backbone and adapters together, float32. Throws Error{Incompatible} for plain adapters, which their code
/// does not know, and what loadStoredModel() and the writer throw.
void exportHarma(const std::filesystem::path& modelFolder, const ModelCard& card, const std::filesystem::path& file);

}  // namespace tilescout::model
