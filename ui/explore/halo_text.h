#pragma once
#include <QPainter>
#include <QPainterPath>

namespace tilescout::ui {

/// Words over the points: in `ink`, within a halo of the ground, so that they can be read on any colour.
inline void paintHaloText(QPainter& painter, const QPointF& baseline, const QString& text, const QColor& ink,
                          const QColor& halo) {
  QPainterPath path;
  path.addText(baseline, painter.font(), text);
  painter.strokePath(path, QPen(halo, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.fillPath(path, ink);
}

}  // namespace tilescout::ui
