#pragma once
#include <QPainter>
#include <QPalette>

#include "ui/map/map_view.h"

namespace tilescout::ui {

/// The parts of a map that are no scene: text that is read over any picture, graticule, scale bar and legend. Each
/// paints onto what is there.
void drawHaloText(QPainter* painter, const QPointF& baseline, const QString& text, const QPalette& palette);
void drawGraticule(QPainter* painter, const MapView& view, const QPalette& palette);
/// `metresPerPixel` at the bar; `corner`: its lower left.
void drawScaleBar(QPainter* painter, double metresPerPixel, const QPointF& corner, const QPalette& palette);
/// Viridis from `low` to `high`; `corner`: the lower right of the whole.
void drawScoreLegend(QPainter* painter, double low, double high, const QPointF& corner, const QString& title,
                     const QPalette& palette);

/// "47.25° N" with as many digits as lines `step` apart need.
QString latitudeLabel(double lat, double step);
QString longitudeLabel(double lon, double step);
/// "500 m", "20 km".
QString lengthLabel(double metres);
QColor scoreColour(double share);

}  // namespace tilescout::ui
