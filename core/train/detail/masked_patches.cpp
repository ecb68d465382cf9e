#include "train/detail/masked_patches.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/rand.h>

#include <cmath>

#include "model/detail/clip_forward.h"
#include "model/detail/gated_adapter.h"
#include "train/detail/weight_start.h"

namespace tilescout::train::detail {

namespace {

using model::detail::gatherRows;
using model::detail::layerNorm;
using model::detail::linearIn;

/// Pixels of a patch without its brightness and contrast: what is left is structure (He et al., "normalised pixels").
at::Tensor standardised(const at::Tensor& patches) {
  const at::Tensor centred = patches - patches.mean(-1, true);
  return centred / (centred.square().mean(-1, true) + 1e-6).sqrt();
}

}  // namespace

PatchDecoder startPatchDecoder(const ModelCard& architecture, const ScratchRecipe::MaskedPatches& settings,
                               std::uint64_t seed, const std::string& device) {
  const int grid = settings.pixels / architecture.patchSize,
            pixels = 3 * architecture.patchSize * architecture.patchSize;
  PatchDecoder decoder;
  model::detail::ClipShape shape;
  shape.visionWidth = settings.width;
  shape.visionLayers = settings.layers;
  shape.visionHeads = settings.width / 64;
  shape.patchSize = shape.imageSize = 1;
  shape.textWidth = shape.textLayers = shape.contextLength = shape.vocabularySize = shape.embedDim = 1;
  decoder.tower = model::detail::emptyClip(shape);
  WeightStart start(seed);
  start.blocks(decoder.tower.imageBlocks, settings.width);
  start.norm(decoder.tower.lnPost);
  start.normal(decoder.tower.classToken, 0.02);
  decoder.tower.imagePositions = at::zeros({grid * grid, settings.width});
  start.normal(decoder.tower.imagePositions, 0.02);
  decoder.enter = {at::zeros({settings.width, architecture.visionWidth}), at::zeros({settings.width})};
  start.normal(decoder.enter.weight, 1.0 / std::sqrt(static_cast<double>(architecture.visionWidth)));
  decoder.predict = {at::zeros({pixels, settings.width}), at::zeros({pixels})};
  start.normal(decoder.predict.weight, 0.02);
  for (auto& [name, tensor] : decoderTensors(decoder)) *tensor = tensor->to(device).requires_grad_(true);
  return decoder;
}

std::vector<std::pair<std::string, at::Tensor*>> decoderTensors(PatchDecoder& decoder) {
  std::vector<std::pair<std::string, at::Tensor*>> list{{"decoder.enter.weight", &decoder.enter.weight},
                                                        {"decoder.enter.bias", &decoder.enter.bias},
                                                        {"decoder.predict.weight", &decoder.predict.weight},
                                                        {"decoder.predict.bias", &decoder.predict.bias}};
  for (const auto& [name, tensor] : model::detail::backboneTensors(decoder.tower)) {
    const bool used = name.find("visual.transformer") == 0 || name.find("visual.ln_post") == 0 ||
                      name == "visual.class_embedding" || name == "visual.positional_embedding";
    if (used) list.emplace_back("decoder." + name, tensor);
  }
  return list;
}

at::Tensor maskedPatchLoss(const model::detail::ClipWeights& clip, const PatchDecoder& decoder,
                           const at::Tensor& images, double share, at::ScalarType compute) {
  const at::Tensor patches = model::detail::patchesOf(images, clip.shape.patchSize);
  const std::int64_t batch = patches.size(0), count = patches.size(1);
  const std::int64_t hidden = std::llround(share * static_cast<double>(count)), seen = count - hidden;
  const at::Tensor order = at::rand({batch, count}, images.options()).argsort(std::int64_t{1});
  model::detail::ForwardOptions options;
  options.compute = compute;
  options.seenPatches = order.narrow(1, 0, seen);
  const at::Tensor stream = layerNorm(model::detail::imageStream(clip, images, options), clip.lnPost);

  // The decoder reads the seen rows and, for each hidden patch, one and the same token; only positions tell them apart.
  const at::Tensor entered = linearIn(stream.narrow(1, 1, seen), decoder.enter, at::kFloat);
  const at::Tensor tokens = decoder.tower.classToken.expand({batch, hidden, -1});
  const at::Tensor positions = gatherRows(decoder.tower.imagePositions.unsqueeze(0).expand({batch, -1, -1}), order);
  options.seenPatches = at::Tensor();
  const at::Tensor decoded =
      model::detail::throughImageBlocks(decoder.tower, at::cat({entered, tokens}, 1) + positions, options);
  const at::Tensor said =
      linearIn(layerNorm(decoded.narrow(1, seen, hidden), decoder.tower.lnPost), decoder.predict, at::kFloat);
  const at::Tensor wanted = standardised(gatherRows(patches, order.narrow(1, seen, hidden)));
  return (said - wanted).square().mean();
}

}  // namespace tilescout::train::detail
