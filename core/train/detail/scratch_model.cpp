#include "train/detail/scratch_model.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/argsort.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>
#include <string_view>
#include <unordered_map>

#include "model/detail/clip_forward.h"
#include "model/preprocess.h"
#include "train/detail/weight_start.h"

namespace tilescout::train::detail {

namespace {

using model::detail::ClipWeights;

constexpr std::size_t batchRows = 128;  ///< embedded at once

model::detail::ClipShape shapeOf(const ModelCard& card, int vocabularySize) {
  model::detail::ClipShape shape;
  shape.imageSize = card.imageSize;
  shape.patchSize = card.patchSize;
  shape.visionWidth = card.visionWidth;
  shape.visionLayers = card.visionLayers;
  shape.visionHeads = card.visionHeads;
  shape.textWidth = card.textWidth;
  shape.textLayers = card.textLayers;
  shape.textHeads = card.textHeads;
  shape.contextLength = card.contextLength;
  shape.vocabularySize = vocabularySize;
  shape.embedDim = card.embedDim;
  shape.quickGelu = card.activation == "quickgelu";
  return shape;
}

/// Rows of which some are equal: each kind's first row, and the kind of every row.
struct Kinds {
  std::vector<std::size_t> firsts;
  std::vector<std::size_t> of;

  /// `content(row)` is what rows are compared by; it must stay where it is.
  template <typename Content>
  Kinds(Share part, Content content) {
    std::unordered_map<std::string_view, std::size_t> seen;
    for (std::int64_t i = part.first; i < part.first + part.count; ++i) {
      const auto row = static_cast<std::size_t>(i);
      const auto [place, fresh] = seen.emplace(content(row), firsts.size());
      if (fresh) firsts.push_back(row);
      of.push_back(place->second);
    }
  }

