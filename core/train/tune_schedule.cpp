#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/device_memory.h"
#include "train/fine_tuner.h"

namespace tilescout::train {

double tuneLrFactor(const TrainConfig& config, double progress) {
  progress = std::clamp(progress, 0.0, 1.0);
  if (progress < config.warmUp) return progress / config.warmUp;
  const double left = config.warmUp < 1.0 ? (1.0 - progress) / (1.0 - config.warmUp) : 0.0;
  switch (config.schedule) {
    case Schedule::Linear: return left;
    case Schedule::Cosine: return 0.5 * (1.0 - std::cos(std::numbers::pi * left));
    case Schedule::Constant: break;
  }
  return 1.0;
}

namespace {

int fitting(const TrainConfig& config, const ModelCard& base, double budget, bool recompute) {
  int pairs = config.microBatch > 0 ? std::min(config.microBatch, config.batch) : config.batch;
  if (config.microBatch > 0) return pairs;
  while (pairs > 1 && static_cast<double>(estimatedBytes(config, base, pairs, recompute)) > budget) {
    int power = 1;
    while (power * 2 < pairs) power *= 2;
    pairs = power;
  }
  return pairs;
}

}  // namespace

MemoryPlan memoryPlan(const TrainConfig& config, const ModelCard& base, int sharers) {
  const double free = static_cast<double>(model::availableMemoryOn(config.device.device));
  const double budget = config.memoryGb > 0 ? config.memoryGb * 1e9 : free * 2.0 / 3.0 / sharers;
  const auto plan = [&](bool recompute) {
    const int pairs = fitting(config, base, budget, recompute);
    return MemoryPlan{pairs, recompute, estimatedBytes(config, base, pairs, recompute)};
  };
  // Projection alone keeps nothing of the blocks.
  if (config.recompute == Recompute::Always && config.method != Method::Projection) return plan(true);
  const MemoryPlan plain = plan(false);
  const bool cramped = plain.microBatch * 4 < config.batch || static_cast<double>(plain.bytes) > budget;
  if (config.recompute == Recompute::Never || config.method == Method::Projection || !cramped) return plain;
  const MemoryPlan small = plan(true);
  return small.microBatch > plain.microBatch || config.microBatch > 0 ? small : plain;
}

}  // namespace tilescout::train
