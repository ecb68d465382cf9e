#include "app/cli/tune_options.h"

#include "app/cli/device_options.h"
#include "app/cli/number_checks.h"

namespace tilescout::cli {

namespace {

template <typename Value, typename Target>
void take(const std::optional<Value>& given, Target& target) {
  if (given) target = *given;
}

constexpr const char* group = "Fine-tuning";

template <typename Value>
void add(CLI::App& verb, const char* name, std::optional<Value>& value, const char* type, const char* description) {
  verb.add_option(name, value, description)->type_name(type)->group(group);
}

}  // namespace

train::TrainConfig TuneSettings::config() const {
  train::TrainConfig config = json.empty() ? train::preset(preset) : train::configFromJson(json, "--config");
  if (method) config.method = train::parseMethod(*method);
  if (variant) config.variant = train::parseVariant(*variant);
  if (schedule) config.schedule = train::parseSchedule(*schedule);
  if (split) config.split = train::parseSplitRule(*split);
  if (recompute) config.recompute = train::parseRecompute(*recompute);
  take(bottleneck, config.bottleneck), take(heads, config.heads), take(microBatch, config.microBatch);
  take(patience, config.patience), take(margin, config.margin), take(gamma, config.gamma);
  take(early, config.earlyWeight), take(weightDecay, config.weightDecay), take(warmUp, config.warmUp);
  take(clip, config.clip), take(valShare, config.valShare), take(testShare, config.testShare);
  take(evaluateEvery, config.evaluateEvery), take(memory, config.memoryGb);
  if (noTriplet) config.triplet = false;
  if (noSharing) config.share = false;
  if (asReleased) config.mergeEqualTexts = false;
  if (noAugment) config.augment = false;
  if (noTurns) config.quarterTurns = false;
  if (imagesOnce) config.captionsEach = false;
  return config;
}

void addTuneOptions(CLI::App& verb, TuneSettings& settings) {
  verb.add_option("--preset", settings.preset, "quick, balanced or paper: what the other options start from")
      ->type_name("NAME")
      ->check(CLI::IsMember(train::presetNames()))
      ->group(group);
  verb.add_option("--config", settings.json, "All settings as one JSON object, instead of a preset")
      ->type_name("JSON")
      ->group(group);
  verb.add_option("--method", settings.method, "What is trained: harma, lora, adapter, projection or full")
      ->type_name("M")
      ->check(CLI::IsMember({"harma", "lora", "adapter", "projection", "full"}))
      ->group(group);
  verb.add_option("--variant", settings.variant, "Of HarMA: released or paper")
      ->type_name("V")
      ->check(CLI::IsMember({"released", "paper"}))
      ->group(group);
  verb.add_option("--schedule", settings.schedule, "After the warm-up: linear, cosine or constant")
      ->type_name("S")
      ->check(CLI::IsMember({"linear", "cosine", "constant"}))
      ->group(group);
  verb.add_option("--split", settings.split, "How labelled tiles are divided: place, scene, random or given")
      ->type_name("RULE")
      ->check(CLI::IsMember({"place", "scene", "random", "given"}))
      ->group(group);
  verb.add_option("--recompute", settings.recompute,
                  "Activations computed again instead of kept (less memory, more time): auto, always or never")
      ->type_name("WHEN")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group(group);
  add(verb, "--bottleneck", settings.bottleneck, "D", "Width of the adapters, or rank of LoRA (by the model's size)");
  add(verb, "--heads", settings.heads, "H", "Heads of the adapters' attention (by D)");
  add(verb, "--micro-batch", settings.microBatch, "N", "Pairs in memory at once (as many as fit)");
  add(verb, "--patience", settings.patience, "N", "Stop after N evaluations without a better mR; 0 = never");
  add(verb, "--margin", settings.margin, "X", "Of the adaptive triplet loss");
  add(verb, "--gamma", settings.gamma, "X", "Exponent of its weights");
  add(verb, "--early", settings.early, "W", "Weight of early matching");
  add(verb, "--weight-decay", settings.weightDecay, "X", "On weights, gates and temperature");
  add(verb, "--warm-up", settings.warmUp, "SHARE", "Share of the steps");
  add(verb, "--clip", settings.clip, "NORM", "Greatest gradient norm; 0 = none");
  add(verb, "--val-share", settings.valShare, "SHARE", "Of the images, to choose the best on");
  add(verb, "--test-share", settings.testShare, "SHARE", "Of the images, to report on");
  add(verb, "--evaluate-every", settings.evaluateEvery, "N", "Epochs between evaluations");
  add(verb, "--memory", settings.memory, "GB", "What training may take (two thirds of what is free)");
  verb.add_flag("--no-triplet", settings.noTriplet, "Contrastive loss alone")->group(group);
  verb.add_flag("--no-sharing", settings.noSharing, "HarMA without its mini-adapters")->group(group);
  verb.add_flag("--as-released", settings.asReleased, "Equal texts and images count as different pairs")->group(group);
  verb.add_flag("--no-augment", settings.noAugment, "Images as they are")->group(group);
  verb.add_flag("--no-turns", settings.noTurns, "No quarter turns")->group(group);
  verb.add_flag("--images-once", settings.imagesOnce, "An epoch shows every image once, one of its captions drawn")
      ->group(group);
}

train::TrainConfig TrainNumbers::over(train::TrainConfig config) const {
  if (epochs > 0) config.epochs = epochs;
  if (timeLimitMinutes > 0) config.timeLimitMinutes = timeLimitMinutes;
  if (batch > 0) config.batch = batch;
  if (lr > 0) config.lr = lr;
  if (seed > 0) config.seed = seed;
  if (device.device != "auto") config.device.device = device.device;
  if (device.precision != model::Precision::Auto) config.device.precision = device.precision;
  return config;
}

void addTrainNumbers(CLI::App& verb, TrainNumbers& numbers) {
  verb.add_option("--epochs", numbers.epochs, "Passes over the data")->type_name("N")->check(aboveZero());
  verb.add_option("--time-limit", numbers.timeLimitMinutes, "Fit the schedule to this many minutes")
      ->type_name("MIN")
      ->check(aboveZero());
  verb.add_option("--batch", numbers.batch, "Pairs of a step")->type_name("N")->check(CLI::Range(2, 1000000));
  verb.add_option("--lr", numbers.lr, "Learning rate (by the method and the model's size)")
      ->type_name("X")
      ->check(aboveZero());
  verb.add_option("--seed", numbers.seed, "Of order, augmentation, split and new weights")
      ->type_name("S")
      ->check(aboveZero());
  addDeviceOptions(verb, numbers.device);
}

}  // namespace tilescout::cli
