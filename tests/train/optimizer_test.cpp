#include <ATen/TensorOperators.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/full.h>
#include <ATen/ops/randn.h>
#include <doctest/doctest.h>

#include "base/error.h"
#include "train/detail/optimizer.h"

using namespace tilescout;
using namespace tilescout::train::detail;

TEST_CASE("newtonSchulzBringsSingularValuesNearOne") {
  for (const auto& [rows, columns] : {std::pair{16, 48}, std::pair{48, 16}}) {
    const at::Tensor out = orthogonalised(at::randn({3, rows, columns}), at::kFloat);
    REQUIRE(out.size(1) == rows);
    const at::Tensor gram = rows < columns ? at::bmm(out, out.transpose(1, 2)) : at::bmm(out.transpose(1, 2), out);
    const double diagonal = gram.diagonal(0, 1, 2).mean().item<double>();
    CHECK(diagonal > 0.6);
    CHECK(diagonal < 1.4);
    const at::Tensor off = gram - gram.diagonal(0, 1, 2).diag_embed();
    CHECK(off.abs().max().item<double>() < 0.5);
  }
}

TEST_CASE("muonAndAdamWBothDescend") {
  for (const bool muon : {false, true}) {
    at::Tensor weight = at::full({8, 8}, 0.5).requires_grad_(true);
    const at::Tensor goal = at::randn({8, 8});
    Optimizer optimizer({{"w", weight, true, muon}}, {0.9, 0.98, 1e-8, 0.0});
    double first = 0, last = 0;
    for (int step = 0; step < 200; ++step) {
      optimizer.zeroGrad();
      const at::Tensor loss = (weight - goal).pow(2).mean();
      loss.backward();
      optimizer.step(0.05);
      last = loss.item<double>();
      if (step == 0) first = last;
    }
    CHECK(last < 0.2 * first);
  }
}

TEST_CASE("clippingScalesToTheNormAndReportsTheOldOne") {
  at::Tensor a = at::full({1}, 3.0).requires_grad_(true), b = at::full({1}, 4.0).requires_grad_(true);
  (0.5 * (a * a + b * b)).sum().backward();
  Optimizer optimizer({{"a", a}, {"b", b}}, {});
  CHECK(optimizer.clipGradients(1.0) == doctest::Approx(5.0));
  CHECK(a.grad().item<double>() == doctest::Approx(0.6));
  CHECK(optimizer.clipGradients(0.0) == doctest::Approx(1.0));
}

TEST_CASE("anOptimiserRefusesTheStateOfAnotherModel") {
  at::Tensor a = at::full({2}, 1.0).requires_grad_(true), b = at::full({3}, 1.0).requires_grad_(true);
  Optimizer one({{"w", a}}, {}), other({{"w", b}}, {});
  CHECK_NOTHROW(one.load(one.state(), 5));
  CHECK(one.steps() == 5);
  CHECK_THROWS_AS(other.load(one.state(), 5), Error);
}
