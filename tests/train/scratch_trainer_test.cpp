#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/allclose.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/tensor.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/atomic_file.h"
#include "base/error.h"
#include "support/test_files.h"
#include "tests/train/colour_data.h"
#include "train/detail/checkpoint_file.h"
#include "train/detail/teacher.h"
#include "train/scratch_trainer.h"

using namespace tilescout;
using namespace tilescout::train;
using test::colours;
using test::optionsIn;
using test::smallRecipe;

namespace {

/// The same pictures under captions of other ones.
CaptionData wrongColours(int count) {
  CaptionData wrong = colours(count);
  for (std::size_t i = 0; i < wrong.captions.size(); ++i) {
    const std::size_t other = (i + 1 + i / 12) % 6;
    wrong.captions[i] = "colour " + std::to_string(other);
    wrong.captionIds[i * 4 + 1] = static_cast<std::int32_t>(other) + 1;
  }
  return wrong;
}

/// The run of smallRecipe(), stopped after this step; its checkpoint stays.
void runUntil(std::int64_t step, ScratchOptions options) {
  std::stop_source stop;
  JobContext job(stop.get_token());
  options.onEvent = [&](const TrainEvent& event) {
    if (event.step == step) stop.request_stop();
  };
  CHECK_THROWS_AS(trainFromScratch(smallRecipe(), colours(60), {}, colours(6), options, job), Cancelled);
}

}  // namespace

TEST_CASE("trainingLearnsWhatCanBeLearned") {
  const test::TempFolder folder;
  JobContext job;
  const auto result = trainFromScratch(smallRecipe(), colours(60), {}, colours(6), optionsIn(folder, "model"), job);
  CHECK(result.steps == 60);
  CHECK(result.val.txtR1 > 80.0);
  CHECK(result.val.imgR1 > 80.0);
  CHECK(std::filesystem::exists(folder / "model/model.safetensors"));
  CHECK(std::filesystem::exists(folder / "model/card.json"));
}

TEST_CASE("aStoppedRunGoesOnToTheSameWeights") {
  const test::TempFolder folder;
  JobContext whole;
  trainFromScratch(smallRecipe(), colours(60), {}, colours(6), optionsIn(folder, "whole"), whole);

  ScratchOptions options = optionsIn(folder, "parts");
  runUntil(23, options);
  CHECK_FALSE(std::filesystem::exists(folder / "parts/model.safetensors"));
  options.resume = true;
  JobContext rest;
  const auto result = trainFromScratch(smallRecipe(), colours(60), {}, colours(6), options, rest);
  CHECK(result.steps == 60);
  CHECK(readTextFile(folder / "whole/model.safetensors") == readTextFile(folder / "parts/model.safetensors"));
}

TEST_CASE("theTimeLeftOfAResumedRunIsTakenFromThisStart") {
  const test::TempFolder folder;
  ScratchOptions options = optionsIn(folder, "m");
  runUntil(23, options);
  detail::Checkpoint checkpoint = detail::readCheckpoint(options.checkpoint);
  checkpoint.facts["seconds"] = "1e9";  // the machine slept for thirty years
  detail::writeCheckpoint(checkpoint, options.checkpoint);
  double longest = -1;
  options.onEvent = [&](const TrainEvent& event) { longest = std::max(longest, event.etaSeconds); };
  options.resume = true;
  JobContext rest;
  trainFromScratch(smallRecipe(), colours(60), {}, colours(6), options, rest);
  CHECK(longest >= 0);
  CHECK(longest < 1e6);
}

TEST_CASE("aCheckpointOfAnotherRecipeIsRefused") {
  const test::TempFolder folder;
  ScratchOptions options = optionsIn(folder, "m");
  runUntil(1, options);
  ScratchRecipe other = smallRecipe();
  other.architecture.embedDim = 16;
  options.resume = true;
  JobContext again;
  CHECK_THROWS_WITH_AS(trainFromScratch(other, colours(60), {}, colours(6), options, again),
                       doctest::Contains("another recipe"), Error);
}

TEST_CASE("aRunThatGoesFurtherStartsWithWhatWasLearned") {
  const test::TempFolder folder;
  JobContext first, second, third;
  trainFromScratch(smallRecipe(), colours(60), {}, colours(6), optionsIn(folder, "start"), first);
  ScratchRecipe further = smallRecipe();
  further.startFrom = folder / "start";
  further.epochs = 0.2;
  further.lr = 1e-9;
  const auto result = trainFromScratch(further, colours(60), {}, colours(6), optionsIn(folder, "further"), second);
  CHECK(result.steps == 1);
  CHECK(result.val.txtR1 > 80.0);
  further.architecture.embedDim = 16;
  CHECK_THROWS_WITH_AS(trainFromScratch(further, colours(60), {}, colours(6), optionsIn(folder, "other"), third),
                       doctest::Contains("does not fit"), Error);
}

TEST_CASE("theResultIsAveragedWithItsStart") {
  const test::TempFolder folder;
  const auto trained = [&](const std::string& name, const ScratchRecipe& recipe) {
    JobContext job;
    trainFromScratch(recipe, colours(60), {}, colours(6), optionsIn(folder, name), job);
    return detail::readCheckpoint(folder / name / "model.safetensors").tensors;
  };
  ScratchRecipe recipe = smallRecipe();
  recipe.epochs = 2;
  const auto start = trained("start", recipe);
  recipe.startFrom = folder / "start";
  recipe.seed = 7;
  const auto end = trained("end", recipe);
  recipe.startShare = 0.75;
  const auto mean = trained("mean", recipe);
  double moved = 0.0, apart = 0.0;
  for (const auto& [name, tensor] : mean) {
    if (name == "logit_scale") continue;
    const at::Tensor a = start.at(name).to(at::kFloat), b = end.at(name).to(at::kFloat);
    moved += a.sub(b).abs().sum().item<double>();
    apart += tensor.to(at::kFloat).sub(a.mul(0.75).add(b, 0.25)).abs().sum().item<double>();
  }
  CHECK(moved > 1.0);
  CHECK(apart < 0.02 * moved);  // half precision
}

