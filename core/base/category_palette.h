#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/viridis.h"

namespace tilescout {

using Rgb = std::array<std::uint8_t, 3>;

enum class MarkShape : std::uint8_t { Disc, Triangle, Cross, Square, Diamond, TriangleDown };
inline constexpr int kMarkShapes = 6;

/// What a category looks like: seven colours first, then the same colours in further shapes.
struct CategoryStyle {
  Rgb colour{};
  MarkShape shape = MarkShape::Disc;
};

inline constexpr std::size_t kCategoryColours = 7;

/// Okabe and Ito's hues, made lighter or darker so that each has a contrast of 3 and more against the ground and stays
/// apart from the others for readers without one of the three kinds of cones (tests/base/palette_test.cpp measures
/// both).
inline constexpr std::array<Rgb, kCategoryColours> kOnLight = {{{{0x07, 0x73, 0xC4}},
                                                                {{0x9E, 0x50, 0x00}},
                                                                {{0x14, 0x75, 0x57}},
                                                                {{0x90, 0x1F, 0x01}},
                                                                {{0x1C, 0x92, 0xD2}},
                                                                {{0x79, 0x2B, 0x5F}},
                                                                {{0x95, 0x83, 0x1A}}}};
inline constexpr std::array<Rgb, kCategoryColours> kOnDark = {{{{0x2A, 0x89, 0xCC}},
                                                               {{0xDC, 0x96, 0x00}},
                                                               {{0x0C, 0x85, 0x58}},
                                                               {{0xCB, 0x50, 0x11}},
                                                               {{0x53, 0xB5, 0xE5}},
                                                               {{0xB1, 0x66, 0x97}},
                                                               {{0xD8, 0xCB, 0x44}}}};

/// Of place 0 …; after 42 they begin again.
inline CategoryStyle categoryStyle(int place, bool darkGround) noexcept {
  const auto at = static_cast<std::size_t>(std::max(place, 0));
  return {(darkGround ? kOnDark : kOnLight)[at % kCategoryColours],
          static_cast<MarkShape>(at / kCategoryColours % kMarkShapes)};
}

/// Of what belongs to no category.
inline Rgb noCategoryColour(bool darkGround) noexcept {
  return darkGround ? Rgb{0x9A, 0xA0, 0xA6} : Rgb{0x7C, 0x82, 0x88};
}

/// Of an ordered value in [0, 1]: the part of viridis that can be seen on the ground.
inline Rgb orderedColour(double value, bool darkGround) noexcept {
  const double part = std::clamp(value, 0.0, 1.0);
  return viridis(darkGround ? 0.38 + 0.62 * part : 0.56 * part);
}

/// Whether a mark that covers about as much as a disc of `radius` reaches to (x, y) from its middle; y goes down.
inline bool inMark(MarkShape shape, double x, double y, double radius) noexcept {
  const double across = std::abs(x), along = std::abs(y);
  const double top = shape == MarkShape::TriangleDown ? -y : y;
  switch (shape) {
    case MarkShape::Disc: break;
    case MarkShape::Triangle:
    case MarkShape::TriangleDown:
      return top >= -1.33 * radius && top <= 0.67 * radius && across <= 0.577 * (top + 1.33 * radius);
    case MarkShape::Cross: return std::min(across, along) <= 0.34 * radius && std::max(across, along) <= 1.25 * radius;
    case MarkShape::Square: return std::max(across, along) <= 0.89 * radius;
    case MarkShape::Diamond: return across + along <= 1.3 * radius;
  }
  return x * x + y * y <= radius * radius;
}

/// How far any of the shapes reaches from its middle, in radii.
inline constexpr double kMarkReach = 1.34;

/// Overlap shows as denser ink, so one small point leaves this much of the ground visible. Large points overlap little
/// and are to be told by their colour.
constexpr double bareUnderOne(int radius) noexcept { return radius >= 3 ? 0.06 : radius == 2 ? 0.25 : 0.42; }

}  // namespace tilescout
