#pragma once
#include <QImage>
#include <QPolygonF>
#include <QRectF>
#include <vector>

namespace tilescout::ui {

/// Draws very many tiles quickly onto one picture, each with a translucent fill and a full frame, from the topmost
/// down: what lies under so many others that it would not be seen costs next to nothing. Whole pixels and no paths,
/// which are what a painter spends its time on.
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
  /// The first column from this one on where something would still be seen.
  int open(quint16* next, int column) const;
  bool isHidden(int row, int from, int to);
  quint16* nextOf(int row) { return &next_[static_cast<std::size_t>(row) * static_cast<std::size_t>(width_ + 1)]; }

  double ratio_;
  QImage picture_;
  int width_, height_;
  QRgb* pixels_;
  std::vector<quint16> next_;  ///< of each pixel: itself, or one further on when nothing would be seen of it
};

}  // namespace tilescout::ui
