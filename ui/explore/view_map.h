#pragma once
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace tilescout::ui {

/// Where the plot looks: `centre` of the layout in the middle of a view of `size`, `scale` pixels a unit, y upwards.
struct ViewMap {
  QPointF centre;
  double scale = 1.0;
  QSizeF size;

  QPointF toView(double x, double y) const {
    return {size.width() / 2 + (x - centre.x()) * scale, size.height() / 2 - (y - centre.y()) * scale};
  }
  QPointF toLayout(const QPointF& at) const {
    return {centre.x() + (at.x() - size.width() / 2) / scale, centre.y() - (at.y() - size.height() / 2) / scale};
  }
  /// What is seen, in the layout's units (y downwards in the rectangle's sense: top is the smallest y).
  QRectF seen() const {
    return {centre.x() - size.width() / 2 / scale, centre.y() - size.height() / 2 / scale, size.width() / scale,
            size.height() / scale};
  }
  /// Zooms so that what lies under `at` stays there.
  void zoom(double factor, const QPointF& at) {
    const QPointF before = toLayout(at);
    scale *= factor;
    centre += before - toLayout(at);
  }
  void fit(const QRectF& content) {
    centre = content.center();
    const double wide = size.width() * 0.9 / qMax(content.width(), 1e-6);
    const double high = size.height() * 0.9 / qMax(content.height(), 1e-6);
    scale = qMax(1e-6, qMin(wide, high));
  }
};

}  // namespace tilescout::ui
