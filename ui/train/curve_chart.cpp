#include "ui/train/curve_chart.h"

#include <QChart>
#include <QGraphicsLineItem>
#include <QKeyEvent>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QMouseEvent>
#include <QValueAxis>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/support/retranslate.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr double kMarkRoom = 0.02;  ///< share of an axis beyond the outermost marks, so that none is cut in half

/// A step of 1, 2 or 5 times a power of ten, of which about `count` fit into `range`.
double niceStep(double range, int count) {
  const double raw = range / count;
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  const double lead = raw / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

/// `least`: ticks do not lie closer than this; 0: as close as is nice.
void setNiceRange(QValueAxis* axis, double low, double high, int count, double least) {
  if (high - low < 1e-9) high = low + 1;
  const double step = std::max(niceStep(high - low, count), least);
  low = std::floor(low / step + 1e-9) * step;
  high = std::ceil(high / step - 1e-9) * step;
  axis->setRange(low, high);
  axis->setTickCount(std::max(2, static_cast<int>(std::lround((high - low) / step)) + 1));
  const int digits = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  axis->setLabelFormat(QStringLiteral("%.%1f").arg(digits));
}

/// The point of a curve that is nearest to x; null: it has none.
const QPointF* nearest(const std::vector<QPointF>& points, double x) {
  const auto after =
      std::lower_bound(points.begin(), points.end(), x, [](const QPointF& p, double v) { return p.x() < v; });
  if (after == points.end()) return points.empty() ? nullptr : &points.back();
  if (after == points.begin() || after->x() - x < x - (after - 1)->x()) return &*after;
  return &*(after - 1);
}

}  // namespace

QColor curveColour(std::size_t i, bool dark) {
  static constexpr std::array<QRgb, 6> onLight{0x0072B2, 0xD55E00, 0x00805F, 0xA8527F, 0x8A6D00, 0x1B1F23};
  static constexpr std::array<QRgb, 6> onDark{0x56B4E9, 0xE69F00, 0x2BC49A, 0xE08CB8, 0xF0E442, 0xE6E9EC};
  return QColor::fromRgb((dark ? onDark : onLight)[i % onLight.size()]);
}

CurveChart::CurveChart(QWidget* parent) : QChartView(parent), x_(new QValueAxis(this)), y_(new QValueAxis(this)) {
  setMouseTracking(true);
  viewport()->setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setMinimumSize(200, 120);
  QChart* plot = chart();
  plot->setLocalizeNumbers(true);
  plot->setMargins(QMargins(0, 0, 8, 0));
  plot->layout()->setContentsMargins(0, 0, 0, 0);
  plot->setBackgroundRoundness(0);
  plot->addAxis(x_, Qt::AlignBottom);
  plot->addAxis(y_, Qt::AlignLeft);
  plot->legend()->setAlignment(Qt::AlignTop);
  plot->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
  line_ = new QGraphicsLineItem(plot);
  line_->setZValue(20);
  line_->hide();
  connect(plot, &QChart::plotAreaChanged, this, &CurveChart::placeLine);
  onPaletteChange(this, [this] { colour(); });
}

void CurveChart::setTitles(const QString& title, const QString& xTitle) {
  chart()->setTitle(title);
  x_->setTitleText(xTitle);
  setAccessibleName(title);
}

void CurveChart::setCurves(std::vector<Curve> curves, int digits) {
  digits_ = digits;
  const bool same = curves.size() == curves_.size() &&
                    std::equal(curves.begin(), curves.end(), curves_.begin(), [](const Curve& a, const Curve& b) {
                      return a.name == b.name && a.dashed == b.dashed && a.marks == b.marks;
                    });
  curves_ = std::move(curves);
  if (!same) rebuild();
  for (std::size_t i = 0; i < curves_.size(); ++i) {
    series_[i]->replace(QList<QPointF>(curves_[i].points.begin(), curves_[i].points.end()));
  }
  fit();
  if (!readout_.isEmpty()) readAt(at_);
}

void CurveChart::rebuild() {
  chart()->removeAllSeries();
  series_.clear();
  for (const Curve& curve : curves_) {
    auto* series = new QLineSeries;
    series->setName(curve.name);
    series->setPointsVisible(curve.marks);
    chart()->addSeries(series);
    series->attachAxis(x_);
    series->attachAxis(y_);
    series_.push_back(series);
  }
  chart()->legend()->setVisible(curves_.size() > 1);
  colour();
}

