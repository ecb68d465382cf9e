#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <fstream>
#include <new>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "model/detail/clip_forward.h"
#include "tests/train/tiny_batch.h"
#include "train/detail/objective.h"
#include "train/detail/tunable_model.h"
#include "train/detail/tune_state.h"
#include "train/detail/tune_step.h"

// Last: LibTorch brings a CHECK of its own.
#include <doctest/doctest.h>

#include "support/golden_model.h"

using namespace tilescout;
using namespace tilescout::train;
using namespace tilescout::train::detail;
using test::disturb;
using test::tinyBatch;

namespace {

std::map<std::string, at::Tensor> gradients(const TrainConfig& config, const std::filesystem::path& folder,
                                            const ModelCard& base, const MemoryPlan& plan) {
  TunableModel model = makeTunable(folder, base, config, test::device(), at::kFloat);
  disturb(model);
  TuneStep step(model, config, at::kFloat, plan);
  TuneBatch batch = tinyBatch(11);
  for (at::Tensor* tensor : {&batch.images, &batch.ids, &batch.positives, &batch.excluded}) {
    *tensor = tensor->to(test::device());
  }
  step.run(batch);
  std::map<std::string, at::Tensor> out;
  for (const Parameter& parameter : model.parameters) out[parameter.name] = parameter.tensor.grad();
  return out;
}

}  // namespace

TEST_CASE("gradientsInPiecesEqualThoseOfTheWholeBatch") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder.path());
  for (const Method method : {Method::Harma, Method::Lora, Method::Adapter, Method::Projection, Method::Full}) {
    for (const Variant variant : {Variant::Released, Variant::Paper}) {
      CAPTURE(methodName(method));
      TrainConfig config = test::tinyConfig(method);
      config.variant = variant;
      config.earlyWeight = method == Method::Projection ? 0.0 : 0.5;
      const auto whole = gradients(config, folder.path(), base, {64});
      const auto pieces = gradients(config, folder.path(), base, {3});
      REQUIRE(whole.size() == pieces.size());
      int compared = 0;
      for (const auto& [name, gradient] : whole) {
        CAPTURE(name);
        REQUIRE(gradient.defined() == pieces.at(name).defined());
        if (!gradient.defined()) continue;
        ++compared;
        const double scale = std::max(gradient.abs().max().item<double>(), 1e-5);
        CHECK(test::greatestDifference(gradient, pieces.at(name)) / scale < 1e-4);
      }
      CHECK(compared >= 3);
    }
  }
}

TEST_CASE("blocksComputedAgainGiveTheGradientsOfBlocksThatWereKept") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder.path());
  for (const Method method : {Method::Harma, Method::Lora, Method::Adapter, Method::Full}) {
    for (const Variant variant : {Variant::Released, Variant::Paper}) {
      CAPTURE(methodName(method));
      TrainConfig config = test::tinyConfig(method);
      config.variant = variant;
      config.earlyWeight = 0.5;
      const auto kept = gradients(config, folder.path(), base, {64});
      for (const int microBatch : {64, 4}) {
        const auto again = gradients(config, folder.path(), base, {microBatch, true});
        REQUIRE(kept.size() == again.size());
        for (const auto& [name, gradient] : kept) {
          CAPTURE(name);
          REQUIRE(gradient.defined() == again.at(name).defined());
          if (!gradient.defined()) continue;
          const double scale = std::max(gradient.abs().max().item<double>(), 1e-5);
          CHECK(test::greatestDifference(gradient, again.at(name)) / scale < (microBatch == 64 ? 1e-6 : 1e-4));
        }
      }
    }
  }
}

TEST_CASE("whenNotEvenOnePairFitsItsBlocksAreComputedAgain") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder.path());
  const TrainConfig config = test::tinyConfig();
  TunableModel model = makeTunable(folder.path(), base, config, "cpu", at::kFloat);
  disturb(model);
  const TuneStep* self = nullptr;
  TuneStep step(model, config, at::kFloat, {64}, {[&](std::int64_t) {
                  if (!self->recomputes()) throw std::bad_alloc();
                }});
  self = &step;
  step.run(tinyBatch(5));
  CHECK(step.recomputes());
  CHECK(step.microBatch() == 1);
  TrainConfig never = config;
  never.recompute = Recompute::Never;
  TuneStep kept(model, never, at::kFloat, {64}, {[](std::int64_t) { throw std::bad_alloc(); }});
  CHECK_THROWS_WITH_AS(kept.run(tinyBatch(5)), doctest::Contains("one pair alone"), Error);
  CHECK_FALSE(kept.recomputes());
}

TEST_CASE("frozenWeightsGetNoGradient") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder.path());
  TunableModel model = makeTunable(folder.path(), base, test::tinyConfig(), "cpu", at::kFloat);
  TuneStep step(model, test::tinyConfig(), at::kFloat, {64});
  step.run(tinyBatch(8));
  for (const auto& [name, tensor] : model::detail::backboneTensors(model.clip)) {
    CHECK_FALSE(tensor->requires_grad());
    CHECK_FALSE(tensor->grad().defined());
  }
}

