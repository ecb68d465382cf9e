#include "model/detail/clip_forward.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/embedding.h>
#include <ATen/ops/full.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/triu.h>
#include <ATen/ops/upsample_bicubic2d.h>
#include <c10/core/InferenceMode.h>

#include <cmath>
#include <limits>
#include <memory>

#include "model/detail/gated_adapter.h"
#include "model/detail/row_product.h"

namespace tilescout::model::detail {

at::Tensor layerNorm(const at::Tensor& x, const LayerNormWeights& w) {
  return at::layer_norm(x, {x.size(-1)}, w.weight, w.bias, 1e-5);
}

at::Tensor gatherRows(const at::Tensor& x, const at::Tensor& rows) {
  return x.gather(1, rows.unsqueeze(-1).expand({-1, -1, x.size(2)}));
}

namespace {

at::Tensor normalise(const at::Tensor& x) { return x / x.norm(2, -1, true); }

/// Into the common space. An encoder's rows on a CPU go one by one: blocks of OpenBLAS's product of all rows round
/// differently by where in the batch a row stands, on some processors, and an embedding must not depend on that. In
/// training passes with and without gradients must agree instead.
at::Tensor projected(const at::Tensor& rows, const at::Tensor& projection) {
  if (!c10::InferenceMode::is_enabled() || !rows.device().is_cpu()) return at::matmul(rows, projection);
  return at::bmm(rows.unsqueeze(1), projection.unsqueeze(0).expand({rows.size(0), -1, -1})).squeeze(1);
}

at::Tensor activate(const at::Tensor& x, bool quickGelu) {
  return quickGelu ? x * at::sigmoid(1.702 * x) : at::gelu(x);
}

/// Stochastic depth (Huang et al. 2016): leaves the branch out for whole samples and keeps its expectation.
at::Tensor dropped(const at::Tensor& branch, double rate) {
  if (rate <= 0.0) return branch;
  const at::Tensor keep = at::rand({branch.size(0), 1, 1}, branch.options().dtype(at::kFloat)).ge(rate);
  return branch * (keep.to(branch.scalar_type()) / (1.0 - rate));
}

struct TowerSettings {
  int heads;
  at::Tensor mask;
  double dropPath;
};

at::Tensor residualBlock(const at::Tensor& x, const BlockWeights& block, const ClipWeights& w,
                         const TowerSettings& tower, at::ScalarType compute) {
  const at::Tensor attended =
      selfAttention(layerNorm(x, block.ln1).to(compute), block.attention, tower.heads, compute, tower.mask);
  const at::Tensor middle = x + dropped(attended, tower.dropPath);
  const at::Tensor hidden = activate(linearIn(layerNorm(middle, block.ln2), block.fc, compute), w.shape.quickGelu);
  at::Tensor mlp = linearIn(hidden, block.proj, compute);
  if (block.adapter) mlp = gatedAdapter(mlp, *block.adapter, w.adapterShape, compute);
  return middle + dropped(mlp, tower.dropPath);
}

/// Runs the blocks; `tap` sees the residual stream after each of blocks L/2−1 … L−2 when early taps are wanted.
template <typename Tap>
at::Tensor runBlocks(at::Tensor x, const std::vector<BlockWeights>& blocks, const ClipWeights& w, TowerSettings tower,
                     const ForwardOptions& options, Tap&& tap) {
  const auto count = static_cast<int>(blocks.size());
  const auto held = options.aroundBlock ? std::make_shared<const ClipWeights>(w) : nullptr;
  for (int l = 0; l < count; ++l) {
    tower.dropPath = count > 1 ? options.dropPath * l / (count - 1) : 0.0;
    const BlockWeights& block = blocks[static_cast<std::size_t>(l)];
    if (held) {
      const auto call = [held, block, tower, compute = options.compute](const at::Tensor& in) {
        return residualBlock(in, block, *held, tower, compute);
      };
      x = options.aroundBlock(call, x);
    } else {
      x = residualBlock(x, block, w, tower, options.compute);
    }
    if (options.earlyTaps && l >= count / 2 - 1 && l <= count - 2) tap(x);
  }
  return x;
}

at::Tensor keepSomePatches(const at::Tensor& x, double drop, const at::Tensor& seen) {
  if (seen.defined()) return gatherRows(x, seen);
  const std::int64_t kept = std::llround(static_cast<double>(x.size(1)) * (1.0 - drop));
  if (drop <= 0.0 || kept >= x.size(1)) return x;
  return gatherRows(x, at::rand({x.size(0), x.size(1)}, x.options()).argsort(std::int64_t{1}).narrow(1, 0, kept));
}

at::Tensor rowAt(const at::Tensor& x, const at::Tensor& position) {
  return x.gather(1, position.view({-1, 1, 1}).expand({-1, 1, x.size(2)})).squeeze(1);
}

}  // namespace

at::Tensor positionsFor(const ClipWeights& w, int grid) {
  const int own = w.shape.imageSize / w.shape.patchSize;
  if (grid == own) return w.imagePositions;
  const at::Tensor spatial = w.imagePositions.narrow(0, 1, own * own).view({1, own, own, -1}).permute({0, 3, 1, 2});
  const at::Tensor resized =
      at::upsample_bicubic2d(spatial, at::IntArrayRef{grid, grid}, false, c10::nullopt, c10::nullopt)
          .permute({0, 2, 3, 1})
          .reshape({grid * grid, -1});
  return at::cat({w.imagePositions.narrow(0, 0, 1), resized});
}

at::Tensor patchesOf(const at::Tensor& images, int patchSize) {
  const std::int64_t batch = images.size(0), grid = images.size(-1) / patchSize;
  return images.view({batch, 3, grid, patchSize, grid, patchSize})
      .permute({0, 2, 4, 1, 3, 5})
      .reshape({batch, grid * grid, 3 * patchSize * patchSize});
}

namespace {

/// What the first block reads: the patch convolution as one matrix product, which is what it is, with positions.
at::Tensor imageInput(const ClipWeights& w, const at::Tensor& images, const ForwardOptions& options) {
  const at::Tensor kernel = w.patchWeight.view({w.patchWeight.size(0), -1}).to(options.compute);
  const at::Tensor positions = positionsFor(w, static_cast<int>(images.size(-1) / w.shape.patchSize));
  at::Tensor patches =
      linearProduct(patchesOf(images.to(options.compute), w.shape.patchSize), kernel, {}).to(at::kFloat) +
      positions.narrow(0, 1, positions.size(0) - 1);
  patches = keepSomePatches(patches, options.patchDrop, options.seenPatches);
  const at::Tensor first = (w.classToken + positions[0]).expand({patches.size(0), 1, -1});
  return layerNorm(at::cat({first, patches}, 1), w.lnPre);
}

}  // namespace

at::Tensor throughImageBlocks(const ClipWeights& w, const at::Tensor& x, const ForwardOptions& options) {
  return runBlocks(x, w.imageBlocks, w, {w.shape.visionHeads, {}, 0.0}, options, [](const at::Tensor&) {});
}

at::Tensor imageStream(const ClipWeights& w, const at::Tensor& images, const ForwardOptions& options) {
  return throughImageBlocks(w, imageInput(w, images, options), options);
}

TowerOutput imageTower(const ClipWeights& w, const at::Tensor& images, const ForwardOptions& options) {
  TowerOutput out;
  const at::Tensor projection = w.imageProjection.to(at::kFloat);
  const at::Tensor x = runBlocks(
      imageInput(w, images, options), w.imageBlocks, w, {w.shape.visionHeads, {}, 0.0}, options,
      [&](const at::Tensor& stream) { out.early.push_back(normalise(projected(stream.select(1, 0), projection))); });
  out.pooled = layerNorm(x.select(1, 0), w.lnPost);
  out.embedding = normalise(projected(out.pooled, projection));
  return out;
}

TowerOutput textTower(const ClipWeights& w, const at::Tensor& ids, const ForwardOptions& options) {
  const at::Tensor end = ids.argmax(-1);
  std::int64_t length = ids.size(1);
  const bool adapted = !w.textBlocks.empty() && w.textBlocks.front().adapter.has_value();
  if (options.cutText && !adapted) length = end.max().item<std::int64_t>() + 1;
  at::Tensor x =
      at::embedding(w.tokenEmbedding, ids.narrow(1, 0, length)).to(at::kFloat) + w.textPositions.narrow(0, 0, length);
  const at::Tensor mask = at::full({length, length}, -std::numeric_limits<float>::infinity(), x.options()).triu(1);

  TowerOutput out;
  const at::Tensor projection = w.textProjection.to(at::kFloat);
  x = runBlocks(x, w.textBlocks, w, {w.shape.textHeads, mask, 0.0}, options, [&](const at::Tensor& stream) {
    out.early.push_back(normalise(projected(rowAt(stream, end), projection)));
  });
  out.pooled = layerNorm(rowAt(x, end), w.lnFinal);
  out.embedding = normalise(projected(out.pooled, projection));
  return out;
}

}  // namespace tilescout::model::detail
