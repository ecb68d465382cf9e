#include <ATen/ops/full.h>

#include <cmath>
#include <unordered_set>

#include "base/error.h"
#include "model/detail/tensor_bytes.h"
#include "model/detail/torch_errors.h"
#include "model/model_loader.h"
#include "model/weights/tensor_source.h"

namespace tilescout::model {

namespace {

using detail::AdapterVariant;
using detail::ClipWeights;

using Targets = std::vector<std::pair<std::string, at::Tensor*>>;

at::Tensor inPrecision(const at::Tensor& tensor, SaveAs precision) {
  switch (precision) {
    case SaveAs::Fp32: return tensor.to(at::kFloat);
    case SaveAs::Fp16: return tensor.to(at::kHalf);
    case SaveAs::AsTheyAre: break;
  }
  return tensor;
}

void save(const Targets& tensors, const char* scalarName, const std::optional<float>& scalar, SaveAs precision,
          const std::map<std::string, std::string>& metadata, const std::filesystem::path& file) {
  try {
    std::vector<at::Tensor> keep;
    std::vector<weights::TensorToWrite> list;
    for (const auto& [name, tensor] : tensors)
      list.push_back(detail::toWrite(name, inPrecision(*tensor, precision), keep));
    // In half precision a temperature would move every score.
    if (scalar) list.push_back(detail::toWrite(scalarName, at::full({}, *scalar, at::kFloat), keep));
    weights::writeSafetensors(file, list, metadata);
  } catch (const c10::Error& error) {
    detail::throwTorch(error, "there is not enough memory to write it", file.string());
  }
}

std::int64_t countElements(const Targets& tensors) {
  std::int64_t count = 0;
  std::unordered_set<const void*> seen;  // the paper's mini-adapters stand under two names
  for (const auto& [name, tensor] : tensors) {
    if (seen.insert(tensor->data_ptr()).second) count += tensor->numel();
  }
  return count;
}

const char* variantName(AdapterVariant variant) {
  switch (variant) {
    case AdapterVariant::Released: return "released";
    case AdapterVariant::Paper: return "paper";
    case AdapterVariant::Plain: return "plain";
    case AdapterVariant::None: break;
  }
  return "none";
}

const char* activationName(const ClipWeights& clip) { return clip.shape.quickGelu ? "quickgelu" : "gelu"; }

std::optional<float> temperatureOf(const ClipWeights& clip) {
  if (!clip.temperature.defined()) return std::nullopt;
  return clip.temperature.detach().to(at::kCPU, at::kFloat).item<float>();
}

}  // namespace

void saveClip(const ClipWeights& clip, const std::filesystem::path& file, SaveAs precision) {
  ClipWeights handles = clip;  // the list hands out mutable pointers; these are copies of handles, not of tensors
  std::optional<float> logitScale = temperatureOf(clip);
  if (logitScale) logitScale = -std::log(*logitScale);
  save(detail::backboneTensors(handles), "logit_scale", logitScale, precision,
       {{"format", "pt"},
        {"tilescout.activation", activationName(clip)},
        {"tilescout.vision_heads", std::to_string(clip.shape.visionHeads)},
        {"tilescout.text_heads", std::to_string(clip.shape.textHeads)}},
       file);
}

void saveAdapter(const ClipWeights& clip, const std::filesystem::path& file, SaveAs precision) {
  if (clip.adapterShape.variant == AdapterVariant::None) {
    throw Error(ErrorCode::Internal, "cannot be written: the model has no adapters", file.string());
  }
  ClipWeights handles = clip;
  save(detail::adapterTensors(handles), "temp", temperatureOf(clip), precision,
       {{"format", "pt"}, {"tilescout.adapter_heads", std::to_string(clip.adapterShape.heads)}}, file);
}

ModelCard describeWeights(const ClipWeights& clip) {
  ClipWeights handles = clip;
  const detail::ClipShape& shape = clip.shape;
  ModelCard card;
  card.imageSize = shape.imageSize, card.patchSize = shape.patchSize, card.embedDim = shape.embedDim;
  card.visionWidth = shape.visionWidth, card.visionLayers = shape.visionLayers, card.visionHeads = shape.visionHeads;
  card.textWidth = shape.textWidth, card.textLayers = shape.textLayers, card.textHeads = shape.textHeads;
  card.contextLength = shape.contextLength, card.vocabularySize = shape.vocabularySize;
  card.architecture = architectureName(card);
  card.activation = activationName(clip);
  card.adapter = variantName(clip.adapterShape.variant);
  card.adapterBottleneck = clip.adapterShape.bottleneck;
  card.adapterHeads = clip.adapterShape.heads;
  const std::int64_t adapters = countElements(detail::adapterTensors(handles));
  const std::int64_t temperature = clip.temperature.defined() ? 1 : 0;
  card.parameters = countElements(detail::backboneTensors(handles)) + adapters + temperature;
  card.trainableParameters = adapters > 0 ? adapters + 1 : 0;
  return card;
}

ModelCard importModel(const std::filesystem::path& path, const LoadOptions& options,
                      const std::filesystem::path& folder) {
  const LoadedWeights loaded = loadClip(path, options);
  if (options.adapterFile.empty()) {
    saveClip(loaded.weights, folder / model_files::weights);
  } else {
    // With the backbone's own temperature, not the adapters': the same bytes, and so the same fingerprint, as where the
    // adapters were trained beside this backbone.
    LoadOptions backbone = options;
    backbone.adapterFile.clear();
    backbone.activation = activationName(loaded.weights);
    saveClip(loadClip(path, backbone).weights, folder / model_files::weights);
  }
  if (loaded.weights.adapterShape.variant != AdapterVariant::None) {
    saveAdapter(loaded.weights, folder / model_files::adapter);
  }
  ModelCard card = describeWeights(loaded.weights);
  if (loaded.config && loaded.config->mean) card.mean = *loaded.config->mean;
  if (loaded.config && loaded.config->std) card.std = *loaded.config->std;
  card.notes.emplace_back("weights", "read from a file of the kind " + loaded.kind);
  card.notes.emplace_back("activation", loaded.activationFrom == "configuration" ? "from its configuration"
                                        : loaded.activationFrom == "kind"        ? "from the kind of the file"
                                                                                 : "as given at import");
  return card;
}

}  // namespace tilescout::model
