#include "model/detail/row_product.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linear.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <vector>

#include "model/detail/row_kernels.h"

namespace tilescout::model::detail {

namespace {

using Context = torch::autograd::AutogradContext;
using Gradients = torch::autograd::variable_list;

constexpr std::int64_t leastRows = 16;  ///< below it, putting the weights in order is the work

bool isPlain(const at::Tensor& tensor) {
  return tensor.device().is_cpu() && tensor.scalar_type() == at::kFloat && tensor.layout() == at::kStrided;
}

bool fits(std::int64_t rows, std::int64_t out) {
  return rows >= leastRows && out > 0 && out % static_cast<std::int64_t>(panelWidth()) == 0;
}

/// [out, in] in the order of PanelsView: a copy for one product, which costs one part in as many as x has rows.
at::Tensor inPanels(const at::Tensor& weight) {
  const auto out = weight.size(0), in = weight.size(1), wide = static_cast<std::int64_t>(panelWidth());
  const auto depth = static_cast<std::int64_t>(panelDepth), panels = out / wide;
  const at::Tensor packed = at::empty({in, out}, weight.options());
  const float* const from = weight.data_ptr<float>();
  float* const to = packed.data_ptr<float>();
  at::parallel_for(0, (in + depth - 1) / depth * panels, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t task = begin; task < end; ++task) {
      const std::int64_t first = task / panels * depth, column = task % panels * wide,
                         piece = std::min(depth, in - first);
      packPiece(from + column * weight.stride(0) + first * weight.stride(1), static_cast<std::size_t>(piece),
                static_cast<std::size_t>(wide), static_cast<std::size_t>(weight.stride(0)),
                static_cast<std::size_t>(weight.stride(1)), to + first * out + column * piece);
    }
  });
  return packed;
}

/// x [rows, in] times the transpose of a matrix whose element (o, i) is weight[o, i]; both may lie as they like.
at::Tensor multiplied(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  const auto rows = x.size(0), in = x.size(1), out = weight.size(0);
  if (!fits(rows, out)) return at::linear(x, weight, bias);
  const at::Tensor packed = inPanels(weight), from = x.contiguous();
  at::Tensor y = at::empty({rows, out}, x.options());
  const at::Tensor offset = bias.defined() ? bias.contiguous() : at::Tensor();
  const PanelsView view{packed.data_ptr<float>(), offset.defined() ? offset.data_ptr<float>() : nullptr,
                        static_cast<std::size_t>(out), static_cast<std::size_t>(in)};
  const RowsView input{from.data_ptr<float>(), static_cast<std::size_t>(in)};
  const RowsView output{y.data_ptr<float>(), static_cast<std::size_t>(out)};
  at::parallel_for(0, rows, leastRows, [&](std::int64_t begin, std::int64_t end) {
    const auto first = static_cast<std::size_t>(begin);
    multiply(view, input.from(first), static_cast<std::size_t>(end - begin), output.from(first), Finish::Store);
  });
  return y;
}

/// One of the products of a batch, rows of y `c` floats apart; room for it is found in `scratch`.
void multiplyOne(const at::Tensor& a, const at::Tensor& b, std::int64_t n, float* y, std::vector<float>& scratch) {
  const auto rows = static_cast<std::size_t>(a.size(1)), depth = static_cast<std::size_t>(a.size(2));
  const auto columns = static_cast<std::size_t>(b.size(2)), wide = panelWidth();
  const std::size_t whole = (columns + wide - 1) / wide * wide, stride = rowStride(whole);
  scratch.resize(std::max(scratch.size(), depth * whole + rows * stride));
  const float* const from = b.data_ptr<float>() + n * b.stride(0);
  for (std::size_t first = 0; first < depth; first += panelDepth) {
    packPiece(from + static_cast<std::int64_t>(first) * b.stride(1), std::min(panelDepth, depth - first), columns,
              static_cast<std::size_t>(b.stride(2)), static_cast<std::size_t>(b.stride(1)),
              scratch.data() + first * whole);
  }
  const RowsView x{a.data_ptr<float>() + n * a.stride(0), static_cast<std::size_t>(a.stride(1))};
  const RowsView room{scratch.data() + depth * whole, stride};
  const RowsView out = whole == columns ? RowsView{y, columns} : room;
  multiply(PanelsView{scratch.data(), nullptr, columns, depth}, x, rows, out, Finish::Store);
  for (std::size_t r = 0; whole != columns && r < rows; ++r) std::copy_n(room.from(r).values, columns, y + r * columns);
}

