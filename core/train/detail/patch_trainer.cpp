#include "train/detail/patch_trainer.h"

#include <ATen/TensorOperators.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/error.h"
#include "base/fail_point.h"
#include "train/detail/masked_patches.h"
#include "train/detail/on_device.h"
#include "train/detail/run_checkpoint.h"

namespace tilescout::train::detail {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t ownStream = 0x9a7c4;  ///< draws other crops than the training that follows

class PatchTrainer {
 public:
  PatchTrainer(ScratchModel& model, const PatchRun& run, JobContext& job);
  void train();

 private:
  void step(const TrainingBatch& batch);
  void save() const;
  double progress() const { return static_cast<double>(place_.step) / static_cast<double>(steps_); }
  double elapsed() const { return place_.seconds + std::chrono::duration<double>(Clock::now() - started_).count(); }

  ScratchModel& model_;
  const PatchRun& run_;
  JobContext& job_;
  PatchDecoder decoder_;
  NamedTensors tensors_;
  Optimizer optimizer_;
  std::filesystem::path file_;
  std::int64_t steps_ = 0, firstStep_ = 0;
  double stepsPerEpoch_ = 1;
  RunPlace place_;
  Clock::time_point started_ = Clock::now();
};

NamedTensors trainedTensors(ScratchModel& model, PatchDecoder& decoder) {
  NamedTensors list;
  for (const auto& [name, tensor] : model::detail::backboneTensors(model.clip)) {
    if (name.rfind("visual.", 0) == 0 && name != "visual.proj") list.emplace_back(name, tensor);
  }
  for (const auto& entry : decoderTensors(decoder)) list.push_back(entry);
  return list;
}

PatchTrainer::PatchTrainer(ScratchModel& model, const PatchRun& run, JobContext& job)
    : model_(model),
      run_(run),
      job_(job),
      decoder_(startPatchDecoder(run.recipe.architecture, run.recipe.maskedPatches, run.recipe.seed + ownStream,
                                 run.device)),
      tensors_(trainedTensors(model, decoder_)),
      optimizer_(scratchOptimizer(tensors_, run.recipe, run.compute)),
      file_(patchCheckpoint(run.options.checkpoint)) {
  const double realPerStep = run.recipe.maskedPatches.batch * (1.0 - run.batch.paintedShare);
  stepsPerEpoch_ = static_cast<double>(run.batch.paintedFrom) / realPerStep;
  steps_ = std::max<std::int64_t>(1, std::llround(run.recipe.maskedPatches.epochs * stepsPerEpoch_));
  if (run.options.resume && std::filesystem::exists(file_)) place_ = loadRun(tensors_, optimizer_, file_);
  firstStep_ = place_.step;
}

void PatchTrainer::train() {
  BatchSettings settings = run_.batch;
  settings.seed += ownStream;
  settings.batch = run_.recipe.maskedPatches.batch;
  settings.captionsPerImage = 1;
  BatchMaker maker(run_.data, settings, place_.step, run_.recipe.maskedPatches.pixels);
  auto lastSave = Clock::now();
  while (place_.step < steps_) {
    if (job_.stopRequested()) {
      save();
      throw Cancelled();
    }
    step(maker.next());
    if (Clock::now() - lastSave > std::chrono::duration<double>(60.0 * run_.options.checkpointMinutes)) {
      save();
      lastSave = Clock::now();
    }
  }
  if (place_.step > firstStep_) save();
}

void PatchTrainer::step(const TrainingBatch& batch) {
  const auto begin = Clock::now();
  const double now = progress();
  const auto count = static_cast<std::int64_t>(batch.labels.size());
  at::manual_seed(run_.recipe.seed * 1000033 + static_cast<std::uint64_t>(batch.step));
  const at::Tensor images = onDevice(batch.images, {count, 3, batch.pixels, batch.pixels}, at::kFloat, run_.device);
  optimizer_.zeroGrad();
  const at::Tensor loss = maskedPatchLoss(model_.clip, decoder_, images, run_.recipe.maskedPatches.share, run_.compute);
  loss.backward();
  optimizer_.clipGradients(run_.recipe.clip);
  TrainEvent event;
  event.lr = run_.recipe.maskedPatches.lr * scratchLrFactor(run_.recipe, now);
  optimizer_.step(event.lr);
  ++place_.step;
  failPoint("train.patches");
  event.step = place_.step;
  event.epoch = static_cast<double>(place_.step) / stepsPerEpoch_;
  event.loss = event.patches = loss.item<double>();
  if (!std::isfinite(event.loss)) throw Error(ErrorCode::Internal, "the loss is no number any more; use a lower rate");
  event.pairsPerSecond = static_cast<double>(count) / std::chrono::duration<double>(Clock::now() - begin).count();
  const double here = static_cast<double>(place_.step - firstStep_);
  event.etaSeconds = (elapsed() - place_.seconds) / here * static_cast<double>(steps_ - place_.step);
  if (run_.options.onEvent) run_.options.onEvent(event);
  job_.report({"patches", place_.step, steps_, 0.0, event.etaSeconds});
}

void PatchTrainer::save() const {
  if (!run_.options.checkpoint.empty()) saveRun(tensors_, optimizer_, {place_.step, elapsed()}, file_);
}

}  // namespace

void trainMaskedPatches(ScratchModel& model, const PatchRun& run, JobContext& job) {
  PatchTrainer trainer(model, run, job);
  trainer.train();
}

}  // namespace tilescout::train::detail
