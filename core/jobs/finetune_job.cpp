#include "jobs/finetune_job.h"

#include <algorithm>
#include <cmath>
#include <system_error>
#include <utility>

#include "archive/label_book.h"
#include "base/error.h"
#include "base/log.h"
#include "jobs/finetune_data.h"
#include "jobs/finetune_files.h"
#include "jobs/finetune_json.h"
#include "jobs/finetune_prepare.h"
#include "jobs/finetune_record.h"
#include "jobs/model_service.h"
#include "jobs/tokenizer_files.h"
#include "model/model_card.h"
#include "model/model_folder.h"
#include "search/query_json.h"
#include "text/bpe_tokenizer.h"
#include "train/fine_tuner.h"
#include "train/tune_words.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;

namespace {

/// The samples' rows of `val` become the files and tiles that they are.
train::TuneEvent namedSamples(train::TuneEvent event, const PreparedData& prepared) {
  if (event.samples.empty()) return event;
  const std::vector<std::size_t>& items = prepared.splits.at("val").items;
  for (train::SampleRank& sample : event.samples) {
    const LabelledItem& item = prepared.set.items[items[static_cast<std::size_t>(sample.row)]];
    sample.subject = item.subject;
    sample.tile = item.tile;
  }
  return event;
}

/// The changes' rows become the files and tiles that they are.
void nameExamples(std::vector<train::ExampleChange>& changes, const LabelledSet& set, const DecodedSplit& split) {
  for (train::ExampleChange& change : changes) {
    const LabelledItem& item = set.items[split.items[static_cast<std::size_t>(change.row)]];
    change.subject = item.subject;
    change.tile = item.tile;
  }
}

ModelCard finishedCard(ModelCard card, const TuneBase& base, const FinetuneRequest& request,
                       const FinetuneReport& report, const fs::path& source) {
  card.title = request.name + " (" + base.card.name + ", fine-tuned)";
  card.source = "fine-tuned from " + base.card.name + " by tilescout-cli train";
  card.notes = train::trainingNotes(base.card, request.config, report.result,
                                    std::to_string(report.data.train.images) + " labelled images of " +
                                        source.filename().string() + ", data " + report.data.fingerprint);
  return card;
}

/// Trained tensors in the store's form, in a folder that becomes a model or goes away.
class Staged {
 public:
  explicit Staged(const std::string& name) : folder_(store_.stage(name)) {}
  ~Staged() { store_.discard(folder_); }
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;
  const fs::path& folder() const { return folder_; }
  ModelCard install(const std::string& name, ModelCard card) { return store_.install(folder_, name, std::move(card)); }

