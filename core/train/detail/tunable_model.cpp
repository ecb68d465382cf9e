#include "train/detail/tunable_model.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <set>
#include <utility>

#include "base/error.h"
#include "model/detail/stored_clip.h"

namespace tilescout::train::detail {

namespace {

namespace fs = std::filesystem;
using model::detail::AdapterVariant;
using model::detail::ClipWeights;

constexpr double loraScale = 2.0;  // α / rank with the customary α = 2·rank

/// Matrices that products read; the rest (norms, embeddings, positions, projections) works in float32.
bool isProduct(const std::string& name) {
  return name == "visual.conv1.weight" ||
         (name.find("resblocks") != std::string::npos && name.find(".ln_") == std::string::npos);
}

bool isTrained(const std::string& name, Method method) {
  if (method == Method::Full) return true;
  return method == Method::Projection && (name == "visual.proj" || name == "text_projection");
}

/// The authors' groups: decay on weights, gates and temperature, none on biases; nor, beyond them, on layer norms and
/// tables of positions, which full fine-tuning would pull to nothing.
bool decays(const std::string& name) {
  return !name.ends_with("bias") && name.find("ln_") == std::string::npos && !name.ends_with("positional_embedding") &&
         !name.ends_with("class_embedding");
}

at::Tensor leaf(const at::Tensor& tensor, const std::string& device) {
  return tensor.to(device, at::kFloat, false, true).detach().requires_grad_(true);
}

model::detail::AdapterShape adapterShape(const TrainConfig& config, const ModelCard& base) {
  model::detail::AdapterShape shape;
  shape.bottleneck = config.bottleneck > 0 ? config.bottleneck : suggestedBottleneck(config, base);
  if (config.method == Method::Adapter) {
    shape.variant = AdapterVariant::Plain;
    shape.shared = false;
    return shape;
  }
  shape.variant = config.variant == Variant::Paper ? AdapterVariant::Paper : AdapterVariant::Released;
  shape.heads = config.heads > 0 ? config.heads : suggestedHeads(shape.bottleneck);
  shape.shared = config.share;
  return shape;
}

void trainAdapters(TunableModel& model, const TrainConfig& config, const ModelCard& base, const std::string& device) {
  model::detail::addAdapters(model.clip, adapterShape(config, base), config.seed);
  std::map<void*, at::Tensor> leaves;  // the paper's mini-adapters stand under two names and are one tensor
  for (auto& [name, tensor] : model::detail::adapterTensors(model.clip)) {
    at::Tensor& known = leaves[tensor->data_ptr()];
    if (!known.defined()) {
      known = leaf(*tensor, device);
      model.parameters.push_back({name, known, decays(name)});
    }
    *tensor = known;
  }
}

void trainLowRank(TunableModel& model, const TrainConfig& config, const ModelCard& base, const std::string& device) {
  const std::int64_t rank = config.bottleneck > 0 ? config.bottleneck : suggestedBottleneck(config, base);
  at::Generator generator = at::detail::createCPUGenerator(config.seed);
  const auto list = model::detail::backboneTensors(model.clip);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& [name, tensor] = list[i];
    if (!name.ends_with("attn.in_proj_weight") && !name.ends_with("attn.out_proj.weight")) continue;
    const std::int64_t out = tensor->size(0), in = tensor->size(1);
    const double bound = 1.0 / std::sqrt(static_cast<double>(in));
    const at::Tensor down = at::rand({rank, in}, generator).mul_(2.0 * bound).sub_(bound);
    TunableModel::LowRank low{i, *tensor, leaf(down, device), leaf(at::zeros({out, rank}), device)};
    model.parameters.push_back({name + ".lora_A", low.down, true});
    model.parameters.push_back({name + ".lora_B", low.up, true});
    model.lowRank.push_back(std::move(low));
  }
}

const char* adapterName(AdapterVariant variant) {
  switch (variant) {
    case AdapterVariant::Released: return "released";
    case AdapterVariant::Paper: return "paper";
    case AdapterVariant::Plain: return "plain";
    case AdapterVariant::None: break;
  }
  return "none";
}

std::vector<std::pair<std::string, at::Tensor>> allTensors(ClipWeights clip) {
  std::vector<std::pair<std::string, at::Tensor>> out;
  std::set<void*> seen;
  for (const auto& list : {model::detail::backboneTensors(clip), model::detail::adapterTensors(clip)}) {
    for (const auto& [name, tensor] : list) {
      if (seen.insert(tensor->data_ptr()).second) out.emplace_back(name, *tensor);
    }
  }
  return out;
}

}  // namespace

