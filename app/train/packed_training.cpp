#include "app/train/packed_training.h"

#include <fstream>
#include <system_error>
#include <utility>

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"
#include "model/model_folder.h"
#include "train/processes.h"
#include "train/tune_json.h"
#include "train/tune_words.h"

namespace tilescout::trainer {

namespace fs = std::filesystem;

namespace {

constexpr const char* checkpointFile = "checkpoint.safetensors";
constexpr const char* eventsFile = "events.jsonl";
constexpr const char* resultFile = "result.json";

fs::path fileOf(const fs::path& data, const std::string& split) { return data / (split + ".safetensors"); }

bool there(const fs::path& file) {
  std::error_code status;
  return fs::exists(file, status);
}

train::CaptionData read(const fs::path& data, const std::string& split, bool needed) {
  if (!needed && !there(fileOf(data, split))) return {};
  return train::readPackedData(fileOf(data, split));
}

/// Nobody's folder is written over by mistake, and no unfinished training is begun anew.
void openOutput(const fs::path& output, bool resume) {
  const bool unfinished = train::isUnfinished(output / checkpointFile);
  if (unfinished && !resume) {
    throw Error(ErrorCode::InvalidInput, "holds an unfinished training; add --resume to go on with it, or remove it",
                output.string());
  }
  if (!unfinished && there(output / model_files::card)) {
    throw Error(ErrorCode::InvalidInput, "holds a model already; name another folder (-o)", output.string());
  }
  std::error_code status;
  fs::create_directories(output, status);
  if (status) throw Error(ErrorCode::Io, "cannot be made (" + status.message() + ")", output.string());
}

void writeResult(const TunedModel& tuned, const fs::path& file) {
  nlohmann::ordered_json object;
  object["result"] = train::toJson(tuned.result);
  object["verdict"] = tuned.verdict;
  AtomicFile out(file);
  out.write(object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  out.commit();
}

void writeCard(ModelCard card, const ModelCard& base, const PackedTuning& tuning, const TunedModel& tuned,
               std::size_t images) {
  card.name = fs::absolute(tuning.output).lexically_normal().filename().string();
  card.title = card.name + " (" + base.name + ", fine-tuned)";
  card.source = "fine-tuned from " + base.name + " by tilescout-train";
  card.shipped = false;
  card.notes = train::trainingNotes(base, tuning.config, tuned.result,
                                    std::to_string(images) + " labelled images of " + tuning.data.string() +
                                        ", packed, XXH3-128 " + hashFile(fileOf(tuning.data, "train")));
  card.fingerprint = modelFingerprint(card, tuning.output);
  writeModelCard(card, tuning.output / model_files::card);
}

}  // namespace

TunedModel tunePacked(const PackedTuning& tuning, JobContext& job) {
  const auto place = train::processPlace();
  TunedModel tuned;
  tuned.first = !place || place->rank == 0;
  if (tuned.first) openOutput(tuning.output, tuning.resume);
  train::TrainConfig config = tuning.config;
  train::TuneOptions options;
  if (place) {
    config.device = train::placedDevice(config.device, *place);
    options.processes = train::joinProcesses(*place, model::resolveDevice(config.device).device);
  }
  ModelCard base = readModelCard(tuning.base / model_files::card);
  const train::TuneData data{read(tuning.data, "train", true), read(tuning.data, "val", true),
                             read(tuning.data, "test", false), read(tuning.data, "general", false)};
  options.identity = modelFingerprint(base, tuning.base) + " " + hashFile(fileOf(tuning.data, "train")) + " " +
                     hashFile(fileOf(tuning.data, "val"));
  options.resume = tuning.resume;
  std::ofstream events;
  if (tuned.first) {
    options.checkpoint = tuning.output / checkpointFile;
    options.modelFolder = tuning.output;
    events.open(tuning.output / eventsFile, tuning.resume ? std::ios::app : std::ios::trunc);
    options.onEvent = [&](const train::TuneEvent& event) {
      events << train::lineOf(event) << std::endl;  // a run that dies leaves what it told
      if (tuning.onEvent) tuning.onEvent(event);
    };
  }
  train::TuneOutcome outcome = train::fineTune(tuning.base, base, config, data, options, job);
  tuned.result = std::move(outcome.result);
  tuned.verdict = train::verdictText(tuned.result);
  if (!tuned.first) return tuned;
  model::completeModelFolder(tuning.base, tuning.output);
  writeResult(tuned, tuning.output / resultFile);
  writeCard(std::move(outcome.card), base, tuning, tuned, data.train.imageCount());
  std::error_code ignored;
  fs::remove(options.checkpoint, ignored);
  return tuned;
}

train::ScratchResult trainPacked(const PackedScratch& training, JobContext& job) {
  openOutput(training.output, training.resume);
  train::CaptionData real = read(training.data, "train", true);
  train::CaptionData painted =
      training.painted.empty() ? train::CaptionData() : train::readPackedData(training.painted);
  const train::CaptionData val = read(training.data, "val", true);
  model::copyVocabulary(training.vocabulary, training.output);
  train::ScratchOptions options;
  options.device = training.device;
  options.timeLimitMinutes = training.timeLimitMinutes;
  options.resume = training.resume;
  options.checkpoint = training.output / checkpointFile;
  options.modelFolder = training.output;
  options.onEvent = training.onEvent;
  const std::string what = std::to_string(real.imageCount()) + " captioned images of " + training.data.string() +
                           " (packed) and " + std::to_string(painted.imageCount()) + " painted tiles";
  const train::ScratchResult result =
      train::trainFromScratch(training.settings, std::move(real), std::move(painted), val, options, job);
  ModelCard card = readModelCard(training.output / model_files::card);
  card.notes = train::scratchNotes(training.settings, training.recipe, result, what);
  card.fingerprint = modelFingerprint(card, training.output);
  writeModelCard(card, training.output / model_files::card);
  std::error_code ignored;
  fs::remove(options.checkpoint, ignored);
  return result;
}

}  // namespace tilescout::trainer
