#include "train/fine_tuner.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <new>
#include <tuple>
#include <utility>

#include "base/error.h"
#include "base/fail_point.h"
#include "model/detail/torch_errors.h"
#include "model/device_memory.h"
#include "train/detail/companions.h"
#include "train/detail/pair_step.h"
#include "train/detail/scratch_model.h"
#include "train/detail/tunable_model.h"
#include "train/detail/tune_queries.h"
#include "train/detail/tune_state.h"
#include "train/detail/tune_step.h"
#include "train/pair_loader.h"
#include "train/rank_statistics.h"

namespace tilescout::train {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t kTrialSteps = 20;

/// Calls `work` and gives torch's failures and those of allocation their names.
template <typename Work>
auto translated(const std::string& subject, Work&& work) {
  try {
    return work();
  } catch (const c10::Error& error) {
    model::detail::throwTorch(error, "training does not fit into memory", subject);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "training does not fit into memory", subject);
  }
}

/// How many processes of this training share this machine's memory.
int localWorld(const TuneOptions& options) {
  return options.processes ? std::max(1, options.processes->place().localWorld) : 1;
}

class TuneRun {
 public:
  TuneRun(const std::filesystem::path& folder, const ModelCard& base, const TrainConfig& config, const TuneData& data,
          const TuneOptions& options, JobContext& job);
  TuneOutcome run();

 private:
  void begin();
  double progress() const;
  double elapsed() const;
  std::int64_t plannedSteps() const;
  bool outOfPatience() const { return config_.patience > 0 && state_.sinceBest >= config_.patience; }
  std::string identity() const;
  Measured measured(const CaptionData& data, const model::detail::ClipWeights& clip,
                    std::vector<float>* images = nullptr) const;
  /// The images whose figures are reported in detail: unseen ones where there are some.
  const CaptionData& shown() const { return data_.test.imageCount() > 0 ? data_.test : data_.val; }
  void measureBefore();
  void train(TuneResult& result);
  void trainStep(PairLoader& loader);
  void estimateOnce();
  void evaluate();
  void save();
  void maybeSave();
  TuneEvent eventNow() const;
  void tell(const TuneEvent& event) const {
    if (options_.onEvent && companions_.first()) options_.onEvent(event);
  }
  /// Throws Cancelled when a stop was asked for. Several processes end together, between two steps: there it is
  /// nothing.
  std::function<void()> between() const {
    if (companions_.group() != nullptr) return {};
    return [&job = job_] { job.checkpoint(); };
  }
  bool mayGoOn(TuneResult& result);
  void addSamples(TuneEvent& event, const Measured& now) const;
  void finish(TuneResult& result);

  const std::filesystem::path& folder_;
  const ModelCard& base_;
  const TrainConfig config_;
  const TuneData& data_;
  const TuneOptions& options_;
  JobContext& job_;
  const detail::Companions companions_;
  const model::ResolvedDevice device_;
  const at::ScalarType compute_;
  detail::TunableModel model_;
  detail::Optimizer optimizer_;
  const MemoryPlan memory_;
  detail::TuneStep engine_;
  PairLoader loader_;
  const model::MemoryWatch watch_;
  detail::TuneState state_;
  detail::TuneQueries queries_;
  Measured beforeVal_, beforeTest_, beforeGeneral_;
  std::vector<float> shownBefore_;  ///< embeddings of shown()
  Clock::time_point started_ = Clock::now(), lastSave_ = Clock::now();
  double earlierSeconds_ = 0, secondsPerStep_ = 0, timeShare_ = 0;
  double stepSeconds_ = 0, waitedSeconds_ = 0;  ///< of this sitting
  double measuringSeconds_ = 0;     ///< of all splits, once
  double estimatedSeconds_ = -1;
};

TuneRun::TuneRun(const std::filesystem::path& folder, const ModelCard& base, const TrainConfig& config,
                 const TuneData& data, const TuneOptions& options, JobContext& job)
    : folder_(folder),
      base_(base),
      config_(withRate(config, base)),
      data_(data),
      options_(options),
      job_(job),
      companions_(options.processes),
      device_(model::resolveDevice(config.device)),
      compute_(detail::computeType(device_.precision)),
      model_(detail::makeTunable(folder, base, config, device_.device, compute_)),
      optimizer_(model_.parameters, {0.9, 0.98, 1e-8, config.weightDecay}),
      memory_(memoryPlan(config, base, localWorld(options))),
      engine_(model_, config_, compute_, memory_, {options.onPiece, between()},
              companions_.group()),
      loader_(data.train, detail::pairSettings(config, base, device_.threads, companions_.group())),
      watch_(device_.device),
      queries_(options.queries, base.contextLength) {
  at::set_num_threads(device_.threads);
}

