#pragma once
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "model/detail/clip_weights.h"

namespace tilescout::train::detail {

/// Seeded first values of what is trained from nothing, as CLIP has them (Radford et al. 2021).
class WeightStart {
 public:
  explicit WeightStart(std::uint64_t seed) : generator_(at::detail::createCPUGenerator(seed)) {}
  void normal(at::Tensor& tensor, double deviation) {
    tensor = at::randn(tensor.sizes(), generator_, at::TensorOptions().dtype(at::kFloat)).mul_(deviation);
  }
  void norm(model::detail::LayerNormWeights& w) {
    w.weight = at::ones(w.weight.sizes());
    w.bias = at::zeros(w.bias.sizes());
  }
  void blocks(std::vector<model::detail::BlockWeights>& list, int width) {
    const double inside = 1.0 / std::sqrt(static_cast<double>(width));
    const double outward = inside / std::sqrt(2.0 * static_cast<double>(list.size()));
    for (model::detail::BlockWeights& block : list) {
      norm(block.ln1);
      norm(block.ln2);
      normal(block.attention.inWeight, inside);
      normal(block.attention.outWeight, outward);
      normal(block.fc.weight, 1.0 / std::sqrt(2.0 * width));
      normal(block.proj.weight, outward);
      for (at::Tensor* bias : {&block.attention.inBias, &block.attention.outBias, &block.fc.bias, &block.proj.bias}) {
        *bias = at::zeros(bias->sizes());
      }
    }
  }

 private:
  at::Generator generator_;
};

}  // namespace tilescout::train::detail
