#include "app/cli/evaluate_command.h"

#include <algorithm>

#include "app/cli/batches.h"
#include "app/cli/device_options.h"
#include "app/cli/evaluate_archive.h"
#include "app/cli/loaded_model.h"
#include "app/cli/metrics_output.h"
#include "jobs/tokenizer_files.h"
#include "jobs/train_job.h"

namespace tilescout::cli {

namespace {

namespace fs = std::filesystem;

struct EvaluateOptions {
  std::string archive;
  bool splitGiven = false;
  std::string dataset, images, model, split = "test";
  model::DeviceChoice device;
  bool json = false;
};

train::CaptionData readData(const EvaluateOptions& options, const ModelCard& card, JobContext& job,
                            std::vector<std::string>& problems) {
  if (fs::is_regular_file(options.dataset)) return train::readPackedData(options.dataset);
  const fs::path tokenizer = jobs::findTokenizer({}, jobs::ModelStore().folderOf(options.model));
  return jobs::loadDataset(options.dataset, options.split, options.images, tokenizer, card.contextLength,
                           card.imageSize, job, problems);
}

Image imageOf(const train::CaptionData& data, std::size_t row) {
  Image image(data.pixels, data.pixels);
  const auto first = data.images.begin() + static_cast<std::ptrdiff_t>(row * image.pixels.size());
  std::copy_n(first, image.pixels.size(), image.pixels.begin());
  return image;
}

/// The archive's captioned tiles, all of them unless a split was named.
Exit evaluateTiles(const EvaluateOptions& options, Console& console) {
  const auto model = options.model.empty() ? loadModelOfArchive(options.archive, options.device)
                                           : loadModel(options.model, options.device, console);
  JobContext job(console.stopToken(), console.progressSink(false));
  const auto metrics = evaluateArchive(options.archive, *model, options.splitGiven ? options.split : "", job);
  if (options.json) {
    console.printJson(toJson(metrics));
  } else {
    console.printText(metricsTable(metrics));
  }
  return Exit::Done;
}

Exit evaluate(const EvaluateOptions& options, Console& console) {
  if (options.archive.empty() == options.dataset.empty()) {
    throw UsageError("evaluate needs either an ARCHIVE or --dataset DIR");
  }
  if (!options.archive.empty()) return evaluateTiles(options, console);
  const auto model = loadModel(options.model, options.device, console);
  JobContext job(console.stopToken(), console.progressSink(false));
  std::vector<std::string> problems;
  const train::CaptionData data = readData(options, model->card(), job, problems);
  for (const std::string& problem : problems) console.note(problem);

  const std::vector<float> images =
      inBatches("images", data.imageCount(), model->batchSize(), job, [&](std::size_t first, std::size_t count) {
        std::vector<Image> batch;
        for (std::size_t i = first; i < first + count; ++i) batch.push_back(imageOf(data, i));
        return model->encodeImages(batch);
      });
  const std::vector<float> texts = embedTexts(data.captions, *model, job);
  const auto metrics = train::retrievalMetrics(images, texts, data.captionImage, model->card().embedDim);
  if (options.json) {
    console.printJson(toJson(metrics));
  } else {
    console.printText(metricsTable(metrics));
  }
  return problems.empty() ? Exit::Done : Exit::SomeFailed;
}

}  // namespace

void addEvaluateCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<EvaluateOptions>();
  CLI::App& verb = addVerb(program, "evaluate", "Measure retrieval over an archive's captions or a labelled dataset",
                           "evaluate --dataset rsicd --split val --json", chosen, options, evaluate);
  verb.add_option("ARCHIVE", options->archive, "An archive (*.tilescout), whose captions are measured")->type_name("");
  verb.add_option("--dataset", options->dataset, "A dataset folder, or a packed file")->type_name("DIR");
  verb.add_option("--images", options->images, "Folder that image paths are relative to (the dataset's)")
      ->type_name("ROOT");
  verb.add_option("--model", options->model, "Model (the default one)")->type_name("M");
  verb.add_option("--split", options->split,
                  "NAME reads NAME.json of the folder (test); of an archive, only that split's tiles")
      ->type_name("NAME")
      ->each([options](const std::string&) { options->splitGiven = true; });
  addDeviceOptions(verb, options->device);
  verb.add_flag("--json", options->json, "One JSON object instead of a table");
}

}  // namespace tilescout::cli