 private:
  ModelStore store_;
  fs::path folder_;
};

/// The texts of the archive's saved searches, as the base reads them.
std::vector<train::TuneQuery> savedQueries(const FinetuneSource& source, const TuneBase& base) {
  constexpr std::size_t most = 12;
  std::vector<train::TuneQuery> queries;
  if (source.archive.empty()) return queries;
  const text::BpeTokenizer tokenizer = text::BpeTokenizer::load(findTokenizer({}, base.folder));
  archive::LabelBook book(source.archive, archive::OpenMode::ReadOnly);
  for (const SavedSearch& saved : book.searches()) {
    if (queries.size() == most) break;
    try {
      const Query query = search::queryFromJson(saved.query);
      const std::string& text = query.translation.empty() ? query.text : query.translation;
      if (!text.empty()) queries.push_back({text, tokenizer.encodePadded(text, base.card.contextLength)});
    } catch (const Error& error) {
      log::warn("the saved search " + saved.name + " is left out of the comparison: " + error.what());
    }
  }
  return queries;
}

/// The hits' rows become the files and tiles that they are.
void nameHits(train::TuneResult& result, const LabelledSet& set, const DecodedSplit& split) {
  for (train::QueryChange& query : result.queries) {
    for (auto* hits : {&query.before, &query.after}) {
      for (train::QueryHit& hit : *hits) {
        const LabelledItem& item = set.items[split.items[static_cast<std::size_t>(hit.row)]];
        hit.subject = item.subject;
        hit.tile = item.tile;
      }
    }
  }
}

/// Trains on `prepared`, which gives its images away.
train::TuneOutcome trainOn(PreparedData& prepared, const TuneBase& base, const FinetuneRequest& request,
                           train::TuneOptions options, JobContext& job) {
  train::TuneData data;
  data.general = paintGeneral(base, job);
  data.train = std::move(prepared.splits["train"].data);
  data.val = std::move(prepared.splits["val"].data);
  data.test = std::move(prepared.splits["test"].data);
  options.resume = request.resume;
  options.queries = savedQueries(request.source, base);
  options.identity = base.card.fingerprint + " " + prepared.report.fingerprint;
  train::TrainConfig config = request.config;
  if (request.place) config.device = train::placedDevice(config.device, *request.place);
  return train::fineTune(base.folder, base.card, config, data, options, job);
}

PreparedData prepareFor(const FinetuneRequest& request, const TuneBase& base, JobContext& job) {
  train::checkConfig(request.config, base.card);
  PreparedData prepared = prepareData(request.source, request.config, base, 0, job);
  refuseUnusable(prepared.report);
  return prepared;
}

using Companions = std::shared_ptr<train::Processes>;

FinetuneReport runIn(RunFolder& run, ArchiveRecord& record, const FinetuneRequest& request,
                     const Companions& companions,
                     const std::function<void(const train::TuneEvent&)>& onEvent, JobContext& job) {
  const TuneBase base = findBase(request.baseModel);
  Staged staged(request.name);
  PreparedData prepared = prepareFor(request, base, job);
  record.begin(base, prepared);
  train::TuneOptions options;
  options.processes = companions;
  options.checkpoint = run.checkpoint();
  options.modelFolder = staged.folder();
  options.finishNow = [&] { return run.finishAsked(); };
  options.onEvent = [&](const train::TuneEvent& event) {
    const train::TuneEvent named = namedSamples(event, prepared);
    run.write(named);
    record.follow(named);
    if (onEvent) onEvent(named);
  };
  train::TuneOutcome outcome = trainOn(prepared, base, request, std::move(options), job);
  FinetuneReport report;
  report.result = std::move(outcome.result);
  const DecodedSplit& shown = prepared.splits[report.result.classesOf];
  nameExamples(report.result.improved, prepared.set, shown);
  nameExamples(report.result.worsened, prepared.set, shown);
  for (train::SplitDetail& other : report.result.others) {
    for (auto* changes : {&other.improved, &other.worsened}) nameExamples(*changes, prepared.set, prepared.splits[other.split]);
  }
  nameHits(report.result, prepared.set, shown);
  report.data = std::move(prepared.report);
  report.verdict = train::verdictText(report.result);
  model::completeModelFolder(base.folder, staged.folder());
  const fs::path& from = request.source.archive.empty() ? request.source.dataset : request.source.archive;
  report.card = staged.install(request.name, finishedCard(outcome.card, base, request, report, from));
  report.archiveRun = record.finished(report);
  return report;
}

/// The part of a process that helps the first one: its share of every batch.
FinetuneReport helpAlong(const FinetuneRequest& request, const Companions& companions, JobContext& job) {
  const TuneBase base = findBase(request.baseModel);
  PreparedData prepared = prepareFor(request, base, job);
  train::TuneOptions options;
  options.processes = companions;
  FinetuneReport report;
  report.result = trainOn(prepared, base, request, std::move(options), job).result;
  report.data = std::move(prepared.report);
  report.verdict = train::verdictText(report.result);
  return report;
}

Companions meet(const FinetuneRequest& request) {
  if (!request.place) return nullptr;
  const model::DeviceChoice choice = train::placedDevice(request.config.device, *request.place);
  return train::joinProcesses(*request.place, model::resolveDevice(choice).device);
}

}  // namespace

DataReport inspectTrainingData(const FinetuneSource& source, const train::TrainConfig& config,
                               const std::string& baseModel, JobContext& job) {
  constexpr int glance = 32;  // pixels: enough to know that a file can be read, and little to hold
  return prepareData(source, config, findBase(baseModel), glance, job).report;
}

