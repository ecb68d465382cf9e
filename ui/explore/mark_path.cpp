#include "ui/explore/mark_path.h"

#include <QPolygonF>

namespace tilescout::ui {

QPainterPath markPath(MarkShape shape, const QPointF& middle, double radius) {
  const auto corner = [&](double x, double y) { return middle + QPointF(x * radius, y * radius); };
  const auto around = [](const QPolygonF& corners) {
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
  };
  switch (shape) {
    case MarkShape::Disc: break;
    case MarkShape::Triangle: return around({corner(0, -1.33), corner(1.154, 0.67), corner(-1.154, 0.67)});
    case MarkShape::TriangleDown: return around({corner(0, 1.33), corner(1.154, -0.67), corner(-1.154, -0.67)});
    case MarkShape::Cross: {
      const double near = 0.34, far = 1.25;
      return around({corner(-near, -far), corner(near, -far), corner(near, -near), corner(far, -near),
                     corner(far, near), corner(near, near), corner(near, far), corner(-near, far), corner(-near, near),
                     corner(-far, near), corner(-far, -near), corner(-near, -near)});
    }
    case MarkShape::Square:
      return around({corner(-0.89, -0.89), corner(0.89, -0.89), corner(0.89, 0.89), corner(-0.89, 0.89)});
    case MarkShape::Diamond: return around({corner(0, -1.3), corner(1.3, 0), corner(0, 1.3), corner(-1.3, 0)});
  }
  QPainterPath path;
  path.addEllipse(middle, radius, radius);
  return path;
}

}  // namespace tilescout::ui
