#include "train/detail/tune_step.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/matmul.h>

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/log.h"
#include "model/detail/clip_forward.h"
#include "model/detail/torch_errors.h"
#include "train/detail/objective.h"
#include "train/detail/recompute.h"

namespace tilescout::train::detail {

namespace {

at::Tensor normalised(const at::Tensor& x) { return x / x.norm(2, -1, true); }

at::Tensor asLeaf(const at::Tensor& tensor) { return tensor.detach().requires_grad_(true); }

}  // namespace

TuneStep::TuneStep(TunableModel& model, const TrainConfig& config, at::ScalarType compute, const MemoryPlan& plan,
                   StepHooks hooks, ProcessGroup* group)
    : model_(model),
      config_(config),
      compute_(compute),
      microBatch_(std::max(1, plan.microBatch)),
      recompute_(plan.recompute),
      hooks_(std::move(hooks)),
      group_(group) {}

template <typename Work>
void TuneStep::halvingUntilItFits(std::int64_t pairs, Work&& work) {
  for (;;) {
    try {
      return work();
    } catch (const std::exception& error) {
      if (!model::detail::isOutOfMemory(error)) throw;
    }
    if (microBatch_ == 1) {
      if (recompute_ || config_.recompute == Recompute::Never || config_.method == Method::Projection) {
        throw Error(ErrorCode::OutOfMemory, "one pair alone does not fit into memory");
      }
      recompute_ = true;
      log::warn("out of memory: training goes on with activations computed again");
      continue;
    }
    microBatch_ = static_cast<int>((std::min<std::int64_t>(microBatch_, pairs) + 1) / 2);
    log::warn("out of memory: training goes on with " + std::to_string(microBatch_) + " pairs at once");
  }
}

StepLosses TuneStep::run(const TuneBatch& batch) {
  if (group_ != nullptr) return together(batch);
  StepLosses losses;
  halvingUntilItFits(batch.images.size(0), [&] {
    for (Parameter& parameter : model_.parameters) parameter.tensor.mutable_grad().reset();
    losses = attempt(batch);
  });
  return losses;
}

StepLosses TuneStep::attempt(const TuneBatch& batch) {
  const std::int64_t total = batch.images.size(0);
  StepLosses values;
  const Tower imageTower = [&](std::int64_t first, std::int64_t count) { return images(batch, first, count); };
  const Tower textTower = [&](std::int64_t first, std::int64_t count) { return texts(batch, first, count); };
  if (total <= microBatch_) {
    told(total);
    loss(imageTower(0, total), textTower(0, total), batch, values).backward();
    return values;
  }
  const Embedded image = inPieces(total, imageTower), text = inPieces(total, textTower);
  loss(image, text, batch, values).backward();
  backwardInPieces(total, imageTower, image);
  backwardInPieces(total, textTower, text);
  return values;
}

StepLosses TuneStep::together(const TuneBatch& batch) {
  const std::int64_t own = batch.images.size(0), total = batch.positives.size(0);
  const std::int64_t offset = group_->share(total).first;
  const Tower imageTower = [&](std::int64_t first, std::int64_t count) { return images(batch, first, count); };
  const Tower textTower = [&](std::int64_t first, std::int64_t count) { return texts(batch, first, count); };
  // Memory may run out in one process alone: what it does again must lie between two steps that are taken together.
  Embedded ownImage, ownText;
  halvingUntilItFits(own, [&] {
    if (own <= microBatch_) told(own);
    ownImage = own <= microBatch_ ? imageTower(0, own) : inPieces(own, imageTower);
    ownText = own <= microBatch_ ? textTower(0, own) : inPieces(own, textTower);
  });
  const Embedded image = allRows(ownImage, total), text = allRows(ownText, total);
  StepLosses values;
  loss(image, text, batch, values).backward();
  const at::Tensor temperature = model_.temperature.grad();
  halvingUntilItFits(own, [&] {
    for (Parameter& parameter : model_.parameters) parameter.tensor.mutable_grad().reset();
    if (own <= microBatch_) {
      backward(ownImage, image, offset, own);
      backward(ownText, text, offset, own);
    } else {
      backwardInPieces(own, imageTower, image, offset);
      backwardInPieces(own, textTower, text, offset);
    }
  });
  model_.temperature.mutable_grad() = temperature / static_cast<double>(group_->place().world);
  sumGradients();
  return values;
}

TuneStep::Embedded TuneStep::allRows(const Embedded& own, std::int64_t total) const {
  Embedded all{asLeaf(group_->gathered(own.main.detach(), total)), {}};
  for (const at::Tensor& block : own.early) all.early.push_back(asLeaf(group_->gathered(block.detach(), total)));
  return all;
}

void TuneStep::sumGradients() const {
  std::vector<at::Tensor> gradients;
  for (const Parameter& parameter : model_.parameters) {
    if (parameter.tensor.grad().defined()) gradients.push_back(parameter.tensor.grad());
  }
  group_->sum(gradients);
}

model::detail::ForwardOptions TuneStep::forwardOptions(bool cutText) const {
  model::detail::ForwardOptions options{compute_, config_.earlyWeight > 0.0, cutText, 0.0, 0.0};
  if (recompute_ || hooks_.between) {
    options.aroundBlock = [this](const model::detail::BlockCall& block, const at::Tensor& input) {
      return throughBlock(block, input);
    };
  }
  return options;
}

at::Tensor TuneStep::throughBlock(const model::detail::BlockCall& block, const at::Tensor& input) const {
  if (hooks_.between) hooks_.between();
  const at::Tensor out = recompute_ ? recomputed(block, input, model_.temperature) : block(input);
  if (hooks_.between && out.requires_grad()) out.register_hook([this](const at::Tensor&) { hooks_.between(); });
  return out;
}

TuneStep::Embedded TuneStep::images(const TuneBatch& batch, std::int64_t first, std::int64_t count) {
  const at::Tensor pixels = batch.images.narrow(0, first, count);
  model::detail::ForwardOptions options = forwardOptions(false);
  if (config_.method != Method::Projection) {
    auto out = model::detail::imageTower(effectiveWeights(model_), pixels, options);
    return {out.embedding, std::move(out.early)};
  }
  at::Tensor pooled;
  {
    const at::NoGradGuard noGrad;
    options.earlyTaps = false;
    pooled = model::detail::imageTower(model_.clip, pixels, options).pooled;
  }
  return {normalised(at::matmul(pooled, model_.clip.imageProjection)), {}};
}

TuneStep::Embedded TuneStep::texts(const TuneBatch& batch, std::int64_t first, std::int64_t count) {
  if (config_.method == Method::Projection) {
    return {normalised(at::matmul(cachedText(batch, first, count), model_.clip.textProjection)), {}};
  }
  auto out =
      model::detail::textTower(effectiveWeights(model_), batch.ids.narrow(0, first, count), forwardOptions(true));
  return {out.embedding, std::move(out.early)};
}

at::Tensor TuneStep::cachedText(const TuneBatch& batch, std::int64_t first, std::int64_t count) {
  const at::NoGradGuard noGrad;
  std::vector<at::Tensor> rows;
  for (std::int64_t i = first; i < first + count; ++i) {
    const auto caption = static_cast<std::size_t>(batch.captions[static_cast<std::size_t>(i)]);
    if (textPooled_.size() <= caption) textPooled_.resize(caption + 1);
    if (!textPooled_[caption].defined()) {
      const model::detail::ForwardOptions options{compute_, false, true, 0.0, 0.0};
      textPooled_[caption] = model::detail::textTower(model_.clip, batch.ids.narrow(0, i, 1), options).pooled;
    }
    rows.push_back(textPooled_[caption]);
  }
  return at::cat(rows);
}

TuneStep::Embedded TuneStep::inPieces(std::int64_t total, const Tower& tower) {
  std::vector<at::Tensor> main;
  std::vector<std::vector<at::Tensor>> early;
  {
    const at::NoGradGuard noGrad;
    for (std::int64_t first = 0; first < total; first += microBatch_) {
      const std::int64_t count = std::min<std::int64_t>(microBatch_, total - first);
      told(count);
      Embedded piece = tower(first, count);
      main.push_back(std::move(piece.main));
      early.resize(piece.early.size());
      for (std::size_t l = 0; l < piece.early.size(); ++l) early[l].push_back(std::move(piece.early[l]));
    }
  }
  Embedded out{asLeaf(at::cat(main)), {}};
  for (const auto& block : early) out.early.push_back(asLeaf(at::cat(block)));
  return out;
}

void TuneStep::backwardInPieces(std::int64_t total, const Tower& tower, const Embedded& leaves, std::int64_t offset) {
  for (std::int64_t first = 0; first < total; first += microBatch_) {
    const std::int64_t count = std::min<std::int64_t>(microBatch_, total - first);
    told(count);
    backward(tower(first, count), leaves, offset + first, count);
  }
}

void TuneStep::backward(const Embedded& rows, const Embedded& leaves, std::int64_t first, std::int64_t count) {
  // The derivative of this sum by the weights is the chain rule's second half for these rows.
  at::Tensor sum = (rows.main * leaves.main.grad().narrow(0, first, count)).sum();
  for (std::size_t l = 0; l < rows.early.size(); ++l) {
    sum = sum + (rows.early[l] * leaves.early[l].grad().narrow(0, first, count)).sum();
  }
  if (sum.requires_grad()) sum.backward();
}

at::Tensor TuneStep::loss(const Embedded& image, const Embedded& text, const TuneBatch& batch,
                          StepLosses& values) const {
  const at::Tensor contrastive = contrastiveLoss(image.main, text.main, batch.positives, model_.temperature);
  at::Tensor total = contrastive;
  values.contrastive = contrastive.item<double>();
  if (config_.triplet) {
    const at::Tensor triplet =
        adaptiveTripletLoss(image.main, text.main, config_.margin, config_.gamma, batch.excluded);
    values.triplet = triplet.item<double>();
    total = total + triplet;
  }
  const std::size_t taps = std::min(image.early.size(), text.early.size());
  for (std::size_t l = 0; l < taps; ++l) {
    // Towers of unlike depth are matched from their ends, where the towers meet.
    const at::Tensor& a = image.early[image.early.size() - taps + l];
    const at::Tensor& b = text.early[text.early.size() - taps + l];
    const at::Tensor early = contrastiveLoss(a, b, batch.positives, model_.temperature);
    values.early += early.item<double>();
    total = total + config_.earlyWeight * early;
  }
  values.total = total.item<double>();
  return total;
}

}  // namespace tilescout::train::detail
