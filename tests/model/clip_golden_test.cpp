#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/stack.h>
#include <doctest/doctest.h>

#include "model/detail/clip_forward.h"
#include "support/golden_model.h"

using namespace tilescout;
using model::detail::ForwardOptions;

TEST_CASE("towersAgreeWithGoldenEmbeddingsAndEarlyTaps") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const at::NoGradGuard noGrad;
  for (const std::string variant : {"plain", "released", "paper"}) {
    CAPTURE(variant);
    const auto loaded = golden.load(variant);
    ForwardOptions options;
    options.earlyTaps = true;
    const auto image = model::detail::imageTower(loaded.weights, golden.get("images"), options);
    const auto text = model::detail::textTower(loaded.weights, golden.get("ids"), options);
    CHECK(test::greatestDifference(image.embedding, golden.get(variant + ".image")) < 1e-5);
    CHECK(test::greatestDifference(text.embedding, golden.get(variant + ".text")) < 1e-5);
    if (variant == "plain") continue;
    CHECK(test::greatestDifference(at::stack(image.early), golden.get(variant + ".early_image")) < 1e-5);
    CHECK(test::greatestDifference(at::stack(text.early), golden.get(variant + ".early_text")) < 1e-5);
  }
}

TEST_CASE("headsEightyWideComeFromTheConfiguration") {
  TILESCOUT_NEEDS_SHARED();
  const auto folder = test::sharedFolder() / "golden" / "heads80";
  const at::NoGradGuard noGrad;
  const auto loaded = model::loadClip(folder);
  const auto cases = model::weights::openTensorSource(folder / "cases.safetensors");
  const auto get = [&](const char* name) { return model::detail::aliasView(cases->tensors().at(name)); };
  const auto image = model::detail::imageTower(loaded.weights, get("images"), {});
  const auto text = model::detail::textTower(loaded.weights, get("ids").to(at::kLong), {});
  CHECK(test::greatestDifference(image.embedding, get("image")) < 1e-5);
  CHECK(test::greatestDifference(text.embedding, get("text")) < 1e-5);
}

TEST_CASE("cuttingTextBehindItsEndChangesNothingWithoutAdaptersAndIsLeftOutWithThem") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const at::NoGradGuard noGrad;
  ForwardOptions cut;
  cut.cutText = true;
  for (const std::string variant : {"plain", "released"}) {
    CAPTURE(variant);
    const auto loaded = golden.load(variant);
    const auto text = model::detail::textTower(loaded.weights, golden.get("ids"), cut);
    CHECK(test::greatestDifference(text.embedding, golden.get(variant + ".text")) < 1e-5);
  }
}

TEST_CASE("untrainedAdaptersAreTheIdentity") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const at::NoGradGuard noGrad;
  for (const auto variant : {model::detail::AdapterVariant::Released, model::detail::AdapterVariant::Paper}) {
    auto loaded = golden.load("plain");
    model::detail::addAdapters(loaded.weights, {variant, 32, 4}, 7);
    const auto image = model::detail::imageTower(loaded.weights, golden.get("images"), {});
    CHECK(test::greatestDifference(image.embedding, golden.get("plain.image")) < 1e-5);
  }
}

TEST_CASE("positionsOfAnotherGridAreInterpolatedAndTheOwnGridIsLeftAlone") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const auto loaded = golden.load("plain");
  const int own = loaded.weights.shape.imageSize / loaded.weights.shape.patchSize;
  CHECK(test::greatestDifference(model::detail::positionsFor(loaded.weights, own), loaded.weights.imagePositions) == 0.0);
  const at::Tensor larger = model::detail::positionsFor(loaded.weights, own + 2);
  CHECK(larger.size(0) == 1 + (own + 2) * (own + 2));
  CHECK(test::greatestDifference(larger[0], loaded.weights.imagePositions[0]) == 0.0);
}
