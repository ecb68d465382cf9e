#include "model/detail/clip_weights.h"

#include <ATen/core/Generator.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/zeros.h>

#include <cmath>

namespace tilescout::model::detail {

namespace {

using Named = std::vector<std::pair<std::string, at::Tensor*>>;

void addLinear(Named& out, const std::string& name, LinearWeights& w) {
  out.emplace_back(name + ".weight", &w.weight);
  out.emplace_back(name + ".bias", &w.bias);
}

void addNorm(Named& out, const std::string& name, LayerNormWeights& w) {
  out.emplace_back(name + ".weight", &w.weight);
  out.emplace_back(name + ".bias", &w.bias);
}

void addAttention(Named& out, const std::string& name, AttentionWeights& w) {
  out.emplace_back(name + ".in_proj_weight", &w.inWeight);
  out.emplace_back(name + ".in_proj_bias", &w.inBias);
  out.emplace_back(name + ".out_proj.weight", &w.outWeight);
  out.emplace_back(name + ".out_proj.bias", &w.outBias);
}

void addBlocks(Named& out, const std::string& prefix, std::vector<BlockWeights>& blocks) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const std::string name = prefix + "transformer.resblocks." + std::to_string(i);
    BlockWeights& block = blocks[i];
    addNorm(out, name + ".ln_1", block.ln1);
    addAttention(out, name + ".attn", block.attention);
    addNorm(out, name + ".ln_2", block.ln2);
    addLinear(out, name + ".mlp.c_fc", block.fc);
    addLinear(out, name + ".mlp.c_proj", block.proj);
  }
}

void addBlockAdapters(Named& out, const std::string& prefix, std::vector<BlockWeights>& blocks,
                      AdapterVariant variant) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!blocks[i].adapter) continue;
    GatedAdapterWeights& adapter = *blocks[i].adapter;
    const std::string block = prefix + "transformer.resblocks." + std::to_string(i);
    const std::string name = block + ".mmadapter";
    addLinear(out, name + ".img_proj_down", adapter.down);
    addLinear(out, name + ".img_proj_up", adapter.up);
    if (variant == AdapterVariant::Plain) continue;
    out.emplace_back(block + ".gate1", &adapter.blockGate);
    out.emplace_back(name + ".gate1", &adapter.gate);
    if (variant == AdapterVariant::Paper) out.emplace_back(name + ".gate2", &adapter.gate2);
    addAttention(out, name + ".multihead_attention", adapter.attention);
    if (!adapter.mini) continue;
    const std::string mini = name + ".BiShareAdapterxx";
    addLinear(out, mini + ".l1", adapter.mini->first);
    addLinear(out, mini + ".l2", adapter.mini->second);
    addAttention(out, mini + ".multihead_attention1", adapter.mini->attention);
    if (variant == AdapterVariant::Released) out.emplace_back(mini + ".gate1", &adapter.mini->gate);
  }
}

LinearWeights emptyLinear(int in, int out) { return {at::empty({out, in}), at::empty({out})}; }
LayerNormWeights emptyNorm(int width) { return {at::empty({width}), at::empty({width})}; }
AttentionWeights emptyAttention(int width) {
  return {at::empty({3 * width, width}), at::empty({3 * width}), at::empty({width, width}), at::empty({width})};
}

std::vector<BlockWeights> emptyBlocks(int layers, int width) {
  std::vector<BlockWeights> blocks(static_cast<std::size_t>(layers));
  for (BlockWeights& block : blocks) {
    block.ln1 = emptyNorm(width);
    block.ln2 = emptyNorm(width);
    block.attention = emptyAttention(width);
    block.fc = emptyLinear(width, 4 * width);
    block.proj = emptyLinear(4 * width, width);
  }
  return blocks;
}

/// PyTorch's default starts: Linear is uniform in ±1/sqrt(in); MultiheadAttention's packed projection is Xavier uniform
/// with zero biases, its output projection a Linear with zero bias.
class Initialiser {
 public:
  explicit Initialiser(unsigned long long seed) : generator_(at::detail::createCPUGenerator(seed)) {}

  at::Tensor uniform(at::IntArrayRef shape, double bound) {
    return at::rand(shape, generator_).mul_(2.0 * bound).sub_(bound);
  }
  LinearWeights linear(int in, int out) {
    const double bound = 1.0 / std::sqrt(static_cast<double>(in));
    at::Tensor weight = uniform({out, in}, bound);
    return {weight, uniform({out}, bound)};
  }
  static LinearWeights zeroLinear(int in, int out) { return {at::zeros({out, in}), at::zeros({out})}; }
  AttentionWeights attention(int width) {
    at::Tensor in = uniform({3 * width, width}, std::sqrt(6.0 / (4.0 * width)));
    at::Tensor out = uniform({width, width}, 1.0 / std::sqrt(static_cast<double>(width)));
    return {in, at::zeros({3 * width}), out, at::zeros({width})};
  }

 private:
  at::Generator generator_;
};

at::Tensor startGate() { return at::full({}, 0.6); }

