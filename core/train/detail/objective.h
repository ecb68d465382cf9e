#pragma once
#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>

namespace tilescout::train::detail {

/// Contrastive loss of spec/model.md: ½(image→text + text→image) cross entropy of s/τ against row-normalised positives.
/// images [B, E], texts [M, E], L2-normalised; positives [B, M] 0/1 (every row and column has one); tau scalar.
at::Tensor contrastiveLoss(const at::Tensor& images, const at::Tensor& texts, const at::Tensor& positives,
                           const at::Tensor& tau);

/// Mean over rows of the cross entropy of logits [B, M] against targets [B, M], whose rows add up to 1.
at::Tensor softCrossEntropy(const at::Tensor& logits, const at::Tensor& targets);

/// positives[i][j] = (id_i == id_j) for one caption an image, [B] → [B, B] float.
at::Tensor positivesFromIds(const at::Tensor& ids);

/// Adaptive triplet loss (HarMA): ½[Σ w(a)·a + Σ w(b)·b] over i ≠ j, w(c) = (1 − e^−c)^γ; a sum, gradients through w.
/// `excluded` [B, B] 0/1 (may be undefined) leaves pairs out beside the diagonal.
at::Tensor adaptiveTripletLoss(const at::Tensor& images, const at::Tensor& texts, double margin = 0.2,
                               double gamma = 2.0, const at::Tensor& excluded = {});

}  // namespace tilescout::train::detail
