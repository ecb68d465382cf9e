#include "model/weights/name_map.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "model/weights/checks.h"

namespace tilescout::model::weights {

namespace {

using Renames = std::pair<std::string_view, std::string_view>;

// Hugging Face's CLIPModel; "pre_layrnorm" is spelt so there.
constexpr Renames hfWhole[] = {{"vision_model.embeddings.class_embedding", "visual.class_embedding"},
                               {"vision_model.embeddings.patch_embedding.weight", "visual.conv1.weight"},
                               {"vision_model.embeddings.position_embedding.weight", "visual.positional_embedding"},
                               {"vision_model.pre_layrnorm.weight", "visual.ln_pre.weight"},
                               {"vision_model.pre_layrnorm.bias", "visual.ln_pre.bias"},
                               {"vision_model.post_layernorm.weight", "visual.ln_post.weight"},
                               {"vision_model.post_layernorm.bias", "visual.ln_post.bias"},
                               {"text_model.embeddings.token_embedding.weight", "token_embedding.weight"},
                               {"text_model.embeddings.position_embedding.weight", "positional_embedding"},
                               {"text_model.final_layer_norm.weight", "ln_final.weight"},
                               {"text_model.final_layer_norm.bias", "ln_final.bias"},
                               {"visual_projection.weight", "visual.proj"},
                               {"text_projection.weight", "text_projection"}};
constexpr Renames hfInBlock[] = {{"layer_norm1.weight", "ln_1.weight"},
                                 {"layer_norm1.bias", "ln_1.bias"},
                                 {"layer_norm2.weight", "ln_2.weight"},
                                 {"layer_norm2.bias", "ln_2.bias"},
                                 {"mlp.fc1.weight", "mlp.c_fc.weight"},
                                 {"mlp.fc1.bias", "mlp.c_fc.bias"},
                                 {"mlp.fc2.weight", "mlp.c_proj.weight"},
                                 {"mlp.fc2.bias", "mlp.c_proj.bias"},
                                 {"self_attn.out_proj.weight", "attn.out_proj.weight"},
                                 {"self_attn.out_proj.bias", "attn.out_proj.bias"},
                                 {"self_attn.q_proj.weight", "attn.in_proj_weight"},
                                 {"self_attn.q_proj.bias", "attn.in_proj_bias"},
                                 {"self_attn.k_proj.weight", "attn.in_proj_weight"},
                                 {"self_attn.k_proj.bias", "attn.in_proj_bias"},
                                 {"self_attn.v_proj.weight", "attn.in_proj_weight"},
                                 {"self_attn.v_proj.bias", "attn.in_proj_bias"}};
constexpr std::string_view attentionParts[] = {"q_proj", "k_proj", "v_proj"};
constexpr std::string_view backboneWhole[] = {
    "visual.class_embedding", "visual.positional_embedding", "visual.proj",           "visual.conv1.weight",
    "visual.ln_pre.weight",   "visual.ln_pre.bias",          "visual.ln_post.weight", "visual.ln_post.bias",
    "token_embedding.weight", "positional_embedding",        "ln_final.weight",       "ln_final.bias",
    "text_projection"};
constexpr std::string_view weightless[] = {"input_resolution", "context_length", "vocab_size", "attn_mask"};

/// "…resblocks.12.rest" split behind the number; nothing when `name` does not begin with `stem` and a number.
std::optional<std::pair<std::string_view, std::string_view>> blockAndRest(std::string_view name,
                                                                          std::string_view stem) {
  if (!name.starts_with(stem)) return std::nullopt;
  const std::size_t end = name.find('.', stem.size());
  const std::string_view number = name.substr(stem.size(), end == name.npos ? end : end - stem.size());
  const bool digits = !number.empty() && number.size() <= 4 &&
                      std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || end == name.npos || (number.size() > 1 && number[0] == '0')) return std::nullopt;
  return std::pair(number, name.substr(end + 1));
}

std::string_view withoutWrappers(std::string_view name) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view wrapper : {"module.", "model.", "_orig_mod."}) {
      if (!name.starts_with(wrapper)) continue;
      name.remove_prefix(wrapper.size());
      again = true;
    }
  }
  // open_clip's later text towers are a module of their own.
  if (name.starts_with("text.")) name.remove_prefix(5);
  return name;
}

bool isBlockTensor(std::string_view rest) {
  constexpr std::string_view names[] = {
      "ln_1.weight",         "ln_1.bias",         "ln_2.weight",          "ln_2.bias",
      "mlp.c_fc.weight",     "mlp.c_fc.bias",     "mlp.c_proj.weight",    "mlp.c_proj.bias",
      "attn.in_proj_weight", "attn.in_proj_bias", "attn.out_proj.weight", "attn.out_proj.bias"};
  return std::find(std::begin(names), std::end(names), rest) != std::end(names);
}

/// Where one tensor of the file belongs.
struct Target {
  enum Kind { Backbone, Adapter, Dropped, Temperature, LogitScale, Unexpected } kind = Unexpected;
  std::string name;
  int part = -1;  ///< 0, 1, 2: q, k, v
  bool transposed = false, huggingFace = false;
};