double TuneRun::elapsed() const {
  return earlierSeconds_ + std::chrono::duration<double>(Clock::now() - started_).count();
}

std::int64_t TuneRun::plannedSteps() const {
  return std::max<std::int64_t>(1, std::llround(config_.epochs * static_cast<double>(loader_.stepsPerEpoch())));
}

double TuneRun::progress() const {
  if (config_.timeLimitMinutes > 0) return timeShare_;
  return static_cast<double>(state_.step) / static_cast<double>(plannedSteps());
}

/// What a checkpoint must agree in. Where and in how many pieces the sums are done may change on the way.
std::string TuneRun::identity() const {
  TrainConfig config = config_;
  config.microBatch = 0;
  config.recompute = Recompute::Auto;
  config.memoryGb = 0;
  config.device = {};
  return options_.identity + " " + configToJson(config);
}

Measured TuneRun::measured(const CaptionData& data, const model::detail::ClipWeights& clip,
                           std::vector<float>* images) const {
  if (data.imageCount() == 0) return {};
  const at::NoGradGuard noGrad;
  detail::Embedded rows = companions_.embedded(clip, data, base_, compute_, device_.device, between());
  Measured out = measure(rows.images, rows.texts, data.captionImage, base_.embedDim);
  if (images != nullptr) *images = std::move(rows.images);
  return out;
}

void TuneRun::measureBefore() {
  const auto begin = Clock::now();
  const model::detail::ClipWeights clip = detail::withoutAdapters(model_);
  const auto total = static_cast<std::int64_t>(1 + (data_.test.imageCount() > 0) + (data_.general.imageCount() > 0));
  std::int64_t done = 0;
  for (const auto& [data, place] : {std::pair{&data_.val, &beforeVal_}, std::pair{&data_.test, &beforeTest_},
                                    std::pair{&data_.general, &beforeGeneral_}}) {
    if (data->imageCount() == 0) continue;
    job_.checkpoint();
    *place = measured(*data, clip, data == &shown() ? &shownBefore_ : nullptr);
    if (data == &shown()) queries_.askBefore(shownBefore_, clip, compute_, device_.device);
    job_.report({"evaluate", ++done, total});
  }
  measuringSeconds_ = std::chrono::duration<double>(Clock::now() - begin).count();
}

/// How long the whole run will take, told as a trial tells it: from the first steps, and from what measuring took.
void TuneRun::estimateOnce() {
  if (state_.step != std::min<std::int64_t>(kTrialSteps, plannedSteps())) return;
  const auto measuredImages =
      static_cast<double>(data_.val.imageCount() + data_.test.imageCount() + data_.general.imageCount());
  const double validation = measuringSeconds_ * static_cast<double>(data_.val.imageCount()) / measuredImages;
  estimatedSeconds_ = config_.timeLimitMinutes > 0
                          ? 60.0 * config_.timeLimitMinutes
                          : elapsed() + static_cast<double>(plannedSteps() - state_.step) * secondsPerStep_ +
                                config_.epochs / config_.evaluateEvery * validation;
  estimatedSeconds_ += measuringSeconds_;  // once more at the end
}

TuneEvent TuneRun::eventNow() const {
  TuneEvent event;
  event.step = state_.step;
  event.totalSteps = config_.timeLimitMinutes > 0 ? -1 : plannedSteps();
  event.epoch = static_cast<double>(state_.step) / static_cast<double>(loader_.stepsPerEpoch());
  event.temp = model_.temperature.detach().item<double>();
  event.imageGate = detail::meanGate(model_.clip.imageBlocks);
  event.textGate = detail::meanGate(model_.clip.textBlocks);
  event.microBatch = engine_.microBatch();
  event.memoryBytes = watch_.now();
  event.bestMeanRecall = state_.bestMeanRecall;
  if (secondsPerStep_ > 0) {
    event.pairsPerSecond = loader_.batch() / secondsPerStep_;
    event.etaSeconds = config_.timeLimitMinutes > 0
                           ? std::max(0.0, 60.0 * config_.timeLimitMinutes - elapsed())
                           : static_cast<double>(plannedSteps() - state_.step) * secondsPerStep_;
  }
  return event;
}

