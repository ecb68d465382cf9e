#include "app/cli/train_command.h"

#include <fmt/format.h>

#include "app/cli/finetune_run.h"
#include "app/cli/metrics_output.h"
#include "app/cli/option_values.h"
#include "app/cli/progress_bar.h"
#include "app/cli/tune_options.h"
#include "base/error.h"
#include "base/paths.h"
#include "jobs/model_service.h"
#include "jobs/train_job.h"

namespace tilescout::cli {

namespace {

namespace fs = std::filesystem;

struct TrainOptions {
  jobs::ScratchTrainOptions train;
  FinetuneRun tune;
  TuneSettings settings;
  std::string archive, name;
  bool resume = false, json = false;
};

nlohmann::ordered_json eventLine(const train::TrainEvent& event) {
  nlohmann::ordered_json line;
  if (event.val) {
    line["epoch"] = event.epoch;
    line["val"] = toJson(*event.val);
    return line;
  }
  line["step"] = event.step;
  line["epoch"] = event.epoch;
  line["lr"] = event.lr;
  line["contrastive"] = event.contrastive;
  line["triplet"] = event.triplet;
  line["early"] = event.early;
  line["loss"] = event.loss;
  line["temp"] = event.temp;
  line["pairs_per_s"] = event.pairsPerSecond;
  line["eta_s"] = event.etaSeconds < 0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(event.etaSeconds);
  return line;
}

void show(const train::TrainEvent& event, bool json, Console& console) {
  if (json) {
    console.printJson(eventLine(event));
  } else if (event.val) {
    console.note(
        fmt::format("epoch {:.1f}: loss {:.3f}, mR {:.2f} on val", event.epoch, event.loss, event.val->meanRecall));
  }
}

/// The settings of the command line over those of the preset or of --config.
train::TrainConfig configOf(const TuneSettings& settings, const jobs::ScratchTrainOptions& common) {
  train::TrainConfig config = settings.config();
  if (common.epochs > 0) config.epochs = common.epochs;
  if (common.timeLimitMinutes > 0) config.timeLimitMinutes = common.timeLimitMinutes;
  if (common.batch > 0) config.batch = common.batch;
  if (common.lr > 0) config.lr = common.lr;
  if (common.seed > 0) config.seed = common.seed;
  if (common.device.device != "auto") config.device.device = common.device.device;
  if (common.device.precision != model::Precision::Auto) config.device.precision = common.device.precision;
  return config;
}

/// A name goes to the model store; a path (with a slash) is the model's folder itself.
bool isFolder(const std::string& name) { return name.find('/') != std::string::npos; }

/// Where the work of many hours lives until it is a model: the same for every run with this name, so that it resumes.
fs::path workFolder(const std::string& name) {
  return isFolder(name) ? fs::path(name) : paths::userData() / "training" / name;
}

void intoStore(const std::string& name, const fs::path& work) {
  std::error_code ignored;
  fs::remove(work / "checkpoint.safetensors", ignored);
  jobs::ModelStore().install(work, name, readModelCard(work / "card.json"));
}

void refuseTakenName(const std::string& name) {
  const jobs::ModelStore store;
  store.discard(store.stage(name));  // throws when the name is taken or unusable: before the work, not after it
}

Exit trainWhole(const TrainOptions& options, Console& console) {
  if (train::processPlace()) {
    throw UsageError("a training from a recipe runs in one process; only fine-tuning can be divided among several");
  }
  if (!isFolder(options.name)) refuseTakenName(options.name);
  jobs::ScratchTrainOptions run = options.train;
  run.modelFolder = workFolder(options.name);
  run.resume = options.resume;
  run.onEvent = [&](const train::TrainEvent& event) { show(event, options.json, console); };
  if (!run.resume && fs::exists(run.modelFolder / "checkpoint.safetensors")) {
    throw Error(ErrorCode::InvalidInput, "holds an unfinished training; add --resume to go on with it, or remove it",
                run.modelFolder.string());
  }
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const jobs::ScratchTrainReport report = jobs::trainScratchModel(run, job);
  for (const std::string& problem : report.problems) console.note(problem);
  if (!isFolder(options.name)) intoStore(options.name, run.modelFolder);
  if (!options.json) {
    console.print(fmt::format("{} trained: {} steps in {}.", options.name, countText(report.result.steps),
                              durationText(report.result.seconds)));
    console.printText(metricsTable(report.result.val));
  }
  return report.problems.empty() ? Exit::Done : Exit::SomeFailed;
}

Exit train(const TrainOptions& options, Console& console) {
  if (!options.train.recipe.empty()) {
    if (options.train.dataset.empty()) throw UsageError("--from-scratch needs --dataset");
    return trainWhole(options, console);
  }
  FinetuneRun run = options.tune;
  run.json = options.json;
  run.request.name = options.name;
  run.request.resume = options.resume;
  const bool goesOn = (options.resume || run.finish) && options.archive.empty() && options.train.dataset.empty();
  if (!goesOn && options.archive.empty() == options.train.dataset.empty()) {
    throw UsageError("train needs either an ARCHIVE or --dataset DIR");
  }
  if (isFolder(options.name)) throw UsageError("a fine-tuned model goes into the store: -o takes a name, not a path");
  // Another process may go on with the run from another folder.
  if (!options.archive.empty()) run.request.source.archive = fs::absolute(options.archive);
  if (!options.train.dataset.empty()) run.request.source.dataset = fs::absolute(options.train.dataset);
  if (!options.train.imagesRoot.empty()) run.request.source.imagesRoot = fs::absolute(options.train.imagesRoot);
  run.request.config = configOf(options.settings, options.train);
  return runFinetuneVerb(run, console);
}

}  // namespace

void addTrainCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<TrainOptions>();
  jobs::ScratchTrainOptions& run = options->train;
  CLI::App& verb = addVerb(program, "train", "Fine-tune a model on labelled tiles, or train a whole one from a recipe",
                           "train fargo.tilescout --epochs 10 -o fargo-tuned\n"
                           "  tilescout-cli train --dataset rsicd --from-scratch recipe.json --time-limit 120 -o mine",
                           chosen, options, train);
  verb.add_option("archive", options->archive, "Archive whose captions are learned from")->type_name("ARCHIVE");
  verb.add_option("--dataset", run.dataset, "A dataset folder, or a packed train.safetensors, instead of an archive")
      ->type_name("DIR");
  verb.add_option("--images", run.imagesRoot, "Folder that image paths are relative to (the dataset's)")
      ->type_name("ROOT");
  verb.add_option("--model", options->tune.request.baseModel, "What is fine-tuned (the default model)")
      ->type_name("BASE");
  verb.add_option("--from-scratch", run.recipe, "Train a whole model: its architecture and recipe (JSON)")
      ->type_name("FILE");
  verb.add_option("--epochs", run.epochs, "Passes over the data")->type_name("N")->check(CLI::PositiveNumber);
  verb.add_option("--time-limit", run.timeLimitMinutes, "Fit the schedule to this many minutes")
      ->type_name("MIN")
      ->check(CLI::PositiveNumber);
  verb.add_option("--batch", run.batch, "Pairs of a step")->type_name("N")->check(CLI::Range(2, 1000000));
  verb.add_option("--lr", run.lr, "Learning rate (by the method and the model's size)")
      ->type_name("X")
      ->check(CLI::PositiveNumber);
  verb.add_option("--seed", run.seed, "Of order, augmentation, split and new weights")
      ->type_name("S")
      ->check(CLI::PositiveNumber);
  addTuneOptions(verb, options->settings);
  verb.add_flag("--check", options->tune.checkOnly, "Look at the data, say what is wrong with it, and end");
  verb.add_option("--try", options->tune.trialSteps, "Train N steps, say how long it would take, and end")
      ->type_name("N")
      ->check(CLI::Range(1, 1000));
  verb.add_flag("--resume", options->resume, "Go on with the unfinished training of this name");
  verb.add_flag("--finish", options->tune.finish, "End the unfinished training of this name and keep its best");
  addDeviceOptions(verb, run.device);
  verb.add_option("-o,--output", options->name, "Name in the model store; from a recipe, with a slash in it, a folder")
      ->type_name("NAME")
      ->required();
  verb.add_flag("--json", options->json, "Progress as JSON, one object a line");
}

}  // namespace tilescout::cli