FinetuneEstimate estimateFinetune(const FinetuneRequest& request, int trialSteps, JobContext& job) {
  const TuneBase base = findBase(request.baseModel);
  const train::TrainConfig& config = request.config;
  train::checkConfig(config, base.card);
  const model::ResolvedDevice device = model::resolveDevice(config.device);
  FinetuneEstimate estimate;
  estimate.trainedParameters = train::trainedParameters(config, base.card);
  estimate.share = train::trainedShare(config, base.card);
  estimate.totalParameters =
      std::llround(static_cast<double>(estimate.trainedParameters) / std::max(estimate.share, 1e-12));
  estimate.bottleneck = config.bottleneck > 0 ? config.bottleneck : train::suggestedBottleneck(config, base.card);
  if (config.method == train::Method::Harma) {
    estimate.heads = config.heads > 0 ? config.heads : train::suggestedHeads(estimate.bottleneck);
  }
  estimate.lr = train::withRate(config, base.card).lr;
  const train::MemoryPlan plan = train::memoryPlan(config, base.card);
  estimate.microBatch = plan.microBatch;
  estimate.recompute = plan.recompute;
  estimate.memoryBytes = plan.bytes;
  estimate.device = device.device + " " + model::precisionName(device.precision);
  if (trialSteps <= 0) return estimate;
  PreparedData prepared = prepareData(request.source, config, base, 0, job);
  const train::CaptionData& data = prepared.splits["train"].data;
  const train::TuneTrial trial = train::tryFineTune(base.folder, base.card, config, data, trialSteps, job);
  estimate.microBatch = trial.microBatch;
  estimate.recompute = trial.recompute;
  estimate.memoryBytes = trial.peakBytes;
  estimate.secondsPerStep = trial.secondsPerStep;
  estimate.steps = std::max<std::int64_t>(1, std::llround(config.epochs * static_cast<double>(trial.stepsPerEpoch)));
  // Evaluations run the towers forward only: about a third of a step a pair.
  const auto pairs =
      static_cast<double>(std::min<std::int64_t>(config.batch, static_cast<std::int64_t>(data.captionCount())));
  const auto evaluated = static_cast<double>(prepared.report.val.images + prepared.report.val.captions) / 2.0;
  const double evaluation = trial.secondsPerStep * evaluated / std::max(pairs, 1.0) / 3.0;
  estimate.seconds = static_cast<double>(estimate.steps) * trial.secondsPerStep +
                     (config.epochs / config.evaluateEvery + 4.0) * evaluation;
  if (config.timeLimitMinutes > 0) estimate.seconds = 60.0 * config.timeLimitMinutes;
  return estimate;
}

FinetuneReport runFinetune(const FinetuneRequest& request, const std::function<void(const train::TuneEvent&)>& onEvent,
                           JobContext& job) {
  // First of all: what goes wrong with one process below then ends the others too, instead of letting them wait.
  const Companions companions = meet(request);
  if (companions && !companions->first()) return helpAlong(request, companions, job);
  {
    const Staged nameIsFree(request.name);  // throws before anything is kept of a run that could not end
  }
  RunFolder run(request);
  ArchiveRecord record(run, request);
  try {
    FinetuneReport report = runIn(run, record, request, companions, onEvent, job);
    run.finish(report);
    return report;
  } catch (const Cancelled&) {
    record.stopped();
    throw;
  } catch (const std::exception& error) {
    run.fail(error.what());
    record.failed(error.what());
    throw;
  }
}

std::vector<std::string> finetuneArguments(const FinetuneRequest& request) {
  std::vector<std::string> arguments{"train"};
  if (!request.source.archive.empty()) arguments.push_back(request.source.archive.string());
  const auto option = [&](const char* name, const std::string& value) {
    if (!value.empty()) arguments.insert(arguments.end(), {name, value});
  };
  option("--dataset", request.source.dataset.string());
  option("--images", request.source.imagesRoot.string());
  option("--model", request.baseModel);
  option("--config", train::configToJson(request.config));
  if (request.resume) arguments.push_back("--resume");
  arguments.insert(arguments.end(), {"-o", request.name, "--json"});
  return arguments;
}

std::vector<std::string> trialArguments(const FinetuneRequest& request, int steps) {
  FinetuneRequest trial = request;
  trial.resume = false;
  std::vector<std::string> arguments = finetuneArguments(trial);
  arguments.insert(arguments.end(), {"--try", std::to_string(steps)});
  return arguments;
}

}  // namespace tilescout::jobs
