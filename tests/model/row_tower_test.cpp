#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/zeros.h>
#include <doctest/doctest.h>

#include <tuple>
#include <vector>

#include "model/detail/clip_forward.h"
#include "model/detail/row_bf16.h"
#include "model/detail/row_kernels.h"
#include "model/detail/row_tower.h"
#include "support/golden_model.h"
#include "tests/model/instruction_sets.h"

using namespace tilescout;
using model::detail::AdapterVariant;

namespace {

struct Rows {
  std::vector<float> image, text;

  bool operator==(const Rows&) const = default;
};

at::Tensor asTensor(std::vector<float>& rows, const at::Tensor& like) {
  return at::from_blob(rows.data(), like.sizes());
}

std::vector<std::int32_t> narrowIds(const at::Tensor& ids) {
  const at::Tensor small = ids.to(at::kInt).contiguous();
  return {small.data_ptr<std::int32_t>(), small.data_ptr<std::int32_t>() + small.numel()};
}

Rows embed(const model::detail::RowTowers& towers, const model::detail::ClipShape& shape, const at::Tensor& images,
           const at::Tensor& ids) {
  const auto dim = static_cast<std::size_t>(shape.embedDim);
  const at::Tensor pixels = images.contiguous();
  const auto texts = narrowIds(ids);
  Rows rows{std::vector<float>(static_cast<std::size_t>(images.size(0)) * dim),
            std::vector<float>(static_cast<std::size_t>(ids.size(0)) * dim)};
  towers.embedImages(pixels.data_ptr<float>(), static_cast<std::size_t>(images.size(0)), rows.image.data());
  towers.embedTexts(texts.data(), static_cast<std::size_t>(ids.size(0)), rows.text.data());
  return rows;
}

/// A small CLIP whose widths fill no whole number of vectors.
model::detail::ClipWeights oddClip(bool quickGelu) {
  model::detail::ClipShape shape;
  shape.imageSize = 40;
  shape.patchSize = 8;
  shape.visionWidth = 60;
  shape.visionLayers = 3;
  shape.visionHeads = 5;
  shape.textWidth = 44;
  shape.textLayers = 2;
  shape.textHeads = 4;
  shape.contextLength = 19;
  shape.vocabularySize = 101;
  shape.embedDim = 37;
  shape.quickGelu = quickGelu;
  auto weights = model::detail::emptyClip(shape);
  for (auto& [name, tensor] : model::detail::backboneTensors(weights)) *tensor = at::randn(tensor->sizes()).mul_(0.2);
  return weights;
}

at::Tensor randomTexts(const model::detail::ClipShape& shape, std::int64_t count) {
  at::Tensor ids = at::randint(1, shape.vocabularySize - 1, {count, shape.contextLength}, at::kLong);
  for (std::int64_t i = 0; i < count; ++i) ids[i][(3 + 5 * i) % shape.contextLength] = shape.vocabularySize - 1;
  return ids;
}

/// Says so where the processor lacks the instruction.
bool noBf16Rows() {
  if (model::detail::hasBf16Rows()) return false;
  MESSAGE("skipped: this processor has no AVX-512 BF16, or it has AMX");
  return true;
}

}  // namespace

TEST_CASE("rowTowersAgreeWithGoldenEmbeddings") {
  TILESCOUT_NEEDS_SHARED();
  const test::GoldenTiny golden;
  const at::NoGradGuard noGrad;
  for (const std::string variant : {"plain", "released", "paper"}) {
    CAPTURE(variant);
    const auto loaded = golden.load(variant);
    const auto towers = model::detail::makeRowTowers(loaded.weights);
    const at::Tensor image = golden.get(variant + ".image"), text = golden.get(variant + ".text");
    Rows rows = embed(*towers, loaded.weights.shape, golden.get("images"), golden.get("ids"));
    CHECK(test::greatestDifference(asTensor(rows.image, image), image) < 1e-5);
    CHECK(test::greatestDifference(asTensor(rows.text, text), text) < 1e-5);
  }
}

TEST_CASE("rowTowersAgreeWithTheGeneralPassForEveryAdapterAndInstructionSet") {
  const at::NoGradGuard noGrad;
  test::onEveryInstructionSet([](std::int64_t target) {
    CAPTURE(target);
    for (const auto variant :
         {AdapterVariant::None, AdapterVariant::Plain, AdapterVariant::Released, AdapterVariant::Paper}) {
      for (const bool shared : {true, false}) {
        CAPTURE(static_cast<int>(variant));
        CAPTURE(shared);
        auto weights = oddClip(shared);
        if (variant != AdapterVariant::None) {
          model::detail::addAdapters(weights, {variant, 24, 4, shared}, 7);
          for (auto& [name, tensor] : model::detail::adapterTensors(weights))
            *tensor = at::randn(tensor->sizes()).mul_(0.3);
        }
        const at::Tensor images = at::randn({3, 3, 40, 40}), ids = randomTexts(weights.shape, 3);
        const at::Tensor image = model::detail::imageTower(weights, images, {}).embedding;
        const at::Tensor text = model::detail::textTower(weights, ids, {}).embedding;
        Rows rows = embed(*model::detail::makeRowTowers(weights), weights.shape, images, ids);
        CHECK(test::greatestDifference(asTensor(rows.image, image), image) < 1e-5);
        CHECK(test::greatestDifference(asTensor(rows.text, text), text) < 1e-5);
      }
    }
  });
}

