#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/process_memory.h"
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

int fittingMicroBatch(const TrainConfig& config, const ModelCard& base, int sharers) {
  if (config.microBatch > 0) return std::min(config.microBatch, config.batch);
  const std::int64_t free = availableMemory();
  const double budget = config.memoryGb > 0 ? config.memoryGb * 1e9 : static_cast<double>(free) * 2.0 / 3.0 / sharers;
  int fitting = config.batch;
  while (fitting > 1 && static_cast<double>(estimatedBytes(config, base, fitting)) > budget) {
    int power = 1;
    while (power * 2 < fitting) power *= 2;
    fitting = power;
  }
  return fitting;
}

}  // namespace tilescout::train
