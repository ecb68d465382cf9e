#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "model/model_card.h"

namespace tilescout::model {

/// What a configuration file says of a CLIP. 0 and empty stand for "does not say"; the weights' shapes decide sizes,
/// the configuration decides what shapes do not show: heads and activation.
struct ClipConfig {
  std::filesystem::path file;
  int imageSize = 0, patchSize = 0, visionWidth = 0, visionLayers = 0, visionHeads = 0;
  int textWidth = 0, textLayers = 0, textHeads = 0, contextLength = 0, vocabularySize = 0, embedDim = 0;
  std::string activation;  ///< "quickgelu", "gelu" or ""
  std::optional<std::array<double, 3>> mean, std;
  int adapterHeads = 0;
};

/// Reads open_clip's configuration (bare or under `model_cfg`), Hugging Face's CLIP config.json (with
/// preprocessor_config.json beside it) or a model card of ours. Nothing when the file is none of these. Throws
/// Error{Corrupt, Incompatible} when it is one, but of a model that is no plain CLIP.
std::optional<ClipConfig> readClipConfig(const std::filesystem::path& file);

ClipConfig configFromCard(const ModelCard& card);

/// Where the weights of a model lie, and what is said of them.
struct ModelSource {
  std::filesystem::path weights;
  std::filesystem::path adapter;  ///< of a model folder of ours; else empty
  std::optional<ClipConfig> config;
  bool configIsCertain = false;  ///< named after the weights, or of the same folder that was asked for
};

/// `path`: a weight file, a Hugging Face, open_clip or Tilescout model folder. Throws Error{NotFound, Incompatible}.
ModelSource locateModel(const std::filesystem::path& path);

}  // namespace tilescout::model
