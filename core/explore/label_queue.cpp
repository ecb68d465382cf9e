#include "explore/label_queue.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "explore/detail/linear_algebra.h"

namespace tilescout::explore {

namespace {

constexpr std::size_t kQueueBlock = 256;
constexpr float kSame = 1e-4F;  ///< nearer than this, a label says nothing new

/// 0 … 1 by the mean distance to the neighbours: 1 is the densest.
std::vector<float> densityRanks(const KnnGraph& graph) {
  const std::size_t count = graph.count;
  std::vector<float> far(count, 0.0F), rank(count, 1.0F);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) far[i] += graph.distance[i * graph.k + j];
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return far[a] < far[b]; });
  for (std::size_t place = 0; place < count; ++place) {
    rank[order[place]] = 1.0F - static_cast<float>(place) / static_cast<float>(count);
  }
  return rank;
}

/// The search itself: how far each row is from what is labelled or chosen, and what it is nearest to.
class Coverage {
 public:
  explicit Coverage(const Rows& rows) : rows_(rows), nearest_(rows.count(), 1.0F), owner_(rows.count(), -1) {}

  /// `centres` are rows; `owner` is what the rows near them belong to from now on.
  void cover(const std::vector<std::size_t>& centres, std::int32_t owner) {
    std::vector<float> values;
    for (const std::size_t row : centres) values.insert(values.end(), rows_.row(row), rows_.row(row) + rows_.dim);
    std::vector<float> scores(rows_.count() * centres.size());
    detail::innerProducts(rows_.row(0), rows_.count(), values.data(), centres.size(), rows_.dim, scores.data());
    for (std::size_t i = 0; i < rows_.count(); ++i) {
      const float* own = scores.data() + i * centres.size();
      const float away = std::max(0.0F, 1.0F - *std::max_element(own, own + centres.size()));
      if (away >= nearest_[i]) continue;
      nearest_[i] = away;
      owner_[i] = owner;
    }
    for (const std::size_t row : centres) {
      nearest_[row] = 0.0F;
      owner_[row] = owner;
    }
  }

  float distance(std::size_t row) const { return nearest_[row]; }
  std::int64_t owned(std::int32_t owner) const { return std::count(owner_.begin(), owner_.end(), owner); }

 private:
  const Rows& rows_;
  std::vector<float> nearest_;
  std::vector<std::int32_t> owner_;
};

}  // namespace

std::vector<LabelCandidate> worthLabelling(const Rows& rows, const KnnGraph& graph,
                                           std::span<const std::uint8_t> labelled, std::size_t count, JobContext& job) {
  if (labelled.size() != rows.count() || graph.count != rows.count()) {
    throw Error(ErrorCode::InvalidInput, "labels, neighbours and rows do not match");
  }
  std::vector<LabelCandidate> chosen;
  if (rows.count() == 0) return chosen;
  Coverage coverage(rows);
  std::vector<std::size_t> block;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    if (labelled[i] != 0) block.push_back(i);
    if (block.size() < kQueueBlock && i + 1 < rows.count()) continue;
    job.checkpoint();
    if (!block.empty()) coverage.cover(block, -2);
    block.clear();
  }
  const std::vector<float> density = densityRanks(graph);
  while (chosen.size() < count) {
    job.checkpoint();
    std::size_t best = 0;
    float most = -1.0F;
    for (std::size_t i = 0; i < rows.count(); ++i) {
      const float gain = coverage.distance(i) <= kSame ? -1.0F : density[i] * coverage.distance(i);
      if (gain > most) {
        most = gain;
        best = i;
      }
    }
    if (most < 0.0F) break;
    chosen.push_back({static_cast<std::int32_t>(best), 0, static_cast<double>(coverage.distance(best))});
    coverage.cover({best}, static_cast<std::int32_t>(chosen.size() - 1));
    job.report({"choose", static_cast<std::int64_t>(chosen.size()), static_cast<std::int64_t>(count)});
  }
  for (std::size_t c = 0; c < chosen.size(); ++c) chosen[c].standsFor = coverage.owned(static_cast<std::int32_t>(c));
  return chosen;
}

}  // namespace tilescout::explore
