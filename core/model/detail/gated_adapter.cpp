#include "model/detail/gated_adapter.h"

#include <ATen/ops/gelu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>

#include <cmath>

#include "model/detail/row_product.h"

namespace tilescout::model::detail {

namespace {

at::Tensor gateMix(const at::Tensor& gate, const at::Tensor& open, const at::Tensor& closed) {
  const at::Tensor share = at::sigmoid(gate).to(open.scalar_type());
  return share * open + (1 - share) * closed;
}

/// Share_l (released): W2(σ(s)·MSA(y) + (1−σ(s))·y) + b2 + x with y = W1 x + b1.
at::Tensor releasedMini(const at::Tensor& x, const MiniAdapterWeights& mini, int heads, at::ScalarType compute) {
  const at::Tensor y = linearIn(x, mini.first, compute);
  const at::Tensor mixed = gateMix(mini.gate, selfAttention(y, mini.attention, heads, compute), y);
  return linearIn(mixed, mini.second, compute) + x;
}

/// MMSA_l (paper): W_up(MSA(GELU(W_down x + b_down))) + b_up.
at::Tensor paperMini(const at::Tensor& x, const MiniAdapterWeights& mini, int heads, at::ScalarType compute) {
  const at::Tensor y = at::gelu(linearIn(x, mini.first, compute));
  return linearIn(selfAttention(y, mini.attention, heads, compute), mini.second, compute);
}

}  // namespace

at::Tensor linearIn(const at::Tensor& x, const LinearWeights& w, at::ScalarType compute) {
  return linearProduct(x.to(compute), w.weight.to(compute), w.bias.to(compute));
}

at::Tensor selfAttention(const at::Tensor& x, const AttentionWeights& w, int heads, at::ScalarType compute,
                         const at::Tensor& mask) {
  const std::int64_t batch = x.size(0), tokens = x.size(1), width = x.size(2);
  const std::int64_t headWidth = width / heads;
  const at::Tensor packed = linearIn(x, {w.inWeight, w.inBias}, compute)
                                .view({batch, tokens, 3, heads, headWidth})
                                .permute({2, 0, 3, 1, 4})
                                .reshape({3, batch * heads, tokens, headWidth});
  const at::Tensor query = packed[0] * (1.0 / std::sqrt(static_cast<double>(headWidth)));
  at::Tensor scores = batchProduct(query, packed[1].transpose(-2, -1));
  if (mask.defined()) scores = scores + mask.to(compute);
  const at::Tensor mixed = batchProduct(at::softmax(scores, -1), packed[2])
                               .view({batch, heads, tokens, headWidth})
                               .transpose(1, 2)
                               .reshape({batch, tokens, width});
  return linearIn(mixed, {w.outWeight, w.outBias}, compute);
}

at::Tensor gatedAdapter(const at::Tensor& m, const GatedAdapterWeights& adapter, const AdapterShape& shape,
                        at::ScalarType compute) {
  const at::Tensor f1 = at::gelu(linearIn(m, adapter.down, compute));
  if (shape.variant == AdapterVariant::Plain) return linearIn(f1, adapter.up, compute) + m.to(compute);
  const at::Tensor f2 = selfAttention(f1, adapter.attention, shape.heads, compute);
  at::Tensor f3 = f2;
  const bool paper = shape.variant == AdapterVariant::Paper;
  if (adapter.mini) {
    f3 = paper ? gateMix(adapter.gate, paperMini(f2, *adapter.mini, shape.heads, compute), f2)
               : releasedMini(f2, *adapter.mini, shape.heads, compute);
  }
  const at::Tensor again = selfAttention(f3, adapter.attention, shape.heads, compute);
  const at::Tensor f4 = paper ? gateMix(adapter.gate2, again, f1)
                              // released: σ(g)·f1 + (1−σ(g))·MSA(f3)
                              : gateMix(adapter.gate, f1, again);
  const at::Tensor out = linearIn(f4, adapter.up, compute) + m.to(compute);
  return gateMix(adapter.blockGate, out, m.to(compute));
}

}  // namespace tilescout::model::detail