TEST_CASE("aStartForSmallerImagesGrowsItsPositions") {
  const test::TempFolder folder;
  JobContext first, second;
  trainFromScratch(smallRecipe(), colours(60), {}, colours(6), optionsIn(folder, "start"), first);
  ScratchRecipe larger = smallRecipe();
  larger.startFrom = folder / "start";
  larger.architecture.imageSize *= 2;
  larger.epochs = 0.2;
  larger.lr = 1e-9;
  const auto result = trainFromScratch(larger, colours(60), {}, colours(6), optionsIn(folder, "larger"), second);
  CHECK(result.val.txtR1 > 80.0);
  const int grid = larger.architecture.imageSize / larger.architecture.patchSize;
  CHECK(detail::readCheckpoint(folder / "larger/model.safetensors").tensors.at("visual.positional_embedding").size(0) ==
        1 + grid * grid);
}

TEST_CASE("aTeacherHoldsAgainstCaptionsThatAreWrong") {
  const test::TempFolder folder;
  JobContext first;
  trainFromScratch(smallRecipe(), colours(60), {}, colours(6), optionsIn(folder, "start"), first);
  const CaptionData wrong = wrongColours(60);
  ScratchRecipe further = smallRecipe();
  further.startFrom = folder / "start";
  further.classWeight = 0;
  const auto figures = [&](const std::string& name, double share) {
    JobContext job;
    further.teacherShare = share;
    return trainFromScratch(further, wrong, {}, colours(6), optionsIn(folder, name), job).val;
  };
  CHECK(figures("taught", 1.0).meanRecall > 80.0);
  CHECK(figures("untaught", 0.0).meanRecall < 60.0);
}

TEST_CASE("namedTeachersTeachInsteadOfTheStart") {
  const test::TempFolder folder;
  ScratchRecipe recipe = smallRecipe();
  recipe.classWeight = 0;
  const auto train = [&](const CaptionData& data, const std::string& name) {
    JobContext job;
    return trainFromScratch(recipe, data, {}, colours(6), optionsIn(folder, name), job).val.meanRecall;
  };
  CHECK(train(colours(60), "knows") > 80.0);
  recipe.epochs = 0.2;
  const double begun = train(colours(60), "start");
  recipe.epochs = 12;
  recipe.startFrom = folder / "start";
  recipe.teacherShare = 1.0;
  recipe.teachers = {folder / "knows", folder / "start"};
  CHECK(train(wrongColours(60), "taught") > std::max(80.0, begun + 10.0));

  CaptionData larger = colours(60);
  larger.captionIds[1] = 40;
  recipe.startFrom.clear();
  recipe.teacherShare = 0.0;
  recipe.epochs = 0.2;
  train(larger, "larger");
  recipe.startFrom = folder / "start";
  recipe.teacherShare = 1.0;
  recipe.teachers = {folder / "larger"};
  CHECK_THROWS_WITH_AS(train(colours(60), "other"), doctest::Contains("cannot teach: it has 41 tokens"), Error);
}

TEST_CASE("teachersTogetherGiveTheMeanOfTheirLogits") {
  const auto teacher = [](float x, float y, float tau) {
    return detail::Teacher{at::tensor({x, y, 0.6f, 0.8f}).view({2, 2}), at::tensor({1.0f, 0.0f, 0.0f, 1.0f}).view({2, 2}),
                           at::tensor(tau)};
  };
  const detail::Teacher a = teacher(1, 0, 0.5f), b = teacher(0, 1, 0.25f), both = detail::together({a, b});
  const auto logits = [](const detail::Teacher& of) { return at::matmul(of.images, of.texts.t()) / of.tau; };
  CHECK(at::allclose(logits(both), 0.5 * (logits(a) + logits(b))));
}

TEST_CASE("teacherLossIsTheCrossEntropyOfItsShares") {
  detail::Teacher teacher;
  teacher.images = at::tensor({1.0f, 0.0f, 0.0f, 1.0f}).view({2, 2});
  teacher.texts = at::tensor({1.0f, 0.0f, 0.6f, 0.8f, 0.0f, 1.0f}).view({3, 2});
  teacher.tau = at::tensor(0.5f);
  const at::Tensor images = at::tensor({0.6f, 0.8f, 1.0f, 0.0f}).view({2, 2});
  const at::Tensor texts = at::tensor({0.8f, 0.6f, 0.0f, 1.0f}).view({2, 2});
  const double loss =
      detail::teacherLoss(teacher, images, texts, {1, 0}, {1, 2}, at::tensor(0.25f)).item<double>();
  // Cosines of the teacher for rows {1, 0} and captions {1, 2}, and of what learns, each over its τ.
  const double taught[2][2] = {{1.6, 2.0}, {1.2, 0.0}}, own[2][2] = {{3.84, 3.2}, {3.2, 0.0}};
  const auto share = [](double a, double b) { return std::exp(a) / (std::exp(a) + std::exp(b)); };
  double expected = 0.0;
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 2; ++j) {
      expected -= 0.25 * share(taught[i][j], taught[i][1 - j]) * std::log(share(own[i][j], own[i][1 - j]));
      expected -= 0.25 * share(taught[i][j], taught[1 - i][j]) * std::log(share(own[i][j], own[1 - i][j]));
    }
  }
  CHECK(loss == doctest::Approx(expected).epsilon(1e-5));
}
