#include <fmt/format.h>

#include <CLI/Error.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "app/cli/metrics_output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/run_work.h"
#include "app/cli/tune_options.h"
#include "app/train/packed_training.h"
#include "base/code_version.h"
#include "base/process_memory.h"

namespace tilescout::trainer {

namespace {

using cli::Console;
using cli::Exit;

struct Options {
  PackedTuning tuning;
  PackedScratch scratch;
  cli::TuneSettings settings;
  cli::TrainNumbers numbers;
  std::string data, output;
  bool resume = false, json = false;
};

Exit tune(const Options& options, Console& console) {
  PackedTuning tuning = options.tuning;
  tuning.data = options.data;
  tuning.output = options.output;
  tuning.resume = options.resume;
  tuning.config = options.numbers.over(options.settings.config());
  tuning.onEvent = [&](const train::TuneEvent& event) {
    if (options.json) {
      console.printJson(train::toJson(event));
    } else if (event.val) {
      console.note(fmt::format("epoch {:.1f}: mR {:.2f} on val{}", event.epoch, event.val->meanRecall,
                               event.best ? ", the best so far" : ""));
    }
  };
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const TunedModel tuned = tunePacked(tuning, job);
  console.endProgress();
  if (!tuned.first) return Exit::Done;
  if (options.json) {
    console.printJson({{"verdict", tuned.verdict}, {"result", train::toJson(tuned.result)}});
    return Exit::Done;
  }
  for (const train::Comparison& split : tuned.result.splits) {
    console.print(fmt::format("{:<10} mR {:.2f} before, {:.2f} after, gain {:+.2f} ({:+.2f} to {:+.2f})", split.split,
                              split.before.meanRecall, split.after.meanRecall, split.gain.value, split.gain.low,
                              split.gain.high));
  }
  console.print(tuned.verdict);
  console.print(options.output + " is the tuned model.");
  return Exit::Done;
}

Exit trainWhole(const Options& options, Console& console) {
  PackedScratch training = options.scratch;
  training.data = options.data;
  training.output = options.output;
  training.resume = options.resume;
  if (training.vocabulary.empty()) training.vocabulary = training.data;
  training.settings = train::readScratchRecipe(training.recipe);
  const cli::TrainNumbers& given = options.numbers;
  if (given.epochs > 0) training.settings.epochs = given.epochs;
  if (given.batch > 0) training.settings.batch = given.batch;
  if (given.lr > 0) training.settings.lr = given.lr;
  if (given.seed > 0) training.settings.seed = given.seed;
  training.timeLimitMinutes = given.timeLimitMinutes;
  training.device = given.device;
  training.onEvent = [&](const train::TrainEvent& event) {
    if (options.json) {
      console.printJson(train::toJson(event));
    } else if (event.val) {
      console.note(
          fmt::format("epoch {:.1f}: loss {:.3f}, mR {:.2f} on val", event.epoch, event.loss, event.val->meanRecall));
    }
  };
  JobContext job(console.stopToken(), console.progressSink(options.json));
  const train::ScratchResult result = trainPacked(training, job);
  console.endProgress();
  if (!options.json) console.printText(cli::metricsTable(result.val));
  return Exit::Done;
}

Exit run(const Options& options, Console& console) {
  if (options.tuning.base.empty() == options.scratch.recipe.empty()) {
    throw cli::UsageError("name either the model to fine-tune (--base) or a recipe (--from-scratch)");
  }
  return options.scratch.recipe.empty() ? tune(options, console) : trainWhole(options, console);
}

void addOptions(CLI::App& program, Options& options) {
  program.add_option("DATA", options.data, "Folder with train, val and perhaps test and general.safetensors")
      ->type_name("")
      ->required()
      ->check(CLI::ExistingDirectory);
  program.add_option("--base", options.tuning.base, "Fine-tune this model: its folder")->type_name("FOLDER");
  program
      .add_option("--from-scratch", options.scratch.recipe, "Train a whole model: its architecture and recipe (JSON)")
      ->type_name("FILE");
  program.add_option("--painted", options.scratch.painted, "From a recipe: packed painted tiles beside the data")
      ->type_name("FILE");
  program
      .add_option("--vocabulary", options.scratch.vocabulary,
                  "From a recipe: folder with the vocabulary that made the data's ids (DATA)")
      ->type_name("FOLDER");
  cli::addTrainNumbers(program, options.numbers);
  cli::addTuneOptions(program, options.settings);
  program.add_flag("--resume", options.resume, "Go on with the unfinished training in the output folder");
  program.add_option("-o,--output", options.output, "Folder that becomes the model's")->type_name("FOLDER")->required();
  program.add_flag("--json", options.json, "Progress as JSON, one object a line");
}

int parseAndRun(int argc, char** argv) {
  CLI::App program("Trains on packed data, where there is LibTorch and little else.", "tilescout-train");
  program.set_version_flag("--version", "tilescout-train " + codeVersion());
  program.footer(
      "Examples, on what `tilescout-cli pack fargo.tilescout --with-model -o packed` made:\n"
      "  tilescout-train packed --base packed/model -o tuned\n"
      "  torchrun --nproc_per_node 4 --no_python tilescout-train packed --base packed/model --preset paper -o tuned\n"
      "Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted (go on with --resume).");
  const auto options = std::make_shared<Options>();
  addOptions(program, *options);
  try {
    program.parse(argc, argv);
  } catch (const CLI::Success& helpOrVersion) {
    program.exit(helpOrVersion);
    return static_cast<int>(Exit::Done);
  } catch (const CLI::ParseError& error) {
    std::fprintf(stderr, "tilescout-train: %s\nHelp: tilescout-train --help\n", error.what());
    return static_cast<int>(Exit::Usage);
  }
  return static_cast<int>(
      cli::runWork([options](Console& console) { return run(*options, console); }, "tilescout-train"));
}

}  // namespace

}  // namespace tilescout::trainer

int main(int argc, char** argv) {
  tilescout::keepFreedMemory(tilescout::FreedMemory::All);
  return tilescout::trainer::parseAndRun(argc, argv);
}
