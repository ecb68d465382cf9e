#pragma once
#include <QImage>
#include <QPolygonF>
#include <QRectF>

namespace tilescout::ui {

/// Draws very many tiles quickly onto one picture, each with a translucent fill and a full frame, from the topmost down:
/// what lies under so many others that it would not be seen costs next to nothing. Whole pixels and no paths, which are
/// what a painter spends its time on.
class HitRaster {
 public:
  /// `size` in the widget's pixels, `ratio` of the screen's to them.
  HitRaster(const QSize& size, double ratio);

  /// Under what is there. `fillAlpha` of 255.
  void addBelow(const QRectF& bounds, QRgb colour, int fillAlpha);
  /// A convex outline; of any other its convex part is drawn.
  void addBelow(const QPolygonF& outline, QRgb colour, int fillAlpha);
  const QImage& picture() const { return picture_; }

 private:
  /// From a column up to another; both may lie outside.
  void span(int row, int from, int to, QRgb premultiplied);

  double ratio_;
  QImage picture_;
  QRgb* pixels_;
};

}  // namespace tilescout::ui
