#include "train/scratch_trainer.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/matmul.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "base/error.h"
#include "base/fail_point.h"
#include "model/detail/clip_forward.h"
#include "model/detail/tensor_bytes.h"
#include "train/batch_maker.h"
#include "train/detail/checkpoint_file.h"
#include "train/detail/objective.h"
#include "train/detail/on_device.h"
#include "train/detail/patch_trainer.h"
#include "train/detail/run_checkpoint.h"
#include "train/detail/scratch_model.h"
#include "train/detail/teacher.h"

namespace tilescout::train {

namespace {

using Clock = std::chrono::steady_clock;

struct Losses {
  at::Tensor contrastive, classes, total;
};

/// One run: the model, its optimiser, where it is in the schedule, and what it has cost so far.
class ScratchRun {
 public:
  ScratchRun(const ScratchRecipe& recipe, CaptionData data, std::size_t realCount, const CaptionData& val,
             const ScratchOptions& options, JobContext& job);

  ScratchResult run();

 private:
  double progress() const;
  double elapsedSeconds() const;
  double secondsLeft(double now) const;
  const ScratchRecipe::Stage& stageNow() const;
  std::int64_t plannedSteps() const;
  BatchSettings batchSettings() const;
  Losses losses(const TrainingBatch& batch);
  void trainStep(BatchMaker& maker);
  RetrievalMetrics evaluate(int pixels);
  void learnPatches();
  void saveCheckpoint();
  void loadCheckpoint();
  void loadStart();
  void averageWithStart();
  void saveModel();

