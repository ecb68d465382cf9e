#include "train/detail/objective.h"

#include <ATen/ops/exp.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/pow.h>

namespace tilescout::train::detail {

namespace {

at::Tensor crossEntropy(const at::Tensor& logits, const at::Tensor& positives) {
  return softCrossEntropy(logits, positives / positives.sum(1, true));
}

at::Tensor weighted(const at::Tensor& hinge, double gamma) {
  return (at::pow(1.0 - at::exp(-hinge), gamma) * hinge).sum();
}

}  // namespace

at::Tensor softCrossEntropy(const at::Tensor& logits, const at::Tensor& targets) {
  return -(targets * at::log_softmax(logits, 1)).sum(1).mean();
}

at::Tensor contrastiveLoss(const at::Tensor& images, const at::Tensor& texts, const at::Tensor& positives,
                           const at::Tensor& tau) {
  const at::Tensor logits = at::matmul(images, texts.t()) / tau;
  return 0.5 * (crossEntropy(logits, positives) + crossEntropy(logits.t(), positives.t()));
}

at::Tensor positivesFromIds(const at::Tensor& ids) {
  return ids.unsqueeze(0).eq(ids.unsqueeze(1)).to(at::kFloat);
}

at::Tensor adaptiveTripletLoss(const at::Tensor& images, const at::Tensor& texts, double margin, double gamma,
                               const at::Tensor& excluded) {
  const at::Tensor scores = at::matmul(images, texts.t());
  const at::Tensor own = scores.diag().unsqueeze(1);
  at::Tensor kept = 1.0 - at::eye(scores.size(0), scores.options());
  if (excluded.defined()) kept = kept * (1.0 - excluded);
  const at::Tensor imageHinge = (margin + scores - own).clamp_min(0.0) * kept;
  const at::Tensor textHinge = (margin + scores - own.t()).clamp_min(0.0) * kept;
  return 0.5 * (weighted(imageHinge, gamma) + weighted(textHinge, gamma));
}

}  // namespace tilescout::train::detail
