#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "model/detail/clip_forward.h"
#include "support/golden_model.h"
#include "train/detail/objective.h"
#include "train/detail/optimizer.h"

using namespace tilescout;
using namespace tilescout::train::detail;

namespace {

nlohmann::json numbers(const test::GoldenTiny& golden) {
  return nlohmann::json::parse(std::ifstream(golden.folder() / "numbers.json"));
}

/// Distinct adapter tensors as leaves (the paper's shared mini-adapter stands under two names but is one tensor).
std::vector<std::pair<std::string, at::Tensor*>> trainableAdapters(model::detail::ClipWeights& weights) {
  std::map<void*, at::Tensor> leaves;
  auto list = model::detail::adapterTensors(weights);
  for (auto& [name, tensor] : list) {
    auto& leaf = leaves[tensor->data_ptr()];
    if (!leaf.defined()) leaf = tensor->to(at::kFloat).clone().requires_grad_(true);
    *tensor = leaf;
  }
  return list;
}

struct Forward {
  at::Tensor image, text, contrastive, triplet;
};

Forward forward(const model::detail::ClipWeights& weights, const test::GoldenTiny& golden, const at::Tensor& tau) {
  Forward out;
  out.image = model::detail::imageTower(weights, golden.get("images"), {}).embedding;
  out.text = model::detail::textTower(weights, golden.get("ids"), {}).embedding;
  out.contrastive = contrastiveLoss(out.image, out.text, positivesFromIds(golden.get("image_id")), tau);
  out.triplet = adaptiveTripletLoss(out.image, out.text);
  return out;
}

double relative(double value, double reference) { return std::abs(value - reference) / std::abs(reference); }

}  // namespace

TEST_CASE("lossesAgreeWithGoldenNumbers") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  for (const std::string variant : {"released", "paper"}) {
    CAPTURE(variant);
    const auto loaded = golden.load(variant);
    const auto expected = numbers(golden)[variant];
    model::detail::ForwardOptions taps;
    taps.earlyTaps = true;
    const auto image = model::detail::imageTower(loaded.weights, golden.get("images"), taps);
    const auto text = model::detail::textTower(loaded.weights, golden.get("ids"), taps);
    const at::Tensor tau = at::full({}, 0.07), byId = positivesFromIds(golden.get("image_id"));
    const at::Tensor unique = positivesFromIds(at::arange(8, at::kLong));
    CHECK(relative(contrastiveLoss(image.embedding, text.embedding, byId, tau).item<double>(),
                   expected["contrastive_image_id"]) < 1e-5);
    CHECK(relative(contrastiveLoss(image.embedding, text.embedding, unique, tau).item<double>(),
                   expected["contrastive_unique"]) < 1e-5);
    CHECK(relative(adaptiveTripletLoss(image.embedding, text.embedding).item<double>(),
                   expected["adaptive_triplet"]) < 1e-5);
    double early = 0;
    for (std::size_t l = 0; l < image.early.size(); ++l) {
      early += contrastiveLoss(image.early[l], text.early[l], byId, tau).item<double>();
    }
    CHECK(relative(early, expected["early_contrastive"]) < 1e-5);
  }
}

TEST_CASE("gradientsThroughTheAdaptersAgreeWithGolden") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  for (const std::string variant : {"released", "paper"}) {
    CAPTURE(variant);
    auto loaded = golden.load(variant);
    auto parameters = trainableAdapters(loaded.weights);
    at::Tensor tau = at::full({}, 0.07).requires_grad_(true);
    const Forward out = forward(loaded.weights, golden, tau);
    (out.contrastive + out.triplet).backward();
    double squared = 0;
    std::set<void*> counted;
    int compared = 0;
    for (const auto& [name, tensor] : parameters) {
      CAPTURE(name);
      REQUIRE(tensor->grad().defined());
      if (counted.insert(tensor->data_ptr()).second) squared += std::pow(tensor->grad().norm().item<double>(), 2);
      if (!golden.cases().tensors().contains(variant + ".grad." + name)) continue;  // golden holds block 1 and all gates
      const at::Tensor expected = golden.get(variant + ".grad." + name);
      ++compared;
      // Golden is float32 itself: of a gate whose gradient of 1.1e-4 is what is left of large terms, it is 6e-5 from what
      // float64 gives. Below 2e-4 the difference is therefore held to 2e-8.
      const double scale = std::max(expected.abs().max().item<double>(), 2e-4);
      CHECK(test::greatestDifference(tensor->grad(), expected) / scale < 1e-4);
    }
    CHECK(compared >= 40);
    CHECK(relative(std::sqrt(squared), numbers(golden)[variant]["grad_norm_all_adapters"]) < 1e-4);
    CHECK(relative(tau.grad().item<double>(), numbers(golden)[variant]["grad_temp"]) < 1e-4);
  }
}

TEST_CASE("twentyStepsOfAdamWAgreeWithTheGoldenLog") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  for (const std::string variant : {"released", "paper"}) {
    CAPTURE(variant);
    auto loaded = golden.load(variant);
    std::vector<Parameter> parameters;
    std::set<void*> seen;
    for (auto& [name, tensor] : trainableAdapters(loaded.weights)) {
      if (!seen.insert(tensor->data_ptr()).second) continue;
      parameters.push_back({name, *tensor, name.find("bias") == std::string::npos});
    }
    at::Tensor tau = at::full({}, 0.07).requires_grad_(true);
    parameters.push_back({"temp", tau, true});
    Optimizer optimizer(parameters, {0.9, 0.98, 1e-8, 0.04});
    const nlohmann::json log = numbers(golden)[variant]["train_20_steps"];
    REQUIRE(log.size() == 20);
    for (const auto& line : log) {
      optimizer.zeroGrad();
      CHECK(relative(tau.item<double>(), line["temp"]) < 1e-3);
      const Forward out = forward(loaded.weights, golden, tau);
      CHECK(relative(out.contrastive.item<double>(), line["contrastive"]) < 1e-3);
      CHECK(relative(out.triplet.item<double>(), line["adaptive_triplet"]) < 1e-3);
      (out.contrastive + out.triplet).backward();
      optimizer.step(line["lr"]);
    }
    const Forward trained = forward(loaded.weights, golden, tau);
    CHECK(test::greatestDifference(trained.image, golden.get(variant + ".trained_image")) < 1e-3);
    CHECK(test::greatestDifference(trained.text, golden.get(variant + ".trained_text")) < 1e-3);
  }
}

TEST_CASE("excludedPairsLeaveTheTriplet") {
  const at::Tensor images = at::full({2, 2}, 0.70710678), texts = images.clone();
  CHECK(adaptiveTripletLoss(images, texts).item<double>() > 0.0);
  const at::Tensor all = at::full({2, 2}, 1.0);
  CHECK(adaptiveTripletLoss(images, texts, 0.2, 2.0, all).item<double>() == 0.0);
}
