#include "ui/explore/similarity_chart.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

namespace tilescout::ui {

namespace {

QString cosine(double value) { return QLocale().toString(value, 'f', 2); }

/// Where so much of all pairs lies below.
double quantile(const std::vector<double>& shares, double part) {
  const double width = 2.0 / static_cast<double>(std::max<std::size_t>(1, shares.size()));
  double below = 0.0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (below + shares[i] >= part && shares[i] > 0) {
      return -1.0 + width * (static_cast<double>(i) + (part - below) / shares[i]);
    }
    below += shares[i];
  }
  return 1.0;
}

}  // namespace

SimilarityChart::SimilarityChart(std::vector<double> shares, std::vector<double> later, QWidget* parent)
    : QWidget(parent), shares_(std::move(shares)), later_(std::move(later)) {
  setObjectName(QStringLiteral("similarityChart"));
  low_ = 1.0;
  high_ = -1.0;
  for (const std::vector<double>* each : {&shares_, &later_}) {
    const double width = 2.0 / static_cast<double>(std::max<std::size_t>(1, each->size()));
    for (std::size_t i = 0; i < each->size(); ++i) {
      if ((*each)[i] < 0.0005) continue;
      low_ = std::min(low_, -1.0 + width * static_cast<double>(i));
      high_ = std::max(high_, -1.0 + width * static_cast<double>(i + 1));
    }
  }
  if (low_ > high_) low_ = -1.0, high_ = 1.0;
  low_ = std::max(-1.0, std::floor((low_ - 0.02) * 10) / 10);
  high_ = std::min(1.0, std::ceil((high_ + 0.02) * 10) / 10);
  describe();
}

QString SimilarityChart::reading(const std::vector<double>& shares) {
  return tr("Half of all pairs lie between %1 and %2.")
      .arg(cosine(quantile(shares, 0.25)), cosine(quantile(shares, 0.75)));
}

void SimilarityChart::describe() {
  const QString what = tr("How alike two tiles at random are");
  setAccessibleName(what);
  setAccessibleDescription(later_.empty() ? reading(shares_)
                                          : tr("Before: %1 After: %2").arg(reading(shares_), reading(later_)));
}

QRectF SimilarityChart::plotRect() const { return QRectF(rect()).adjusted(4, 4, -4, -fontMetrics().height() - 4); }

void SimilarityChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF plot = plotRect();
  double most = 1e-9;
  for (const std::vector<double>* each : {&shares_, &later_}) {
    for (const double share : *each) most = std::max(most, share * static_cast<double>(each->size()));
  }
  const auto x = [&](double value) { return plot.left() + plot.width() * (value - low_) / (high_ - low_); };
  const auto outline = [&](const std::vector<double>& shares) {
    QPainterPath path(QPointF(plot.left(), plot.bottom()));
    const double width = 2.0 / static_cast<double>(shares.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const double from = -1.0 + width * static_cast<double>(i);
      if (from + width <= low_ || from >= high_) continue;
      const double y = plot.bottom() - plot.height() * shares[i] * static_cast<double>(shares.size()) / most;
      path.lineTo(std::max(plot.left(), x(from)), y);
      path.lineTo(std::min(plot.right(), x(from + width)), y);
    }
    path.lineTo(plot.right(), plot.bottom());
    return path;
  };
  const QColor accent = palette().color(QPalette::Highlight), muted = palette().color(QPalette::PlaceholderText);
  if (!shares_.empty()) {
    QColor fill = later_.empty() ? accent : muted;
    painter.setPen(QPen(fill, 1));
    fill.setAlphaF(0.35);
    painter.setBrush(fill);
    painter.drawPath(outline(shares_));
  }
  if (!later_.empty()) {
    painter.setPen(QPen(accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline(later_));
  }
  painter.setPen(palette().color(QPalette::Mid));
  painter.drawLine(plot.bottomLeft(), plot.bottomRight());
  painter.setPen(muted);
  const int steps = 4;
  for (int s = 0; s <= steps; ++s) {
    const double value = low_ + (high_ - low_) * s / steps;
    QRectF box(0, plot.bottom() + 2, 48, fontMetrics().height());
    box.moveCenter(QPointF(x(value), box.center().y()));
    box.moveLeft(std::clamp(box.left(), 0.0, std::max(0.0, width() - box.width())));
    painter.drawText(box, s == 0 ? Qt::AlignLeft : s == steps ? Qt::AlignRight : Qt::AlignHCenter, cosine(value));
  }
}

void SimilarityChart::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) describe();
  QWidget::changeEvent(event);
}

/// The exact share under the pointer.
bool SimilarityChart::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QRectF plot = plotRect();
  const double value = low_ + (high_ - low_) * (help->pos().x() - plot.left()) / plot.width();
  const auto shareAt = [&](const std::vector<double>& shares) {
    const auto bin = static_cast<std::size_t>(std::max(0.0, (value + 1) / 2 * static_cast<double>(shares.size())));
    return QLocale().toString(100 * (bin < shares.size() ? shares[bin] : 0.0), 'f', 1);
  };
  QString text = tr("Cosine %1").arg(cosine(value));
  if (later_.empty()) {
    text += QLatin1Char('\n') + tr("%1 % of all pairs").arg(shareAt(shares_));
  } else {
    text += QLatin1Char('\n') +
            tr("Before: %1 % of all pairs").arg(shares_.empty() ? QStringLiteral("–") : shareAt(shares_));
    text += QLatin1Char('\n') + tr("After: %1 % of all pairs").arg(shareAt(later_));
  }
  QToolTip::showText(help->globalPos(), text, this);
  return true;
}

}  // namespace tilescout::ui
