#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
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

/// One normalised row a text, in their order. Equal texts are embedded once, so that their rows are equal.
inline std::vector<float> embedTexts(const std::vector<std::string>& texts, jobs::LoadedModel& model, JobContext& job) {
  std::unordered_map<std::string, std::size_t> seen;
  std::vector<std::string> distinct;
  for (const std::string& text : texts) {
    if (seen.emplace(text, distinct.size()).second) distinct.push_back(text);
  }
  const std::vector<float> rows =
      inBatches("texts", distinct.size(), model.batchSize(), job, [&](std::size_t first, std::size_t count) {
        const auto begin = distinct.begin() + static_cast<std::ptrdiff_t>(first);
        return model.encodeTexts({begin, begin + static_cast<std::ptrdiff_t>(count)});
      });
  if (distinct.size() == texts.size()) return rows;
  const std::size_t width = rows.size() / distinct.size();
  std::vector<float> out;
  for (const std::string& text : texts) {
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(seen.at(text) * width);
    out.insert(out.end(), begin, begin + static_cast<std::ptrdiff_t>(width));
  }
  return out;
}

}  // namespace tilescout::cli
