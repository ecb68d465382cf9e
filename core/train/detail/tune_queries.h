#pragma once
#include <ATen/core/ScalarType.h>

#include <span>
#include <string>
#include <vector>

#include "model/detail/clip_weights.h"
#include "train/fine_tuner.h"

namespace tilescout::train::detail {

/// The user's own queries over the images of one split, with a model as it is now. `images` are its embeddings of them,
/// row after row.
class TuneQueries {
 public:
  explicit TuneQueries(const std::vector<TuneQuery>& queries, int contextLength);

  void askBefore(std::span<const float> images, const model::detail::ClipWeights& clip, at::ScalarType compute,
                 const std::string& device);
  void askAfter(std::span<const float> images, const model::detail::ClipWeights& clip, at::ScalarType compute,
                const std::string& device);
  std::vector<QueryChange> take() { return std::move(changes_); }

 private:
  std::vector<std::vector<QueryHit>> ask(std::span<const float> images, const model::detail::ClipWeights& clip,
                                         at::ScalarType compute, const std::string& device) const;

  CaptionData texts_;
  std::vector<QueryChange> changes_;
};

}  // namespace tilescout::train::detail
