#include "model/clip_config.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"

namespace tilescout::model {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

[[noreturn]] void incompatible(const fs::path& file, const std::string& reason) {
  throw Error(ErrorCode::Incompatible, reason, file.string());
}

const Json* objectIn(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_object() ? &*found : nullptr;
}

int number(const Json& json, const char* name, const fs::path& file, int otherwise = 0) {
  const auto found = json.find(name);
  if (found == json.end() || found->is_null()) return otherwise;
  if (!found->is_number_integer()) incompatible(file, std::string("has a '") + name + "' that is no whole number");
  const auto value = found->get<std::int64_t>();
  if (value < 1 || value > (1 << 28)) incompatible(file, std::string("has a '") + name + "' out of range");
  return static_cast<int>(value);
}

std::optional<std::array<double, 3>> triple(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array() || found->size() != 3) return std::nullopt;
  std::array<double, 3> values{};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!(*found)[i].is_number()) return std::nullopt;
    values[i] = (*found)[i].get<double>();
  }
  return values;
}

/// Settings that change the computation; a model that uses one would load and give wrong embeddings.
void refuseVariations(const Json& json, const fs::path& file) {
  for (const char* name : {"timm_model_name", "hf_model_name"}) {
    if (json.contains(name)) incompatible(file, std::string("describes a model with another tower ('") + name + "')");
  }
  for (const char* name : {"no_ln_pre", "attentional_pool", "no_causal_mask", "global_average_pool", "embed_cls"}) {
    if (json.value(name, Json()) == Json(true)) {
      incompatible(file, std::string("describes a model with '") + name + "', which is not supported");
    }
  }
  const Json pool = json.value("pool_type", Json());
  if (!pool.is_null() && pool != "tok" && pool != "argmax")
    incompatible(file, "describes a model with another pooling");
  const Json epsilon = json.value("layer_norm_eps", Json());
  if (epsilon.is_number() && std::abs(epsilon.get<double>() - 1e-5) > 1e-7) {
    incompatible(file, "describes a model with another layer_norm_eps than 1e-5");
  }
}

ClipConfig openClipConfig(const Json& model, const Json& whole, const fs::path& file) {
  const Json& vision = *objectIn(model, "vision_cfg");
  const Json* text = objectIn(model, "text_cfg");
  if (text == nullptr) incompatible(file, "has no text_cfg");
  refuseVariations(vision, file);
  refuseVariations(*text, file);
  const auto layers = vision.find("layers");
  if (layers != vision.end() && layers->is_array())
    incompatible(file, "describes a ResNet; only ViT towers are supported");
  ClipConfig config;
  config.embedDim = number(model, "embed_dim", file);
  config.imageSize = number(vision, "image_size", file);
  config.patchSize = number(vision, "patch_size", file);
  config.visionWidth = number(vision, "width", file);
  config.visionLayers = number(vision, "layers", file);
  const int headWidth = number(vision, "head_width", file);
  if (headWidth > 0 && config.visionWidth > 0) config.visionHeads = config.visionWidth / headWidth;
  config.textWidth = number(*text, "width", file);
  config.textLayers = number(*text, "layers", file);
  config.textHeads = number(*text, "heads", file);
  config.contextLength = number(*text, "context_length", file);
  config.vocabularySize = number(*text, "vocab_size", file);
  const Json quick = model.value("quick_gelu", Json(false));  // open_clip's own default
  config.activation = quick == Json(true) ? "quickgelu" : "gelu";
  if (const Json* preprocess = objectIn(whole, "preprocess_cfg")) {
    config.mean = triple(*preprocess, "mean");
    config.std = triple(*preprocess, "std");
  }
  return config;
}

std::string hiddenActivation(const Json& tower, const fs::path& file) {
  const Json given = tower.value("hidden_act", Json("quick_gelu"));  // Hugging Face's default
  if (given == "quick_gelu") return "quickgelu";
  if (given == "gelu") return "gelu";
  incompatible(file, "has a hidden_act other than quick_gelu and gelu");
}

ClipConfig huggingFaceConfig(const Json& json, const fs::path& file) {
  const Json& vision = *objectIn(json, "vision_config");
  const Json* text = objectIn(json, "text_config");
  if (text == nullptr) incompatible(file, "has no text_config");
  if (json.value("model_type", Json("clip")) != "clip") incompatible(file, "describes a model that is no CLIP");
  refuseVariations(vision, file);
  refuseVariations(*text, file);
  ClipConfig config;
  config.embedDim = number(json, "projection_dim", file);
  config.imageSize = number(vision, "image_size", file);
  config.patchSize = number(vision, "patch_size", file);
  config.visionWidth = number(vision, "hidden_size", file);
  config.visionLayers = number(vision, "num_hidden_layers", file);
  config.visionHeads = number(vision, "num_attention_heads", file, 12);  // defaults of CLIPVisionConfig, CLIPTextConfig
  config.textWidth = number(*text, "hidden_size", file);
  config.textLayers = number(*text, "num_hidden_layers", file);
  config.textHeads = number(*text, "num_attention_heads", file, 8);
  config.contextLength = number(*text, "max_position_embeddings", file);
  config.vocabularySize = number(*text, "vocab_size", file);
  config.activation = hiddenActivation(vision, file);
  if (hiddenActivation(*text, file) != config.activation) incompatible(file, "has towers with different activations");
  const fs::path preprocessor = file.parent_path() / "preprocessor_config.json";
  if (fs::is_regular_file(preprocessor)) {
    const Json settings = Json::parse(readTextFile(preprocessor, 1 << 20), nullptr, false);
    config.mean = triple(settings, "image_mean");
    config.std = triple(settings, "image_std");
  }
  return config;
}

