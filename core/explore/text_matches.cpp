#include "explore/text_matches.h"

#include <algorithm>
#include <cmath>

#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kTextsATurn = 64;

}  // namespace

std::vector<float> centredRows(const Rows& rows) {
  std::vector<double> mean(rows.dim, 0.0);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    for (std::size_t k = 0; k < rows.dim; ++k) mean[k] += rows.row(i)[k] / static_cast<double>(rows.count());
  }
  std::vector<float> values(rows.values.begin(), rows.values.end());
  for (std::size_t i = 0; i < rows.count(); ++i) {
    float* row = values.data() + i * rows.dim;
    double squares = 0.0;
    for (std::size_t k = 0; k < rows.dim; ++k) {
      row[k] -= static_cast<float>(mean[k]);
      squares += static_cast<double>(row[k]) * row[k];
    }
    const auto scale = squares > 1e-10 ? static_cast<float>(1.0 / std::sqrt(squares)) : 0.0F;
    for (std::size_t k = 0; k < rows.dim; ++k) row[k] *= scale;
  }
  return values;
}

std::vector<std::vector<std::pair<std::int32_t, float>>> bestImages(const Rows& texts, const Rows& images,
                                                                    std::size_t count) {
  using Match = std::pair<std::int32_t, float>;
  std::vector<std::vector<Match>> best(texts.count());
  if (texts.count() == 0 || images.count() == 0) return best;
  const std::vector<float> centredTexts =
      texts.count() > 1 ? centredRows(texts) : std::vector<float>(texts.values.begin(), texts.values.end());
  const std::vector<float> centredImages = centredRows(images);
  std::vector<Match> order(images.count());
  std::vector<float> scores(kTextsATurn * images.count());
  const std::size_t kept = std::min(count, order.size());
  for (std::size_t at = 0; at < texts.count(); at += kTextsATurn) {
    const std::size_t some = std::min(kTextsATurn, texts.count() - at);
    detail::innerProducts(centredTexts.data() + at * texts.dim, some, centredImages.data(), images.count(), texts.dim,
                          scores.data());
    for (std::size_t t = 0; t < some; ++t) {
      for (std::size_t i = 0; i < images.count(); ++i) {
        order[i] = {static_cast<std::int32_t>(i), scores[t * images.count() + i]};
      }
      const auto first = [](const Match& a, const Match& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
      };
      std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(), first);
      best[at + t].assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept));
    }
  }
  return best;
}

}  // namespace tilescout::explore
