#include "ui/map/map_decor.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <QLocale>
#include <QPaintEngine>
#include <QPainterPath>
#include <QPixmap>
#include <QPixmapCache>
#include <algorithm>
#include <cmath>

#include "base/viridis.h"
#include "ui/support/format.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

struct MapDecor {
  Q_DECLARE_TR_FUNCTIONS(MapDecor)
};

constexpr double kBarRoom = 36.0;   ///< the scale bar and its label stand there
constexpr double kLineGap = 110.0;  // pixels between lines of the graticule, about
constexpr double kBarWidth = 120.0;
constexpr double kLegendWidth = 150.0, kLegendHeight = 10.0;

/// Degrees between lines: 90, 45, 30, 15, 10, 5, then 2, 1, 0.5 and so on.
double graticuleStep(double degrees) {
  for (const double step : {90.0, 45.0, 30.0, 15.0, 10.0, 5.0}) {
    if (degrees >= step) return step;
  }
  return roundStep(std::max(degrees, 1e-9));
}

int digitsFor(double step) { return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 8); }

QColor haloOf(const QPalette& palette) {
  QColor halo = palette.color(QPalette::Base);
  halo.setAlpha(215);
  return halo;
}

}  // namespace

QColor scoreColour(double share) {
  const auto [r, g, b] = viridis(share);
  return QColor(r, g, b);
}

QString latitudeLabel(double lat, double step) {
  const QString number = QLocale().toString(std::abs(lat), 'f', digitsFor(step));
  if (std::abs(lat) < step / 10) return QStringLiteral("0°");
  return lat > 0 ? MapDecor::tr("%1° N").arg(number) : MapDecor::tr("%1° S").arg(number);
}

QString longitudeLabel(double lon, double step) {
  lon -= 360.0 * std::floor((lon + 180.0) / 360.0);
  const QString number = QLocale().toString(std::abs(lon), 'f', digitsFor(step));
  if (std::abs(lon) < step / 10) return QStringLiteral("0°");
  if (std::abs(std::abs(lon) - 180.0) < step / 10) return QStringLiteral("180°");
  return lon > 0 ? MapDecor::tr("%1° E").arg(number) : MapDecor::tr("%1° W").arg(number);
}

QString lengthLabel(double metres) {
  const QLocale locale;
  if (metres >= 1000) return MapDecor::tr("%1 km").arg(locale.toString(metres / 1000, 'g', 4));
  if (metres >= 1) return MapDecor::tr("%1 m").arg(locale.toString(metres, 'g', 4));
  return MapDecor::tr("%1 cm").arg(locale.toString(metres * 100, 'g', 4));
}

