#include "train/detail/optimizer.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/addcdiv.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/baddbmm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/error.h"

namespace tilescout::train::detail {

Optimizer::Optimizer(std::vector<Parameter> parameters, const OptimizerSettings& settings)
    : parameters_(std::move(parameters)), settings_(settings) {
  for (const Parameter& parameter : parameters_) {
    first_.push_back(at::zeros_like(parameter.tensor));
    second_.push_back(parameter.muon ? at::Tensor() : at::zeros_like(parameter.tensor));
  }
}

void Optimizer::zeroGrad() {
  for (Parameter& parameter : parameters_) parameter.tensor.mutable_grad().reset();
}

double Optimizer::clipGradients(double maxNorm) {
  const at::NoGradGuard noGrad;
  double sum = 0.0;
  for (const Parameter& parameter : parameters_) {
    if (!parameter.tensor.grad().defined()) continue;
    const double norm = parameter.tensor.grad().norm().item<double>();
    sum += norm * norm;
  }
  const double total = std::sqrt(sum);
  if (maxNorm <= 0.0 || total <= maxNorm) return total;
  for (Parameter& parameter : parameters_) {
    if (parameter.tensor.grad().defined()) parameter.tensor.mutable_grad().mul_(maxNorm / (total + 1e-6));
  }
  return total;
}

void Optimizer::step(double lr) {
  const at::NoGradGuard noGrad;
  ++steps_;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!parameters_[i].muon) adamStep(i, lr * parameters_[i].lrScale);
  }
  muonStep(lr);
}

void Optimizer::adamStep(std::size_t index, double lr) {
  Parameter& parameter = parameters_[index];
  const at::Tensor& gradient = parameter.tensor.grad();
  if (!gradient.defined()) return;
  at::Tensor weight = parameter.tensor.detach();
  if (parameter.decay) weight.mul_(1.0 - lr * settings_.weightDecay);
  first_[index].mul_(settings_.beta1).add_(gradient, 1.0 - settings_.beta1);
  second_[index].mul_(settings_.beta2).addcmul_(gradient, gradient, 1.0 - settings_.beta2);
  const double bias1 = 1.0 - std::pow(settings_.beta1, static_cast<double>(steps_));
  const double bias2 = 1.0 - std::pow(settings_.beta2, static_cast<double>(steps_));
  const at::Tensor denominator = second_[index].sqrt().div_(std::sqrt(bias2)).add_(settings_.epsilon);
  weight.addcdiv_(first_[index], denominator, -lr / bias1);
}

void Optimizer::muonStep(double lr) {
  // Matrices of one shape go through the iteration as one batch.
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::pair<std::size_t, int>>> groups;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!parameters_[i].muon || !parameters_[i].tensor.grad().defined()) continue;
    const int parts = parameters_[i].muonParts;
    for (int part = 0; part < parts; ++part) {
      groups[{parameters_[i].tensor.size(0) / parts, parameters_[i].tensor.size(1)}].emplace_back(i, part);
    }
    first_[i].mul_(settings_.muonMomentum).add_(parameters_[i].tensor.grad());
  }
  for (const auto& [shape, members] : groups) {
    const std::int64_t rows = shape.first;
    std::vector<at::Tensor> updates;
    for (const auto& [i, part] : members) {
      const at::Tensor nesterov = parameters_[i].tensor.grad() + settings_.muonMomentum * first_[i];
      updates.push_back(nesterov.narrow(0, part * rows, rows));
    }
    const at::Tensor whole = orthogonalised(at::stack(updates), settings_.muonCompute);
    const double scale = 0.2 * std::sqrt(static_cast<double>(std::max(shape.first, shape.second)));
    for (std::size_t m = 0; m < members.size(); ++m) {
      const auto& [i, part] = members[m];
      at::Tensor weight = parameters_[i].tensor.detach().narrow(0, part * rows, rows);
      const double rate = lr * parameters_[i].lrScale;
      weight.mul_(1.0 - rate * settings_.weightDecay);
      weight.add_(whole[static_cast<std::int64_t>(m)], -rate * scale);
    }
  }
}

std::map<std::string, at::Tensor> Optimizer::state() const {
  std::map<std::string, at::Tensor> out;
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    out[parameters_[i].name + ".m"] = first_[i];
    if (second_[i].defined()) out[parameters_[i].name + ".v"] = second_[i];
  }
  return out;
}

void Optimizer::load(const std::map<std::string, at::Tensor>& state, std::int64_t steps) {
  const at::NoGradGuard noGrad;
  const auto copy = [&](const std::string& name, at::Tensor& target) {
    const auto found = state.find(name);
    if (found == state.end() || found->second.sizes() != target.sizes()) {
      throw Error(ErrorCode::Incompatible, "the checkpoint does not hold the optimiser state " + name);
    }
    target.copy_(found->second);
  };
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    copy(parameters_[i].name + ".m", first_[i]);
    if (second_[i].defined()) copy(parameters_[i].name + ".v", second_[i]);
  }
  steps_ = steps;
}

at::Tensor orthogonalised(const at::Tensor& matrices, at::ScalarType compute) {
  constexpr double a = 3.4445, b = -4.7750, c = 2.0315;
  const bool tall = matrices.size(1) > matrices.size(2);
  at::Tensor x = (tall ? matrices.transpose(1, 2) : matrices).to(at::kFloat);
  x = (x / (x.flatten(1).norm(2, 1).view({-1, 1, 1}) + 1e-7)).to(compute);
  for (int iteration = 0; iteration < 5; ++iteration) {
    const at::Tensor gram = at::bmm(x, x.transpose(1, 2));
    const at::Tensor mixed = at::baddbmm(gram, gram, gram, b, c);
    x = at::baddbmm(x, mixed, x, a, 1.0);
  }
  x = x.to(at::kFloat);
  return tall ? x.transpose(1, 2) : x;
}

}  // namespace tilescout::train::detail
