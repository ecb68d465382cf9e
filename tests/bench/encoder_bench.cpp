// Images a second of ViT-B/32 with random weights through the product's own encoder, preprocessing included, in fp32
// and bf16, and how close the two are. On a machine that others use too, the rate by processor time (of all threads, those
// that wait included) says more. Usage: encoder_bench [--threads N] [--images N] [--device cpu|cuda:N] [--only fp32]
#include <ATen/TensorOperators.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "base/process_memory.h"
#include "model/encoder.h"
#include "model/model_loader.h"
#include "support/temp_folder.h"

using namespace tilescout;

namespace {

model::detail::ClipWeights randomVitB32() {
  model::detail::ClipShape shape;
  shape.imageSize = 224;
  shape.patchSize = 32;
  shape.visionWidth = 768;
  shape.visionLayers = shape.visionHeads = shape.textLayers = 12;
  shape.textWidth = shape.embedDim = 512;
  shape.textHeads = 8;
  shape.contextLength = 77;
  shape.vocabularySize = 49408;
  auto weights = model::detail::emptyClip(shape);
  for (auto& [name, tensor] : model::detail::backboneTensors(weights)) {
    const bool norm = name.find("ln_") != std::string::npos;
    *tensor = norm && name.ends_with("weight") ? at::ones(tensor->sizes()) : at::randn(tensor->sizes()).mul_(0.02);
  }
  weights.temperature = at::full({}, 0.07);
  return weights;
}

std::vector<Image> noiseTiles(int count) {
  std::mt19937 random(1);
  std::vector<Image> tiles;
  for (int i = 0; i < count; ++i) {
    Image tile(224, 224);
    for (auto& value : tile.pixels) value = static_cast<std::uint8_t>(random() & 255u);
    tiles.push_back(std::move(tile));
  }
  return tiles;
}

struct Run {
  double imagesPerSecond = 0, imagesPerProcessorSecond = 0;
  std::vector<float> rows;
};

Run measure(const std::filesystem::path& folder, const model::DeviceChoice& choice, const std::vector<Image>& tiles) {
  const auto encoder = model::Encoder::load(folder, choice);
  encoder->encodeImages(std::span(tiles.data(), static_cast<std::size_t>(encoder->batchSize())));
  Run best;
  for (int repeat = 0; repeat < 3; ++repeat) {
    const auto begin = std::chrono::steady_clock::now();
    const double processor = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
    best.rows = encoder->encodeImages(tiles);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const double worked = static_cast<double>(std::clock()) / CLOCKS_PER_SEC - processor;
    best.imagesPerSecond = std::max(best.imagesPerSecond, static_cast<double>(tiles.size()) / seconds);
    best.imagesPerProcessorSecond = std::max(best.imagesPerProcessorSecond, static_cast<double>(tiles.size()) / worked);
  }
  return best;
}

double leastCosine(const std::vector<float>& a, const std::vector<float>& b, std::size_t dim) {
  double least = 1.0;
  for (std::size_t row = 0; row < a.size(); row += dim) {
    double sum = 0;
    for (std::size_t k = 0; k < dim; ++k) sum += static_cast<double>(a[row + k]) * b[row + k];
    least = std::min(least, sum);
  }
  return least;
}

}  // namespace

int main(int argc, char** argv) {
  keepFreedMemory(FreedMemory::Some);  // as the program does
  model::DeviceChoice choice{"cpu", model::Precision::Fp32, 0};
  int images = 128;
  bool both = true;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--threads") == 0) choice.threads = std::atoi(argv[i + 1]);
    if (std::strcmp(argv[i], "--images") == 0) images = std::max(32, std::atoi(argv[i + 1]));
    if (std::strcmp(argv[i], "--device") == 0) choice.device = argv[i + 1];
    if (std::strcmp(argv[i], "--only") == 0) both = false;
  }
  const test::TempFolder folder;
  const auto weights = randomVitB32();
  model::saveClip(weights, folder / "model.safetensors");
  ModelCard card = model::describeWeights(weights);
  card.name = "bench";
  card.activation = "gelu";
  writeModelCard(card, folder / "card.json");

  const auto tiles = noiseTiles(images);
  const Run exact = measure(folder.path(), choice, tiles);
  std::printf("ViT-B/32, %d images of 224 px, device %s\n", images, choice.device.c_str());
  std::printf("fp32  %8.1f images/s, %.1f a processor second\n", exact.imagesPerSecond, exact.imagesPerProcessorSecond);
  if (!both) return 0;
  choice.precision = model::Precision::Bf16;
  const Run quick = measure(folder.path(), choice, tiles);
  std::printf("bf16  %8.1f images/s, %.1f a processor second  (%.2f x fp32, least cosine to fp32 %.5f)\n",
              quick.imagesPerSecond, quick.imagesPerProcessorSecond, quick.imagesPerSecond / exact.imagesPerSecond,
              leastCosine(exact.rows, quick.rows, 512));
  return 0;
}
