#include "explore/detail/descent_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>

// Highway compiles this file once for every instruction set that can be met; HWY_DYNAMIC_DISPATCH picks one. It is
// compiled without contraction (CMakeLists.txt) and uses no fused operations: layouts are the same on every machine.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "explore/detail/descent_kernel.cpp"
#include <hwy/foreach_target.h>  // must come before highway.h
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace tilescout::explore::detail::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Tag = hn::CappedTag<float, kDescentLanes>;
using IntTag = hn::RebindToSigned<Tag>;
using V = hn::Vec<Tag>;

constexpr std::size_t kLanes = kDescentLanes;
constexpr std::size_t kWalkers = 4;  // points under way at once: their sums do not wait for each other
constexpr float kGreatestStep = 4.0F;
constexpr float kLeastSquare = 1e-10F;  // a point meets itself or its twin: no direction, no division by nothing

/// log2 and 2^x to about 1e-4 and 1e-5: several times quicker than libm, and the same on every machine.
HWY_INLINE V quickLog2(Tag tag, V x) {
  const IntTag whole;
  const auto bits = hn::BitCast(whole, x);
  const V exponent = hn::ConvertTo(tag, hn::Sub(hn::ShiftRight<23>(bits), hn::Set(whole, 127)));
  const V m = hn::BitCast(tag, hn::Or(hn::And(bits, hn::Set(whole, 0x007fffff)), hn::Set(whole, 0x3f800000)));
  V p = hn::Add(hn::Set(tag, -1.051875031F), hn::Mul(m, hn::Set(tag, 0.158248767F)));
  p = hn::Add(hn::Set(tag, 3.047884161F), hn::Mul(m, p));
  p = hn::Add(hn::Set(tag, -2.153620718F), hn::Mul(m, p));
  return hn::Add(exponent, p);
}

HWY_INLINE V quickExp2(Tag tag, V x) {
  const IntTag whole;
  // Positive: cutting off is rounding down.
  const V shifted = hn::Add(hn::Min(hn::Max(x, hn::Set(tag, -126.0F)), hn::Set(tag, 126.0F)), hn::Set(tag, 127.0F));
  const auto power = hn::ConvertTo(whole, shifted);
  const V f = hn::Sub(shifted, hn::ConvertTo(tag, power));
  V p = hn::Add(hn::Set(tag, 0.22606716F), hn::Mul(f, hn::Set(tag, 0.07810052F)));
  p = hn::Add(hn::Set(tag, 0.69583282F), hn::Mul(f, p));
  p = hn::Add(hn::Set(tag, 1.0F), hn::Mul(f, p));
  return hn::Mul(hn::BitCast(tag, hn::ShiftLeft<23>(power)), p);
}

HWY_INLINE V clipped(Tag tag, V step) {
  return hn::Min(hn::Max(step, hn::Set(tag, -kGreatestStep)), hn::Set(tag, kGreatestStep));
}

HWY_INLINE float clippedOne(float step) { return std::clamp(step, -kGreatestStep, kGreatestStep); }

/// SplitMix64: a stream a point and epoch, so that nothing depends on who moves first.
class Random {
 public:
  Random() = default;
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
  std::uint64_t state_ = 0;
};

/// What one edge meets: its other end, then the points that push. Weights say how much each lane counts.
struct Met {
  HWY_ALIGN float x[kLanes];
  HWY_ALIGN float y[kLanes];
};

struct Walker {
  Point point;
  Random random;
  std::size_t row = 0, edge = 0, end = 0;
  bool under_way = false;
};

HWY_INLINE void begin(Walker& walker, const DescentTurn& turn, std::size_t row) {
  const std::size_t i = turn.offset + row * turn.turns + turn.turn;
  walker.row = row;
  walker.point = turn.points[i];
  walker.random = Random(turn.seed, static_cast<std::uint64_t>(turn.epoch), i);
  walker.edge = turn.start[row];
  walker.end = turn.start[row + 1];
  walker.under_way = true;
}

HWY_INLINE void finish(Walker& walker, const DescentTurn& turn) {
  if (turn.anchors != nullptr) {
    const std::size_t i = turn.offset + walker.row * turn.turns + turn.turn;
    const Point& to = turn.anchors[i];
    walker.point.x += turn.rate * clippedOne(turn.pull[i] * (to.x - walker.point.x));
    walker.point.y += turn.rate * clippedOne(turn.pull[i] * (to.y - walker.point.y));
  }
  turn.moved[walker.row] = walker.point;
  walker.under_way = false;
}

