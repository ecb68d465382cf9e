#include "app/cli/train_command.h"

#include <fmt/format.h>

#include "app/cli/metrics_output.h"
#include "app/cli/option_values.h"
#include "app/cli/progress_bar.h"
#include "base/error.h"
#include "base/paths.h"
#include "jobs/model_service.h"
#include "jobs/train_job.h"

namespace tilescout::cli {

namespace {

namespace fs = std::filesystem;

struct TrainOptions {
  jobs::ScratchTrainOptions train;
  std::string name;
  bool json = false;
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

Exit train(const TrainOptions& options, Console& console) {
  if (!isFolder(options.name)) refuseTakenName(options.name);
  jobs::ScratchTrainOptions run = options.train;
  run.modelFolder = workFolder(options.name);
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

}  // namespace

void addTrainCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<TrainOptions>();
  jobs::ScratchTrainOptions& run = options->train;
  CLI::App& verb =
      addVerb(program, "train", "Train a whole model from a recipe and a dataset",
              "train --dataset rsicd --from-scratch recipe.json --time-limit 120 -o mine", chosen, options, train);
  verb.add_option("--dataset", run.dataset, "A dataset folder with train.json and val.json, or a packed file")
      ->type_name("DIR")
      ->required();
  verb.add_option("--images", run.imagesRoot, "Folder that image paths are relative to (the dataset's)")
      ->type_name("ROOT");
  verb.add_option("--from-scratch", run.recipe, "Architecture and recipe (JSON)")->type_name("FILE")->required();
  verb.add_option("--epochs", run.epochs, "Instead of the recipe's")->type_name("N")->check(CLI::PositiveNumber);
  verb.add_option("--time-limit", run.timeLimitMinutes, "Fit the schedule to this many minutes")
      ->type_name("MIN")
      ->check(CLI::PositiveNumber);
  verb.add_option("--batch", run.batch, "Instead of the recipe's")->type_name("N")->check(CLI::Range(2, 1000000));
  verb.add_option("--lr", run.lr, "Instead of the recipe's")->type_name("X")->check(CLI::PositiveNumber);
  verb.add_option("--seed", run.seed, "Instead of the recipe's")->type_name("S")->check(CLI::PositiveNumber);
  verb.add_flag("--resume", run.resume, "Go on from the last checkpoint of the training with this name");
  addDeviceOptions(verb, run.device);
  verb.add_option("-o,--output", options->name, "Name in the model store, or (with a slash) a folder for the model")
      ->type_name("NAME")
      ->required();
  verb.add_flag("--json", options->json, "Progress as JSON, one object a line");
}

}  // namespace tilescout::cli
