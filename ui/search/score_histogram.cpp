#include "ui/search/score_histogram.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/search/result_model.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kLabels = 15;  ///< band names above the bars
constexpr int kHandleGrip = 10;
constexpr int kSmallStep = 4;
constexpr int kLargeStep = 32;

}  // namespace

ScoreHistogram::ScoreHistogram(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::SizeHorCursor);
  onLanguageChange(this, [this] { retranslate(); });
}

void ScoreHistogram::retranslate() {
  setAccessibleName(tr("Scores of all tiles, with the cut-off"));
  update();
}

void ScoreHistogram::setResult(std::shared_ptr<const SearchResult> result, std::optional<double> cut) {
  result_ = std::move(result);
  if (!dragging_) edge_ = result_ && cut ? profile().edgeNear(*cut) : 0;
  if (result_) setAccessibleDescription(tr("%1 tiles remain").arg(formatCount(remaining())));
  update();
}

std::optional<double> ScoreHistogram::cut() const {
  if (!result_ || edge_ == 0) return std::nullopt;
  return profile().edge(edge_);
}

std::int64_t ScoreHistogram::remaining() const { return result_ ? profile().passingFrom(edge_) : 0; }

QRect ScoreHistogram::plot() const { return rect().adjusted(kHandleGrip / 2 + 2, kLabels, -kHandleGrip / 2 - 2, -3); }

int ScoreHistogram::xOf(double score) const {
  const double span = profile().highest() - profile().lowest;
  const double share = span > 0 ? std::clamp((score - profile().lowest) / span, 0.0, 1.0) : 0.0;
  return plot().left() + static_cast<int>(std::lround(share * plot().width()));
}

std::size_t ScoreHistogram::edgeAt(int x) const {
  const double share = std::clamp((x - plot().left()) / std::max(1.0, static_cast<double>(plot().width())), 0.0, 1.0);
  return static_cast<std::size_t>(std::lround(share * static_cast<double>(profile().all.size())));
}

void ScoreHistogram::moveTo(std::size_t edge) {
  edge = std::min(edge, profile().all.size());
  if (edge == edge_) return;
  edge_ = edge;
  setAccessibleDescription(tr("%1 tiles remain").arg(formatCount(remaining())));
  update();
  Q_EMIT moved(remaining());
}

void ScoreHistogram::choose() { Q_EMIT cutChosen(cut()); }

void ScoreHistogram::paintEvent(QPaintEvent*) {
  if (!result_ || profile().empty()) return;
  QPainter painter(this);
  painter.setLayoutDirection(Qt::LeftToRight);  // scores grow to the right, whatever way texts run
  QFont font = this->font();
  font.setPixelSize(11);
  painter.setFont(font);
  paintBands(&painter, plot());
  paintBars(&painter, plot());
  paintHandle(&painter, plot());
}

void ScoreHistogram::paintBars(QPainter* painter, const QRect& area) const {
  // Few tiles make a comb of single ones: as many bars as their number tells apart, none narrower than 4 pixels.
  const std::size_t bins = profile().all.size();
  const double tiles = static_cast<double>(profile().passingFrom(0));
  const auto most = static_cast<std::size_t>(std::max(1, area.width() / 4));
  const auto told = static_cast<std::size_t>(std::clamp(2.5 * std::sqrt(tiles), 24.0, 160.0));
  const std::size_t each =
      (bins - 1) / std::max<std::size_t>(1, std::min(most, told)) + 1;  // bins a bar, the same for all
  const std::size_t bars = (bins - 1) / each + 1;
  std::vector<double> all(bars), passing(bars);
  for (std::size_t bin = 0; bin < bins; ++bin) {
    all[bin / each] += static_cast<double>(profile().all[bin]);
    passing[bin / each] += static_cast<double>(profile().passing[bin]);
  }
  const double highest = std::max(1.0, *std::max_element(all.begin(), all.end()));
  const auto height = [&](double count) {
    return count > 0 ? std::max(1.0, std::log1p(count) / std::log1p(highest) * area.height()) : 0.0;
  };
  const int cutX = xOf(profile().edge(edge_));
  const QColor line = palette().color(QPalette::Mid), muted = palette().color(QPalette::PlaceholderText),
               accent = palette().color(QPalette::Highlight);
  const int width = area.width();
  for (std::size_t bar = 0; bar < bars; ++bar) {
    const auto edgeX = [&](std::size_t bin) {
      return area.left() + static_cast<int>(std::min(bin, bins)) * width / static_cast<int>(bins);
    };
    const int left = edgeX(bar * each), right = edgeX((bar + 1) * each) - 1;  // a gap of one
    const double tall = height(all[bar]), dark = height(passing[bar]);
    painter->fillRect(QRectF(left, area.bottom() + 1 - tall, right - left, tall), line);
    const int middle = std::clamp(cutX, left, right);
    painter->fillRect(QRectF(left, area.bottom() + 1 - dark, middle - left, dark), muted);
    painter->fillRect(QRectF(middle, area.bottom() + 1 - dark, right - middle, dark), accent);
  }
  painter->fillRect(QRect(area.left(), area.bottom() + 1, width, 1), line);
}

