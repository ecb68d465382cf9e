#include "explore/detail/descent.h"

#include <algorithm>
#include <array>
#include <bit>

namespace tilescout::explore::detail {

namespace {

constexpr std::size_t kTurns = 4;  // points that move at once see each other where they were
constexpr std::size_t kGrain = 512;
constexpr float kGreatestStep = 4.0F;
constexpr float kLeastSquare = 1e-10F;  // a point meets itself or its twin: no direction, no division by nothing

/// log2 and 2^x to about 1e-4 and 1e-5: several times quicker than libm, and the same on every machine.
float quickLog2(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  const float exponent = static_cast<float>(static_cast<std::int32_t>(bits >> 23) - 127);
  const float m = std::bit_cast<float>((bits & 0x007fffffU) | 0x3f800000U);
  const float p = -2.153620718F + m * (3.047884161F + m * (-1.051875031F + m * 0.158248767F));
  return exponent + p;
}

float quickExp2(float x) {
  const float shifted = std::clamp(x, -126.0F, 126.0F) + 127.0F;  // positive: cutting off is rounding down
  const auto whole = static_cast<std::int32_t>(shifted);
  const float f = shifted - static_cast<float>(whole);
  const float p = 1.0F + f * (0.69583282F + f * (0.22606716F + f * 0.07810052F));
  return std::bit_cast<float>(static_cast<std::uint32_t>(whole) << 23) * p;
}

float quickPow(float base, float exponent) { return quickExp2(exponent * quickLog2(base)); }

float clipped(float step) { return std::clamp(step, -kGreatestStep, kGreatestStep); }

/// SplitMix64: a stream a point and epoch, so that nothing depends on who moves first.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t epoch, std::uint64_t point)
      : state_(mix(seed + 0x9e3779b97f4a7c15ULL * (epoch + 1)) ^ mix(point + 0x632be59bd9b4e019ULL)) {}
  std::size_t below(std::size_t count) {
    state_ += 0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(((mix(state_) >> 32) * static_cast<std::uint64_t>(count)) >> 32);
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace

/// The forces on one point at one learning rate. An edge's pull and its pushes are worked out together, from where the
/// point is: eight lanes without a branch, which the compiler turns into vector instructions.
class Descent::Mover {
 public:
  static constexpr int kLanes = 8;

  Mover(const Curve& curve, float rate)
      : a_(static_cast<float>(curve.a)), b_(static_cast<float>(curve.b)), rate_(rate) {}

  /// Lane 0 pulls with weight `pulls`, the other `pushes` lanes push.
  void act(Point& point, const std::array<Point, kLanes>& others, float pulls, int pushes) const {
    std::array<float, kLanes> x, y;
    for (int lane = 0; lane < kLanes; ++lane) {
      const auto at = static_cast<std::size_t>(lane);
      const float dx = point.x - others[at].x, dy = point.y - others[at].y;
      const float squared = dx * dx + dy * dy + kLeastSquare;
      const float power = quickPow(squared, b_);
      const float nearness = 1.0F / (a_ * power + 1.0F);
      const float pull = -2.0F * a_ * b_ * power / squared * nearness;
      const float push = 2.0F * b_ / (0.001F + squared) * nearness;
      const float strength = lane == 0 ? pull : push;
      const float weight = lane == 0 ? pulls : lane <= pushes ? 1.0F : 0.0F;
      x[at] = weight * clipped(strength * dx);
      y[at] = weight * clipped(strength * dy);
    }
    point.x += rate_ * (((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7])));
    point.y += rate_ * (((y[0] + y[1]) + (y[2] + y[3])) + ((y[4] + y[5]) + (y[6] + y[7])));
  }

  void drift(Point& point, const Point& to, float weight) const {
    point.x += rate_ * clipped(weight * (to.x - point.x));
    point.y += rate_ * clipped(weight * (to.y - point.y));
  }

 private:
  float a_, b_, rate_;
};

Descent::Descent(const SparseRows& graph, std::size_t offset, const UmapOptions& options, int epochs, float rate)
    : graph_(graph),
      offset_(offset),
      curve_(fitCurve(options.minDist, options.spread)),
      epochs_(epochs),
      negatives_(std::clamp(options.negatives, 0, Mover::kLanes - 1)),
      rate_(rate),
      seed_(options.seed),
      bothEnds_(offset == 0) {
  for (const float weight : graph.weight) greatest_ = std::max(greatest_, weight);
}

void Descent::epoch(int number, std::vector<Point>& points, Team& team, const std::vector<Point>* anchors, float pull) {
  if (graph_.count() == 0 || greatest_ <= 0.0F) return;
  const Mover mover(curve_, rate_ * (1.0F - static_cast<float>(number) / static_cast<float>(epochs_)));
  const std::size_t turns = graph_.count() < kTurns * 16 ? 1 : kTurns;
  const float scale = 1.0F / greatest_;
  // An edge acts in as many epochs as its weight's share of the greatest, evenly spread.
  const auto acts = [&](std::size_t edge) {
    const float share = graph_.weight[edge] * scale;
    return static_cast<int>(share * static_cast<float>(number + 1)) >
           static_cast<int>(share * static_cast<float>(number));
  };
  moved_.resize(graph_.count() / turns + 1);
  for (std::size_t turn = 0; turn < turns; ++turn) {
    const std::size_t count = (graph_.count() - turn + turns - 1) / turns;
    team.run(count, kGrain, [&](std::size_t begin, std::size_t end) {
      std::array<Point, Mover::kLanes> others{};
      for (std::size_t m = begin; m < end; ++m) {
        const std::size_t i = m * turns + turn;
        Point point = points[offset_ + i];
        Random random(seed_, static_cast<std::uint64_t>(number), offset_ + i);
        for (std::size_t edge = graph_.start[i]; edge < graph_.start[i + 1]; ++edge) {
          if (!acts(edge)) continue;
          others[0] = points[static_cast<std::size_t>(graph_.column[edge])];
          for (int n = 1; n <= negatives_; ++n)
            others[static_cast<std::size_t>(n)] = points[random.below(points.size())];
          mover.act(point, others, bothEnds_ ? 2.0F : 1.0F, negatives_);
        }
        if (anchors != nullptr) mover.drift(point, (*anchors)[offset_ + i], pull);
        moved_[m] = point;
      }
    });
    for (std::size_t m = 0; m < count; ++m) points[offset_ + m * turns + turn] = moved_[m];
  }
}

}  // namespace tilescout::explore::detail