void TuneRun::trainStep(PairLoader& loader) {
  const auto begin = Clock::now();
  const double lr = config_.lr * tuneLrFactor(config_, progress());
  PairBatch batch = loader.next();
  waitedSeconds_ += std::chrono::duration<double>(Clock::now() - begin).count();
  const detail::Stepped stepped = detail::stepOn(batch, config_, base_, companions_.share(loader.batch()),
                                                 device_.device, lr, model_, engine_, optimizer_);
  ++state_.step;
  failPoint("tune.step");
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  stepSeconds_ += seconds;
  secondsPerStep_ = secondsPerStep_ > 0 ? 0.9 * secondsPerStep_ + 0.1 * seconds : seconds;
  estimateOnce();
  const double loss = stepped.losses.total;
  state_.trainLoss = state_.step > 1 ? 0.95 * state_.trainLoss + 0.05 * loss : loss;
  TuneEvent event = eventNow();
  event.lr = lr;
  event.contrastive = stepped.losses.contrastive;
  event.triplet = stepped.losses.triplet;
  event.early = stepped.losses.early;
  event.loss = loss;
  event.gradientNorm = stepped.norm;
  tell(event);
  const auto permille = static_cast<std::int64_t>(1000 * std::min(progress(), 1.0));
  job_.report({"train", permille, 1000, 0.0, event.etaSeconds});
}

void TuneRun::addSamples(TuneEvent& event, const Measured& now) const {
  constexpr std::size_t wanted = 6;
  const std::size_t captions = data_.val.captionCount();
  for (std::size_t i = 0; i < std::min(wanted, captions); ++i) {
    const std::size_t t = i * captions / std::min(wanted, captions);
    event.samples.push_back(
        {data_.val.captionImage[t], data_.val.captions[t], beforeVal_.ranks.text[t] + 1, now.ranks.text[t] + 1, {}, 0});
  }
}

void TuneRun::evaluate() {
  companions_.align(model_);
  const Measured now = measured(data_.val, detail::effectiveWeights(model_));
  ++state_.evaluations;
  state_.lastMeanRecall = companions_.firsts(now.metrics.meanRecall);
  const bool better = state_.lastMeanRecall > state_.bestMeanRecall;
  state_.sinceBest = better ? 0 : state_.sinceBest + 1;
  if (better) {
    state_.bestMeanRecall = state_.lastMeanRecall;
    state_.bestStep = state_.step;
    state_.best = detail::trainedTensors(model_);
  }
  state_.evaluatedAt = state_.step;
  TuneEvent event = eventNow();
  event.loss = state_.trainLoss;
  event.val = now.metrics;
  event.best = better;
  addSamples(event, now);
  tell(event);
}

void TuneRun::save() {
  lastSave_ = Clock::now();
  if (options_.checkpoint.empty() || !companions_.first()) return;
  state_.seconds = elapsed();
  detail::saveTuneState(options_.checkpoint, identity(), model_, optimizer_, state_);
}

void TuneRun::maybeSave() {
  const bool byTime = std::chrono::duration<double>(Clock::now() - lastSave_).count() > options_.checkpointSeconds;
  const bool bySteps = options_.checkpointSteps > 0 && state_.step % options_.checkpointSteps == 0;
  if (options_.checkpointSteps > 0 ? bySteps : byTime) save();
}

/// Whether another step is to be made; all processes come to the same answer.
bool TuneRun::mayGoOn(TuneResult& result) {
  const double limit = 60.0 * config_.timeLimitMinutes;
  const auto orders = companions_.agreed(
      {job_.stopRequested(), options_.finishNow && options_.finishNow(), limit > 0 ? elapsed() / limit : 0.0});
  timeShare_ = orders.progress;
  if (progress() >= 1.0) return false;
  if (orders.stop) throw Cancelled();
  result.stoppedEarly = result.stoppedEarly || orders.finish;
  return !orders.finish;
}

