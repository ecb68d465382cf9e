#pragma once
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/detail/clip_weights.h"
#include "model/model_card.h"
#include "train/caption_data.h"

namespace tilescout::train::detail {

/// What a model that has learned says of every image and caption of its training data: soft targets beside the given
/// pairs, since many a caption is true of images that it does not stand under (arXiv 2204.04588).
struct Teacher {
  at::Tensor images;  ///< [N, E], normalised, on the device
  at::Tensor texts;   ///< [M, E]
  at::Tensor tau;     ///< scalar

  bool defined() const { return images.defined(); }
};

/// Embeds the data as it is, without augmentation and whole captions, at the card's image size.
Teacher makeTeacher(const model::detail::ClipWeights& clip, const at::Tensor& logTau, const CaptionData& data,
                    const ModelCard& card, at::ScalarType compute, const std::string& device);

/// The same of a folder of the model store. Throws Error{Incompatible} when it has not `tokens` tokens, or says no τ.
Teacher storedTeacher(const std::filesystem::path& folder, std::int64_t tokens, const CaptionData& data,
                      at::ScalarType compute, const std::string& device);

/// Several models as one, whose logits s/τ are the mean of theirs.
Teacher together(const std::vector<Teacher>& teachers);

/// Cross entropy of s/τ against the teacher's shares of the same batch, ½(image→text + text→image). images [B, E],
/// texts [M, E] as in `contrastiveLoss`; rows [B] and captions [M]: which of the data's images and captions they are.
at::Tensor teacherLoss(const Teacher& teacher, const at::Tensor& images, const at::Tensor& texts,
                       const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& captions,
                       const at::Tensor& tau);

}  // namespace tilescout::train::detail