void CurveChart::fit() {
  double left = std::numeric_limits<double>::max(), right = -left, low = left, high = -left;
  bool whole = true;  // steps and passes: there is no step 1.2
  bool marks = false;
  for (const Curve& curve : curves_) {
    marks = marks || curve.marks;
    for (const QPointF& point : curve.points) {
      whole = whole && point.x() == std::round(point.x());
      left = std::min(left, point.x());
      right = std::max(right, point.x());
      low = std::min(low, point.y());
      high = std::max(high, point.y());
    }
  }
  const bool empty = left > right;
  const double least = whole ? 1 : 0;
  setNiceRange(x_, empty ? 0 : left, empty ? 1 : right, 6, least);
  if (!empty) {
    const double width = std::max(right - left, 1.0), room = marks ? kMarkRoom * width : 0;
    x_->setRange(left - room, left + width + room);
  }
  x_->setTickType(QValueAxis::TicksDynamic);
  x_->setTickAnchor(0);
  x_->setTickInterval(std::max(niceStep(std::max(1.0, empty ? 1.0 : right - left), 6), least));
  y_->setTickType(QValueAxis::TicksFixed);
  setNiceRange(y_, empty ? 0 : low, empty ? 1 : high, 4, 0);
  const double head = kMarkRoom * (y_->max() - y_->min());
  if (marks && !empty && y_->max() - high < head) {
    y_->setTickAnchor(y_->min());
    y_->setTickInterval((y_->max() - y_->min()) / (y_->tickCount() - 1));
    y_->setTickType(QValueAxis::TicksDynamic);
    y_->setMax(y_->max() + head);
  }
}

void CurveChart::colour() {
  const bool dark = isDark(palette());
  chart()->setBackgroundBrush(palette().color(QPalette::Base));
  setBackgroundBrush(palette().color(QPalette::Base));
  QFont small = font();
  small.setPixelSize(11);
  for (QValueAxis* axis : {x_, y_}) {
    axis->setLabelsFont(small);
    axis->setTitleFont(small);
    axis->setLabelsBrush(palette().color(QPalette::Text));
    axis->setTitleBrush(palette().color(QPalette::PlaceholderText));
    axis->setGridLinePen(QPen(palette().color(QPalette::Mid), 1));
    axis->setLinePen(QPen(palette().color(QPalette::Mid), 1));
  }
  QFont bold = small;
  bold.setBold(true);
  chart()->setTitleFont(bold);
  chart()->setTitleBrush(palette().color(QPalette::Text));
  chart()->legend()->setFont(small);
  chart()->legend()->setLabelBrush(palette().color(QPalette::Text));
  line_->setPen(QPen(palette().color(QPalette::PlaceholderText), 1));
  for (std::size_t i = 0; i < series_.size(); ++i) {
    QPen pen(curveColour(i, dark), 2);
    if (curves_[i].dashed) pen.setStyle(Qt::DashLine);
    series_[i]->setPen(pen);
    series_[i]->setMarkerSize(6);
  }
}

void CurveChart::readAt(double x) {
  const QPointF* closest = nullptr;
  for (const Curve& curve : curves_) {
    const QPointF* point = nearest(curve.points, x);
    if (point && (!closest || std::abs(point->x() - x) < std::abs(closest->x() - x))) closest = point;
  }
  if (!closest) return clearReadout();
  at_ = closest->x();
  const QLocale locale;
  const bool whole = at_ == std::round(at_);
  QString text = tr("%1 %2").arg(x_->titleText(), locale.toString(at_, 'f', whole ? 0 : 1));
  for (const Curve& curve : curves_) {
    const QPointF* point = nearest(curve.points, at_);
    if (point && (!curve.marks || point->x() == at_)) {
      text += QStringLiteral("  ·  ") + tr("%1 %2").arg(curve.name, locale.toString(point->y(), 'f', digits_));
    }
  }
  readout_ = text;
  setAccessibleDescription(text);
  line_->show();
  placeLine();
  Q_EMIT readoutChanged(readout_);
}

void CurveChart::placeLine() {
  if (!line_->isVisible() || series_.empty()) return;
  const double x = chart()->mapToPosition(QPointF(at_, y_->min()), series_.front()).x();
  const QRectF area = chart()->plotArea();
  line_->setLine(x, area.top(), x, area.bottom());
}

void CurveChart::clearReadout() {
  readout_.clear();
  line_->hide();
  Q_EMIT readoutChanged(readout_);
}

void CurveChart::mouseMoveEvent(QMouseEvent* event) {
  if (!series_.empty()) {
    const QPointF inChart = chart()->mapFromScene(mapToScene(event->position().toPoint()));
    readAt(chart()->mapToValue(inChart, series_.front()).x());
  }
  QChartView::mouseMoveEvent(event);
}

void CurveChart::leaveEvent(QEvent* event) {
  clearReadout();
  QChartView::leaveEvent(event);
}

void CurveChart::keyPressEvent(QKeyEvent* event) {
  const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right;
  if ((!left && !right) || curves_.empty()) return QChartView::keyPressEvent(event);
  double next = right ? std::numeric_limits<double>::max() : std::numeric_limits<double>::lowest();
  const double from =
      readout_.isEmpty() ? (right ? std::numeric_limits<double>::lowest() : std::numeric_limits<double>::max()) : at_;
  for (const Curve& curve : curves_) {
    for (const QPointF& point : curve.points) {
      if (right && point.x() > from) next = std::min(next, point.x());
      if (left && point.x() < from) next = std::max(next, point.x());
    }
  }
  readAt(std::abs(next) > 1e300 ? from : next);
}

void CurveChart::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  placeLine();
}

}  // namespace tilescout::ui
