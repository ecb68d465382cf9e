#include "app/cli/pack_command.h"

#include <fmt/format.h>

#include <optional>

#include "app/cli/progress_bar.h"
#include "jobs/model_service.h"
#include "jobs/tokenizer_files.h"
#include "jobs/train_job.h"

namespace tilescout::cli {

namespace {

constexpr int clipContext = 77;
constexpr int clipPixels = 224;

struct PackOptions {
  std::string dataset, images, split = "train", output, tokenizer;
  std::optional<std::string> model;
  int size = 0, context = 0;
};

Exit pack(const PackOptions& options, Console& console) {
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
  const train::CaptionData data =
      jobs::loadDataset(options.dataset, options.split, options.images, tokenizer, context, size, job, problems);
  for (const std::string& problem : problems) console.note(problem);
  train::writePackedData(data, options.output);
  console.print(fmt::format("{} images of {} px and {} captions packed into {}.",
                            countText(static_cast<std::int64_t>(data.imageCount())), size,
                            countText(static_cast<std::int64_t>(data.captionCount())), options.output));
  return problems.empty() ? Exit::Done : Exit::SomeFailed;
}

}  // namespace

void addPackCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<PackOptions>();
  CLI::App& verb = addVerb(program, "pack", "Pack a dataset into one file, for training where no image library is",
                           "pack rsicd --model openai-b32 --split train -o train.safetensors", chosen, options, pack);
  verb.add_option("DATASET", options->dataset, "A dataset folder with NAME.json for its splits")
      ->type_name("")
      ->required();
  CLI::Option* model = verb.add_option("--model", options->model, "Take the vocabulary of this model")->type_name("M");
  verb.add_option("--tokenizer", options->tokenizer, "Take this vocabulary: a merges file or folder")
      ->type_name("PATH")
      ->excludes(model);
  verb.add_option("--images", options->images, "Folder that image paths are relative to (the dataset's)")
      ->type_name("ROOT");
  verb.add_option("--split", options->split, "NAME reads NAME.json of the folder (train)")->type_name("NAME");
  verb.add_option("--size", options->size, "Pixels of a side (the model's, else 224)")
      ->type_name("PX")
      ->check(CLI::Range(8, 4096));
  verb.add_option("--context", options->context, "Tokens a caption (the model's, else 77)")
      ->type_name("T")
      ->check(CLI::Range(3, 4096));
  verb.add_option("-o,--output", options->output, "The safetensors file to write")->type_name("FILE")->required();
}

}  // namespace tilescout::cli