TEST_CASE("bfloat16TowersStayCloseToFloat32ForEveryAdapter") {
  if (noBf16Rows()) return;
  const at::NoGradGuard noGrad;
  for (const auto variant :
       {AdapterVariant::None, AdapterVariant::Plain, AdapterVariant::Released, AdapterVariant::Paper}) {
    CAPTURE(static_cast<int>(variant));
    auto weights = oddClip(variant == AdapterVariant::None);
    if (variant != AdapterVariant::None) {
      model::detail::addAdapters(weights, {variant, 24, 4, true}, 7);
      for (auto& [name, tensor] : model::detail::adapterTensors(weights))
        *tensor = at::randn(tensor->sizes()).mul_(0.3);
    }
    const at::Tensor images = at::randn({3, 3, 40, 40}), ids = randomTexts(weights.shape, 3);
    Rows exact = embed(*model::detail::makeRowTowers(weights), weights.shape, images, ids);
    Rows quick = embed(*model::detail::makeRowTowers(weights, true), weights.shape, images, ids);
    const at::Tensor like = at::zeros({3, weights.shape.embedDim});
    const auto leastCosine = [&](std::vector<float>& a, std::vector<float>& b) {
      return (asTensor(a, like) * asTensor(b, like)).sum(1).min().item<double>();
    };
    CHECK(leastCosine(exact.image, quick.image) > 0.999);
    CHECK(leastCosine(exact.text, quick.text) > 0.999);
    CHECK(exact.image != quick.image);
  }
}

TEST_CASE("bfloat16ProductsAreThoseOfRoundedNumbers") {
  using namespace model::detail;
  if (noBf16Rows()) return;
  const auto rounded = [](const at::Tensor& t) { return t.to(at::kBFloat16).to(at::kDouble); };
  for (const auto& [rows, in, out] : {std::tuple{1, 64, 64}, {7, 1500, 96}, {160, 65, 37}, {301, 768, 32}}) {
    CAPTURE(in);
    const at::Tensor x = at::randn({rows, in}), weight = at::randn({out, in}), bias = at::randn({out}),
                     y = at::randn({rows, out});
    const PackedMatrix matrix(weight.data_ptr<float>(), static_cast<std::size_t>(out), static_cast<std::size_t>(in),
                              static_cast<std::size_t>(in), 1, bias.data_ptr<float>(), RowType::Bfloat16);
    const std::size_t stride = rowStride(static_cast<std::size_t>(out));
    const at::Tensor product = at::matmul(rounded(x), rounded(weight).t()) + bias.to(at::kDouble);
    const auto check = [&](Finish finish, const at::Tensor& expected) {
      at::Tensor room = at::zeros({rows, static_cast<std::int64_t>(stride)});
      room.narrow(1, 0, out).copy_(y);
      multiply(matrix, {x.data_ptr<float>(), static_cast<std::size_t>(in)}, static_cast<std::size_t>(rows),
               {room.data_ptr<float>(), stride}, finish);
      const at::Tensor away = (room.narrow(1, 0, out).to(at::kDouble) - expected).abs().max();
      CHECK(away.item<double>() < 1e-5 * expected.abs().max().item<double>());
    };
    check(Finish::Store, product);
    check(Finish::Add, product + y.to(at::kDouble));
    check(Finish::Gelu, at::gelu(product));
    check(Finish::QuickGelu, product * at::sigmoid(1.702 * product));
  }
}

TEST_CASE("everyLargeTensorIsGivenBackOnceItIsPacked") {
  const at::NoGradGuard noGrad;
  auto weights = oddClip(false);
  const at::Tensor images = at::randn({2, 3, 40, 40}), ids = randomTexts(weights.shape, 2);
  const Rows expected = embed(*model::detail::makeRowTowers(weights), weights.shape, images, ids);
  std::int64_t told = 0, all = 0;
  // What is told of may be gone at once: here it is overwritten.
  const auto towers = model::detail::makeRowTowers(weights, false, [&](const at::Tensor& tensor) {
    told += tensor.numel();
    at::Tensor(tensor).fill_(1e30);
  });
  for (const auto& [name, tensor] : model::detail::backboneTensors(weights)) all += tensor->numel();
  CHECK(static_cast<double>(told) > 0.8 * static_cast<double>(all));
  CHECK(embed(*towers, weights.shape, images, ids) == expected);
}

TEST_CASE("aRowDependsNeitherOnItsCompanionsNorOnTheNumberOfThreads") {
  const at::NoGradGuard noGrad;
  auto weights = oddClip(false);
  model::detail::addAdapters(weights, {AdapterVariant::Released, 24, 4, true}, 3);
  for (auto& [name, tensor] : model::detail::adapterTensors(weights)) *tensor = at::randn(tensor->sizes()).mul_(0.3);
  const auto towers = model::detail::makeRowTowers(weights);
  const at::Tensor images = at::randn({41, 3, 40, 40}), ids = randomTexts(weights.shape, 41);
  const int before = at::get_num_threads();
  at::set_num_threads(1);
  const Rows one = embed(*towers, weights.shape, images, ids);
  at::set_num_threads(3);
  CHECK(embed(*towers, weights.shape, images, ids) == one);
  const auto dim = static_cast<std::ptrdiff_t>(weights.shape.embedDim);
  for (const std::int64_t i : {0, 7, 40}) {
    const Rows alone = embed(*towers, weights.shape, images.narrow(0, i, 1), ids.narrow(0, i, 1));
    CHECK(std::equal(alone.image.begin(), alone.image.end(), one.image.begin() + i * dim));
    CHECK(std::equal(alone.text.begin(), alone.text.end(), one.text.begin() + i * dim));
  }
  at::set_num_threads(before);
}
