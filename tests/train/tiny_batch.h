#pragma once
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include "tests/train/tiny_base.h"
#include "train/detail/objective.h"
#include "train/detail/tunable_model.h"
#include "train/detail/tune_step.h"

namespace tilescout::test {

inline train::detail::TuneBatch tinyBatch(std::int64_t count) {
  at::manual_seed(3);
  train::detail::TuneBatch batch;
  batch.images = at::rand({count, 3, 32, 32}) - 0.5;
  const train::CaptionData data = colours(static_cast<int>(count));
  for (std::int64_t i = 0; i < count; ++i) batch.captions.push_back(i);
  batch.ids = at::zeros({count, 5}, at::kLong);
  for (std::int64_t i = 0; i < count * 5; ++i) batch.ids.view({-1})[i] = data.captionIds[static_cast<std::size_t>(i)];
  batch.positives = train::detail::positivesFromIds(at::arange(count) % 8);
  batch.excluded = batch.positives;
  return batch;
}

/// Moves every trained number a little, so that zero-initialised layers pass gradients on.
inline void disturb(train::detail::TunableModel& model) {
  const at::NoGradGuard noGrad;
  at::manual_seed(11);
  for (train::detail::Parameter& parameter : model.parameters) {
    if (parameter.name != "temp")
      parameter.tensor.detach().add_((0.05 * (at::rand(parameter.tensor.sizes()) - 0.5)).to(parameter.tensor.device()));
  }
}

}  // namespace tilescout::test