std::optional<fs::path> firstFile(const fs::path& folder, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (fs::is_regular_file(folder / name)) return folder / name;
  }
  return std::nullopt;
}

ModelSource inFolder(const fs::path& folder) {
  struct Layout {
    const char* config;
    std::initializer_list<const char*> weights;
  };
  const Layout layouts[] = {{model_files::card, {model_files::weights}},
                            {"config.json", {"model.safetensors", "pytorch_model.bin"}},
                            {"open_clip_config.json", {"open_clip_model.safetensors", "open_clip_pytorch_model.bin"}}};
  for (const Layout& layout : layouts) {
    if (!fs::is_regular_file(folder / layout.config)) continue;
    const auto weights = firstFile(folder, layout.weights);
    if (!weights) continue;
    auto config = readClipConfig(folder / layout.config);
    if (!config) continue;
    ModelSource source{*weights, {}, std::move(config), true};
    if (layout.config == model_files::card && fs::is_regular_file(folder / model_files::adapter)) {
      source.adapter = folder / model_files::adapter;
    }
    return source;
  }
  if (firstFile(folder, {"model.safetensors.index.json", "pytorch_model.bin.index.json"})) {
    incompatible(folder, "holds a model in several parts; join them into one model.safetensors first");
  }
  throw Error(ErrorCode::NotFound,
              "holds no model: neither config.json with model.safetensors (Hugging Face) nor open_clip_config.json "
              "with open_clip_model.safetensors; give the weight file itself",
              folder.string());
}

}  // namespace

ClipConfig configFromCard(const ModelCard& card) {
  ClipConfig config;
  config.imageSize = card.imageSize, config.patchSize = card.patchSize, config.embedDim = card.embedDim;
  config.visionWidth = card.visionWidth, config.visionLayers = card.visionLayers, config.visionHeads = card.visionHeads;
  config.textWidth = card.textWidth, config.textLayers = card.textLayers, config.textHeads = card.textHeads;
  config.contextLength = card.contextLength, config.vocabularySize = card.vocabularySize;
  config.activation = card.activation;
  config.mean = card.mean, config.std = card.std;
  config.adapterHeads = card.adapterHeads;
  return config;
}

std::optional<ClipConfig> readClipConfig(const fs::path& file) {
  if (file.filename() == model_files::card) {
    ClipConfig config = configFromCard(readModelCard(file));
    config.file = file;
    return config;
  }
  const Json json = Json::parse(readTextFile(file, 1 << 20), nullptr, false);
  if (json.is_discarded()) throw Error(ErrorCode::Corrupt, "is no JSON", file.string());
  if (!json.is_object()) return std::nullopt;
  const Json* inner = objectIn(json, "model_cfg");
  const Json& model = inner ? *inner : json;
  std::optional<ClipConfig> config;
  if (objectIn(model, "vision_cfg")) {
    config = openClipConfig(model, json, file);
  } else if (objectIn(json, "vision_config")) {
    config = huggingFaceConfig(json, file);
  }
  if (config) config->file = file;
  return config;
}

ModelSource locateModel(const fs::path& path) {
  if (fs::is_directory(path)) return inFolder(path);
  if (!fs::exists(path)) throw Error(ErrorCode::NotFound, "does not exist", path.string());
  const fs::path folder = path.parent_path();
  const std::string stem = path.stem().string();
  ModelSource source{path, {}, std::nullopt, true};
  const fs::path own = folder / (stem + "_config.json");
  if (fs::is_regular_file(own)) source.config = readClipConfig(own);
  const fs::path openClip = folder / "open_clip_config.json";
  if (!source.config && stem.starts_with("open_clip_") && fs::is_regular_file(openClip)) {
    source.config = readClipConfig(openClip);
  }
  if (source.config) return source;
  // A config.json that happens to lie beside the file may belong to another model: used only where it fits.
  source.configIsCertain = false;
  if (fs::is_regular_file(folder / "config.json")) {
    try {
      source.config = readClipConfig(folder / "config.json");
    } catch (const Error&) {
      source.config = std::nullopt;
    }
  }
  return source;
}

}  // namespace tilescout::model
