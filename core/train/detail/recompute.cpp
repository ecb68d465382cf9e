#include "train/detail/recompute.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/custom_class.h>

#include <utility>

namespace tilescout::train::detail {

namespace {

struct KeptCall : torch::CustomClassHolder {
  explicit KeptCall(model::detail::BlockCall block) : call(std::move(block)) {}
  model::detail::BlockCall call;
};

using Context = torch::autograd::AutogradContext;
using Gradients = torch::autograd::variable_list;

struct Recompute : torch::autograd::Function<Recompute> {
  static at::Tensor forward(Context* context, const at::Tensor& input, const at::Tensor& /*anchor*/,
                            const c10::intrusive_ptr<KeptCall>& kept) {
    context->save_for_backward({input});
    context->saved_data["call"] = at::IValue::make_capsule(kept);
    return kept->call(input);  // no graph is made inside a Function's forward
  }

  static Gradients backward(Context* context, Gradients gradients) {
    const auto holder = context->saved_data["call"].toCapsule();
    const at::Tensor input = context->get_saved_variables().front().detach().requires_grad_(true);
    const at::AutoGradMode withGraph(true);
    // The weights' gradients are added to theirs on the way, as in any backward pass.
    static_cast<const KeptCall&>(*holder).call(input).backward(gradients.front());
    return {input.grad(), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor recomputed(const model::detail::BlockCall& block, const at::Tensor& input, const at::Tensor& anchor) {
  if (!at::GradMode::is_enabled()) return block(input);
  return Recompute::apply(input, anchor, c10::make_intrusive<KeptCall>(block));
}

}  // namespace tilescout::train::detail