void TuneRun::train(TuneResult& result) {
  const std::int64_t evaluateSteps =
      std::max<std::int64_t>(1, std::llround(config_.evaluateEvery * static_cast<double>(loader_.stepsPerEpoch())));
  const auto evaluateWhenDue = [&] {
    if (state_.evaluatedAt != state_.step && state_.step % evaluateSteps == 0) evaluate();
  };
  loader_.start(state_.step);
  try {
    evaluateWhenDue();  // the run was stopped in the middle of it
    while (!outOfPatience() && mayGoOn(result)) {
      trainStep(loader_);
      evaluateWhenDue();
      maybeSave();
    }
    result.stoppedEarly = result.stoppedEarly || (outOfPatience() && progress() < 1.0);
    if (state_.evaluatedAt != state_.step) evaluate();
  } catch (const Cancelled&) {
    save();  // of the last step that was made whole
    throw;
  }
  save();
}

/// Where the run is: what the checkpoint says, or the beginning.
void TuneRun::begin() {
  companions_.agreeOn(identity());
  companions_.align(model_);
  measureBefore();
  state_.best = detail::trainedTensors(model_);
  state_.bestMeanRecall = state_.lastMeanRecall = beforeVal_.metrics.meanRecall;
  const bool resumes = options_.resume && !options_.checkpoint.empty() && std::filesystem::exists(options_.checkpoint);
  if (companions_.first() && resumes) {
    state_ = detail::loadTuneState(options_.checkpoint, identity(), model_, optimizer_);
  } else {
    TuneEvent event = eventNow();
    event.val = beforeVal_.metrics;
    event.best = true;
    addSamples(event, beforeVal_);
    tell(event);
  }
  companions_.align(model_, optimizer_, state_);
  if (state_.seconds > 0) {
    earlierSeconds_ = state_.seconds;
    started_ = Clock::now();
  }
}

TuneOutcome TuneRun::run() {
  begin();
  TuneOutcome outcome;
  train(outcome.result);
  finish(outcome.result);
  if (!companions_.first()) return outcome;
  outcome.card = detail::saveTuned(model_, base_, config_, folder_, options_.modelFolder);
  outcome.result.totalParameters = outcome.card.parameters;
  return outcome;
}

void TuneRun::finish(TuneResult& result) {
  const auto perEpoch = static_cast<double>(loader_.stepsPerEpoch());
  result.steps = state_.step;
  result.epochs = static_cast<double>(state_.step) / perEpoch;
  result.bestStep = state_.bestStep;
  result.bestEpoch = static_cast<double>(state_.bestStep) / perEpoch;
  result.overfitted = state_.bestStep < state_.step && state_.lastMeanRecall < state_.bestMeanRecall - 2.0;
  result.finalTrainLoss = state_.trainLoss;
  result.microBatch = engine_.microBatch();
  result.pairsPerSecond = secondsPerStep_ > 0 ? loader_.batch() / secondsPerStep_ : 0.0;
  result.waitShare = stepSeconds_ > 0 ? waitedSeconds_ / stepSeconds_ : 0.0;
  result.seconds = elapsed();
  for (const detail::Parameter& parameter : model_.parameters) result.trainedParameters += parameter.tensor.numel();
  detail::restoreTensors(model_, state_.best, options_.checkpoint.string());
  companions_.align(model_);
  // Where nothing beat the base, adapters that do nothing yet would round otherwise than none: the base it is.
  const bool asBefore = state_.bestStep == 0;
  const auto tuned = asBefore ? detail::withoutAdapters(model_) : detail::effectiveWeights(model_);
  for (const auto& [name, data, before] :
       {std::tuple{"val", &data_.val, &beforeVal_}, std::tuple{"test", &data_.test, &beforeTest_},
        std::tuple{"general", &data_.general, &beforeGeneral_}}) {
    if (data->imageCount() == 0) continue;
    // The state is on disk: a run stopped here measures again when it is resumed. Several processes end together.
    if (companions_.group() == nullptr) job_.checkpoint();
    job_.report({"evaluate", static_cast<std::int64_t>(result.splits.size()), 3});
    std::vector<float> images;
    const Measured after = asBefore ? *before : measured(*data, tuned, &images);
    result.splits.push_back(compare(name, *before, after, data->captionImage));
    if (data == &data_.general) continue;
    SplitDetail detail{name, classChanges(*data, before->ranks, after.ranks),
                       rankChanges(*data, before->ranks, after.ranks, false),
                       rankChanges(*data, before->ranks, after.ranks, true)};
    if (data != &shown()) {
      result.others.push_back(std::move(detail));
      continue;
    }
    queries_.askAfter(asBefore ? shownBefore_ : images, tuned, compute_, device_.device);
    result.queries = queries_.take();
    result.classesOf = name;
    result.classes = std::move(detail.classes);
    result.improved = std::move(detail.improved);
    result.worsened = std::move(detail.worsened);
  }
  result.peakBytes = watch_.peak();
  result.estimatedSeconds = estimatedSeconds_;
  result.estimatedBytes = memory_.bytes;
  result.weightDistance =
      detail::weightDistance(model_, detail::makeTunable(folder_, base_, config_, device_.device, compute_));
}

