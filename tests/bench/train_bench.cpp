// Pairs a second of HarMA training on ViT-B/32 with random weights, through the product's own step (towers, adapters,
// losses, gradients, AdamW). tests/bench/train_pytorch.py is the same maths as a plain PyTorch loop.
// Usage: train_bench [--threads N] [--batch N] [--steps N] [--precision fp32|bf16]
#include <ATen/Parallel.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

#include "base/process_memory.h"
#include "model/model_loader.h"
#include "support/temp_folder.h"
#include "train/detail/tune_step.h"

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
  return weights;
}

}  // namespace

int main(int count, char** arguments) {
  int threads = 2, batch = 32, steps = 6;
  std::string precision = "fp32";
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--threads") threads = std::stoi(arguments[i + 1]);
    if (name == "--batch") batch = std::stoi(arguments[i + 1]);
    if (name == "--steps") steps = std::stoi(arguments[i + 1]);
    if (name == "--precision") precision = arguments[i + 1];
  }
  at::set_num_threads(threads);
  const test::TempFolder folder;
  auto weights = randomVitB32();
  model::saveClip(weights, folder / model_files::weights);
  const ModelCard base = model::describeWeights(weights);
  const at::ScalarType compute = precision == "bf16" ? at::kBFloat16 : at::kFloat;
  const train::TrainConfig config;
  auto model = train::detail::makeTunable(folder.path(), base, config, "cpu", compute);
  train::detail::Optimizer optimizer(model.parameters, {0.9, 0.98, 1e-8, 0.04});
  train::detail::TuneStep step(model, config, compute, {batch});
  train::detail::TuneBatch data;
  data.images = at::randn({batch, 3, 224, 224});
  data.ids = at::randint(1, 49406, {batch, 77}, at::kLong);
  data.ids.select(1, 12).fill_(49407);
  data.positives = at::eye(batch);
  double best = 1e9;
  for (int i = 0; i < steps; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    optimizer.zeroGrad();
    step.run(data);
    optimizer.clipGradients(1.0);
    optimizer.step(1e-4);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (i > 0) best = std::min(best, seconds);
  }
  std::printf("Tilescout %s, batch %d, %d threads: %.2f pairs/s (best of %d), peak %.2f GB\n", precision.c_str(), batch,
              threads, batch / best, steps - 1, static_cast<double>(peakResidentMemory()) / 1e9);
  return 0;
}
