// Pairs a second of HarMA training on ViT-B/32 with random weights, through the product's own step (towers, adapters,
// losses, gradients, AdamW), beside the matrix rate of the same device. tests/bench/train_pytorch.py is the same maths
// as a plain PyTorch loop. With --pairs N an epoch over N pairs of random pixels follows, through the loader: decoding
// aside, what a user's epoch takes. On a GPU machine: train_bench --device cuda --precision bf16 --batch 428 --pairs
// 17175 Usage: train_bench [--device D] [--threads N] [--batch N] [--steps N] [--precision fp32|bf16] [--pairs N]
#include <ATen/Parallel.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/full.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <random>
#include <string>

#include "base/process_memory.h"
#include "model/model_loader.h"
#include "support/temp_folder.h"
#include "train/detail/pair_step.h"
#include "train/detail/tune_step.h"

using namespace tilescout;
using Clock = std::chrono::steady_clock;

namespace {

struct Options {
  std::string device = "cpu", precision = "fp32";
  int threads = 2, batch = 32, steps = 6;
  std::int64_t pairs = 0;
};

Options optionsOf(int count, char** arguments) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i], value = arguments[i + 1];
    if (name == "--device") options.device = value;
    if (name == "--threads") options.threads = std::stoi(value);
    if (name == "--batch") options.batch = std::stoi(value);
    if (name == "--steps") options.steps = std::stoi(value);
    if (name == "--precision") options.precision = value;
    if (name == "--pairs") options.pairs = std::stoll(value);
  }
  return options;
}

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

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

/// Floating-point operations a second of the device's own square matrix product.
double matrixRate(const std::string& device, at::ScalarType type) {
  const std::int64_t side = device == "cpu" ? 2048 : 8192;
  const at::Tensor a = at::randn({side, side}).to(device).to(type), b = at::randn({side, side}).to(device).to(type);
  double best = 1e9;
  for (int i = 0; i < 6; ++i) {
    const auto begin = Clock::now();
    at::matmul(a, b).select(0, 0).select(0, 0).item<float>();  // the value is waited for
    if (i > 0) best = std::min(best, since(begin));
  }
  return 2.0 * static_cast<double>(side) * static_cast<double>(side) * static_cast<double>(side) / best;
}

/// Operations that a pair costs: forward through both towers, and as much again for the gradients on their way to the
/// adapters; the frozen weights need none.
double operationsOfAPair(const ModelCard& base) {
  const auto tower = [](double tokens, double width, double layers) {
    return layers * (24.0 * tokens * width * width + 4.0 * tokens * tokens * width);
  };
  const double grid = static_cast<double>(base.imageSize) / base.patchSize;
  return 2.0 * (tower(1.0 + grid * grid, base.visionWidth, base.visionLayers) +
                tower(base.contextLength, base.textWidth, base.textLayers));
}

/// Random pictures, five different captions each.
train::CaptionData randomPairs(std::int64_t pairs, const ModelCard& base) {
  train::CaptionData data;
  data.pixels = base.imageSize;
  data.contextLength = base.contextLength;
  std::mt19937_64 random(1);
  for (std::int64_t c = 0; c < pairs; ++c) {
    if (c % 5 == 0) {
      data.imageId.push_back(c / 5);
      data.label.push_back(-1);
    }
    data.captionImage.push_back(c / 5);
    data.captions.push_back(std::to_string(c));
    for (int t = 0; t < base.contextLength; ++t) {
      data.captionIds.push_back(t == 12 ? 49407 : static_cast<std::int32_t>(1 + random() % 49000));
    }
  }
  data.images.resize(data.imageCount() * 3 * static_cast<std::size_t>(base.imageSize) *
                     static_cast<std::size_t>(base.imageSize));
  for (std::size_t i = 0; i + 8 <= data.images.size(); i += 8) {
    const std::uint64_t eight = random();
    std::memcpy(&data.images[i], &eight, 8);
  }
  return data;
}

void timeEpoch(const Options& options, const ModelCard& base, const train::TrainConfig& config,
               train::detail::TunableModel& model, train::detail::TuneStep& step, train::detail::Optimizer& optimizer) {
  const train::CaptionData data = randomPairs(options.pairs, base);
  train::PairLoader loader(data, train::detail::pairSettings(config, base, options.threads));
  loader.start(0);
  double waited = 0;
  const auto begin = Clock::now();
  for (std::int64_t i = 0; i < loader.stepsPerEpoch(); ++i) {
    const auto asked = Clock::now();
    const train::PairBatch pairs = loader.next();
    waited += since(asked);
    train::detail::stepOn(pairs, config, base, {0, loader.batch()}, options.device, 1e-4, model, step, optimizer);
  }
  const double seconds = since(begin);
  const auto done = static_cast<double>(loader.stepsPerEpoch() * loader.batch());
  std::printf("an epoch of %.0f pairs: %.1f s, %.1f pairs/s, waited for images %.1f %% of it\n", done, seconds,
              done / seconds, 100.0 * waited / seconds);
}

}  // namespace

int main(int count, char** arguments) {
  keepFreedMemory(FreedMemory::All);  // as the program does
  const Options options = optionsOf(count, arguments);
  at::set_num_threads(options.threads);
  const test::TempFolder folder;
  auto weights = randomVitB32();
  model::saveClip(weights, folder / model_files::weights);
  const ModelCard base = model::describeWeights(weights);
  const at::ScalarType compute = options.precision == "bf16" ? at::kBFloat16 : at::kFloat;
  train::TrainConfig config;
  config.batch = options.batch;
  auto model = train::detail::makeTunable(folder.path(), base, config, options.device, compute);
  train::detail::Optimizer optimizer(model.parameters, {0.9, 0.98, 1e-8, 0.04});
  train::detail::TuneStep step(model, config, compute, {options.batch});
  train::detail::TuneBatch data;
  data.images = at::randn({options.batch, 3, 224, 224}).to(options.device);
  data.ids = at::randint(1, 49406, {options.batch, 77}, at::kLong);
  data.ids.select(1, 12).fill_(49407);
  data.ids = data.ids.to(options.device);
  data.positives = at::eye(options.batch).to(options.device);
  double best = 1e9;
  for (int i = 0; i < options.steps; ++i) {
    const auto begin = Clock::now();
    optimizer.zeroGrad();
    step.run(data);
    optimizer.clipGradients(1.0);
    optimizer.step(1e-4);
    if (i > 0) best = std::min(best, since(begin));
  }
  const double rate = matrixRate(options.device, compute), pairs = options.batch / best;
  std::printf("Tilescout %s on %s, batch %d, %d threads: %.2f pairs/s (best of %d), peak %.2f GB of main memory\n",
              options.precision.c_str(), options.device.c_str(), options.batch, options.threads, pairs,
              options.steps - 1, static_cast<double>(peakResidentMemory()) / 1e9);
  std::printf("matrix product: %.2f TFLOP/s; the step does %.2f, %.0f %% of it\n", rate / 1e12,
              pairs * operationsOfAPair(base) / 1e12, 100.0 * pairs * operationsOfAPair(base) / rate);
  if (options.pairs > 0) timeEpoch(options, base, config, model, step, optimizer);
  return 0;
}
