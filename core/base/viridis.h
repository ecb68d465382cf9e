#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace tilescout {

/// The viridis colour map (Smith and van der Walt, matplotlib; CC0): red, green, blue for t in [0, 1], what is outside
/// is clamped. Even in lightness, readable with any colour vision.
inline std::array<std::uint8_t, 3> viridis(double t) noexcept {
  constexpr std::array<std::array<double, 3>, 17> anchors{{{0x44, 0x01, 0x54},
                                                           {0x48, 0x18, 0x6a},
                                                           {0x47, 0x2d, 0x7b},
                                                           {0x42, 0x40, 0x86},
                                                           {0x3b, 0x52, 0x8b},
                                                           {0x33, 0x63, 0x8d},
                                                           {0x2c, 0x72, 0x8e},
                                                           {0x26, 0x82, 0x8e},
                                                           {0x21, 0x91, 0x8c},
                                                           {0x1f, 0xa0, 0x88},
                                                           {0x28, 0xae, 0x80},
                                                           {0x3f, 0xbc, 0x73},
                                                           {0x5e, 0xc9, 0x62},
                                                           {0x84, 0xd4, 0x4b},
                                                           {0xad, 0xdc, 0x30},
                                                           {0xd8, 0xe2, 0x19},
                                                           {0xfd, 0xe7, 0x25}}};
  if (!(t > 0.0)) t = 0.0;
  const double place = std::min(t, 1.0) * (anchors.size() - 1);
  const auto low = std::min(static_cast<std::size_t>(place), anchors.size() - 2);
  const double share = place - static_cast<double>(low);
  std::array<std::uint8_t, 3> colour{};
  for (std::size_t c = 0; c < 3; ++c)
    colour[c] =
        static_cast<std::uint8_t>(std::lround(anchors[low][c] + share * (anchors[low + 1][c] - anchors[low][c])));
  return colour;
}

}  // namespace tilescout
