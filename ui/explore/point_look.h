#pragma once
#include <QColor>
#include <QRgb>
#include <QSize>
#include <cstdint>
#include <span>

#include "base/category_palette.h"
#include "ui/explore/view_map.h"

namespace tilescout::ui {

/// The points of a plot, as both ways of drawing take them. The arrays belong to the caller.
struct PointSet {
  std::span<const float> xy;                 ///< two floats a point
  std::span<const QRgb> colour;              ///< one a point
  std::span<const std::uint8_t> shown;       ///< 0 hides a point; empty: all are seen
  std::span<const std::uint8_t> stressed;    ///< 0 fades a point towards the ground; empty: none
  std::span<const std::uint8_t> shape = {};  ///< MarkShape; empty: discs
};

/// From where, how large and on what they are drawn.
struct PointLook {
  ViewMap map;
  QSize pixels;  ///< of the picture, device pixels
  qreal ratio = 1.0;
  int radius = 1;  ///< device pixels, 0 … 12
  QColor ground;
};

/// How much of its own colour a point keeps that is not stressed while others are.
inline constexpr double kFaded = 0.22;

/// bareUnderOne() of the ground stays visible under one point, and this part of it again under each further one.
inline constexpr double kBareUnderNext = 0.75;

/// From this radius on, in device pixels, points have their shape; smaller ones are all discs.
inline constexpr int kLeastShaped = 2;

}  // namespace tilescout::ui
