#include "app/cli/train_command.h"

#include <fmt/format.h>

#include "app/cli/finetune_run.h"
#include "app/cli/metrics_output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/tune_options.h"
#include "base/error.h"
#include "base/paths.h"
#include "base/process_memory.h"
#include "jobs/model_service.h"
#include "jobs/train_job.h"

namespace tilescout::cli {

namespace {

namespace fs = std::filesystem;

struct TrainOptions {
  jobs::ScratchTrainOptions train;
  FinetuneRun tune;
  TuneSettings settings;
  TrainNumbers numbers;
  std::string archive, name;
  bool resume = false, json = false;
};

void show(const train::TrainEvent& event, bool json, Console& console) {
  if (json) {
    console.printJson(train::toJson(event));
  } else if (event.val) {
    console.note(
        fmt::format("epoch {:.1f}: loss {:.3f}, mR {:.2f} on val", event.epoch, event.loss, event.val->meanRecall));
  }
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
  run.epochs = options.numbers.epochs;
  run.timeLimitMinutes = options.numbers.timeLimitMinutes;
  run.batch = options.numbers.batch;
  run.lr = options.numbers.lr;
  run.seed = options.numbers.seed;
  run.device = options.numbers.device;
  run.modelFolder = workFolder(options.name);
  run.resume = options.resume;
  run.onEvent = [&](const train::TrainEvent& event) { show(event, options.json, console); };
  if (!run.resume && train::isUnfinished(run.modelFolder / "checkpoint.safetensors")) {
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
  keepFreedMemory(FreedMemory::All);
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
  run.request.config = options.numbers.over(options.settings.config());
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
  addTrainNumbers(verb, options->numbers);
  addTuneOptions(verb, options->settings);
  verb.add_flag("--check", options->tune.checkOnly, "Look at the data, say what is wrong with it, and end");
  verb.add_option("--try", options->tune.trialSteps, "Train N steps, say how long it would take, and end")
      ->type_name("N")
      ->check(CLI::Range(1, 1000));
  verb.add_flag("--resume", options->resume, "Go on with the unfinished training of this name");
  verb.add_flag("--finish", options->tune.finish, "End the unfinished training of this name and keep its best");
  verb.add_option("-o,--output", options->name, "Name in the model store; from a recipe, with a slash in it, a folder")
      ->type_name("NAME")
      ->required();
  verb.add_flag("--json", options->json, "Progress as JSON, one object a line");
}

}  // namespace tilescout::cli