  /// From one embedding a kind to one a row. What stands where in a batch moves an embedding's last bits, which would
  /// let equal captions take ranks from one another by chance.
  std::vector<float> spread(const std::vector<float>& rows) const {
    const std::size_t width = firsts.empty() ? 0 : rows.size() / firsts.size();
    std::vector<float> out;
    out.reserve(of.size() * width);
    for (const std::size_t kind : of) {
      const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(kind * width);
      out.insert(out.end(), begin, begin + static_cast<std::ptrdiff_t>(width));
    }
    return out;
  }
};

template <typename T>
std::string_view bytesOf(const std::vector<T>& values, std::size_t row, std::size_t width) {
  return {reinterpret_cast<const char*>(values.data() + row * width), width * sizeof(T)};
}

at::Tensor imageBatch(const CaptionData& data, std::span<const std::size_t> rows, int pixels, const ModelCard& card) {
  const std::size_t count = rows.size();
  const auto area = static_cast<std::size_t>(pixels) * static_cast<std::size_t>(pixels);
  const std::size_t size = static_cast<std::size_t>(data.pixels) * static_cast<std::size_t>(data.pixels) * 3;
  std::vector<float> values(count * area * 3);
  for (std::size_t i = 0; i < count; ++i) {
    Image image(data.pixels, data.pixels);
    std::memcpy(image.pixels.data(), &data.images[rows[i] * size], size);
    if (data.pixels != pixels) image = model::resizeBicubic(image, pixels, pixels);
    model::normalisePlanes(image, card.mean, card.std, &values[i * 3 * area]);
  }
  return at::from_blob(values.data(), {static_cast<std::int64_t>(count), 3, pixels, pixels}, at::kFloat).clone();
}

void append(std::vector<float>& rows, const at::Tensor& embedding) {
  const at::Tensor host = embedding.to(at::kCPU).contiguous();
  rows.insert(rows.end(), host.data_ptr<float>(), host.data_ptr<float>() + host.numel());
}

}  // namespace

ScratchModel startScratchModel(const ModelCard& architecture, int vocabularySize, int classes, std::uint64_t seed,
                               const std::string& device) {
  ScratchModel model;
  model.clip = model::detail::emptyClip(shapeOf(architecture, vocabularySize));
  ClipWeights& clip = model.clip;
  WeightStart start(seed);
  const double visionScale = 1.0 / std::sqrt(static_cast<double>(architecture.visionWidth));
  start.normal(clip.patchWeight, 1.0 / std::sqrt(3.0 * architecture.patchSize * architecture.patchSize));
  start.normal(clip.classToken, visionScale);
  start.normal(clip.imagePositions, visionScale);
  start.normal(clip.imageProjection, visionScale);
  start.norm(clip.lnPre);
  start.norm(clip.lnPost);
  start.blocks(clip.imageBlocks, architecture.visionWidth);
  start.normal(clip.tokenEmbedding, 0.02);
  start.normal(clip.textPositions, 0.01);
  start.blocks(clip.textBlocks, architecture.textWidth);
  start.norm(clip.lnFinal);
  start.normal(clip.textProjection, 1.0 / std::sqrt(static_cast<double>(architecture.textWidth)));
  if (classes > 0) {
    model.classifier.weight = at::zeros({classes, architecture.visionWidth});
    model.classifier.bias = at::zeros({classes});
  }
  model.logTau = at::full({}, std::log(0.07));
  for (auto& [name, tensor] : scratchTensors(model)) *tensor = tensor->to(device).requires_grad_(true);
  return model;
}

std::vector<std::pair<std::string, at::Tensor*>> scratchTensors(ScratchModel& model) {
  auto list = model::detail::backboneTensors(model.clip);
  if (model.classifier.weight.defined()) {
    list.emplace_back("classifier.weight", &model.classifier.weight);
    list.emplace_back("classifier.bias", &model.classifier.bias);
  }
  list.emplace_back("log_tau", &model.logTau);
  return list;
}

Optimizer scratchOptimizer(const std::vector<std::pair<std::string, at::Tensor*>>& tensors, const ScratchRecipe& recipe,
                           at::ScalarType compute) {
  std::vector<Parameter> parameters;
  for (const auto& [name, tensor] : tensors) {
    Parameter parameter{name, *tensor};
    const bool inBlock = name.find("resblocks") != std::string::npos;
    parameter.decay = tensor->dim() >= 2 && !name.ends_with("positional_embedding");
    parameter.muon = recipe.muon && inBlock && tensor->dim() == 2;
    parameter.muonParts = name.ends_with("in_proj_weight") ? 3 : 1;
    parameters.push_back(std::move(parameter));
  }
  OptimizerSettings settings;
  settings.beta2 = recipe.beta2;
  settings.weightDecay = recipe.weightDecay;
  settings.muonCompute = compute;
  return {std::move(parameters), settings};
}

at::Tensor embedTexts(const ClipWeights& clip, const at::Tensor& ids, at::ScalarType compute) {
  constexpr std::int64_t groups = 6;
  const model::detail::ForwardOptions options{compute, false, true, 0.0, 0.0};
  const at::Tensor order = ids.argmax(-1).argsort(std::int64_t{0});
  std::vector<at::Tensor> parts;
  for (const at::Tensor& rows : order.chunk(std::min(groups, ids.size(0)))) {
    parts.push_back(model::detail::textTower(clip, ids.index_select(0, rows), options).embedding);
  }
  return at::cat(parts).index_select(0, order.argsort(std::int64_t{0}));
}

std::vector<float> embedImages(const ClipWeights& clip, const CaptionData& data, Share part, int pixels,
                               const ModelCard& card, at::ScalarType compute, const std::string& device,
                               const std::function<void()>& between) {
  const at::NoGradGuard noGrad;
  const model::detail::ForwardOptions options{compute, false, true, 0.0, 0.0};
  const std::size_t size = static_cast<std::size_t>(data.pixels) * static_cast<std::size_t>(data.pixels) * 3;
  const Kinds kinds(part, [&](std::size_t row) { return bytesOf(data.images, row, size); });
  std::vector<float> out;
  for (std::size_t done = 0; done < kinds.firsts.size(); done += batchRows) {
    if (between) between();
    const auto rows = std::span(kinds.firsts).subspan(done, std::min(batchRows, kinds.firsts.size() - done));
    const at::Tensor images = imageBatch(data, rows, pixels, card);
    append(out, model::detail::imageTower(clip, images.to(device), options).embedding);
  }
  return kinds.spread(out);
}

std::vector<float> embedCaptions(const ClipWeights& clip, const CaptionData& data, Share part, at::ScalarType compute,
                                 const std::string& device, const std::function<void()>& between) {
  const at::NoGradGuard noGrad;
  const auto length = static_cast<std::size_t>(data.contextLength);
  const Kinds kinds(part, [&](std::size_t row) { return bytesOf(data.captionIds, row, length); });
  std::vector<float> out;
  for (std::size_t done = 0; done < kinds.firsts.size(); done += batchRows) {
    if (between) between();
    std::vector<std::int64_t> ids;
    const std::size_t count = std::min(batchRows, kinds.firsts.size() - done);
    for (const std::size_t row : std::span(kinds.firsts).subspan(done, count)) {
      const auto begin = data.captionIds.begin() + static_cast<std::ptrdiff_t>(row * length);
      ids.insert(ids.end(), begin, begin + static_cast<std::ptrdiff_t>(length));
    }
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(count), static_cast<std::int64_t>(length)};
    append(out, embedTexts(clip, at::from_blob(ids.data(), shape, at::kLong).to(device), compute));
  }
  return kinds.spread(out);
}

Embedded embedData(const ClipWeights& clip, const CaptionData& data, int pixels, const ModelCard& card,
                   at::ScalarType compute, const std::string& device, const std::function<void()>& between) {
  const Share images{0, static_cast<std::int64_t>(data.imageCount())};
  const Share texts{0, static_cast<std::int64_t>(data.captionCount())};
  return {embedImages(clip, data, images, pixels, card, compute, device, between),
          embedCaptions(clip, data, texts, compute, device, between)};
}

}  // namespace tilescout::train::detail