TEST_CASE("whenMemoryRunsOutTheMicroBatchIsHalvedAndTheGradientsStayTheSame") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder.path());
  const TrainConfig config = test::tinyConfig();
  TunableModel model = makeTunable(folder.path(), base, config, "cpu", at::kFloat);
  disturb(model);
  TuneStep step(model, config, at::kFloat, {64}, {[](std::int64_t rows) {
                  if (rows > 3) throw std::bad_alloc();
                }});
  step.run(tinyBatch(11));
  CHECK(step.microBatch() == 3);
  const auto whole = gradients(config, folder.path(), base, {64});
  for (const Parameter& parameter : model.parameters) {
    CAPTURE(parameter.name);
    const double scale = std::max(whole.at(parameter.name).abs().max().item<double>(), 1e-5);
    CHECK(test::greatestDifference(whole.at(parameter.name), parameter.tensor.grad()) / scale < 3e-4);
  }
  TuneStep hopeless(model, config, at::kFloat, {64}, {[](std::int64_t) { throw std::bad_alloc(); }});
  CHECK_THROWS_WITH_AS(hopeless.run(tinyBatch(4)), doctest::Contains("one pair alone"), Error);
}

TEST_CASE("theUntrainedModelIsTheBase") {
  const test::TempFolder folder;
  const ModelCard base = test::writeTinyBase(folder.path());
  const TuneBatch batch = tinyBatch(4);
  for (const Method method : {Method::Harma, Method::Lora, Method::Adapter, Method::Projection, Method::Full}) {
    const TunableModel model = makeTunable(folder.path(), base, test::tinyConfig(method), "cpu", at::kFloat);
    const at::Tensor with = model::detail::imageTower(effectiveWeights(model), batch.images, {}).embedding;
    const at::Tensor without = model::detail::imageTower(withoutAdapters(model), batch.images, {}).embedding;
    CHECK(test::greatestDifference(with, without) < 1e-5);
    CHECK(weightDistance(model, model) == 0.0);
    std::int64_t trained = 0;
    for (const Parameter& parameter : model.parameters) trained += parameter.tensor.numel();
    CHECK(trained == trainedParameters(test::tinyConfig(method), base) + (method == Method::Full ? 1 : 0));
  }
}

// The file that a fine-tuning writes, loaded anew, embeds as PyTorch's own model does after the same twenty steps.
TEST_CASE("aSavedAdapterGivesTheEmbeddingsThatPyTorchGotFromTheSameTraining") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const test::TempFolder folder;
  for (const std::string variant : {"released", "paper"}) {
    CAPTURE(variant);
    const auto loaded = golden.load("plain");
    model::saveClip(loaded.weights, folder / "model.safetensors");
    ModelCard base = model::describeWeights(loaded.weights);
    TrainConfig config;
    config.variant = parseVariant(variant);
    config.bottleneck = golden.load(variant).weights.adapterShape.bottleneck;
    config.heads = golden.load(variant).weights.adapterShape.heads;
    TunableModel model = makeTunable(folder.path(), base, config, test::device(), at::kFloat);
    auto start = golden.load(variant);
    std::map<std::string, at::Tensor> values{{"temp", at::full({}, 0.07)}};
    for (const auto& [name, tensor] : model::detail::adapterTensors(start.weights)) values[name] = *tensor;
    restoreTensors(model, values, "golden");

    const auto there = [](const at::Tensor& tensor) { return tensor.to(test::device()); };
    TuneBatch batch{
        there(golden.get("images")), there(golden.get("ids")), there(positivesFromIds(golden.get("image_id"))), {}, {}};
    Optimizer optimizer(model.parameters, {0.9, 0.98, 1e-8, 0.04});
    TuneStep step(model, config, at::kFloat, {64});
    const auto log = nlohmann::json::parse(std::ifstream(golden.folder() / "numbers.json"))[variant]["train_20_steps"];
    for (const auto& line : log) {
      optimizer.zeroGrad();
      const StepLosses losses = step.run(batch);
      CHECK(losses.contrastive == doctest::Approx(line["contrastive"].get<double>()).epsilon(1e-3));
      CHECK(losses.triplet == doctest::Approx(line["adaptive_triplet"].get<double>()).epsilon(1e-3));
      optimizer.step(line["lr"]);
    }
    const ModelCard card = saveTuned(model, base, config, folder.path(), folder.path());
    CHECK(card.adapter == variant);
    model::LoadOptions options;
    options.activation = "quickgelu";
    options.adapterFile = folder / "adapter.safetensors";
    const auto again = model::loadClip(golden.folder() / "openclip.safetensors", options);
    const at::Tensor image = model::detail::imageTower(again.weights, golden.get("images"), {}).embedding;
    const at::Tensor text = model::detail::textTower(again.weights, golden.get("ids"), {}).embedding;
    CHECK(test::greatestDifference(image, golden.get(variant + ".trained_image")) < 1e-3);
    CHECK(test::greatestDifference(text, golden.get(variant + ".trained_text")) < 1e-3);
  }
}
