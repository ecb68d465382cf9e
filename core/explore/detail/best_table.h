#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace tilescout::explore::detail {

/// The k best scores of each row with who they belong to, best first. Rows may be changed from different threads.
class BestTable {
 public:
  BestTable(std::size_t rows, std::size_t k)
      : k_(k), scores_(rows * k, -std::numeric_limits<float>::infinity()), ids_(rows * k, -1) {}

  std::size_t k() const noexcept { return k_; }
  const float* scores(std::size_t row) const noexcept { return scores_.data() + row * k_; }
  const std::int32_t* ids(std::size_t row) const noexcept { return ids_.data() + row * k_; }
  float worst(std::size_t row) const noexcept { return scores_[row * k_ + k_ - 1]; }

  /// Takes the score in when it is among the best; the caller has compared it with worst() already.
  void insert(std::size_t row, float score, std::int32_t id) noexcept {
    float* best = scores_.data() + row * k_;
    std::int32_t* who = ids_.data() + row * k_;
    std::size_t at = k_ - 1;
    for (; at > 0 && best[at - 1] < score; --at) {
      best[at] = best[at - 1];
      who[at] = who[at - 1];
    }
    best[at] = score;
    who[at] = id;
  }

 private:
  std::size_t k_;
  std::vector<float> scores_;
  std::vector<std::int32_t> ids_;
};

}  // namespace tilescout::explore::detail
