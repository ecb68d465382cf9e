#include "explore/detail/descent.h"

#include <algorithm>

#include "explore/detail/descent_kernel.h"

namespace tilescout::explore::detail {

namespace {

constexpr std::size_t kTurns = 4;  // points that move at once see each other where they were
constexpr std::size_t kGrain = 512;

}  // namespace

Descent::Descent(const SparseRows& graph, std::size_t offset, const UmapOptions& options, int epochs, float rate)
    : count_(graph.count()),
      offset_(offset),
      turns_(graph.count() < kTurns * 16 ? 1 : kTurns),
      curve_(fitCurve(options.minDist, options.spread)),
      epochs_(epochs),
      negatives_(std::clamp(options.negatives, 0, kDescentLanes - 1)),
      rate_(rate),
      seed_(options.seed),
      bothEnds_(offset == 0) {
  float greatest = 0.0F;
  for (const float weight : graph.weight) greatest = std::max(greatest, weight);
  if (greatest <= 0.0F) return;
  edges_.reserve(graph.weight.size());
  starts_.reserve(count_ + turns_);
  for (std::size_t turn = 0; turn < turns_; ++turn) {
    for (std::size_t i = turn; i < count_; i += turns_) {
      starts_.push_back(edges_.size());
      for (std::size_t e = graph.start[i]; e < graph.start[i + 1]; ++e) {
        const float share = graph.weight[e] / greatest;
        if (share * static_cast<float>(epochs) >= 1.0F) edges_.push_back({graph.column[e], share});  // else: never acts
      }
    }
    starts_.push_back(edges_.size());
  }
}

void Descent::epoch(int number, std::vector<Point>& points, Team& team, const Point* anchors, const float* pulls) {
  if (edges_.empty()) return;
  DescentTurn turn;
  turn.start = starts_.data();
  turn.edges = edges_.data();
  turn.points = points.data();
  turn.pointCount = points.size();
  turn.offset = offset_;
  turn.anchors = anchors;
  turn.pull = pulls;
  turn.turns = turns_;
  turn.epoch = number;
  turn.negatives = negatives_;
  turn.seed = seed_;
  turn.a = static_cast<float>(curve_.a);
  turn.b = static_cast<float>(curve_.b);
  turn.rate = rate_ * (1.0F - static_cast<float>(number) / static_cast<float>(epochs_));
  turn.pulls = bothEnds_ ? 2.0F : 1.0F;
  moved_.resize(count_ / turns_ + 1);
  turn.moved = moved_.data();
  for (; turn.turn < turns_; ++turn.turn) {
    const std::size_t count = (count_ - turn.turn + turns_ - 1) / turns_;
    team.run(count, kGrain, [&](std::size_t begin, std::size_t end) { moveRows(turn, begin, end); });
    for (std::size_t m = 0; m < count; ++m) points[offset_ + m * turns_ + turn.turn] = moved_[m];
    turn.start += count + 1;
  }
}

}  // namespace tilescout::explore::detail
