#include "train/train_config.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/error.h"

namespace tilescout::train {

namespace {

using nlohmann::json;

template <typename Value, std::size_t N>
using Names = std::array<std::pair<const char*, Value>, N>;

constexpr double kAuthorsRate = 4e-4;  // spec/published.md: ViT-B/32 of CLIP

constexpr Names<Method, 5> methodNames{{{"harma", Method::Harma},
                                        {"lora", Method::Lora},
                                        {"adapter", Method::Adapter},
                                        {"projection", Method::Projection},
                                        {"full", Method::Full}}};
constexpr Names<Variant, 2> variantNames{{{"released", Variant::Released}, {"paper", Variant::Paper}}};
constexpr Names<Schedule, 3> scheduleNames{
    {{"linear", Schedule::Linear}, {"cosine", Schedule::Cosine}, {"constant", Schedule::Constant}}};
constexpr Names<Recompute, 3> recomputeNames{
    {{"auto", Recompute::Auto}, {"always", Recompute::Always}, {"never", Recompute::Never}}};
constexpr Names<SplitRule, 4> splitNames{{{"given", SplitRule::AsGiven},
                                          {"place", SplitRule::Place},
                                          {"scene", SplitRule::Scene},
                                          {"random", SplitRule::Random}}};

template <typename Value, std::size_t N>
std::string nameIn(const Names<Value, N>& names, Value value) {
  for (const auto& [name, known] : names) {
    if (known == value) return name;
  }
  return {};
}

template <typename Value, std::size_t N>
Value valueIn(const Names<Value, N>& names, const std::string& text, const char* what) {
  std::string known;
  for (const auto& [name, value] : names) {
    if (text == name) return value;
    known += (known.empty() ? "" : ", ") + std::string(name);
  }
  throw Error(ErrorCode::InvalidInput, std::string("is no ") + what + "; there are: " + known, text);
}

/// Adapters of one block of width `w`: down, up, and what the method puts between.
std::int64_t adapterNumbers(const TrainConfig& config, std::int64_t w, std::int64_t d, bool mini) {
  const std::int64_t bottleneck = 2 * w * d + d + w;
  if (config.method == Method::Adapter) return bottleneck;
  const bool paper = config.variant == Variant::Paper;
  const std::int64_t gates = paper ? 3 : 2, half = d / 2;
  const std::int64_t attention = 4 * d * d + 4 * d;
  const std::int64_t inner = 2 * d * half + half + d + 4 * half * half + 4 * half + (paper ? 0 : 1);
  return bottleneck + gates + attention + (mini ? inner : 0);
}

std::int64_t numbersWith(const TrainConfig& config, const ModelCard& base, std::int64_t d) {
  std::int64_t sum = 1;  // the temperature
  for (int i = 0; i < base.visionLayers; ++i) {
    // The paper's mini-adapter of a layer belongs to both towers; it counts where the text tower has no such layer.
    const bool mini = config.share && config.variant == Variant::Paper && i >= base.textLayers;
    sum += config.method == Method::Lora ? 6 * d * base.visionWidth : adapterNumbers(config, base.visionWidth, d, mini);
  }
  for (int i = 0; i < base.textLayers; ++i) {
    sum += config.method == Method::Lora ? 6 * d * base.textWidth : adapterNumbers(config, base.textWidth, d, config.share);
  }
  return sum;
}

bool usesWidth(Method method) { return method == Method::Harma || method == Method::Lora || method == Method::Adapter; }

/// Calls `field(name, value)` for every setting; the one list that reading and writing walk.
template <typename Config, typename Field>
void eachField(Config& config, Field&& field) {
  field("bottleneck", config.bottleneck), field("heads", config.heads), field("epochs", config.epochs);
  field("batch", config.batch), field("micro_batch", config.microBatch), field("lr", config.lr);
  field("weight_decay", config.weightDecay), field("warm_up", config.warmUp), field("clip", config.clip);
  field("margin", config.margin), field("gamma", config.gamma), field("early_weight", config.earlyWeight);
  field("triplet", config.triplet), field("share", config.share), field("merge_equal_texts", config.mergeEqualTexts);
  field("captions_each", config.captionsEach), field("augment", config.augment);
  field("quarter_turns", config.quarterTurns), field("seed", config.seed), field("val_share", config.valShare);
  field("test_share", config.testShare), field("evaluate_every", config.evaluateEvery);
  field("patience", config.patience), field("time_limit_minutes", config.timeLimitMinutes);
  field("memory_gb", config.memoryGb), field("device", config.device.device), field("threads", config.device.threads);
}

void require(bool condition, const char* setting, const std::string& reason) {
  if (!condition) throw Error(ErrorCode::InvalidInput, reason, setting);
}

}  // namespace

std::string methodName(Method method) { return nameIn(methodNames, method); }
Method parseMethod(const std::string& text) { return valueIn(methodNames, text, "method"); }
std::string variantName(Variant variant) { return nameIn(variantNames, variant); }
Variant parseVariant(const std::string& text) { return valueIn(variantNames, text, "variant"); }
std::string scheduleName(Schedule schedule) { return nameIn(scheduleNames, schedule); }
Schedule parseSchedule(const std::string& text) { return valueIn(scheduleNames, text, "schedule"); }
std::string recomputeName(Recompute recompute) { return nameIn(recomputeNames, recompute); }
Recompute parseRecompute(const std::string& text) { return valueIn(recomputeNames, text, "way to recompute"); }
std::string splitRuleName(SplitRule rule) { return nameIn(splitNames, rule); }
SplitRule parseSplitRule(const std::string& text) { return valueIn(splitNames, text, "way of splitting"); }

std::vector<std::string> presetNames() { return {"quick", "balanced", "paper"}; }

TrainConfig preset(const std::string& name) {
  TrainConfig config;
  if (name == "balanced") {
    config.patience = 3;
    return config;
  }
  if (name == "quick") {
    config.epochs = 3;
    config.captionsEach = false;
    return config;
  }
  if (name == "paper") {  // spec/published.md: ViT-B/32 of CLIP on RSICD
    config.batch = 428;
    config.lr = kAuthorsRate;
    config.mergeEqualTexts = false;
    config.quarterTurns = false;
    config.clip = 0.0;
    config.split = SplitRule::AsGiven;
    return config;
  }
  throw Error(ErrorCode::InvalidInput, "is no preset; there are: quick, balanced, paper", name);
}

int suggestedHeads(int bottleneck) { return bottleneck >= 64 ? 8 : 4; }

int suggestedBottleneck(const TrainConfig& config, const ModelCard& base) {
  if (!usesWidth(config.method)) return 0;
  TrainConfig harma = config;
  harma.method = Method::Harma;
  int d = 128;
  // parameters of the base card may count adapters already; they are few enough not to matter here
  while (d > 16 && numbersWith(harma, base, d) * 25 >= base.parameters + numbersWith(harma, base, d)) d /= 2;
  if (config.method == Method::Harma) return d;
  const auto goal = static_cast<double>(numbersWith(harma, base, d));
  const double one = static_cast<double>(numbersWith(config, base, 2) - numbersWith(config, base, 1));
  return std::max(1, static_cast<int>(std::lround(goal / one)));
}

Method suggestedMethod(const ModelCard& base) {
  constexpr std::int64_t small = 25'000'000;  // twice the compact base; ViT-B/32 has six times as many again
  return base.parameters > 0 && base.parameters < small ? Method::Full : Method::Harma;
}

double suggestedRate(const TrainConfig& config, const ModelCard& base) {
  // A small model has to change much to learn something new, a large one that knows the world is spoiled by that.
  constexpr double vitB32 = 151e6, most = 16.0;
  const double factor = std::clamp(vitB32 / static_cast<double>(std::max<std::int64_t>(base.parameters, 1)), 1.0, most);
  switch (config.method) {
    case Method::Projection: return kAuthorsRate / 8 * factor;
    case Method::Full: return kAuthorsRate / 64 * factor;
    case Method::Harma:
    case Method::Lora:
    case Method::Adapter: break;
  }
  return kAuthorsRate * factor;
}

TrainConfig withRate(TrainConfig config, const ModelCard& base) {
  if (config.lr == 0) config.lr = suggestedRate(config, base);
  return config;
}

std::int64_t trainedParameters(const TrainConfig& config, const ModelCard& base) {
  if (config.method == Method::Full) return base.parameters;
  if (config.method == Method::Projection) {
    return 1 + std::int64_t{base.embedDim} * (base.visionWidth + base.textWidth);
  }
  return numbersWith(config, base, config.bottleneck > 0 ? config.bottleneck : suggestedBottleneck(config, base));
}

double trainedShare(const TrainConfig& config, const ModelCard& base) {
  const std::int64_t trained = trainedParameters(config, base);
  const bool added = config.method == Method::Harma || config.method == Method::Adapter;
  const std::int64_t whole = base.parameters + (added ? trained : 0);
  return whole > 0 ? static_cast<double>(trained) / static_cast<double>(whole) : 0.0;
}

std::int64_t estimatedBytes(const TrainConfig& config, const ModelCard& base, int microBatch, bool recompute) {
  const bool half = config.device.precision == model::Precision::Bf16;
  const double c = half ? 2.0 : 4.0;
  const bool whole = config.method == Method::Full;
  const auto tower = [&](double tokens, double width, double layers, double heads) {
    // Two float32 streams, the attention's inputs and scores, the MLP's 4-wide hidden values and their activation; with
    // all weights trained, the inputs of every product as well.
    const double perToken = 8.0 * width + c * width * (whole ? 25.0 : 18.0) + 2.0 * c * heads * tokens;
    // Computed again: one block's at a time, and of the others what went into them.
    if (recompute) return 1.2 * (perToken + 4.0 * width * layers) * tokens;
    return 1.2 * perToken * tokens * layers;
  };
  const double grid = static_cast<double>(base.imageSize) / std::max(base.patchSize, 1);
  const double pair = config.method == Method::Projection
                          ? 4.0 * (base.visionWidth + base.textWidth)
                          : tower(1.0 + grid * grid, base.visionWidth, base.visionLayers, base.visionHeads) +
                                tower(base.contextLength, base.textWidth, base.textLayers, base.textHeads);
  const double trained = static_cast<double>(trainedParameters(config, base));
  const double weights = static_cast<double>(base.parameters) * (whole || !half ? 4.0 : 2.0 + (whole ? 4.0 : 0.0));
  const double pixels = 3.0 * base.imageSize * base.imageSize * 4.0;
  return std::llround(weights + 20.0 * trained + microBatch * pair + 3.0 * config.batch * pixels);
}

void checkConfig(const TrainConfig& config, const ModelCard& base) {
  require(config.batch >= 2, "batch", "must be at least 2: a pair needs another to be told from");
  require(config.microBatch >= 0, "micro batch", "must not be negative");
  require(config.epochs > 0 && config.epochs <= 100000, "epochs", "must lie between 0 and 100,000");
  require(config.lr >= 0 && config.lr < 1, "learning rate", "must lie between 0 (by the model's size) and 1");
  require(config.weightDecay >= 0 && config.weightDecay < 1, "weight decay", "must lie between 0 and 1");
  require(config.warmUp >= 0 && config.warmUp < 1, "warm-up", "is a share of the steps: 0 to below 1");
  require(config.margin >= 0 && config.margin <= 2, "margin", "must lie between 0 and 2, the greatest distance of cosines");
  require(config.gamma >= 0 && config.gamma <= 20, "gamma", "must lie between 0 and 20");
  require(config.earlyWeight >= 0, "early matching", "must have a weight of 0 or more");
  require(config.clip >= 0, "gradient clipping", "must be 0 (off) or a positive norm");
  require(config.evaluateEvery > 0, "evaluation", "must come after a positive number of epochs");
  require(config.valShare >= 0 && config.testShare >= 0 && config.valShare + config.testShare < 0.95, "split",
          "leaves too little to train on");
  require(config.timeLimitMinutes >= 0 && config.memoryGb >= 0 && config.patience >= 0, "limits",
          "must not be negative");
  if (base.adapter != "none" && config.method != Method::Projection && config.method != Method::Full) {
    throw Error(ErrorCode::InvalidInput,
                "has adapters already; fine-tune the model that they were put on, or all of it (full)", base.name);
  }
  if (config.method != Method::Harma) return;
  const int d = config.bottleneck > 0 ? config.bottleneck : suggestedBottleneck(config, base);
  const int heads = config.heads > 0 ? config.heads : suggestedHeads(d);
  require(d % (2 * heads) == 0, "bottleneck",
          "of " + std::to_string(d) + " and half of it must be multiples of the number of heads, " +
              std::to_string(heads));
}

std::string configToJson(const TrainConfig& config) {
  nlohmann::ordered_json object;
  object["method"] = methodName(config.method);
  object["variant"] = variantName(config.variant);
  object["schedule"] = scheduleName(config.schedule);
  object["split"] = splitRuleName(config.split);
  object["recompute"] = recomputeName(config.recompute);
  object["precision"] = model::precisionName(config.device.precision);
  eachField(config, [&](const char* name, const auto& value) { object[name] = value; });
  return object.dump();
}

TrainConfig configFromJson(const std::string& text, const std::string& subject) {
  TrainConfig config;
  try {
    json object = json::parse(text);
    const auto take = [&](const char* name, auto&& use) {
      const auto found = object.find(name);
      if (found == object.end()) return;
      use(*found);
      object.erase(found);
    };
    take("method", [&](const json& v) { config.method = parseMethod(v.get<std::string>()); });
    take("variant", [&](const json& v) { config.variant = parseVariant(v.get<std::string>()); });
    take("schedule", [&](const json& v) { config.schedule = parseSchedule(v.get<std::string>()); });
    take("split", [&](const json& v) { config.split = parseSplitRule(v.get<std::string>()); });
    take("recompute", [&](const json& v) { config.recompute = parseRecompute(v.get<std::string>()); });
    take("precision", [&](const json& v) { config.device.precision = model::parsePrecision(v.get<std::string>()); });
    eachField(config, [&](const char* name, auto& value) {
      take(name, [&](const json& v) { value = v.get<std::remove_reference_t<decltype(value)>>(); });
    });
    if (!object.empty()) {
      throw Error(ErrorCode::InvalidInput, "has the unknown setting '" + object.begin().key() + "'", subject);
    }
  } catch (const json::exception& error) {
    throw Error(ErrorCode::InvalidInput, std::string("is no training configuration (") + error.what() + ")", subject);
  }
  return config;
}

}  // namespace tilescout::train
