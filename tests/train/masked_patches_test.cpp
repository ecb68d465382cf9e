#include "train/detail/masked_patches.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <doctest/doctest.h>

#include "base/atomic_file.h"
#include "base/error.h"
#include "model/detail/clip_forward.h"
#include "support/temp_folder.h"
#include "tests/train/colour_data.h"
#include "train/detail/checkpoint_file.h"
#include "train/detail/scratch_model.h"

using namespace tilescout;
using namespace tilescout::train;
using test::colours;
using test::optionsIn;
using test::smallRecipe;

namespace {

ScratchRecipe maskedRecipe() {
  ScratchRecipe recipe = smallRecipe();
  recipe.maskedPatches = {4, 32, 12, 0.5, 0.003, 64, 1};
  return recipe;
}

/// The run stopped after `step` steps on masked patches, or, with `behind`, of the training that follows.
void stopAt(std::int64_t step, bool behind, ScratchOptions options) {
  std::stop_source stop;
  JobContext job(stop.get_token());
  options.onEvent = [&](const TrainEvent& event) {
    if (event.step == step && (event.patches > 0) != behind) stop.request_stop();
  };
  CHECK_THROWS_AS(trainFromScratch(maskedRecipe(), colours(60), {}, colours(6), options, job), Cancelled);
}

}  // namespace

TEST_CASE("hiddenPatchesAreNotSeen") {
  const at::NoGradGuard noGrad;
  auto model = detail::startScratchModel(smallRecipe().architecture, 12, 0, 3, "cpu");
  const at::Tensor images = at::randn({2, 3, 32, 32});
  at::Tensor changed = images.clone();
  changed.narrow(2, 0, 16).narrow(3, 16, 16).zero_();  // patch 1 of the four
  model::detail::ForwardOptions options;
  options.seenPatches = at::arange(2, 4).expand({2, 2});
  CHECK(at::equal(imageStream(model.clip, images, options), imageStream(model.clip, changed, options)));
  options.seenPatches = at::arange(1, 3).expand({2, 2});
  CHECK_FALSE(at::equal(imageStream(model.clip, images, options), imageStream(model.clip, changed, options)));
}

TEST_CASE("hiddenPatchesAreLearnedAndTheTextTowerIsLeftAlone") {
  const test::TempFolder folder;
  ScratchOptions options = optionsIn(folder, "m");
  std::vector<double> losses;
  options.onEvent = [&](const TrainEvent& event) {
    if (event.patches > 0) losses.push_back(event.patches);
  };
  ScratchRecipe recipe = maskedRecipe();
  recipe.maskedPatches.epochs = 20;
  recipe.epochs = 0.2;
  recipe.lr = 1e-12;
  JobContext job;
  trainFromScratch(recipe, colours(60), {}, colours(6), options, job);
  REQUIRE(losses.size() == 100);
  CHECK(losses.front() > 0.9);
  CHECK(losses.back() < 0.6 * losses.front());
  const auto learned = detail::readCheckpoint(folder / "m/model.safetensors").tensors;
  auto start = detail::startScratchModel(recipe.architecture, 12, 6, recipe.seed, "cpu");
  int same = 0, moved = 0;
  for (const auto& [name, tensor] : model::detail::backboneTensors(start.clip)) {
    const bool equal = at::equal(learned.at(name), tensor->detach().to(at::kHalf));
    const bool image = name.find("visual.") == 0 && name != "visual.proj";
    CAPTURE(name);
    if (!image) CHECK(equal);
    (equal ? same : moved) += 1;
  }
  CHECK(same > 10);
  CHECK(moved > 20);
}

TEST_CASE("aRunStoppedAmongOrBehindMaskedPatchesGoesOnToTheSameWeights") {
  const test::TempFolder folder;
  JobContext whole;
  trainFromScratch(maskedRecipe(), colours(60), {}, colours(6), optionsIn(folder, "whole"), whole);
  for (const bool behind : {false, true}) {
    CAPTURE(behind);
    ScratchOptions options = optionsIn(folder, behind ? "behind" : "among");
    stopAt(7, behind, options);
    CHECK(isUnfinished(options.checkpoint));
    CHECK(std::filesystem::exists(options.checkpoint) == behind);
    options.resume = true;
    int patchSteps = 0;
    options.onEvent = [&](const TrainEvent& event) { patchSteps += event.patches > 0 ? 1 : 0; };
    JobContext rest;
    trainFromScratch(maskedRecipe(), colours(60), {}, colours(6), options, rest);
    CHECK(patchSteps == (behind ? 0 : 13));
    CHECK_FALSE(std::filesystem::exists(patchCheckpoint(options.checkpoint)));
    CHECK(readTextFile(folder / "whole/model.safetensors") == readTextFile(options.modelFolder / "model.safetensors"));
  }
}

TEST_CASE("aMaskedPatchCheckpointOfAnotherRecipeIsRefused") {
  const test::TempFolder folder;
  ScratchOptions options = optionsIn(folder, "m");
  stopAt(2, false, options);
  ScratchRecipe other = maskedRecipe();
  other.maskedPatches.width = 128;
  options.resume = true;
  JobContext job;
  CHECK_THROWS_WITH_AS(trainFromScratch(other, colours(60), {}, colours(6), options, job),
                       doctest::Contains("another recipe"), Error);
}
