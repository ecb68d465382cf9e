#include "train/detail/companions.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/tensor.h>

#include <cstring>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/hash.h"

namespace tilescout::train::detail {

namespace {

/// Rows of all processes, as plain numbers.
std::vector<float> gathered(ProcessGroup& group, std::vector<float> own, std::int64_t total, int dim) {
  const auto rows = static_cast<std::int64_t>(own.size()) / dim;
  const at::Tensor all = group.gathered(at::from_blob(own.data(), {rows, dim}, at::kFloat), total).contiguous();
  return {all.data_ptr<float>(), all.data_ptr<float>() + all.numel()};
}

}  // namespace

Companions::Companions(const std::shared_ptr<Processes>& processes)
    : group_(std::dynamic_pointer_cast<ProcessGroup>(processes)) {}

void Companions::agreeOn(const std::string& identity) const {
  if (!group_) return;
  // 48 bits of the hash: a float64 carries them whole.
  const auto mark = static_cast<double>(std::stoull(hashText(identity).substr(0, 12), nullptr, 16));
  const at::Tensor marks = group_->gathered(at::tensor({mark}, at::kDouble), world());
  if (marks.eq(mark).all().item<bool>()) return;
  throw Error(ErrorCode::Incompatible,
              "the processes of this training were given other data, another base or other settings",
              "process " + std::to_string(group_->place().rank) + " of " + std::to_string(world()));
}

Companions::Orders Companions::agreed(const Orders& own) const {
  if (!group_) return own;
  const at::Tensor row = at::tensor({own.stop ? 1.0 : 0.0, own.finish ? 1.0 : 0.0, own.progress}, at::kDouble);
  const at::Tensor all = group_->gathered(row.view({1, 3}), world());
  return {all.select(1, 0).max().item<double>() > 0.0, all[0][1].item<double>() > 0.0, all[0][2].item<double>()};
}

double Companions::firsts(double own) const {
  if (!group_) return own;
  at::Tensor value = at::tensor({own}, at::kDouble);
  group_->takeFirsts({value});
  return value.item<double>();
}

void Companions::align(TunableModel& model) const {
  if (!group_) return;
  std::vector<at::Tensor> tensors;
  for (const Parameter& parameter : model.parameters) tensors.push_back(parameter.tensor);
  group_->takeFirsts(tensors);
}

void Companions::align(TunableModel& model, Optimizer& optimizer, TuneState& state) const {
  if (!group_) return;
  align(model);
  at::Tensor facts =
      at::tensor({static_cast<double>(state.step), state.seconds, static_cast<double>(state.evaluations),
                  static_cast<double>(state.sinceBest), static_cast<double>(state.bestStep), state.bestMeanRecall,
                  state.lastMeanRecall, state.trainLoss, static_cast<double>(state.evaluatedAt)},
                 at::kDouble);
  group_->takeFirsts({facts});
  const double* values = facts.data_ptr<double>();
  state.step = static_cast<std::int64_t>(values[0]);
  state.seconds = values[1];
  state.evaluations = static_cast<std::int64_t>(values[2]);
  state.sinceBest = static_cast<std::int64_t>(values[3]);
  state.bestStep = static_cast<std::int64_t>(values[4]);
  state.bestMeanRecall = values[5];
  state.lastMeanRecall = values[6];
  state.trainLoss = values[7];
  state.evaluatedAt = static_cast<std::int64_t>(values[8]);
  const auto moments = optimizer.state();
  std::vector<at::Tensor> tensors;
  for (const auto& [name, tensor] : moments) tensors.push_back(tensor);
  group_->takeFirsts(tensors);
  optimizer.load(moments, state.step);
}

Embedded Companions::embedded(const model::detail::ClipWeights& clip, const CaptionData& data, const ModelCard& card,
                              at::ScalarType compute, const std::string& device,
                              const std::function<void()>& between) const {
  if (!group_) return embedData(clip, data, card.imageSize, card, compute, device, between);
  const auto images = static_cast<std::int64_t>(data.imageCount());
  const auto texts = static_cast<std::int64_t>(data.captionCount());
  Embedded own;
  own.images = embedImages(clip, data, share(images), card.imageSize, card, compute, device);
  own.texts = embedCaptions(clip, data, share(texts), compute, device);
  return {gathered(*group_, std::move(own.images), images, card.embedDim),
          gathered(*group_, std::move(own.texts), texts, card.embedDim)};
}

}  // namespace tilescout::train::detail