std::optional<Target> huggingFaceTarget(std::string_view name) {
  for (const auto& [theirs, ours] : hfWhole) {
    const bool projection = theirs.find("_projection") != theirs.npos;
    if (name == theirs) return Target{Target::Backbone, std::string(ours), -1, projection, true};
  }
  for (const bool vision : {true, false}) {
    const auto block = blockAndRest(name, vision ? "vision_model.encoder.layers." : "text_model.encoder.layers.");
    if (!block) continue;
    for (const auto& [theirs, ours] : hfInBlock) {
      if (block->second != theirs) continue;
      Target target{Target::Backbone, vision ? "visual." : "", -1, false, true};
      target.name += "transformer.resblocks." + std::string(block->first) + "." + std::string(ours);
      for (int part = 0; part < 3; ++part) {
        if (theirs.find(attentionParts[part]) != theirs.npos) target.part = part;
      }
      return target;
    }
  }
  return std::nullopt;
}

Target targetOf(std::string_view given) {
  const std::string_view name = withoutWrappers(given);
  const std::string text(name);
  if (name == "temp") return {Target::Temperature, text};
  if (name == "logit_scale") return {Target::LogitScale, text};
  if (name.ends_with("position_ids") || std::count(std::begin(weightless), std::end(weightless), name)) {
    return {Target::Dropped, text};
  }
  if (std::count(std::begin(backboneWhole), std::end(backboneWhole), name)) return {Target::Backbone, text};
  for (const std::string_view stem : {"visual.transformer.resblocks.", "transformer.resblocks."}) {
    const auto block = blockAndRest(name, stem);
    if (!block) continue;
    if (block->second == "gate1" || block->second.starts_with("mmadapter.")) return {Target::Adapter, text};
    if (isBlockTensor(block->second)) return {Target::Backbone, text};
  }
  if (auto target = huggingFaceTarget(name)) return *target;
  return {Target::Unexpected, std::string(given)};
}

/// Shapes of a joined or turned tensor, once all its parts are there.
void finish(const std::string& name, MappedTensor& tensor, const std::string& subject) {
  const auto& first = tensor.parts.front();
  tensor.shape = first.shape;
  if (tensor.transposed) {
    if (tensor.shape.size() != 2) {
      throw Error(ErrorCode::Incompatible,
                  "has tensor '" + printable(tensor.origin) + "' of shape " + shapeText(tensor.shape) +
                      " where a matrix belongs",
                  subject);
    }
    std::swap(tensor.shape[0], tensor.shape[1]);
  }
  if (tensor.parts.size() == 1) return;
  for (std::size_t part = 0; part < tensor.parts.size(); ++part) {
    const TensorView& view = tensor.parts[part];
    if (view.bytes.empty() || view.shape.empty()) {
      throw Error(ErrorCode::Incompatible, "lacks the " + std::string(attentionParts[part]) + " of '" + name + "'",
                  subject);
    }
    if (view.shape != first.shape || view.dtype != first.dtype) {
      throw Error(ErrorCode::Incompatible, "has q, k and v of different shapes or types in '" + name + "'", subject);
    }
  }
  tensor.shape[0] *= static_cast<std::int64_t>(tensor.parts.size());
}

class Mapper {
 public:
  explicit Mapper(std::string subject) : subject_(std::move(subject)) {}

  void add(const std::string& given, const TensorView& view) {
    const Target target = targetOf(given);
    switch (target.kind) {
      case Target::Dropped: return;
      case Target::Unexpected: result_.unexpected.push_back(given); return;
      case Target::Temperature: result_.temperature = view; return;
      case Target::LogitScale: result_.logitScale = view; return;
      case Target::Backbone:
      case Target::Adapter: break;
    }
    if (target.huggingFace) result_.naming = "huggingface";
    auto& tensors = target.kind == Target::Adapter ? result_.adapter : result_.backbone;
    const auto [entry, isNew] = tensors.try_emplace(target.name);
    MappedTensor& tensor = entry->second;
    if (target.part >= 0 && (isNew || tensor.parts.size() == 3)) {
      tensor.parts.resize(3);
      TensorView& part = tensor.parts[static_cast<std::size_t>(target.part)];
      if (!part.shape.empty()) twice(given, target.name);
      part = view;
    } else {
      if (!isNew) twice(given, target.name);
      tensor.parts.push_back(view);
    }
    tensor.transposed = target.transposed;
    if (tensor.origin.empty()) tensor.origin = given;
  }

  CanonicalTensors take() {
    for (auto& [name, tensor] : result_.backbone) finish(name, tensor, subject_);
    for (auto& [name, tensor] : result_.adapter) finish(name, tensor, subject_);
    if (result_.naming.empty()) result_.naming = "open_clip";
    return std::move(result_);
  }

 private:
  [[noreturn]] void twice(const std::string& given, const std::string& name) const {
    throw Error(ErrorCode::Corrupt, "has tensor '" + printable(name) + "' twice, once as '" + printable(given) + "'",
                subject_);
  }

  std::string subject_;
  CanonicalTensors result_;
};

}  // namespace

CanonicalTensors canonicalTensors(const TensorSource& source, const std::string& subject) {
  Mapper mapper(subject);
  for (const auto& [name, view] : source.tensors()) mapper.add(name, view);
  return mapper.take();
}

}  // namespace tilescout::model::weights