/// Goes to the walker's next edge that acts and gathers what it meets; false: there is none left.
HWY_INLINE bool advance(Walker& walker, const DescentTurn& turn, float epoch, Met& met) {
  while (walker.edge < walker.end && !acts(turn.edges[walker.edge].share, epoch)) ++walker.edge;
  if (walker.edge == walker.end) return false;
  const Point& other = turn.points[static_cast<std::size_t>(turn.edges[walker.edge++].column)];
  met.x[0] = other.x;
  met.y[0] = other.y;
  for (int n = 1; n <= turn.negatives; ++n) {
    const Point& far = turn.points[walker.random.below(turn.pointCount)];
    met.x[n] = far.x;
    met.y[n] = far.y;
  }
  return true;
}

/// Lane 0 pulls, the others push, all from where the point is.
HWY_INLINE void act(Point& point, const Met& met, const DescentTurn& turn, const float* weights) {
  const Tag tag;
  const V px = hn::Set(tag, point.x), py = hn::Set(tag, point.y), one = hn::Set(tag, 1.0F);
  const V a = hn::Set(tag, turn.a), b = hn::Set(tag, turn.b);
  HWY_ALIGN float x[kLanes];
  HWY_ALIGN float y[kLanes];
  for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(tag)) {
    const V dx = hn::Sub(px, hn::Load(tag, met.x + lane)), dy = hn::Sub(py, hn::Load(tag, met.y + lane));
    const V squared = hn::Add(hn::Add(hn::Mul(dx, dx), hn::Mul(dy, dy)), hn::Set(tag, kLeastSquare));
    const V power = quickExp2(tag, hn::Mul(b, quickLog2(tag, squared)));
    const V far = hn::Add(hn::Mul(a, power), one);
    const auto pulls = hn::Lt(hn::Iota(tag, static_cast<float>(lane)), one);
    const V top =
        hn::IfThenElse(pulls, hn::Mul(hn::Set(tag, -2.0F * turn.a * turn.b), power), hn::Set(tag, 2.0F * turn.b));
    const V below = hn::Mul(far, hn::IfThenElse(pulls, squared, hn::Add(squared, hn::Set(tag, 0.001F))));
    const V strength = hn::Div(top, below), weight = hn::Load(tag, weights + lane);
    hn::Store(hn::Mul(weight, clipped(tag, hn::Mul(strength, dx))), tag, x + lane);
    hn::Store(hn::Mul(weight, clipped(tag, hn::Mul(strength, dy))), tag, y + lane);
  }
  point.x += turn.rate * (((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7])));
  point.y += turn.rate * (((y[0] + y[1]) + (y[2] + y[3])) + ((y[4] + y[5]) + (y[6] + y[7])));
}

void MoveRows(const DescentTurn& turn, std::size_t first, std::size_t last) {
  const auto epoch = static_cast<float>(turn.epoch);
  HWY_ALIGN float weights[kLanes];
  for (std::size_t lane = 0; lane < kLanes; ++lane)
    weights[lane] = lane == 0 ? turn.pulls : lane <= static_cast<std::size_t>(turn.negatives) ? 1.0F : 0.0F;
  std::array<Walker, kWalkers> walkers{};
  std::array<Met, kWalkers> met{};
  std::size_t next = first;
  for (Walker& walker : walkers) {
    if (next < last) begin(walker, turn, next++);
  }
  for (bool any = true; any;) {
    any = false;
    for (std::size_t w = 0; w < kWalkers; ++w) {
      Walker& walker = walkers[w];
      while (walker.under_way && !advance(walker, turn, epoch, met[w])) {
        finish(walker, turn);
        if (next < last) begin(walker, turn, next++);
      }
      any = any || walker.under_way;
    }
    // A walker without a row moves a point that nobody reads.
    for (std::size_t w = 0; w < kWalkers; ++w) act(walkers[w].point, met[w], turn, weights);
  }
}

}  // namespace tilescout::explore::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tilescout::explore::detail {

HWY_EXPORT(MoveRows);

void moveRows(const DescentTurn& turn, std::size_t begin, std::size_t end) {
  HWY_DYNAMIC_DISPATCH(MoveRows)(turn, begin, end);
}

}  // namespace tilescout::explore::detail
#endif
