#pragma once
#include <QColor>
#include <QRgb>
#include <QSize>
#include <cstdint>
#include <span>

#include "ui/explore/view_map.h"

namespace tilescout::ui {

/// The points of a plot, as both ways of drawing take them. The arrays belong to the caller.
struct PointSet {
  std::span<const float> xy;               ///< two floats a point
  std::span<const QRgb> colour;            ///< one a point
  std::span<const std::uint8_t> shown;     ///< 0 hides a point; empty: all are seen
  std::span<const std::uint8_t> stressed;  ///< 0 fades a point towards the ground; empty: none
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

/// So much of the ground stays visible under one point, and that part of it again under each further one: overlap shows
/// as denser ink.
inline constexpr double kBareUnderOne = 0.42, kBareUnderNext = 0.75;

}  // namespace tilescout::ui
