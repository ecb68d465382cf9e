#include "train/detail/teacher.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/log.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/softmax.h>

#include "base/error.h"
#include "model/detail/stored_clip.h"
#include "train/detail/objective.h"
#include "train/detail/scratch_model.h"

namespace tilescout::train::detail {

namespace {

at::Tensor matrix(std::vector<float>& rows, std::int64_t count, const std::string& device) {
  const auto width = static_cast<std::int64_t>(rows.size()) / count;
  return at::from_blob(rows.data(), {count, width}, at::kFloat).clone().to(device);
}

at::Tensor chosen(const at::Tensor& table, const std::vector<std::int64_t>& rows) {
  const at::Tensor index =
      at::from_blob(const_cast<std::int64_t*>(rows.data()), {static_cast<std::int64_t>(rows.size())}, at::kLong);
  return table.index_select(0, index.to(table.device()));
}

}  // namespace

Teacher makeTeacher(const model::detail::ClipWeights& clip, const at::Tensor& logTau, const CaptionData& data,
                    const ModelCard& card, at::ScalarType compute, const std::string& device) {
  const at::NoGradGuard noGrad;
  Embedded rows = embedData(clip, data, card.imageSize, card, compute, device);
  Teacher teacher;
  teacher.images = matrix(rows.images, static_cast<std::int64_t>(data.imageCount()), device);
  teacher.texts = matrix(rows.texts, static_cast<std::int64_t>(data.captionCount()), device);
  teacher.tau = at::exp(logTau.detach()).clone();
  return teacher;
}

Teacher storedTeacher(const std::filesystem::path& folder, std::int64_t tokens, const CaptionData& data,
                      at::ScalarType compute, const std::string& device) {
  const ModelCard card = readModelCard(folder / "card.json");
  if (card.vocabularySize != tokens) {
    throw Error(ErrorCode::Incompatible, "cannot teach: it has " + std::to_string(card.vocabularySize) +
                                             " tokens, the model that learns " + std::to_string(tokens),
                folder.string());
  }
  model::LoadedWeights loaded = model::loadStoredModel(folder, card);
  if (!loaded.weights.temperature.defined())
    throw Error(ErrorCode::Incompatible, "cannot teach: it does not say its temperature", folder.string());
  for (auto& [name, tensor] : model::detail::backboneTensors(loaded.weights)) *tensor = tensor->to(device, at::kFloat);
  const at::Tensor logTau = at::log(loaded.weights.temperature.to(device, at::kFloat));
  return makeTeacher(loaded.weights, logTau, data, card, compute, device);
}

Teacher together(const std::vector<Teacher>& teachers) {
  std::vector<at::Tensor> images, texts;
  for (const Teacher& teacher : teachers) {
    images.push_back(teacher.images / (teacher.tau * static_cast<double>(teachers.size())));
    texts.push_back(teacher.texts);
  }
  return {at::cat(images, 1), at::cat(texts, 1), at::ones({}, texts.front().options())};
}

at::Tensor teacherLoss(const Teacher& teacher, const at::Tensor& images, const at::Tensor& texts,
                       const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& captions,
                       const at::Tensor& tau) {
  const at::Tensor taught = at::matmul(chosen(teacher.images, rows), chosen(teacher.texts, captions).t()) / teacher.tau;
  const at::Tensor logits = at::matmul(images, texts.t()) / tau;
  return 0.5 * (softCrossEntropy(logits, taught.softmax(1)) + softCrossEntropy(logits.t(), taught.t().softmax(1)));
}

}  // namespace tilescout::train::detail
