#pragma once
#include <QImage>
#include <cstdint>
#include <vector>

#include "ui/explore/point_look.h"

namespace tilescout::ui {

/// Draws points without a graphics card: colours add up pixel by pixel, and where many points overlap the ink grows
/// denser instead of one colour hiding another. Keeps its buffers; one thread.
class PointRaster {
 public:
  QImage draw(const PointSet& points, const PointLook& look);

 private:
  void ink(const PointSet& points, const PointLook& look);
  void stamp(const std::vector<int>& half, int x, int y, std::uint64_t drop, QSize pixels);

  /// A pixel's sums of red, green and blue and its count of points, 16 bits each: one addition a point.
  std::vector<std::uint64_t> ink_;
};

/// Radius in view pixels that suits so many points at this scale.
int pointRadius(std::size_t points, double scale, double fittedScale);

}  // namespace tilescout::ui
