#include "train/detail/pair_step.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "train/detail/on_device.h"

namespace tilescout::train::detail {

namespace {

TuneBatch toDevice(const PairBatch& pairs, const TrainConfig& config, int size, int length, Share own,
                   const std::string& device) {
  const auto count = static_cast<std::int64_t>(pairs.captions.size());
  TuneBatch batch;
  batch.images = onDevice(pairs.images, {own.count, 3, size, size}, at::kFloat, device);
  batch.ids = onDevice(pairs.ids, {count, length}, at::kLong, device).narrow(0, own.first, own.count);
  batch.positives = onDevice(pairs.positives, {count, count}, at::kFloat, device);
  // As released, the triplet pushes other captions of the same image away too (spec/model.md).
  if (config.mergeEqualTexts) batch.excluded = batch.positives;
  batch.captions.assign(pairs.captions.begin() + own.first, pairs.captions.begin() + own.first + own.count);
  return batch;
}

}  // namespace

at::ScalarType computeType(model::Precision precision) {
  switch (precision) {
    case model::Precision::Bf16: return at::kBFloat16;
    case model::Precision::Fp16:
      throw Error(ErrorCode::InvalidInput,
                  "fine-tuning runs in fp32 or bf16; fp16 has too small a range for gradients");
    default: return at::kFloat;
  }
}

PairSettings pairSettings(const TrainConfig& config, const ModelCard& base, int threads, const Processes* processes) {
  PairSettings settings;
  settings.batch = config.batch;
  settings.size = base.imageSize;
  settings.captionsEach = config.captionsEach;
  settings.mergeEqualTexts = config.mergeEqualTexts;
  settings.augment = config.augment;
  settings.transform.quarterTurns = config.quarterTurns;
  settings.mean = base.mean;
  settings.std = base.std;
  settings.seed = config.seed;
  settings.workers = std::max(1, threads / 2);
  if (processes != nullptr) {
    settings.part = processes->place().rank;
    settings.parts = processes->place().world;
  }
  return settings;
}

Stepped stepOn(const PairBatch& pairs, const TrainConfig& config, const ModelCard& base, Share own,
               const std::string& device, double lr, TunableModel& model, TuneStep& engine, Optimizer& optimizer) {
  optimizer.zeroGrad();
  Stepped out;
  out.losses = engine.run(toDevice(pairs, config, base.imageSize, base.contextLength, own, device));
  if (!std::isfinite(out.losses.total)) {
    throw Error(ErrorCode::Internal, "the loss is no number any more; use a lower learning rate");
  }
  out.norm = optimizer.clipGradients(config.clip);
  optimizer.step(lr);
  const at::NoGradGuard noGrad;
  model.temperature.detach().clamp_(0.001, 0.5);  // the authors' bounds
  return out;
}

}  // namespace tilescout::train::detail
