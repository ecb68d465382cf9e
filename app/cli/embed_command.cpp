#include "app/cli/embed_command.h"

#include <fmt/format.h>

#include <span>
#include <vector>

#include "app/cli/batches.h"
#include "app/cli/device_options.h"
#include "app/cli/loaded_model.h"
#include "app/cli/text_lines.h"
#include "base/error.h"
#include "exchange/caption_import.h"
#include "model/weights/tensor_source.h"

namespace tilescout::cli {

namespace {

struct EmbedOptions {
  std::string model, texts, output, resize = "squash";
  std::vector<std::string> images;
  model::DeviceChoice device;
};

/// Rows of all images in the order of the files, so one unreadable file spoils all; each of them is named before
/// the call fails.
std::vector<float> embedImages(const std::vector<std::string>& files, jobs::LoadedModel& model, Console& console,
                               JobContext& job) {
  std::size_t unreadable = 0;
  const auto rows =
      inBatches("images", files.size(), model.batchSize(), job, [&](std::size_t first, std::size_t count) {
        std::vector<Image> images;
        for (std::size_t i = first; i < first + count; ++i) {
          try {
            images.push_back(exchange::readImageFile(files[i]));
          } catch (const Error& error) {
            console.problem(error.subject(), error.message());
            ++unreadable;
          }
        }
        return unreadable == 0 ? model.encodeImages(images) : std::vector<float>();
      });
  if (unreadable == 0) return rows;
  throw Error(ErrorCode::InvalidInput,
              fmt::format("{} of {} images cannot be read; nothing was written", unreadable, files.size()));
}

Exit embed(const EmbedOptions& options, Console& console) {
  if (options.images.empty() && options.texts.empty()) throw UsageError("embed needs --images FILE… or --texts FILE");
  const std::vector<std::string> texts =
      options.texts.empty() ? std::vector<std::string>() : readTextLines(options.texts);
  const auto loaded = loadModel(options.model, options.device, console);
  loaded->setResize(options.resize);
  JobContext job(console.stopToken(), console.progressSink(false));
  const std::vector<float> imageRows = embedImages(options.images, *loaded, console, job);
  const std::vector<float> textRows = embedTexts(texts, *loaded, job);

  const std::int64_t dim = loaded->card().embedDim;
  std::vector<model::weights::TensorToWrite> tensors;
  if (!options.images.empty()) {
    tensors.push_back({"images",
                       model::weights::DType::F32,
                       {static_cast<std::int64_t>(options.images.size()), dim},
                       std::as_bytes(std::span(imageRows))});
  }
  if (!options.texts.empty()) {
    tensors.push_back({"texts",
                       model::weights::DType::F32,
                       {static_cast<std::int64_t>(texts.size()), dim},
                       std::as_bytes(std::span(textRows))});
  }
  model::weights::writeSafetensors(options.output, tensors,
                                   {{"model", loaded->card().name}, {"fingerprint", loaded->card().fingerprint}});
  console.print(fmt::format("{} images and {} texts, {} numbers each, written to {}.", options.images.size(),
                            texts.size(), dim, options.output));
  return Exit::Done;
}

}  // namespace

void addEmbedCommand(CLI::App& program, Work& chosen) {
  const auto options = std::make_shared<EmbedOptions>();
  CLI::App& verb =
      addVerb(program, "embed", "Write the raw embeddings of image files and lines of text",
              "embed --images a.png b.tif --texts captions.txt -o embeddings.safetensors", chosen, options, embed);
  verb.add_option("--model", options->model, "Model (the default one)")->type_name("M");
  verb.add_option("--images", options->images, "Picture files, each embedded whole")->type_name("FILE");
  verb.add_option("--texts", options->texts, "A text file; every line is one text")->type_name("FILE");
  verb.add_option("--resize", options->resize,
                  "squash: straight to the model's square; crop: shorter side, centre (squash)")
      ->check(CLI::IsMember({"squash", "crop"}));
  addDeviceOptions(verb, options->device);
  verb.add_option("-o,--output", options->output, "The safetensors file to write: images [N,E], texts [M,E], float32")
      ->type_name("FILE")
      ->required();
}

}  // namespace tilescout::cli
