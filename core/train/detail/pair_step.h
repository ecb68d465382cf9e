#pragma once
#include <ATen/core/Tensor.h>

#include <string>

#include "model/device.h"
#include "model/model_card.h"
#include "train/detail/optimizer.h"
#include "train/detail/share.h"
#include "train/detail/tune_step.h"
#include "train/pair_loader.h"
#include "train/processes.h"

namespace tilescout::train::detail {

/// Throws Error{InvalidInput} for fp16, whose range is too small for gradients.
at::ScalarType computeType(model::Precision precision);

/// How the pairs of a training are made ready for `base`, on half of the threads.
PairSettings pairSettings(const TrainConfig& config, const ModelCard& base, int threads,
                          const Processes* processes = nullptr);

/// One step on `pairs`: gradients, clipping, AdamW, τ kept in its range. Throws Error{Internal} where the loss is no
/// number any more; whatever ends it early leaves weights and moments as they were.
struct Stepped {
  StepLosses losses;
  double norm = 0;
};
Stepped stepOn(const PairBatch& pairs, const TrainConfig& config, const ModelCard& base, Share own,
               const std::string& device, double lr, TunableModel& model, TuneStep& engine, Optimizer& optimizer);

}  // namespace tilescout::train::detail
