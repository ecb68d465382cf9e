#include "model/detail/row_blocks.h"

#include <algorithm>
#include <cmath>

namespace tilescout::model::detail {

namespace {

std::vector<float> floatsOf(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.to(at::kCPU, at::kFloat).contiguous();
  const auto* values = flat.data_ptr<float>();
  return {values, values + flat.numel()};
}

float openShare(const at::Tensor& gate) {
  return gate.defined() ? 1.0F / (1.0F + std::exp(-gate.to(at::kFloat).item<float>())) : 0.0F;
}

PackedAttention packAttention(const AttentionWeights& w, std::size_t heads, bool causal, RowType type) {
  const std::int64_t width = w.outWeight.size(0);
  PackedAttention packed;
  packed.query = packLinear({w.inWeight.narrow(0, 0, width), w.inBias.narrow(0, 0, width)}, type);
  packed.keyValue = packLinear({w.inWeight.narrow(0, width, 2 * width), w.inBias.narrow(0, width, 2 * width)}, type);
  packed.out = packLinear({w.outWeight, w.outBias}, type);
  packed.heads = heads;
  packed.causal = causal;
  return packed;
}

PackedAdapter packAdapter(const GatedAdapterWeights& w, const AdapterShape& shape, RowType type) {
  PackedAdapter packed;
  packed.variant = shape.variant;
  packed.down = packLinear(w.down, type);
  packed.up = packLinear(w.up, type);
  if (shape.variant == AdapterVariant::Plain) return packed;
  const auto heads = static_cast<std::size_t>(shape.heads);
  packed.attention = packAttention(w.attention, heads, false, type);
  packed.blockShare = openShare(w.blockGate);
  packed.share = openShare(w.gate);
  packed.share2 = openShare(w.gate2);
  if (w.mini) {
    packed.mini = PackedMini{packLinear(w.mini->first, type), packLinear(w.mini->second, type),
                             packAttention(w.mini->attention, heads, false, type), openShare(w.mini->gate)};
  }
  return packed;
}

std::size_t rowsOf(const std::vector<RowSample>& samples) { return samples.back().first + samples.back().tokens; }

/// Attention of every token of every sample, without the output's product.
void attendAll(const PackedAttention& w, const std::vector<RowSample>& samples, RowsView query, RowsView keyValue,
               RowsView out, RowWorkspace& work) {
  const std::size_t width = w.query.out();
  for (const RowSample& s : samples) {
    attend(query.from(s.first), keyValue.from(s.first), {s.tokens, width, w.heads, 0, s.tokens, w.causal},
           out.from(s.first), work.scratch);
  }
}

/// y = MSA(x), whole; x and y may be the same.
void selfAttendRows(const PackedAttention& w, const std::vector<RowSample>& samples, RowsView x, RowsView y,
                    RowWorkspace& work) {
  const std::size_t rows = rowsOf(samples), width = w.query.out();
  const RowsView query = work.query.rows(rows, width), keyValue = work.keyValue.rows(rows, 2 * width);
  const RowsView mixed = work.mixed.rows(rows, width);
  multiply(w.query, x, rows, query, Finish::Store);
  multiply(w.keyValue, x, rows, keyValue, Finish::Store);
  attendAll(w, samples, query, keyValue, mixed, work);
  multiply(w.out, mixed, rows, y, Finish::Store);
}

/// f3 of the adapter from f2; both variants of the mini-adapter (gated_adapter.cpp has the formulas).
void shareRows(const PackedAdapter& adapter, const std::vector<RowSample>& samples, RowsView f2, RowsView f3,
               RowWorkspace& work) {
  const PackedMini& mini = *adapter.mini;
  const bool paper = adapter.variant == AdapterVariant::Paper;
  const std::size_t rows = rowsOf(samples), width = mini.second.out(), half = mini.first.out();
  const RowsView y = work.mini.rows(rows, half), mixed = work.miniMixed.rows(rows, half);
  multiply(mini.first, f2, rows, y, paper ? Finish::Gelu : Finish::Store);
  selfAttendRows(mini.attention, samples, y, mixed, work);
  if (paper) {
    multiply(mini.second, mixed, rows, f3, Finish::Store);
    mixRows(f3, f2, adapter.share, rows, width, f3);
  } else {
    mixRows(mixed, y, mini.share, rows, half, mixed);
    multiply(mini.second, mixed, rows, f3, Finish::Store);
    addRows(f2, rows, width, f3);
  }
}

/// m ← the adapter's result.
void adaptRows(const PackedAdapter& adapter, const std::vector<RowSample>& samples, RowsView m, RowWorkspace& work) {
  const std::size_t rows = rowsOf(samples), bottleneck = adapter.down.out(), width = adapter.up.out();
  const RowsView f1 = work.f1.rows(rows, bottleneck);
  multiply(adapter.down, m, rows, f1, Finish::Gelu);
  if (adapter.variant == AdapterVariant::Plain) return multiply(adapter.up, f1, rows, m, Finish::Add);
  const RowsView f2 = work.f2.rows(rows, bottleneck), f3 = work.f3.rows(rows, bottleneck);
  selfAttendRows(adapter.attention, samples, f1, f2, work);
  if (adapter.mini) shareRows(adapter, samples, f2, f3, work);
  const RowsView again = f2;
  selfAttendRows(adapter.attention, samples, adapter.mini ? f3 : f2, again, work);
  if (adapter.variant == AdapterVariant::Paper)
    mixRows(again, f1, adapter.share2, rows, bottleneck, f1);
  else
    mixRows(f1, again, adapter.share, rows, bottleneck, f1);
  const RowsView out = work.normed.rows(rows, width);
  multiply(adapter.up, f1, rows, out, Finish::Store);
  addRows(out, rows, width, m, adapter.blockShare);
}

/// The rows that the tower keeps, copied together.
RowsView keptRows(RowsView from, const std::vector<RowSample>& samples, std::size_t width, RowBuffer& buffer) {
  const RowsView kept = buffer.rows(samples.size(), width);
  for (std::size_t s = 0; s < samples.size(); ++s) {
    std::copy_n(from.from(samples[s].first + samples[s].kept).values, width, kept.from(s).values);
  }
  return kept;
}

/// x += MLP(LN(x)), with the adapter behind the MLP if there is one.
void feedForward(const PackedBlock& block, const std::vector<RowSample>& samples, RowsView x, std::size_t rows,
                 std::size_t width, RowWorkspace& work) {
  const RowsView normed = work.normed.rows(rows, width), hidden = work.hidden.rows(rows, block.fc.out());
  normaliseRows(x, rows, block.ln2.weight, block.ln2.bias, normed);
  multiply(block.fc, normed, rows, hidden, block.activation);
  if (!block.adapter) return multiply(block.proj, hidden, rows, x, Finish::Add);
  const RowsView m = work.asked.rows(rows, width);
  multiply(block.proj, hidden, rows, m, Finish::Store);
  adaptRows(*block.adapter, samples, m, work);
  addRows(m, rows, width, x);
}

void wholeBlock(const PackedBlock& block, const std::vector<RowSample>& samples, RowsView x, std::size_t width,
                RowWorkspace& work) {
  const std::size_t rows = rowsOf(samples);
  const RowsView normed = work.normed.rows(rows, width), mixed = work.mixed.rows(rows, width);
  const RowsView query = work.query.rows(rows, width), keyValue = work.keyValue.rows(rows, 2 * width);
  normaliseRows(x, rows, block.ln1.weight, block.ln1.bias, normed);
  multiply(block.attention.query, normed, rows, query, Finish::Store);
  multiply(block.attention.keyValue, normed, rows, keyValue, Finish::Store);
  attendAll(block.attention, samples, query, keyValue, mixed, work);
  multiply(block.attention.out, mixed, rows, x, Finish::Add);
  feedForward(block, samples, x, rows, width, work);
}

/// A last block without an adapter: behind keys and values only the kept rows are worked out.
RowsView keptBlock(const PackedBlock& block, const std::vector<RowSample>& samples, RowsView x, std::size_t width,
                   RowWorkspace& work) {
  const PackedAttention& w = block.attention;
  const std::size_t rows = rowsOf(samples), count = samples.size();
  const RowsView normed = work.normed.rows(rows, width), keyValue = work.keyValue.rows(rows, 2 * width);
  const RowsView query = work.query.rows(count, width), mixed = work.mixed.rows(count, width);
  normaliseRows(x, rows, block.ln1.weight, block.ln1.bias, normed);
  multiply(w.query, keptRows(normed, samples, width, work.asked), count, query, Finish::Store);
  multiply(w.keyValue, normed, rows, keyValue, Finish::Store);
  for (std::size_t s = 0; s < count; ++s) {
    attend(query.from(s), keyValue.from(samples[s].first),
           {samples[s].tokens, width, w.heads, samples[s].kept, 1, w.causal}, mixed.from(s), work.scratch);
  }
  const RowsView kept = keptRows(x, samples, width, work.kept);
  multiply(w.out, mixed, count, kept, Finish::Add);
  feedForward(block, samples, kept, count, width, work);
  return kept;
}

}  // namespace

RowsView RowBuffer::rows(std::size_t count, std::size_t width) {
  const std::size_t stride = rowStride(width);
  if (values_.size() < count * stride) values_.resize(count * stride);
  return {values_.data(), stride};
}

PackedMatrix packLinear(const LinearWeights& w, RowType type) {
  const at::Tensor weight = w.weight.to(at::kCPU, at::kFloat).contiguous(),
                   bias = w.bias.to(at::kCPU, at::kFloat).contiguous();
  const auto out = static_cast<std::size_t>(w.weight.size(0)), in = static_cast<std::size_t>(w.weight.size(1));
  return {weight.data_ptr<float>(), out, in, in, 1, bias.data_ptr<float>(), type};
}

PackedNorm packNorm(const LayerNormWeights& w) { return {floatsOf(w.weight), floatsOf(w.bias)}; }

std::vector<PackedBlock> packBlocks(const std::vector<BlockWeights>& blocks, std::size_t heads, bool causal,
                                    const ClipWeights& w, RowType type, const PackedTensor& tell) {
  std::vector<PackedBlock> packed;
  for (const BlockWeights& block : blocks) {
    PackedBlock& p = packed.emplace_back();
    p.ln1 = packNorm(block.ln1);
    p.ln2 = packNorm(block.ln2);
    p.attention = packAttention(block.attention, heads, causal, type);
    p.fc = packLinear(block.fc, type);
    p.proj = packLinear(block.proj, type);
    if (tell) {  // not of adapters: they are small, and the towers may share them
      for (const at::Tensor* tensor :
           {&block.attention.inWeight, &block.attention.outWeight, &block.fc.weight, &block.proj.weight})
        tell(*tensor);
    }
    p.activation = w.shape.quickGelu ? Finish::QuickGelu : Finish::Gelu;
    if (block.adapter) p.adapter = packAdapter(*block.adapter, w.adapterShape, type);
  }
  return packed;
}

RowsView runRowBlocks(const std::vector<PackedBlock>& blocks, const std::vector<RowSample>& samples, std::size_t width,
                      RowsView stream, RowWorkspace& work) {
  for (std::size_t l = 0; l < blocks.size(); ++l) {
    if (l + 1 == blocks.size() && !blocks[l].adapter) return keptBlock(blocks[l], samples, stream, width, work);
    wholeBlock(blocks[l], samples, stream, width, work);
  }
  return keptRows(stream, samples, width, work.kept);
}

}  // namespace tilescout::model::detail