  const ScratchRecipe& recipe_;
  const CaptionData data_;
  const std::size_t realCount_;
  const CaptionData& val_;
  const ScratchOptions& options_;
  JobContext& job_;
  const model::ResolvedDevice device_;
  const at::ScalarType compute_;
  detail::ScratchModel model_;
  std::map<std::string, at::Tensor> start_;  ///< what is averaged with the result; empty: nothing is
  detail::Teacher teacher_;                  ///< undefined: the given pairs alone are the targets
  detail::Optimizer optimizer_;
  Clock::time_point started_ = Clock::now();
  double earlierSeconds_ = 0;
  double progressAtStart_ = 0, secondsAtStart_ = 0;  ///< of the first step of this start
  std::int64_t step_ = 0;
};

at::ScalarType computeType(model::Precision precision) {
  switch (precision) {
    case model::Precision::Bf16: return at::kBFloat16;
    case model::Precision::Fp16:
      throw Error(ErrorCode::InvalidInput, "training from nothing runs in fp32 or bf16, not in fp16");
    default: return at::kFloat;
  }
}

int vocabularyOf(const CaptionData& data) {
  return data.captionIds.empty() ? 0 : 1 + *std::max_element(data.captionIds.begin(), data.captionIds.end());
}

ScratchRun::ScratchRun(const ScratchRecipe& recipe, CaptionData data, std::size_t realCount, const CaptionData& val,
                       const ScratchOptions& options, JobContext& job)
    : recipe_(recipe), data_(std::move(data)), realCount_(realCount), val_(val), options_(options), job_(job),
      device_(model::resolveDevice(options.device)), compute_(computeType(device_.precision)),
      model_(detail::startScratchModel(recipe.architecture, vocabularyOf(data_),
                                       static_cast<int>(data_.labelNames.size()), recipe.seed, device_.device)),
      optimizer_(detail::scratchOptimizer(detail::scratchTensors(model_), recipe, compute_)) {
  at::set_num_threads(device_.threads);
  if (!recipe_.startFrom.empty()) loadStart();
  if (options_.resume) loadCheckpoint();
  progressAtStart_ = progress();
  secondsAtStart_ = elapsedSeconds();
}

double ScratchRun::elapsedSeconds() const {
  return earlierSeconds_ + std::chrono::duration<double>(Clock::now() - started_).count();
}

/// At the pace since this start: before it the machine may have been busy, or asleep. -1 until that can be told.
double ScratchRun::secondsLeft(double now) const {
  const double here = now - progressAtStart_;
  return here > 0.01 ? (elapsedSeconds() - secondsAtStart_) * (1.0 - now) / here : -1.0;
}

std::int64_t ScratchRun::plannedSteps() const {
  const double realPerStep = recipe_.batch * (1.0 - recipe_.paintedShare);
  return std::max<std::int64_t>(1, std::llround(recipe_.epochs * static_cast<double>(realCount_) / realPerStep));
}

double ScratchRun::progress() const {
  if (options_.timeLimitMinutes > 0) return elapsedSeconds() / (60.0 * options_.timeLimitMinutes);
  return static_cast<double>(step_) / static_cast<double>(plannedSteps());
}

const ScratchRecipe::Stage& ScratchRun::stageNow() const {
  const double now = progress();
  for (const ScratchRecipe::Stage& stage : recipe_.stages) {
    if (now < stage.until) return stage;
  }
  return recipe_.stages.back();
}

BatchSettings ScratchRun::batchSettings() const {
  BatchSettings settings;
  settings.batch = recipe_.batch;
  settings.captionsPerImage = recipe_.captionsPerImage;
  settings.paintedShare = recipe_.paintedShare;
  settings.paintedFrom = realCount_;
  settings.maskWords = recipe_.maskWords;
  settings.augment = recipe_.augment;
  settings.mean = recipe_.architecture.mean;
  settings.std = recipe_.architecture.std;
  settings.seed = recipe_.seed;
  return settings;
}

/// Position table [1 + grid², W] of another image size, interpolated as the towers do it; others come back as they are.
at::Tensor resizedPositions(const at::Tensor& table, const ModelCard& architecture) {
  const int grid = architecture.imageSize / architecture.patchSize;
  const auto own = table.dim() == 2 ? std::llround(std::sqrt(static_cast<double>(table.size(0) - 1))) : 0;
  if (own == 0 || own == grid || own * own + 1 != table.size(0)) return table;
  model::detail::ClipWeights holder;
  holder.shape.patchSize = architecture.patchSize;
  holder.shape.imageSize = static_cast<int>(own) * architecture.patchSize;
  holder.imagePositions = table.to(at::kFloat);
  return model::detail::positionsFor(holder, grid);
}

Losses ScratchRun::losses(const TrainingBatch& batch) {
  const auto images = static_cast<std::int64_t>(batch.labels.size());
  const std::int64_t texts = static_cast<std::int64_t>(batch.ids.size()) / data_.contextLength;
  const at::Tensor pixels = detail::onDevice(batch.images, {images, 3, batch.pixels, batch.pixels}, at::kFloat, device_.device);
  const at::Tensor ids = detail::onDevice(batch.ids, {texts, data_.contextLength}, at::kLong, device_.device);
  const at::Tensor positives = detail::onDevice(batch.positives, {images, texts}, at::kFloat, device_.device);
  const auto image = model::detail::imageTower(
      model_.clip, pixels, {compute_, false, true, recipe_.dropPath, stageNow().patchDrop});
  const at::Tensor text = detail::embedTexts(model_.clip, ids, compute_);
  Losses out;
  out.contrastive = detail::contrastiveLoss(image.embedding, text, positives, at::exp(model_.logTau));
  out.total = out.contrastive;
  if (teacher_.defined()) {
    const at::Tensor taught = detail::teacherLoss(teacher_, image.embedding, text, batch.rows, batch.captions,
                                                  at::exp(model_.logTau));
    out.total = (1.0 - recipe_.teacherShare) * out.contrastive + recipe_.teacherShare * taught;
  }
  if (model_.classifier.weight.defined() && recipe_.classWeight > 0) {
    const at::Tensor labels = detail::onDevice(batch.labels, {images}, at::kLong, device_.device);
    const at::Tensor logits = at::matmul(image.pooled, model_.classifier.weight.t()) + model_.classifier.bias;
    const bool any = std::any_of(batch.labels.begin(), batch.labels.end(), [](std::int64_t l) { return l >= 0; });
    if (any) {
      out.classes = at::cross_entropy_loss(logits, labels, {}, at::Reduction::Mean, -1, recipe_.labelSmoothing);
      out.total = out.total + recipe_.classWeight * out.classes;
    }
  }
  return out;
}

void ScratchRun::trainStep(BatchMaker& maker) {
  const auto begin = Clock::now();
  maker.setPixels(stageNow().pixels);
  const double now = progress();
  const TrainingBatch batch = maker.next();
  at::manual_seed(recipe_.seed * 1000003 + static_cast<std::uint64_t>(batch.step));
  optimizer_.zeroGrad();
  const Losses loss = losses(batch);
  loss.total.backward();
  optimizer_.clipGradients(recipe_.clip);
  const double lr = recipe_.lr * scratchLrFactor(recipe_, now);
  optimizer_.step(lr);
  {
    const at::NoGradGuard noGrad;
    model_.logTau.detach().clamp_(std::log(0.01), std::log(0.5));
  }
  ++step_;
  failPoint("train.step");

  TrainEvent event;
  event.step = step_;
  event.epoch = static_cast<double>(step_) * recipe_.batch * (1.0 - recipe_.paintedShare) / static_cast<double>(realCount_);
  event.lr = lr;
  event.contrastive = loss.contrastive.item<double>();
  event.classLoss = loss.classes.defined() ? loss.classes.item<double>() : 0.0;
  event.loss = loss.total.item<double>();
  event.temp = std::exp(model_.logTau.item<double>());
  event.pairsPerSecond = recipe_.batch / std::chrono::duration<double>(Clock::now() - begin).count();
  event.etaSeconds = secondsLeft(now);
  if (!std::isfinite(event.loss)) throw Error(ErrorCode::Internal, "the loss is no number any more; use a lower rate");
  if (options_.onEvent) options_.onEvent(event);
  job_.report({"train", static_cast<std::int64_t>(1000 * std::min(now, 1.0)), 1000, 0.0, event.etaSeconds});
}

RetrievalMetrics ScratchRun::evaluate(int pixels) {
  const detail::Embedded rows =
      detail::embedData(model_.clip, val_, pixels, recipe_.architecture, compute_, device_.device);
  return retrievalMetrics(rows.images, rows.texts, val_.captionImage, recipe_.architecture.embedDim);
}

ScratchResult ScratchRun::run() {
  learnPatches();
  BatchMaker maker(data_, batchSettings(), step_, stageNow().pixels);
  const double stepsPerEpoch = static_cast<double>(plannedSteps()) / recipe_.epochs;
  auto nextEvaluation = static_cast<std::int64_t>(std::ceil((static_cast<double>(step_) + 1) /
                                                            (options_.evaluateEvery * stepsPerEpoch)));
  auto lastSave = Clock::now();
  while (progress() < 1.0) {
    if (job_.stopRequested()) {
      saveCheckpoint();
      throw Cancelled();
    }
    trainStep(maker);
    if (static_cast<double>(step_) >= static_cast<double>(nextEvaluation) * options_.evaluateEvery * stepsPerEpoch) {
      ++nextEvaluation;
      TrainEvent event;
      event.step = step_;
      event.epoch = static_cast<double>(step_) / stepsPerEpoch;
      event.val = evaluate(stageNow().pixels);
      if (options_.onEvent) options_.onEvent(event);
    }
    if (Clock::now() - lastSave > std::chrono::duration<double>(60.0 * options_.checkpointMinutes)) {
      saveCheckpoint();
      lastSave = Clock::now();
    }
  }
  saveCheckpoint();
  ScratchResult result;
  result.steps = step_;
  result.seconds = elapsedSeconds();
  averageWithStart();
  result.val = evaluate(recipe_.architecture.imageSize);
  saveModel();
  std::error_code ignored;
  std::filesystem::remove(patchCheckpoint(options_.checkpoint), ignored);
  return result;
}

void ScratchRun::saveCheckpoint() {
  if (options_.checkpoint.empty()) return;
  detail::saveRun(detail::scratchTensors(model_), optimizer_, {step_, elapsedSeconds()}, options_.checkpoint);
  failPoint("train.checkpoint");
}

void ScratchRun::loadCheckpoint() {
  if (!std::filesystem::exists(options_.checkpoint)) return;
  const detail::RunPlace place = detail::loadRun(detail::scratchTensors(model_), optimizer_, options_.checkpoint);
  step_ = place.step;
  earlierSeconds_ = place.seconds;
}

/// Before the first step alone: a checkpoint holds what came of it.
void ScratchRun::learnPatches() {
  if (recipe_.maskedPatches.epochs <= 0 || step_ > 0) return;
  detail::trainMaskedPatches(model_, {recipe_, data_, batchSettings(), options_, device_.device, compute_}, job_);
  started_ = Clock::now();
}

/// The weights of another run, without its optimiser; the classifier, which no model file holds, starts at zero.
void ScratchRun::loadStart() {
  const at::NoGradGuard noGrad;
  const auto file = recipe_.startFrom / "model.safetensors";
  detail::Checkpoint start = detail::readCheckpoint(file);
  const auto positions = start.tensors.find("visual.positional_embedding");
  if (positions != start.tensors.end()) positions->second = resizedPositions(positions->second, recipe_.architecture);
  for (auto& [name, tensor] : model::detail::backboneTensors(model_.clip)) {
    const auto found = start.tensors.find(name);
    if (found == start.tensors.end() || found->second.sizes() != tensor->sizes()) {
      throw Error(ErrorCode::Incompatible, "cannot be started from: " + name + " does not fit the recipe's architecture",
                  file.string());
    }
    tensor->detach().copy_(found->second);
    if (recipe_.startShare > 0) start_[name] = tensor->detach().clone();
  }
  const auto scale = start.tensors.find("logit_scale");
  if (scale != start.tensors.end()) model_.logTau.detach().copy_(-scale->second.to(at::kFloat));
  if (recipe_.teacherShare <= 0) return;
  std::vector<detail::Teacher> teachers;
  for (const std::filesystem::path& folder : recipe_.teachers)
    teachers.push_back(detail::storedTeacher(folder, model_.clip.tokenEmbedding.size(0), data_, compute_, device_.device));
  teacher_ = teachers.empty() ? detail::makeTeacher(model_.clip, model_.logTau, data_, recipe_.architecture, compute_,
                                                    device_.device)
                              : detail::together(teachers);
}

/// The last checkpoint holds the end of the path alone: whatever a resumed run does, it averages once.
void ScratchRun::averageWithStart() {
  const at::NoGradGuard noGrad;
  for (auto& [name, tensor] : model::detail::backboneTensors(model_.clip)) {
    const auto found = start_.find(name);
    if (found == start_.end()) continue;
    tensor->detach().mul_(1.0 - recipe_.startShare).add_(found->second, recipe_.startShare);
  }
}

void ScratchRun::saveModel() {
  std::vector<at::Tensor> keep;
  std::vector<model::weights::TensorToWrite> list;
  std::int64_t parameters = 0;
  for (auto& [name, tensor] : model::detail::backboneTensors(model_.clip)) {
    list.push_back(model::detail::toWrite(name, tensor->detach().to(at::kHalf), keep));
    parameters += tensor->numel();
  }
  list.push_back(model::detail::toWrite("logit_scale", -model_.logTau.detach().to(at::kCPU), keep));
  std::filesystem::create_directories(options_.modelFolder);
  model::weights::writeSafetensors(options_.modelFolder / "model.safetensors", list, {{"format", "pt"}});
  ModelCard card = recipe_.architecture;
  card.name = recipe_.name;
  card.title = recipe_.title;
  card.groundExtent = recipe_.groundExtent;
  card.architecture = "custom";
  card.vocabularySize = static_cast<int>(model_.clip.tokenEmbedding.size(0));
  card.parameters = parameters;
  card.trainableParameters = parameters;
  card.source = recipe_.startFrom.empty() ? "trained from nothing by tilescout-cli train --from-scratch"
                                          : "trained further by tilescout-cli train --from-scratch";
  writeModelCard(card, options_.modelFolder / "card.json");
}

}  // namespace

std::filesystem::path patchCheckpoint(const std::filesystem::path& checkpoint) {
  return checkpoint.empty() ? checkpoint : std::filesystem::path(checkpoint.string() + ".patches");
}

bool isUnfinished(const std::filesystem::path& checkpoint) {
  std::error_code ignored;
  return std::filesystem::exists(checkpoint, ignored) || std::filesystem::exists(patchCheckpoint(checkpoint), ignored);
}

ScratchResult trainFromScratch(const ScratchRecipe& recipe, CaptionData real, CaptionData painted,
                               const CaptionData& val, const ScratchOptions& options, JobContext& job) {
  const std::size_t realCount = real.imageCount();
  if (realCount == 0) throw Error(ErrorCode::InvalidInput, "the dataset has no images to train on");
  std::vector<CaptionData> parts;
  parts.push_back(std::move(real));
  parts.push_back(std::move(painted));
  CaptionData joined = joinData(parts);
  parts.clear();
  ScratchRun run(recipe, std::move(joined), realCount, val, options, job);
  return run.run();
}

}  // namespace tilescout::train
