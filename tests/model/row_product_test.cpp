#include "model/detail/row_product.h"

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <doctest/doctest.h>

#include <tuple>
#include <vector>

#include "tests/model/instruction_sets.h"

using namespace tilescout;
using model::detail::batchProduct;
using model::detail::linearProduct;

namespace {

struct Shape {
  std::vector<std::int64_t> rows;
  std::int64_t in, out;
};

/// Widths that fill panels and such that do not, depths of several pieces, few rows and many.
const std::vector<Shape> shapes{{{4, 50}, 768, 128}, {{300}, 96, 2048}, {{2, 3, 7}, 530, 96},
                                {{19}, 64, 70},      {{64}, 70, 64},    {{5}, 128, 128}};

double away(const at::Tensor& a, const at::Tensor& b) { return ((a - b).abs().max() / b.abs().max()).item<double>(); }

/// What a product and its gradients are, by `product`, for one shape: y, dx, dW, db.
template <typename Product>
std::vector<at::Tensor> pass(const Shape& shape, bool bias, const Product& product) {
  at::manual_seed(7);
  std::vector<std::int64_t> from = shape.rows, to = shape.rows;
  from.push_back(shape.in);
  to.push_back(shape.out);
  const at::Tensor x = at::randn(from).requires_grad_(true);
  const at::Tensor weight = at::randn({shape.out, shape.in}).mul_(0.1).requires_grad_(true);
  const at::Tensor offset = bias ? at::randn({shape.out}).requires_grad_(true) : at::Tensor();
  const at::Tensor y = product(x, weight, offset);
  (y * at::randn(to)).sum().backward();
  std::vector<at::Tensor> out{y.detach(), x.grad(), weight.grad()};
  if (bias) out.push_back(offset.grad());
  return out;
}

void agrees(const Shape& shape, bool bias) {
  CAPTURE(shape.in);
  CAPTURE(shape.out);
  const auto own = pass(shape, bias, linearProduct);
  const auto other = pass(shape, bias, [](const auto& x, const auto& w, const auto& b) { return at::linear(x, w, b); });
  REQUIRE(own.size() == other.size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    REQUIRE(own[i].sizes() == other[i].sizes());
    CHECK(away(own[i], other[i]) < 2e-6);
  }
}

/// y, da and db of a batch of products by `product`; a comes as a view with its columns apart when `turned`.
template <typename Product>
std::vector<at::Tensor> batchPass(std::int64_t rows, std::int64_t depth, std::int64_t columns, bool turned,
                                  const Product& product) {
  at::manual_seed(11);
  const at::Tensor a =
      (turned ? at::randn({5, depth, rows}).transpose(1, 2) : at::randn({5, rows, depth})).requires_grad_(true);
  const at::Tensor b = at::randn({5, columns, depth}).transpose(1, 2).requires_grad_(true);
  const at::Tensor y = product(a, b);
  (y * at::randn({5, rows, columns})).sum().backward();
  return {y.detach(), a.grad(), b.grad()};
}

}  // namespace

TEST_CASE("productAndItsGradientsAgreeWithLinearOnEveryInstructionSet") {
  test::onEveryInstructionSet([](std::int64_t target) {
    CAPTURE(target);
    for (const Shape& shape : shapes) {
      agrees(shape, true);
      agrees(shape, false);
    }
  });
}

TEST_CASE("productsOfABatchAndTheirGradientsAgreeWithBmmOnEveryInstructionSet") {
  test::onEveryInstructionSet([](std::int64_t target) {
    CAPTURE(target);
    for (const auto& [rows, depth, columns] : {std::tuple{50, 64, 50}, {77, 64, 77}, {7, 300, 64}, {1, 1, 1}}) {
      for (const bool turned : {false, true}) {
        CAPTURE(columns);
        const auto own = batchPass(rows, depth, columns, turned, batchProduct);
        const auto other =
            batchPass(rows, depth, columns, turned, [](const auto& a, const auto& b) { return at::bmm(a, b); });
        for (std::size_t i = 0; i < own.size(); ++i) {
          REQUIRE(own[i].sizes() == other[i].sizes());
          CHECK(away(own[i], other[i]) < 2e-6);
        }
      }
    }
  });
}

TEST_CASE("productOfViewsIsThatOfTheirCopies") {
  const at::Tensor x = at::randn({96, 60}).t(), weight = at::randn({96, 64}).t();
  CHECK(away(linearProduct(x, weight, {}), at::linear(x, weight)) < 2e-6);
  CHECK(at::equal(linearProduct(x, weight, {}), linearProduct(x.contiguous(), weight.contiguous(), {})));
}

TEST_CASE("rowOfAProductDependsOnThatRowAlone") {
  const at::Tensor x = at::randn({101, 300}), weight = at::randn({128, 300}), bias = at::randn({128});
  at::set_num_threads(1);
  const at::Tensor whole = linearProduct(x, weight, bias);
  CHECK(at::equal(linearProduct(x.narrow(0, 40, 30), weight, bias), whole.narrow(0, 40, 30)));
  at::set_num_threads(2);
  CHECK(at::equal(linearProduct(x, weight, bias), whole));
}

TEST_CASE("onlyWhatIsAskedForGetsAGradient") {
  const at::Tensor x = at::randn({32, 64}).requires_grad_(true), weight = at::randn({64, 64});
  linearProduct(x, weight, {}).sum().backward();
  CHECK(away(x.grad(), weight.sum(0).expand({32, 64})) < 2e-6);
  CHECK(!weight.grad().defined());
  CHECK(!linearProduct(x.detach(), weight, {}).requires_grad());
}
