#include "train/detail/tune_queries.h"

#include <algorithm>
#include <numeric>

#include "train/detail/scratch_model.h"

namespace tilescout::train::detail {

namespace {

constexpr std::size_t shown = 6;  ///< hits of a query

std::vector<QueryHit> bestOf(std::span<const float> images, std::span<const float> text) {
  const std::size_t dim = text.size(), count = images.size() / dim;
  std::vector<double> scores(count);
  for (std::size_t row = 0; row < count; ++row) {
    const auto image = images.subspan(row * dim, dim);
    scores[row] = std::inner_product(image.begin(), image.end(), text.begin(), 0.0);
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const std::size_t top = std::min(shown, count);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(top), order.end(),
                    [&](std::size_t a, std::size_t b) { return std::pair(-scores[a], a) < std::pair(-scores[b], b); });
  std::vector<QueryHit> hits;
  for (std::size_t i = 0; i < top; ++i) hits.push_back({static_cast<std::int64_t>(order[i]), {}, 0, scores[order[i]]});
  return hits;
}

}  // namespace

TuneQueries::TuneQueries(const std::vector<TuneQuery>& queries, int contextLength) {
  texts_.contextLength = contextLength;
  for (const TuneQuery& query : queries) {
    texts_.captionIds.insert(texts_.captionIds.end(), query.ids.begin(), query.ids.end());
    texts_.captionImage.push_back(0);
    texts_.captions.push_back(query.text);
    changes_.push_back({query.text, {}, {}});
  }
}

std::vector<std::vector<QueryHit>> TuneQueries::ask(std::span<const float> images,
                                                    const model::detail::ClipWeights& clip, at::ScalarType compute,
                                                    const std::string& device) const {
  std::vector<std::vector<QueryHit>> answers;
  if (changes_.empty() || images.empty()) return answers;
  const auto count = static_cast<std::int64_t>(changes_.size());
  const std::vector<float> rows = embedCaptions(clip, texts_, {0, count}, compute, device);
  const std::size_t dim = rows.size() / changes_.size();
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    answers.push_back(bestOf(images, std::span(rows).subspan(i * dim, dim)));
  }
  return answers;
}

void TuneQueries::askBefore(std::span<const float> images, const model::detail::ClipWeights& clip,
                            at::ScalarType compute, const std::string& device) {
  auto answers = ask(images, clip, compute, device);
  for (std::size_t i = 0; i < answers.size(); ++i) changes_[i].before = std::move(answers[i]);
}

void TuneQueries::askAfter(std::span<const float> images, const model::detail::ClipWeights& clip,
                           at::ScalarType compute, const std::string& device) {
  auto answers = ask(images, clip, compute, device);
  for (std::size_t i = 0; i < answers.size(); ++i) changes_[i].after = std::move(answers[i]);
}

}  // namespace tilescout::train::detail