GatedAdapterWeights startAdapter(Initialiser& init, int width, int bottleneck, AdapterVariant variant) {
  GatedAdapterWeights adapter;
  adapter.down = init.linear(width, bottleneck);
  adapter.up = Initialiser::zeroLinear(bottleneck, width);
  if (variant == AdapterVariant::Plain) return adapter;
  adapter.blockGate = startGate();
  adapter.gate = startGate();
  if (variant == AdapterVariant::Paper) adapter.gate2 = startGate();
  adapter.attention = init.attention(bottleneck);
  return adapter;
}

MiniAdapterWeights startMini(Initialiser& init, int bottleneck, AdapterVariant variant) {
  MiniAdapterWeights mini;
  mini.first = init.linear(bottleneck, bottleneck / 2);
  mini.attention = init.attention(bottleneck / 2);
  // The released mini-adapter starts as the identity; the paper's starts as an ordinary layer (spec/model.md).
  mini.second = variant == AdapterVariant::Released ? Initialiser::zeroLinear(bottleneck / 2, bottleneck)
                                                    : init.linear(bottleneck / 2, bottleneck);
  if (variant == AdapterVariant::Released) mini.gate = startGate();
  return mini;
}

}  // namespace

std::vector<std::pair<std::string, at::Tensor*>> backboneTensors(ClipWeights& w) {
  Named out;
  out.emplace_back("visual.class_embedding", &w.classToken);
  out.emplace_back("visual.positional_embedding", &w.imagePositions);
  out.emplace_back("visual.proj", &w.imageProjection);
  out.emplace_back("visual.conv1.weight", &w.patchWeight);
  addNorm(out, "visual.ln_pre", w.lnPre);
  addBlocks(out, "visual.", w.imageBlocks);
  addNorm(out, "visual.ln_post", w.lnPost);
  out.emplace_back("token_embedding.weight", &w.tokenEmbedding);
  out.emplace_back("positional_embedding", &w.textPositions);
  addBlocks(out, "", w.textBlocks);
  addNorm(out, "ln_final", w.lnFinal);
  out.emplace_back("text_projection", &w.textProjection);
  return out;
}

std::vector<std::pair<std::string, at::Tensor*>> adapterTensors(ClipWeights& w) {
  Named out;
  addBlockAdapters(out, "visual.", w.imageBlocks, w.adapterShape.variant);
  addBlockAdapters(out, "", w.textBlocks, w.adapterShape.variant);
  return out;
}

ClipWeights emptyClip(const ClipShape& shape) {
  ClipWeights w;
  w.shape = shape;
  const int grid = shape.imageSize / shape.patchSize;
  w.patchWeight = at::empty({shape.visionWidth, 3, shape.patchSize, shape.patchSize});
  w.classToken = at::empty({shape.visionWidth});
  w.imagePositions = at::empty({1 + grid * grid, shape.visionWidth});
  w.lnPre = emptyNorm(shape.visionWidth);
  w.lnPost = emptyNorm(shape.visionWidth);
  w.imageBlocks = emptyBlocks(shape.visionLayers, shape.visionWidth);
  w.imageProjection = at::empty({shape.visionWidth, shape.embedDim});
  w.tokenEmbedding = at::empty({shape.vocabularySize, shape.textWidth});
  w.textPositions = at::empty({shape.contextLength, shape.textWidth});
  w.textBlocks = emptyBlocks(shape.textLayers, shape.textWidth);
  w.lnFinal = emptyNorm(shape.textWidth);
  w.textProjection = at::empty({shape.textWidth, shape.embedDim});
  return w;
}

void addAdapters(ClipWeights& w, const AdapterShape& adapter, unsigned long long seed) {
  w.adapterShape = adapter;
  if (adapter.variant == AdapterVariant::None) return;
  const bool mini = adapter.shared && adapter.variant != AdapterVariant::Plain;
  Initialiser init(seed);
  for (BlockWeights& block : w.imageBlocks) {
    block.adapter = startAdapter(init, w.shape.visionWidth, adapter.bottleneck, adapter.variant);
  }
  for (std::size_t i = 0; i < w.textBlocks.size(); ++i) {
    BlockWeights& block = w.textBlocks[i];
    block.adapter = startAdapter(init, w.shape.textWidth, adapter.bottleneck, adapter.variant);
    if (!mini) continue;
    block.adapter->mini = startMini(init, adapter.bottleneck, adapter.variant);
    // Paper: one mini-adapter of layer l for both towers, so both hold the same tensors.
    if (adapter.variant == AdapterVariant::Paper && i < w.imageBlocks.size()) {
      w.imageBlocks[i].adapter->mini = block.adapter->mini;
    }
  }
  for (std::size_t i = w.textBlocks.size(); mini && adapter.variant == AdapterVariant::Paper && i < w.imageBlocks.size(); ++i) {
    w.imageBlocks[i].adapter->mini = startMini(init, adapter.bottleneck, adapter.variant);
  }
}

}  // namespace tilescout::model::detail
