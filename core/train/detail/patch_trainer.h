#pragma once
#include <ATen/core/Tensor.h>

#include <filesystem>
#include <string>

#include "base/job.h"
#include "train/batch_maker.h"
#include "train/detail/scratch_model.h"
#include "train/scratch_trainer.h"

namespace tilescout::train::detail {

/// What a training on masked patches works with; references stay the caller's.
struct PatchRun {
  const ScratchRecipe& recipe;
  const CaptionData& data;
  BatchSettings batch;            ///< captions are not looked at
  const ScratchOptions& options;  ///< the checkpoint is patchCheckpoint() of its
  std::string device;
  at::ScalarType compute = at::kFloat;
};

/// Trains the image tower, all but its projection, to tell hidden patches (recipe.maskedPatches). Goes on from its own
/// checkpoint when the run resumes; one that has come to its end is only read. A stop request saves and throws
/// Cancelled.
void trainMaskedPatches(ScratchModel& model, const PatchRun& run, JobContext& job);

}  // namespace tilescout::train::detail
