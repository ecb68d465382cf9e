#pragma once
#include <cstdint>
#include <string>

#include "support/temp_folder.h"
#include "train/caption_data.h"
#include "train/scratch_trainer.h"

namespace tilescout::test {

/// Six classes of plain colour, named by a token each: learnable in seconds by any working trainer.
inline train::CaptionData colours(int count) {
  train::CaptionData data;
  data.pixels = 32;
  data.contextLength = 4;
  for (int i = 0; i < count; ++i) {
    const int colour = i % 6;
    for (int p = 0; p < 32 * 32; ++p) {
      for (int c = 0; c < 3; ++c) {
        const bool bright = ((colour + 1) >> c) & 1;
        data.images.push_back(static_cast<std::uint8_t>((bright ? 200 : 30) + (p * 13 + i * 7 + c) % 25));
      }
    }
    data.imageId.push_back(i);
    data.label.push_back(colour);
    data.captionImage.push_back(i);
    data.captions.push_back("colour " + std::to_string(colour));
    data.captionIds.insert(data.captionIds.end(), {10, colour + 1, 11, 0});
  }
  data.labelNames.assign(6, "colour");
  return data;
}

/// A CLIP of two blocks for them, sixty steps long.
inline train::ScratchRecipe smallRecipe() {
  return train::parseScratchRecipe(R"({
    "architecture": {"image_size": 32, "patch_size": 16, "vision_width": 64, "vision_layers": 2, "text_width": 64,
                     "text_layers": 1, "embed_dim": 32, "context_length": 4, "activation": "gelu"},
    "stages": [{"pixels": 16, "until": 0.5}, {"pixels": 32, "until": 1.0}],
    "epochs": 12, "batch": 12, "captions_per_image": 1, "lr": 0.003, "mask_words": 0.0, "drop_path": 0.1,
    "augment": {"sensor": 0, "haze": 0, "blur": 0, "low_resolution": 0, "stretch": 0, "grey": 0}})",
                                   "test");
}

inline train::ScratchOptions optionsIn(const TempFolder& folder, const std::string& name) {
  train::ScratchOptions options;
  options.device = {"cpu", model::Precision::Fp32, 1};
  options.checkpoint = folder / (name + ".checkpoint");
  options.modelFolder = folder / name;
  options.evaluateEvery = 100;
  return options;
}

}  // namespace tilescout::test
