#include <ATen/ops/empty.h>
#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

#include "base/error.h"
#include "model/detail/torch_errors.h"
#include "model/encoder.h"
#include "support/golden_model.h"
#include "support/memory_limit.h"

using namespace tilescout;

namespace {

/// golden/tiny with released adapters, as a folder of the model store.
std::filesystem::path storedGolden(const test::TempFolder& folder) {
  const auto source = test::sharedFolder() / "golden" / "tiny";
  model::LoadOptions options;
  options.activation = "quickgelu";
  options.adapterFile = source / "adapter_released.safetensors";
  ModelCard card = model::importModel(source / "openclip.safetensors", options, folder.path());
  card.name = "golden";
  writeModelCard(card, folder / "card.json");
  return folder.path();
}

std::vector<Image> noiseImages(int count, int size) {
  std::mt19937 random(5);
  std::vector<Image> images;
  for (int i = 0; i < count; ++i) {
    Image image(size, size);
    for (auto& value : image.pixels) value = static_cast<std::uint8_t>(random() & 255u);
    images.push_back(std::move(image));
  }
  return images;
}

double cosine(const float* a, const float* b, int dim) {
  double sum = 0, aa = 0, bb = 0;
  for (int i = 0; i < dim; ++i) {
    sum += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return sum / std::sqrt(aa * bb);
}

}  // namespace

TEST_CASE("anEmbeddingNeverDependsOnItsCompanions") {
  TILESCOUT_NEEDS_SHARED();
  const test::TempFolder folder;
  for (const auto precision : {model::Precision::Fp32, model::Precision::Bf16}) {
    const auto encoder = model::Encoder::load(storedGolden(folder), {"cpu", precision, 2});
    const auto images = noiseImages(encoder->batchSize() + 7, 64);
    const auto together = encoder->encodeImages(images);
    const auto dim = static_cast<std::size_t>(encoder->embedDim());
    for (const std::size_t index : {std::size_t{0}, std::size_t{5}, images.size() - 1}) {
      const auto alone = encoder->encodeImages(std::span(&images[index], 1));
      const std::vector<float> row(together.begin() + static_cast<std::ptrdiff_t>(index * dim),
                                   together.begin() + static_cast<std::ptrdiff_t>((index + 1) * dim));
      CHECK(alone == row);  // bit for bit
    }
  }
}

TEST_CASE("bf16StaysCloseToFp32") {
  TILESCOUT_NEEDS_SHARED();
  const test::TempFolder folder;
  const auto stored = storedGolden(folder);
  const auto exact = model::Encoder::load(stored, {"cpu", model::Precision::Fp32, 2});
  const auto quick = model::Encoder::load(stored, {"cpu", model::Precision::Bf16, 2});
  const auto images = noiseImages(8, 96);
  const auto a = exact->encodeImages(images), b = quick->encodeImages(images);
  const int dim = exact->embedDim();
  for (int i = 0; i < 8; ++i) CHECK(cosine(&a[static_cast<std::size_t>(i * dim)], &b[static_cast<std::size_t>(i * dim)], dim) > 0.999);
}

TEST_CASE("tokensOutsideTheVocabularyAreRefusedInsteadOfReadingWildMemory") {
  TILESCOUT_NEEDS_SHARED();
  const test::TempFolder folder;
  const auto encoder = model::Encoder::load(storedGolden(folder), {"cpu", model::Precision::Fp32, 1});
  std::vector<std::int32_t> ids(77, 0);
  ids[0] = encoder->card().vocabularySize;
  CHECK_THROWS_AS(encoder->encodeTokens(ids), Error);
  ids[0] = -1;
  CHECK_THROWS_AS(encoder->encodeTokens(ids), Error);
}

TEST_CASE("devicesThatAreNotThereAreRefusedByName") {
  CHECK_THROWS_AS(model::resolveDevice({"tpu", model::Precision::Auto, 0}), Error);
  CHECK_THROWS_AS(model::resolveDevice({"cuda:x", model::Precision::Auto, 0}), Error);
  CHECK_THROWS_AS(model::resolveDevice({"cpu", model::Precision::Fp16, 0}), Error);
  const auto cpu = model::resolveDevice({"cpu", model::Precision::Auto, 3});
  CHECK(cpu.threads == 3);
  CHECK(cpu.precision != model::Precision::Auto);
}

TEST_CASE("gpusWithoutBf16ComputeInFp16") {
  CHECK(model::autoPrecisionOnCuda(7) == model::Precision::Fp16);  // Volta, Turing
  CHECK(model::autoPrecisionOnCuda(8) == model::Precision::Bf16);
  CHECK(model::autoPrecisionOnCuda(12) == model::Precision::Bf16);
  CHECK(model::autoPrecisionOnCuda(0) == model::Precision::Bf16);
}

TEST_CASE("withoutMemoryForABatchItIsHalvedAndTheRowsStayTheSame") {
  TILESCOUT_NEEDS_SHARED();
  const test::TempFolder folder;
  const auto encoder = model::Encoder::load(storedGolden(folder), {"cpu", model::Precision::Fp32, 1});
  const auto images = noiseImages(40, 64);
  const int batch = encoder->batchSize();
  const std::vector<float> whole = encoder->encodeImages(images);
  const std::size_t values = 3UL * static_cast<std::size_t>(encoder->card().imageSize * encoder->card().imageSize);
  {
    const test::MemoryLimit limit(static_cast<std::size_t>(batch) * values * sizeof(float) - 1);
    CHECK(encoder->encodeImages(images) == whole);
  }
  CHECK(encoder->batchSize() < batch);
  CHECK(encoder->batchSize() >= 1);
  const test::MemoryLimit limit(values * sizeof(float) - 1);
  CHECK_THROWS_AS(encoder->encodeImages(images), Error);
}

TEST_CASE("thisLibTorchsOwnWordsForMissingMemoryAreUnderstood") {
  // More than any address space holds: what the allocator of this very version says is what has to be known.
  try {
    at::empty({std::int64_t{1} << 47}, at::kDouble);
    FAIL("a petabyte was allocated");
  } catch (const std::exception& error) {
    CAPTURE(error.what());
    CHECK(model::detail::isOutOfMemory(error));
  }
  try {
    at::empty({2, 3}, at::kFloat).reshape({7});
    FAIL("six numbers became seven");
  } catch (const std::exception& error) {
    CHECK_FALSE(model::detail::isOutOfMemory(error));
  }
}
