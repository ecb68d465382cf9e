#pragma once
#include <QColor>
#include <QImage>
#include <QRgb>
#include <cstdint>
#include <span>
#include <vector>

#include "ui/explore/view_map.h"

namespace tilescout::ui {

/// Draws points without a graphics card: colours add up pixel by pixel, and where many points overlap the ink grows
/// denser instead of one colour hiding another. Keeps its buffers; one thread.
class PointRaster {
 public:
  /// `xy`: two floats a point; `shown`: 0 hides a point, empty: all. `radius` in device pixels, 0 … 12.
  QImage draw(std::span<const float> xy, std::span<const QRgb> colour, std::span<const std::uint8_t> shown,
              const ViewMap& map, QSize pixels, qreal ratio, int radius, const QColor& ground);

 private:
  void ink(std::span<const float> xy, std::span<const QRgb> colour, std::span<const std::uint8_t> shown,
           const ViewMap& map, QSize pixels, qreal ratio, int radius);

  /// A pixel's sums of red, green and blue and its count of points, 16 bits each: one addition a point.
  std::vector<std::uint64_t> ink_;
};

/// Radius in view pixels that suits so many points at this scale.
int pointRadius(std::size_t points, double scale, double fittedScale);

}  // namespace tilescout::ui
