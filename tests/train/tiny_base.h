#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "model/model_loader.h"
#include "train/caption_data.h"
#include "train/detail/scratch_model.h"
#include "train/fine_tuner.h"

namespace tilescout::test {

/// Plain colours named by a token each: learnable in seconds. `count` images of eight classes, one caption each.
inline train::CaptionData colours(int count, int shift = 0) {
  train::CaptionData data;
  data.pixels = 32;
  data.contextLength = 5;
  for (int i = 0; i < count; ++i) {
    const int colour = (i + shift) % 8;
    for (int p = 0; p < 32 * 32; ++p) {
      for (int c = 0; c < 3; ++c) {
        const bool bright = (colour >> c) & 1;
        data.images.push_back(static_cast<std::uint8_t>((bright ? 200 : 30) + (p * 13 + (i + shift) * 7 + c) % 25));
      }
    }
    data.imageId.push_back(i);
    data.label.push_back(colour);
    data.captionImage.push_back(i);
    data.captions.push_back("colour " + std::to_string(colour));
    data.captionIds.insert(data.captionIds.end(), {20, colour + 1, 12, 21, 0});
  }
  for (int c = 0; c < 8; ++c) data.labelNames.push_back("colour " + std::to_string(c));
  return data;
}

/// An untrained CLIP of a few thousand numbers as a folder of the model store.
inline ModelCard writeTinyBase(const std::filesystem::path& folder) {
  ModelCard numbers;
  numbers.imageSize = 32, numbers.patchSize = 16, numbers.visionWidth = 64, numbers.visionLayers = 2;
  numbers.visionHeads = 2, numbers.textWidth = 32, numbers.textLayers = 2, numbers.textHeads = 2;
  numbers.contextLength = 5, numbers.embedDim = 32, numbers.activation = "gelu";
  train::detail::ScratchModel scratch = train::detail::startScratchModel(numbers, 24, 0, 5, "cpu");
  std::filesystem::create_directories(folder);
  model::saveClip(scratch.clip, folder / model_files::weights);
  ModelCard card = model::describeWeights(scratch.clip);
  card.name = "tiny";
  writeModelCard(card, folder / model_files::card);
  return card;
}

inline train::TrainConfig tinyConfig(train::Method method = train::Method::Harma) {
  train::TrainConfig config;
  config.method = method;
  config.bottleneck = method == train::Method::Lora ? 4 : 16;
  config.heads = 4;
  config.batch = 8;
  config.epochs = 4;
  config.lr = 3e-3;
  config.patience = 0;
  config.augment = false;
  config.device = {"cpu", model::Precision::Fp32, 1};
  return config;
}

inline train::TuneOptions tuneInto(const std::filesystem::path& folder) {
  train::TuneOptions options;
  std::filesystem::create_directories(folder);
  options.modelFolder = folder;
  options.checkpoint = folder / "checkpoint.safetensors";
  options.identity = "test";
  return options;
}

}  // namespace tilescout::test
