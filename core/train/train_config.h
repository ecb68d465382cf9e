#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/device.h"
#include "model/model_card.h"

namespace tilescout::train {

/// What is trained. Harma: gated adapters with mini-adapters (arXiv 2404.18253). Lora: low-rank updates of the attention
/// (arXiv 2106.09685). Adapter: plain bottlenecks, nothing shared (arXiv 1902.00751). Projection: the two projections
/// alone. Full: every weight.
enum class Method { Harma, Lora, Adapter, Projection, Full };
enum class Variant { Released, Paper };           ///< of HarMA; spec: docs/architecture.md "Adapters"
enum class Schedule { Linear, Cosine, Constant }; ///< after the warm-up: down to 0, or level
/// Whether the activations inside blocks are kept for the backward pass or computed again (activation checkpointing): a
/// quarter of the memory a pair, a third more time, the same gradients. Auto: only where memory would be too small.
enum class Recompute { Auto, Always, Never };
/// How labelled tiles are divided. Place: tiles that overlap on the ground stay together, across scenes and dates. Scene:
/// whole scenes. Random: image by image. AsGiven: the dataset's own splits (those it lacks are cut from train by Random).
enum class SplitRule { AsGiven, Place, Scene, Random };

/// A fine-tuning run, entirely. Plain value; the defaults suit a user's labelled tiles.
struct TrainConfig {
  Method method = Method::Harma;
  Variant variant = Variant::Released;
  int bottleneck = 0;        ///< d, or the rank of LoRA; 0 = by the backbone's size, see suggestedBottleneck()
  int heads = 0;             ///< of the adapters' attention; 0 = by d
  double epochs = 10;        ///< passes over the captions (authors' recipe) or images (`captionsEach` = false)
  int batch = 64;            ///< pairs that one contrastive step sees
  int microBatch = 0;        ///< pairs in memory at once; 0 = as many as fit. Never changes the result but for rounding
  double lr = 0;             ///< at its peak; 0 = by the method and the backbone's size, see suggestedRate()
  double weightDecay = 0.04; ///< on weights, gates and temperature; none on biases
  double warmUp = 0.1;       ///< share of the steps
  Schedule schedule = Schedule::Linear;
  double clip = 1.0;         ///< greatest gradient norm; 0 = off
  double margin = 0.2, gamma = 2.0;  ///< of the adaptive triplet loss
  double earlyWeight = 0.0;  ///< of early matching; 0 = off
  bool triplet = true;       ///< ablation: false = contrastive alone
  bool share = true;         ///< ablation: false = HarMA without mini-adapters
  bool mergeEqualTexts = true;  ///< pairs of equal image or text are positives and leave the triplet; false = as released
  bool captionsEach = true;  ///< an epoch shows every caption once; false: every image once, one caption drawn
  bool augment = true;       ///< random resized crop 0.5–1, flip, RandAugment(2, 7)
  bool quarterTurns = true;  ///< imagery has no up
  std::uint64_t seed = 1;
  SplitRule split = SplitRule::Place;
  double valShare = 0.15, testShare = 0.15;  ///< of the images, where the split is ours to make
  double evaluateEvery = 1;  ///< epochs
  int patience = 0;          ///< evaluations without a better mR before it stops; 0 = goes to the end
  double timeLimitMinutes = 0;  ///< > 0: the schedule is fitted to this time instead of `epochs`
  Recompute recompute = Recompute::Auto;
  double memoryGb = 0;       ///< what training may take; 0 = two thirds of what is free at the start
  model::DeviceChoice device;
};

/// Names as on the command line; parse… throw Error{InvalidInput}.
std::string methodName(Method method);
Method parseMethod(const std::string& text);
std::string variantName(Variant variant);
Variant parseVariant(const std::string& text);
std::string scheduleName(Schedule schedule);
Schedule parseSchedule(const std::string& text);
std::string recomputeName(Recompute recompute);
Recompute parseRecompute(const std::string& text);
std::string splitRuleName(SplitRule rule);
SplitRule parseSplitRule(const std::string& text);

/// "quick" (few passes, for a first look), "balanced" (the default), "paper" (the authors' recipe). Throws for others.
std::vector<std::string> presetNames();
TrainConfig preset(const std::string& name);

/// Throws Error{InvalidInput} naming the setting that makes no sense (for this base).
void checkConfig(const TrainConfig& config, const ModelCard& base);

/// The greatest d of 128, 64, 32, 16 whose HarMA adapters are less than 4 % of the whole; its heads (8, 8, 4, 4). For
/// Lora and Adapter: the rank or width that trains as many parameters as that, roughly.
int suggestedBottleneck(const TrainConfig& config, const ModelCard& base);
int suggestedHeads(int bottleneck);

/// What to train where nobody has chosen: on a base as small as the one that ships every weight, which there learned as
/// much as any of the methods beside it or more (docs/benchmarks.md, "The methods compared"); HarMA on all others,
/// where the paper found it best and a file of a base's size for every archive would be a burden.
Method suggestedMethod(const ModelCard& base);

/// The learning rate for this method on a base of this size: measured on the compact base (docs/benchmarks.md, "The
/// methods compared"), the authors' 4e-4 for adapters on ViT-B/32, and between the two as the parameters become more.
double suggestedRate(const TrainConfig& config, const ModelCard& base);
/// The settings with the rate that will be used instead of 0.
TrainConfig withRate(TrainConfig config, const ModelCard& base);

/// Numbers that the method trains on this base, the temperature included; `base.parameters` is the rest.
std::int64_t trainedParameters(const TrainConfig& config, const ModelCard& base);
/// Share of the whole model (base and what is added), 0 … 1.
double trainedShare(const TrainConfig& config, const ModelCard& base);

/// Bytes that training takes with `microBatch` pairs in memory, roughly: weights, optimiser, activations.
std::int64_t estimatedBytes(const TrainConfig& config, const ModelCard& base, int microBatch, bool recompute = false);

/// As one JSON object, and back (unknown fields and wrong types are refused with their name).
std::string configToJson(const TrainConfig& config);
TrainConfig configFromJson(const std::string& json, const std::string& subject);

}  // namespace tilescout::train