at::Tensor multipliedEach(const at::Tensor& a, const at::Tensor& b) {
  at::Tensor out = at::empty({a.size(0), a.size(1), b.size(2)}, a.options());
  const at::Tensor x = a.stride(2) == 1 ? a : a.contiguous();
  float* const y = out.data_ptr<float>();
  at::parallel_for(0, a.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
    std::vector<float> scratch;
    for (std::int64_t n = begin; n < end; ++n) multiplyOne(x, b, n, y + n * out.stride(0), scratch);
  });
  return out;
}

struct BatchFunction : torch::autograd::Function<BatchFunction> {
  static at::Tensor forward(Context* context, const at::Tensor& a, const at::Tensor& b) {
    context->save_for_backward({b.requires_grad() ? a : at::Tensor(), a.requires_grad() ? b : at::Tensor()});
    return multipliedEach(a, b);
  }

  static Gradients backward(Context* context, Gradients gradients) {
    const at::Tensor& dy = gradients.front();
    const auto saved = context->get_saved_variables();
    return {saved[1].defined() ? multipliedEach(dy, saved[1].transpose(1, 2)) : at::Tensor(),
            saved[0].defined() ? multipliedEach(saved[0].transpose(1, 2), dy) : at::Tensor()};
  }
};

/// A missing bias is an empty one: a Function's arguments have to be defined.
struct LinearFunction : torch::autograd::Function<LinearFunction> {
  static at::Tensor forward(Context* context, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    context->save_for_backward({weight.requires_grad() ? x : at::Tensor(), x.requires_grad() ? weight : at::Tensor()});
    context->saved_data["bias"] = bias.requires_grad();
    return multiplied(x, weight, bias.numel() > 0 ? bias : at::Tensor());
  }

  static Gradients backward(Context* context, Gradients gradients) {
    const at::Tensor& dy = gradients.front();
    const auto saved = context->get_saved_variables();
    at::Tensor dx, dWeight, dBias;
    if (saved[1].defined()) dx = multiplied(dy, saved[1].t(), {});
    if (saved[0].defined()) dWeight = multiplied(dy.t(), saved[0].t(), {});
    if (context->saved_data["bias"].toBool()) dBias = dy.sum(0);
    return {dx, dWeight, dBias};
  }
};

}  // namespace

at::Tensor linearProduct(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  const std::int64_t in = weight.size(1), rows = in > 0 ? x.numel() / in : 0;
  const bool plain = isPlain(x) && isPlain(weight) && (!bias.defined() || isPlain(bias));
  if (!plain || !fits(rows, weight.size(0))) return at::linear(x, weight, bias);
  std::vector<std::int64_t> shape = x.sizes().vec();
  shape.back() = weight.size(0);
  const at::Tensor flat = x.reshape({rows, in});
  if (!at::GradMode::is_enabled()) return multiplied(flat, weight, bias).view(shape);
  return LinearFunction::apply(flat, weight, bias.defined() ? bias : at::empty({0}, x.options())).view(shape);
}

at::Tensor batchProduct(const at::Tensor& a, const at::Tensor& b) {
  if (!isPlain(a) || !isPlain(b) || a.numel() == 0 || b.numel() == 0) return at::bmm(a, b);
  return at::GradMode::is_enabled() ? BatchFunction::apply(a, b) : multipliedEach(a, b);
}

}  // namespace tilescout::model::detail
