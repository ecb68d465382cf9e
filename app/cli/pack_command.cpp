#include "app/cli/pack_command.h"

#include <fmt/format.h>

#include <optional>
#include <system_error>

#include "app/cli/finetune_run.h"
#include "app/cli/number_checks.h"
#include "app/cli/progress_bar.h"
#include "jobs/model_service.h"
#include "jobs/pack_job.h"
#include "jobs/tokenizer_files.h"
#include "jobs/train_job.h"

namespace tilescout::cli {

namespace {

constexpr int clipContext = 77;
constexpr int clipPixels = 224;

struct PackOptions {
  std::string dataset, images, output, tokenizer, divide = "place";
  std::optional<std::string> split, model;
  int size = 0, context = 0;
  train::TrainConfig shares;  ///< seed and shares of the division
  bool withModel = false;
};

/// The labelled tiles of an archive, all splits: there is no file yet that says which tile is in which.
Exit packArchive(const PackOptions& options, Console& console) {
  if (!options.tokenizer.empty() || options.context > 0 || options.split || !options.images.empty()) {
    throw UsageError(
        "an archive is packed for a model, all splits at once: --tokenizer, --context, --split and --images are for a "
        "dataset folder");
  }
  jobs::PackRequest request;
  request.source.archive = options.dataset;
  request.baseModel = options.model.value_or("");
  request.config = options.shares;
  request.config.split = train::parseSplitRule(options.divide);
  request.pixels = options.size;
  request.folder = options.output;
  request.withModel = options.withModel;
  JobContext job(console.stopToken(), console.progressSink(false));
  const jobs::PackReport report = jobs::packLabelled(request, job);
  console.endProgress();
  const bool failed = tellIssues(report.data, console);
  console.print(fmt::format("{} + {} + {} images of {} px (train, val, test; divided by {}) packed into {}.",
                            countText(report.data.train.images), countText(report.data.val.images),
                            countText(report.data.test.images), report.pixels, train::splitRuleName(report.data.split),
                            options.output));
  return failed ? Exit::SomeFailed : Exit::Done;
}

Exit packDataset(const PackOptions& options, Console& console) {
  if (options.withModel) throw UsageError("--with-model is for an archive");
  if (options.model.has_value() == !options.tokenizer.empty()) {
    throw UsageError("pack needs either --model M or --tokenizer PATH");
  }
  std::filesystem::path tokenizer = options.tokenizer;
  int context = clipContext, size = clipPixels;
  if (options.model) {
    const jobs::ModelStore store;
    const ModelCard card = store.find(*options.model);
    tokenizer = jobs::findTokenizer({}, store.folderOf(card.name));
    context = card.contextLength;
    size = card.imageSize;
  }
  if (options.context > 0) context = options.context;
  if (options.size > 0) size = options.size;

  JobContext job(console.stopToken(), console.progressSink(false));
  std::vector<std::string> problems;
  const train::CaptionData data = jobs::loadDataset(options.dataset, options.split.value_or("train"), options.images,
                                                    tokenizer, context, size, job, problems);
  for (const std::string& problem : problems) console.note(problem);
  train::writePackedData(data, options.output);
  console.print(fmt::format("{} images of {} px and {} captions packed into {}.",
                            countText(static_cast<std::int64_t>(data.imageCount())), size,
                            countText(static_cast<std::int64_t>(data.captionCount())), options.output));
  return problems.empty() ? Exit::Done : Exit::SomeFailed;
}

Exit pack(const PackOptions& options, Console& console) {
  std::error_code status;
  return std::filesystem::is_regular_file(options.dataset, status) ? packArchive(options, console)
                                                                   : packDataset(options, console);
}

}  // namespace

void addPackCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<PackOptions>();
  CLI::App& verb = addVerb(program, "pack", "Pack labelled images into files, for training where no image library is",
                           "pack rsicd --model openai-b32 --split train -o train.safetensors\n"
                           "  tilescout-cli pack fargo.tilescout --with-model -o fargo-packed",
                           chosen, options, pack);
  verb.add_option("DATASET", options->dataset, "A dataset folder, one split of which is packed; or an archive")
      ->type_name("")
      ->required();
  CLI::Option* model =
      verb.add_option("--model", options->model, "Take the vocabulary of this model (of an archive: the default)")
          ->type_name("M");
  verb.add_option("--tokenizer", options->tokenizer, "Take this vocabulary: a merges file or folder")
      ->type_name("PATH")
      ->excludes(model);
  verb.add_option("--images", options->images, "Folder that image paths are relative to (the dataset's)")
      ->type_name("ROOT");
  verb.add_option("--split", options->split, "NAME reads NAME.json of the folder (train)")->type_name("NAME");
  constexpr const char* group = "Archives";
  verb.add_option("--divide", options->divide,
                  "How its labelled tiles are divided: place, scene, random or given (place)")
      ->type_name("RULE")
      ->check(CLI::IsMember({"place", "scene", "random", "given"}))
      ->group(group);
  verb.add_option("--val-share", options->shares.valShare, "Of the images, to choose the best on (0.15)")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 0.9))
      ->group(group);
  verb.add_option("--test-share", options->shares.testShare, "Of the images, to report on (0.15)")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 0.9))
      ->group(group);
  verb.add_option("--seed", options->shares.seed, "Of the division (1)")
      ->type_name("S")
      ->check(fromZero())
      ->group(group);
  verb.add_flag("--with-model", options->withModel, "Put the model that is to be trained there too, in \"model\"")
      ->group(group);
  verb.add_option("--size", options->size, "Pixels of a side (the model's, else 224)")
      ->type_name("PX")
      ->check(CLI::Range(8, 4096));
  verb.add_option("--context", options->context, "Tokens a caption (the model's, else 77)")
      ->type_name("T")
      ->check(CLI::Range(3, 4096));
  verb.add_option("-o,--output", options->output, "The safetensors file to write; of an archive, a folder")
      ->type_name("FILE")
      ->required();
}

}  // namespace tilescout::cli