namespace {

void drawHaloPath(QPainter* painter, const QPointF& baseline, const QString& text, const QPalette& palette) {
  QPainterPath path;
  path.addText(baseline, painter->font(), text);
  painter->strokePath(path, QPen(haloOf(palette), 3.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter->fillPath(path, palette.color(QPalette::Text));
}

}  // namespace

/// Outlines of letters cost more than all else on a map that is panned: on a screen each text is drawn once and kept.
void drawHaloText(QPainter* painter, const QPointF& baseline, const QString& text, const QPalette& palette) {
  const bool screen = painter->paintEngine() && painter->paintEngine()->type() == QPaintEngine::Raster;
  if (!screen || painter->transform().type() > QTransform::TxTranslate) {
    drawHaloPath(painter, baseline, text, palette);
    return;
  }
  const double ratio = painter->device()->devicePixelRatioF();
  const QString key = QStringLiteral("halo|%1|%2|%3|%4|%5")
                          .arg(text, painter->font().key(), palette.color(QPalette::Text).name(QColor::HexArgb),
                               haloOf(palette).name(QColor::HexArgb), QString::number(ratio));
  constexpr int kRim = 3;
  const QFontMetrics metrics = painter->fontMetrics();
  QPixmap picture;
  if (!QPixmapCache::find(key, &picture)) {
    const QSize size(metrics.horizontalAdvance(text) + 2 * kRim + 2, metrics.height() + 2 * kRim);
    picture = QPixmap(size * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter inside(&picture);
    inside.setRenderHint(QPainter::Antialiasing);
    inside.setFont(painter->font());
    drawHaloPath(&inside, QPointF(kRim, kRim + metrics.ascent()), text, palette);
    inside.end();
    QPixmapCache::insert(key, picture);
  }
  painter->drawPixmap(QPointF(std::round(baseline.x()) - kRim, std::round(baseline.y()) - kRim - metrics.ascent()),
                      picture);
}

void drawGraticule(QPainter* painter, const MapView& view, const QPalette& palette) {
  const double lonStep = graticuleStep(kLineGap / view.lonPixels());
  const double latStep = graticuleStep(kLineGap / view.latPixels());
  const MapBox seen = view.visible();
  const double bottom = view.size().height();
  QColor line = palette.color(QPalette::Text);
  line.setAlpha(isDark(palette) ? 60 : 50);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing, false);
  QFont small = painter->font();
  small.setPixelSize(11);
  painter->setFont(small);
  std::vector<std::pair<QPointF, QString>> labels;
  painter->setPen(QPen(line, 1));
  const double top = view.toScreen({view.centre().lon, seen.north}).y();
  const double low = view.toScreen({view.centre().lon, seen.south}).y();
  // Where the lines lie closer than their labels are wide, every second or third one is named; by its number, so that
  // names stay with their lines while the map is moved.
  const double widest = painter->fontMetrics().horizontalAdvance(longitudeLabel(-179.0, lonStep)) + 12.0;
  const auto named = static_cast<long>(std::ceil(widest / (lonStep * view.lonPixels())));
  for (double lon = std::ceil(seen.west / lonStep) * lonStep; lon <= seen.east + 1e-9; lon += lonStep) {
    const double x = view.toScreen({lon, view.centre().lat}).x();
    painter->drawLine(QPointF(x, std::max(0.0, top)), QPointF(x, std::min(bottom, low)));
    if (std::lround(lon / lonStep) % named == 0) labels.push_back({QPointF(x + 4, 13), longitudeLabel(lon, lonStep)});
  }
  for (double lat = std::ceil(seen.south / latStep) * latStep; lat <= seen.north + 1e-9; lat += latStep) {
    const double y = view.toScreen({view.centre().lon, lat}).y();
    painter->drawLine(QPointF(0, y), QPointF(view.size().width(), y));
    if (y > 26 && y < bottom - kBarRoom) labels.push_back({QPointF(4, y - 3), latitudeLabel(lat, latStep)});
  }
  painter->setRenderHint(QPainter::Antialiasing, true);
  for (const auto& [place, text] : labels) drawHaloText(painter, place, text, palette);
  painter->restore();
}

void drawScaleBar(QPainter* painter, double metresPerPixel, const QPointF& corner, const QPalette& palette) {
  if (!(metresPerPixel > 0)) return;
  const double length = roundStep(kBarWidth * metresPerPixel);
  const double pixels = length / metresPerPixel;
  const QPointF a = corner, b = corner + QPointF(pixels, 0);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing, false);
  for (const auto& [colour, width] : {std::pair{haloOf(palette), 5.0}, {palette.color(QPalette::Text), 2.0}}) {
    painter->setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    painter->drawLine(a, b);
    painter->drawLine(a, a - QPointF(0, 6));
    painter->drawLine(b, b - QPointF(0, 6));
  }
  painter->setRenderHint(QPainter::Antialiasing, true);
  QFont small = painter->font();
  small.setPixelSize(11);
  painter->setFont(small);
  drawHaloText(painter, a + QPointF(4, -6), lengthLabel(length), palette);
  painter->restore();
}

void drawScoreLegend(QPainter* painter, double low, double high, const QPointF& corner, const QString& title,
                     const QPalette& palette) {
  painter->save();
  QFont small = painter->font();
  small.setPixelSize(11);
  painter->setFont(small);
  const QFontMetricsF metrics(small);
  const QRectF ground(corner - QPointF(kLegendWidth + 16, kLegendHeight + 2 * metrics.height() + 14),
                      QSizeF(kLegendWidth + 16, kLegendHeight + 2 * metrics.height() + 14));
  painter->setPen(QPen(palette.color(QPalette::Mid), 1));
  painter->setBrush(haloOf(palette));
  painter->drawRoundedRect(ground, 4, 4);
  const QRectF bar(ground.left() + 8, ground.top() + metrics.height() + 6, kLegendWidth, kLegendHeight);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, scoreColour(i / 16.0));
  painter->fillRect(bar, gradient);
  painter->setPen(palette.color(QPalette::Text));
  painter->drawText(QRectF(bar.left(), ground.top() + 4, bar.width(), metrics.height()), Qt::AlignLeft, title);
  const QRectF numbers(bar.left(), bar.bottom() + 2, bar.width(), metrics.height());
  painter->drawText(numbers, Qt::AlignLeft, formatScore(low));
  painter->drawText(numbers, Qt::AlignRight, formatScore(high));
  painter->restore();
}

}  // namespace tilescout::ui
