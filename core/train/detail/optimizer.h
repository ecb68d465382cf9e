#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tilescout::train::detail {

/// One trained tensor. AdamW (Loshchilov & Hutter 2019) as PyTorch computes it, or Muon (Jordan 2024: momentum,
/// then orthogonalised by Newton–Schulz; step scaled to AdamW's size as in Moonlight, arXiv 2502.16982), which needs
/// fewer steps for the matrices inside transformer blocks.
struct Parameter {
  std::string name;
  at::Tensor tensor;         ///< leaf that requires a gradient
  bool decay = true;         ///< weight decay applies
  bool muon = false;         ///< 2-D matrix inside a block
  int muonParts = 1;         ///< rows are this many stacked matrices (q, k, v)
  double lrScale = 1.0;
};

struct OptimizerSettings {
  double beta1 = 0.9, beta2 = 0.98, epsilon = 1e-8, weightDecay = 0.04;
  double muonMomentum = 0.95;
  at::ScalarType muonCompute = at::kFloat;  ///< bf16 is enough for the iteration and three times as fast
};

class Optimizer {
 public:
  Optimizer(std::vector<Parameter> parameters, const OptimizerSettings& settings);

  void zeroGrad();
  /// Scales all gradients so that their common norm is at most `maxNorm` (0 = leave); returns the norm before.
  double clipGradients(double maxNorm);
  void step(double lr);

  std::int64_t steps() const { return steps_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }

  /// Moments under "<name>.m", "<name>.v"; for checkpoints. load() needs the same parameters.
  std::map<std::string, at::Tensor> state() const;
  void load(const std::map<std::string, at::Tensor>& state, std::int64_t steps);

 private:
  void adamStep(std::size_t index, double lr);
  void muonStep(double lr);

  std::vector<Parameter> parameters_;
  OptimizerSettings settings_;
  std::vector<at::Tensor> first_, second_;
  std::int64_t steps_ = 0;
};

/// Newton–Schulz iteration of degree five (Jordan 2024): [N, a, b] → nearest semi-orthogonal matrices, roughly.
at::Tensor orthogonalised(const at::Tensor& matrices, at::ScalarType compute);

}  // namespace tilescout::train::detail