TunableModel makeTunable(const fs::path& baseFolder, const ModelCard& base, const TrainConfig& config,
                         const std::string& device, at::ScalarType compute) {
  model::LoadedWeights loaded = model::loadStoredModel(baseFolder, base);
  TunableModel tunable;
  tunable.clip = loaded.weights;
  tunable.keepAlive = loaded.keepAlive;
  for (auto& [name, tensor] : model::detail::backboneTensors(tunable.clip)) {
    if (isTrained(name, config.method)) {
      *tensor = leaf(*tensor, device);
      tunable.parameters.push_back({name, *tensor, decays(name)});
    } else {
      *tensor = tensor->to(device, isProduct(name) ? compute : at::kFloat);
    }
  }
  for (auto& [name, tensor] : model::detail::adapterTensors(tunable.clip)) {  // of the base; trained with all the rest
    *tensor = config.method == Method::Full ? leaf(*tensor, device) : tensor->to(device, at::kFloat);
    if (config.method == Method::Full) tunable.parameters.push_back({name, *tensor, decays(name)});
  }
  if (config.method == Method::Harma || config.method == Method::Adapter) trainAdapters(tunable, config, base, device);
  if (config.method == Method::Lora) trainLowRank(tunable, config, base, device);
  tunable.temperature = leaf(at::full({}, 0.07), device);  // spec: τ starts at 0.07 whatever the base had
  tunable.parameters.push_back({"temp", tunable.temperature, true});
  tunable.clip.temperature = tunable.temperature;
  return tunable;
}

ClipWeights effectiveWeights(const TunableModel& model) {
  ClipWeights clip = model.clip;
  if (model.lowRank.empty()) return clip;
  auto list = model::detail::backboneTensors(clip);
  for (const TunableModel::LowRank& low : model.lowRank) {
    const at::Tensor update = at::matmul(low.up, low.down) * loraScale;
    *list[low.index].second = low.base + update.to(low.base.scalar_type());
  }
  return clip;
}

ClipWeights withoutAdapters(const TunableModel& model) {
  ClipWeights clip = model.clip;
  if (model.parameters.size() == 1) return clip;
  const bool added = model.parameters.front().name.find("mmadapter") != std::string::npos ||
                     model.parameters.front().name.ends_with("gate1");
  if (!added) return clip;
  for (auto* blocks : {&clip.imageBlocks, &clip.textBlocks}) {
    for (auto& block : *blocks) block.adapter.reset();
  }
  clip.adapterShape = {};
  return clip;
}

double weightDistance(const TunableModel& model, const TunableModel& start) {
  const at::NoGradGuard noGrad;
  const auto now = allTensors(effectiveWeights(model)), before = allTensors(effectiveWeights(start));
  double moved = 0.0, whole = 0.0;
  for (std::size_t i = 0; i < before.size() && i < now.size(); ++i) {
    const at::Tensor old = before[i].second.detach().to(at::kDouble);
    moved += std::pow((now[i].second.detach().to(at::kDouble) - old).norm().item<double>(), 2);
    whole += std::pow(old.norm().item<double>(), 2);
  }
  return whole > 0.0 ? std::sqrt(moved / whole) : 0.0;
}

double meanGate(const std::vector<model::detail::BlockWeights>& blocks) {
  double sum = 0.0;
  int count = 0;
  for (const auto& block : blocks) {
    if (!block.adapter || !block.adapter->blockGate.defined()) continue;
    sum += 1.0 / (1.0 + std::exp(-block.adapter->blockGate.detach().item<double>()));
    ++count;
  }
  return count > 0 ? sum / count : 0.0;
}

ModelCard saveTuned(const TunableModel& model, const ModelCard& base, const TrainConfig& config,
                    const fs::path& baseFolder, const fs::path& folder) {
  const at::NoGradGuard noGrad;
  ModelCard card = base;
  std::int64_t trained = 0;
  for (const Parameter& parameter : model.parameters) trained += parameter.tensor.numel();
  card.trainableParameters = trained;
  if (config.method == Method::Harma || config.method == Method::Adapter) {
    model::saveAdapter(model.clip, folder / model_files::adapter, model::SaveAs::Fp32);
    card.adapter = adapterName(model.clip.adapterShape.variant);
    card.adapterBottleneck = model.clip.adapterShape.bottleneck;
    card.adapterHeads = model.clip.adapterShape.heads;
    card.parameters = base.parameters + trained - 1;
    return card;
  }
  // What was not trained keeps its file's bytes; what was is float32.
  model::LoadedWeights stored = model::loadStoredModel(baseFolder, base);
  ClipWeights tuned = model.clip;
  auto target = model::detail::backboneTensors(stored.weights);
  const auto source = model::detail::backboneTensors(tuned);
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (isTrained(source[i].first, config.method)) *target[i].second = source[i].second->detach();
  }
  for (const TunableModel::LowRank& low : model.lowRank) {
    at::Tensor& place = *target[low.index].second;
    place = place.to(low.up.device(), at::kFloat) + at::matmul(low.up, low.down).detach() * loraScale;
  }
  stored.weights.temperature = model.temperature.detach();
  model::saveClip(stored.weights, folder / model_files::weights);
  if (base.adapter != "none") {
    if (config.method == Method::Full) {
      tuned.temperature = model.temperature.detach();
      model::saveAdapter(tuned, folder / model_files::adapter, model::SaveAs::Fp32);
    } else {
      stored.weights.temperature = model.temperature.detach();
      model::saveAdapter(stored.weights, folder / model_files::adapter);
    }
  }
  return card;
}

}  // namespace tilescout::train::detail
