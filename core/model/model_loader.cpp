#include "model/model_loader.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full.h>

#include <charconv>
#include <cmath>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "base/error.h"
#include "model/detail/shape_inference.h"
#include "model/detail/tensor_bytes.h"
#include "model/detail/torch_errors.h"
#include "model/weights/checks.h"
#include "model/weights/name_map.h"

namespace tilescout::model {

namespace {

namespace fs = std::filesystem;
using detail::AdapterVariant;
using detail::ClipWeights;
using weights::CanonicalTensors;
using weights::MappedTensor;
using weights::TensorSource;
using weights::TensorView;
using Files = std::vector<std::unique_ptr<TensorSource>>;
using Targets = std::vector<std::pair<std::string, at::Tensor*>>;

[[noreturn]] void incompatible(const std::string& reason, const std::string& subject) {
  throw Error(ErrorCode::Incompatible, reason, subject);
}

std::string nameSome(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    text += (i ? ", '" : "'") + weights::printable(names[i]) + "'";
  }
  return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

at::Tensor partTensor(const TensorView& view, const MappedTensor& tensor, const std::string& subject) {
  using weights::DType;
  const bool isFloat =
      view.dtype == DType::F32 || view.dtype == DType::F16 || view.dtype == DType::BF16 || view.dtype == DType::F64;
  if (!isFloat)
    incompatible("has the tensor '" + weights::printable(tensor.origin) + "' of a type that is no float", subject);
  at::Tensor part = detail::aliasView(view);
  if (view.dtype == DType::F64) part = part.to(at::kFloat);
  const auto address = reinterpret_cast<std::uintptr_t>(view.bytes.data());
  return address % weights::dtypeSize(view.dtype) == 0 ? part.contiguous() : part.clone();
}

at::Tensor wholeTensor(const MappedTensor& tensor, const std::string& subject) {
  std::vector<at::Tensor> parts;
  for (const TensorView& view : tensor.parts) parts.push_back(partTensor(view, tensor, subject));
  at::Tensor whole = parts.size() == 1 ? parts.front() : at::cat(parts, 0);
  return tensor.transposed ? whole.t().contiguous() : whole;
}

/// Puts every given tensor in its place; each place must get one of its shape, and none may be left over.
void fill(const Targets& targets, const std::map<std::string, MappedTensor>& given, const std::string& subject) {
  std::vector<std::string> missing, unexpected;
  std::map<std::string, at::Tensor*> places(targets.begin(), targets.end());
  for (const auto& [name, place] : targets) {
    if (given.count(name) == 0) missing.push_back(name);
  }
  for (const auto& [name, tensor] : given) {
    if (places.count(name) == 0) unexpected.push_back(tensor.origin);
  }
  if (!missing.empty()) {
    const std::string besides = unexpected.empty() ? "" : ", and has the unexpected " + nameSome(unexpected);
    incompatible("lacks the tensors " + nameSome(missing) + besides, subject);
  }
  if (!unexpected.empty()) incompatible("has the unexpected tensors " + nameSome(unexpected), subject);
  for (const auto& [name, place] : targets) {
    const MappedTensor& tensor = given.at(name);
    // A gate saved as [1] is the same number as a gate saved as [].
    const bool scalar = place->dim() == 0 && tensor.shape == std::vector<std::int64_t>{1};
    if (!scalar && place->sizes() != at::IntArrayRef(tensor.shape)) {
      incompatible("has the tensor '" + weights::printable(tensor.origin) + "' with the shape " +
                       weights::shapeText(tensor.shape) + ", not " + weights::shapeText(place->sizes().vec()),
                   subject);
    }
    const at::Tensor whole = wholeTensor(tensor, subject);
    *place = scalar ? whole.reshape({}) : whole;
  }
}

float scalarOf(const TensorView& view, const char* name, const std::string& subject) {
  if (weights::elementCount(view.shape) != 1)
    incompatible(std::string("has a '") + name + "' that is no single number", subject);
  const MappedTensor tensor{{view}, false, view.shape, name};
  return partTensor(view, tensor, subject).to(at::kFloat).item<float>();
}

void setTemperature(ClipWeights& clip, const CanonicalTensors& tensors, const std::string& subject) {
  if (!tensors.temperature && !tensors.logitScale) return;
  const float value = tensors.temperature ? scalarOf(*tensors.temperature, "temp", subject)
                                          : std::exp(-scalarOf(*tensors.logitScale, "logit_scale", subject));
  if (!(value > 0.0f) || !std::isfinite(value)) incompatible("has an impossible temperature", subject);
  clip.temperature = at::full({}, value);
}

int numberIn(const std::map<std::string, std::string>& metadata, const char* key) {
  const auto found = metadata.find(key);
  int number = 0;
  if (found != metadata.end()) {
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
  }
  return number > 0 ? number : 0;
}

/// Files that this program wrote say themselves what their shapes do not show.
std::optional<ClipConfig> configInside(const TensorSource& file) {
  const auto activation = file.metadata().find("tilescout.activation");
  if (activation == file.metadata().end()) return std::nullopt;
  ClipConfig config;
  if (activation->second == "quickgelu" || activation->second == "gelu") config.activation = activation->second;
  config.visionHeads = numberIn(file.metadata(), "tilescout.vision_heads");
  config.textHeads = numberIn(file.metadata(), "tilescout.text_heads");
  return config;
}

void refuseStrangers(const CanonicalTensors& tensors, const std::string& subject) {
  for (const std::string& name : tensors.unexpected) {
    if (name.find("visual.layer1.") != name.npos || name.find("visual.attnpool.") != name.npos) {
      incompatible("is a CLIP with a ResNet image tower; only ViT towers are supported", subject);
    }
  }
  if (tensors.backbone.empty() && !tensors.adapter.empty()) {
    throw Error(ErrorCode::InvalidInput,
                "holds adapters without a backbone; give the backbone's file, and this one with --adapter", subject);
  }
  if (tensors.backbone.empty()) incompatible("is no CLIP: it holds " + nameSome(tensors.unexpected), subject);
  if (!tensors.unexpected.empty()) incompatible("has the unexpected tensors " + nameSome(tensors.unexpected), subject);
}

void chooseActivation(LoadedWeights& loaded, const LoadOptions& options, const std::string& subject) {
  std::string activation = options.activation;
  loaded.activationFrom = "asked";
  if (activation.empty() && loaded.config && !loaded.config->activation.empty()) {
    activation = loaded.config->activation;
    loaded.activationFrom = "configuration";
  }
  if (activation.empty() && loaded.kind == "torchscript") {  // OpenAI's archives
    activation = "quickgelu";
    loaded.activationFrom = "kind";
  }
  if (activation.empty()) {
    throw Error(ErrorCode::InvalidInput,
                "does not say which activation it was trained with; pass --activation quickgelu (OpenAI's weights and "
                "what was fine-tuned from them, GeoRSCLIP, RemoteCLIP) or --activation gelu (LAION's)",
                subject);
  }
  if (activation != "quickgelu" && activation != "gelu") {
    throw Error(ErrorCode::InvalidInput, "is no activation; quickgelu and gelu are", activation);
  }
  loaded.weights.shape.quickGelu = activation == "quickgelu";
}

/// In the paper's variant the mini-adapter of a layer is one module under two names; both towers get the same tensors.
void shareMiniAdapters(ClipWeights& clip, const std::string& subject) {
  const Targets all = detail::adapterTensors(clip);
  const std::map<std::string, at::Tensor*> byName(all.begin(), all.end());
  for (const auto& [name, tensor] : all) {
    if (!name.starts_with("visual.") || name.find("BiShareAdapterxx") == name.npos) continue;
    const auto twin = byName.find(name.substr(7));
    if (twin == byName.end()) continue;
    if (!at::equal(*tensor, *twin->second)) {
      incompatible("has different values for the shared '" + name + "' and '" + twin->first + "'", subject);
    }
    *twin->second = *tensor;
  }
}

void loadAdapters(ClipWeights& clip, const CanonicalTensors& tensors, int heads, const std::string& subject) {
  detail::addAdapters(clip, detail::inferAdapterShape(tensors, heads, subject), 0);
  fill(detail::adapterTensors(clip), tensors.adapter, subject);
  if (clip.adapterShape.variant == AdapterVariant::Paper) shareMiniAdapters(clip, subject);
}

/// Adapters from a file of their own, which may be a whole checkpoint: then its backbone is left alone.
void loadAdapterFile(LoadedWeights& loaded, const fs::path& path, int heads, Files& files) {
  files.push_back(weights::openTensorSource(path));
  const TensorSource& file = *files.back();
  const CanonicalTensors tensors = weights::canonicalTensors(file, path.string());
  if (tensors.adapter.empty()) {
    throw Error(ErrorCode::InvalidInput, "holds no HarMA adapters", path.string());
  }
  if (!tensors.unexpected.empty())
    incompatible("has the unexpected tensors " + nameSome(tensors.unexpected), path.string());
  if (heads == 0) heads = numberIn(file.metadata(), "tilescout.adapter_heads");
  loadAdapters(loaded.weights, tensors, heads, path.string());
  if (tensors.temperature) setTemperature(loaded.weights, tensors, path.string());
}

LoadedWeights loadFrom(const ModelSource& source, const LoadOptions& options) {
  const std::string subject = source.weights.string();
  auto files = std::make_shared<Files>();
  files->push_back(weights::openTensorSource(source.weights));
  const TensorSource& file = *files->front();
  const CanonicalTensors tensors = weights::canonicalTensors(file, subject);
  refuseStrangers(tensors, subject);

  LoadedWeights loaded;
  loaded.kind = file.kind();
  loaded.config = source.config;
  const auto infer = [&] {
    if (!loaded.config) loaded.config = configInside(file);
    return detail::inferClipShape(tensors, loaded.config ? &*loaded.config : nullptr, options.visionHeads,
                                  options.textHeads, subject);
  };
  detail::ClipShape shape = infer();
  if (source.config) {
    const std::string reason = detail::contradiction(*source.config, shape);
    if (!reason.empty() && source.configIsCertain) incompatible(reason, source.config->file.string());
    if (!reason.empty()) {
      loaded.config.reset();
      shape = infer();
    }
  }
  loaded.weights = detail::emptyClip(shape);
  chooseActivation(loaded, options, subject);
  fill(detail::backboneTensors(loaded.weights), tensors.backbone, subject);
  setTemperature(loaded.weights, tensors, subject);

  const fs::path& adapterFile = options.adapterFile.empty() ? source.adapter : options.adapterFile;
  const int adapterHeads =
      options.adapterHeads == 0 && loaded.config ? loaded.config->adapterHeads : options.adapterHeads;
  if (!adapterFile.empty()) {
    loadAdapterFile(loaded, adapterFile, adapterHeads, *files);
  } else if (!tensors.adapter.empty()) {
    loadAdapters(loaded.weights, tensors, adapterHeads, subject);
  }
  loaded.forget = [files](const at::Tensor& tensor) {
    if (!tensor.device().is_cpu() || !tensor.is_non_overlapping_and_dense()) return;
    const std::span bytes(static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes());
    for (const auto& opened : *files) opened->forget(bytes);
  };
  loaded.keepAlive = std::move(files);
  return loaded;
}

/// Runs `load`; torch's own failures are allocations, for shapes and types were checked before.
template <typename Load>
LoadedWeights translated(const fs::path& path, Load&& load) {
  try {
    return load();
  } catch (const c10::Error& error) {
    detail::throwTorch(error, "does not fit into memory", path.string());
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "does not fit into memory", path.string());
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorCode::Io, "cannot be reached (" + error.code().message() + ")", path.string());
  }
}

}  // namespace

LoadedWeights loadClip(const fs::path& path, const LoadOptions& options) {
  return translated(path, [&] { return loadFrom(locateModel(path), options); });
}

LoadedWeights loadStoredModel(const fs::path& folder, const ModelCard& card) {
  ModelSource source{folder / model_files::weights, {}, configFromCard(card), true};
  source.config->file = folder / model_files::card;
  if (card.adapter != "none") source.adapter = folder / model_files::adapter;
  LoadedWeights loaded = translated(source.weights, [&] { return loadFrom(source, {}); });
  const ModelCard found = describeWeights(loaded.weights);
  if (found.adapter != card.adapter || (card.adapter != "none" && found.adapterBottleneck != card.adapterBottleneck)) {
    incompatible("says that the adapter is '" + card.adapter + "' with width " +
                     std::to_string(card.adapterBottleneck) + ", but the weights have '" + found.adapter + "' with " +
                     std::to_string(found.adapterBottleneck),
                 source.config->file.string());
  }
  return loaded;
}

}  // namespace tilescout::model
