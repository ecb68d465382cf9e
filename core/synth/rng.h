#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tilescout::synth {

/// One well-mixed value of two (splitmix64's finaliser); the base of every seeded choice.
inline std::uint64_t mixSeed(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t z = a + 0x9e3779b97f4a7c15ull * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

/// Own generator and own distributions: the standard library's differ between platforms, and the same options must
/// give the same bytes.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : state_(mixSeed(seed, 0)) {}

  std::uint64_t next() noexcept { return mixSeed(state_, ++count_); }
  double uniform() noexcept { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  double uniform(double low, double high) noexcept { return low + (high - low) * uniform(); }
  /// Both ends included.
  int integer(int low, int high) noexcept {
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(double probability) noexcept { return uniform() < probability; }
  /// Roughly normal: mean 0, standard deviation 1.
  double gauss() noexcept { return (uniform() + uniform() + uniform() + uniform() - 2.0) * 1.7320508; }
  template <typename Range>
  const auto& pick(const Range& range) noexcept {
    return range[static_cast<std::size_t>(next() % std::size(range))];
  }

 private:
  std::uint64_t state_;
  std::uint64_t count_ = 0;
};

}  // namespace tilescout::synth