void requireFits(const ModelCard& base, const CaptionData& data, const char* split) {
  if (data.imageCount() == 0) return;
  if (data.contextLength != base.contextLength) {
    throw Error(ErrorCode::Incompatible,
                std::string("the ") + split + " data was made for another vocabulary: texts of " +
                    std::to_string(data.contextLength) + " tokens, the model reads " +
                    std::to_string(base.contextLength),
                base.name);
  }
  const auto most = std::max_element(data.captionIds.begin(), data.captionIds.end());
  if (most != data.captionIds.end() && *most >= base.vocabularySize) {
    throw Error(ErrorCode::Incompatible, std::string("the ") + split + " data has tokens that the model does not know",
                base.name);
  }
}

}  // namespace

TuneOutcome fineTune(const std::filesystem::path& baseFolder, const ModelCard& base, const TrainConfig& config,
                     const TuneData& data, const TuneOptions& options, JobContext& job) {
  checkConfig(config, base);
  if (data.val.imageCount() == 0) {
    throw Error(ErrorCode::InvalidInput, "there is no labelled image to choose the best model on (val)");
  }
  requireFits(base, data.train, "train");
  requireFits(base, data.val, "val");
  requireFits(base, data.test, "test");
  requireFits(base, data.general, "general");
  return translated(base.name, [&] { return TuneRun(baseFolder, base, config, data, options, job).run(); });
}

TuneTrial tryFineTune(const std::filesystem::path& baseFolder, const ModelCard& base, const TrainConfig& config,
                      const CaptionData& train, int steps, JobContext& job) {
  checkConfig(config, base);
  requireFits(base, train, "train");
  return translated(base.name, [&] {
    const model::ResolvedDevice device = model::resolveDevice(config.device);
    const at::ScalarType compute = detail::computeType(device.precision);
    at::set_num_threads(device.threads);
    detail::TunableModel model = detail::makeTunable(baseFolder, base, config, device.device, compute);
    detail::Optimizer optimizer(model.parameters, {0.9, 0.98, 1e-8, config.weightDecay});
    detail::TuneStep engine(model, config, compute, memoryPlan(config, base), {{}, [&job] { job.checkpoint(); }});
    model::MemoryWatch watch(device.device);
    PairLoader loader(train, detail::pairSettings(config, base, device.threads));
    loader.start(0);
    TuneTrial trial;
    // The first step allocates and starts threads; it tells nothing about the others.
    const int untimed = steps > 2 ? 1 : 0;
    auto begin = Clock::now();
    for (int step = 0; step < steps; ++step) {
      job.checkpoint();
      if (step == untimed) begin = Clock::now();
      detail::stepOn(loader.next(), config, base, {0, loader.batch()}, device.device, 0.1 * withRate(config, base).lr,
                     model, engine, optimizer);
      watch.now();
      job.report({"trial", step + 1, steps});
    }
    trial.secondsPerStep = std::chrono::duration<double>(Clock::now() - begin).count() / std::max(1, steps - untimed);
    trial.stepsPerEpoch = loader.stepsPerEpoch();
    trial.microBatch = engine.microBatch();
    trial.recompute = engine.recomputes();
    trial.peakBytes = watch.peak();
    trial.device = device.device + " " + model::precisionName(device.precision);
    return trial;
  });
}

}  // namespace tilescout::train