void ScoreHistogram::paintBands(QPainter* painter, const QRect& area) const {
  const auto label = [&](int from, int to, ScoreBand band) {
    const QString name = bandText(band);
    painter->setPen(palette().color(QPalette::PlaceholderText));
    const int need = painter->fontMetrics().horizontalAdvance(name);
    if (to - from >= need + 4) painter->drawText(QRect(from + 3, 0, to - from, kLabels), Qt::AlignVCenter, name);
  };
  int from = area.left();
  const auto border = [&](double score) {
    if (!std::isfinite(score) || score > profile().highest()) return area.right() + 1;
    const int x = xOf(score);
    painter->fillRect(QRect(x, 2, 1, area.bottom() - 1), palette().color(QPalette::Mid));
    return x;
  };
  const int possible = border(profile().possibleFrom), likely = border(profile().likelyFrom);
  label(from, possible, ScoreBand::Noise);
  label(possible, likely, ScoreBand::Possible);
  label(likely, area.right() + kHandleGrip, ScoreBand::Likely);
}

void ScoreHistogram::paintHandle(QPainter* painter, const QRect& area) const {
  const int x = xOf(profile().edge(edge_));
  const QColor ink = palette().color(hasFocus() ? QPalette::Highlight : QPalette::WindowText);
  painter->fillRect(QRect(x - 1, kLabels - 2, 2, area.bottom() - kLabels + 3), ink);
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(palette().color(QPalette::Window), 1.5));
  painter->setBrush(ink);
  painter->drawRoundedRect(QRectF(x - kHandleGrip / 2.0, area.center().y() - 8, kHandleGrip, 16), 3, 3);
}

void ScoreHistogram::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !result_) return;
  dragging_ = true;
  moveTo(edgeAt(event->pos().x()));
}

void ScoreHistogram::mouseMoveEvent(QMouseEvent* event) {
  if (dragging_ && result_) moveTo(edgeAt(event->pos().x()));
}

void ScoreHistogram::mouseReleaseEvent(QMouseEvent*) {
  if (!std::exchange(dragging_, false) || !result_) return;
  choose();
}

void ScoreHistogram::keyPressEvent(QKeyEvent* event) {
  if (!result_ || profile().empty()) return QWidget::keyPressEvent(event);
  const auto edge = static_cast<int>(edge_);
  int to = edge;
  switch (event->key()) {
    case Qt::Key_Left: to -= kSmallStep; break;
    case Qt::Key_Right: to += kSmallStep; break;
    case Qt::Key_PageDown: to -= kLargeStep; break;
    case Qt::Key_PageUp: to += kLargeStep; break;
    case Qt::Key_Home: to = 0; break;
    case Qt::Key_Return:
    case Qt::Key_Enter: break;
    default: QWidget::keyPressEvent(event); return;
  }
  moveTo(static_cast<std::size_t>(std::max(0, to)));
  choose();
}

void ScoreHistogram::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

void ScoreHistogram::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  update();
}

bool ScoreHistogram::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || !result_ || profile().empty()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const std::size_t edge = edgeAt(help->pos().x());
  QToolTip::showText(
      help->globalPos(),
      tr("Score %1: %2 · %3 tiles at or above it\nThe bands come from this query's scores over the whole "
         "archive: above “likely” at most a tenth is expected to be noise, above “possible” half.\nDrag "
         "to cut.")
          .arg(formatScore(profile().edge(edge)), bandText(profile().bandOf(profile().edge(edge))),
               formatCount(profile().passingFrom(edge))),
      this);
  return true;
}

}  // namespace tilescout::ui
