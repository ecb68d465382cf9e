#include <ATen/ops/bmm.h>
#include <ATen/ops/linear.h>

#include "model/detail/row_product.h"

namespace tilescout::model::detail {

at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  return at::linear(x, weight, bias);
}

at::Tensor batchProduct(const at::Tensor& a, const at::Tensor& b) { return at::bmm(a, b); }

}  // namespace tilescout::model::detail
