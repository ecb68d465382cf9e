#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/job.h"
#include "jobs/model_service.h"

namespace tilescout::cli {

/// Calls `encode(first, count)` for one batch after the other, joins the rows and reports as `stage`.
template <typename Encode>
std::vector<float> inBatches(const std::string& stage, std::size_t total, int batchSize, JobContext& job,
                             Encode encode) {
  const auto batch = static_cast<std::size_t>(std::max(1, batchSize));
  std::vector<float> rows;
  for (std::size_t first = 0; first < total; first += batch) {
    job.checkpoint();
    const std::vector<float> part = encode(first, std::min(batch, total - first));
    rows.insert(rows.end(), part.begin(), part.end());
    const auto done = static_cast<std::int64_t>(std::min(first + batch, total));
    job.report({stage, done, static_cast<std::int64_t>(total)});
  }
  return rows;
}

/// One normalised row a text, in their order.
inline std::vector<float> embedTexts(const std::vector<std::string>& texts, jobs::LoadedModel& model, JobContext& job) {
  return inBatches("texts", texts.size(), model.batchSize(), job, [&](std::size_t first, std::size_t count) {
    const auto begin = texts.begin() + static_cast<std::ptrdiff_t>(first);
    return model.encodeTexts({begin, begin + static_cast<std::ptrdiff_t>(count)});
  });
}

}  // namespace tilescout::cli
