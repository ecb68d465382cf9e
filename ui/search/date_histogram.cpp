#include "ui/search/date_histogram.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kDateLabels = 18;  ///< height of the line under the bars
constexpr int kMostBars = 40;
constexpr double kUndatedWidth = 40;  ///< of the group without a date
constexpr double kUndatedGap = 10;
constexpr int kDateFontSize = 11;

}  // namespace

DateHistogram::DateHistogram(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("dateHistogram"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  onLanguageChange(this, [this] {
    setAccessibleName(tr("Tiles by year"));
    describe();
    update();
  });
}

void DateHistogram::setCounts(const std::map<int, std::int64_t>& years, std::int64_t undated) {
  years_ = years;
  undated_ = undated;
  anchor_ = head_ = -1;
  describe();
  update();
}

void DateHistogram::setRange(const Range& range) {
  if (range == range_) return;
  range_ = range;
  anchor_ = head_ = -1;
  describe();
  update();
}

std::int64_t DateHistogram::passing() const {
  std::int64_t sum = range_.undated != Undated::Never || (!range_.from && !range_.to) ? undated_ : 0;
  for (const auto& [year, count] : years_) {
    const bool inside = (!range_.from || year >= *range_.from) && (!range_.to || year <= *range_.to);
    if (inside && range_.undated != Undated::Only) sum += count;
  }
  return sum;
}

int DateHistogram::yearsOfBar() const {
  if (years_.empty()) return 1;
  const int span = lastYear() - firstYear() + 1;
  return (span + kMostBars - 1) / kMostBars;
}

int DateHistogram::bars() const { return years_.empty() ? 0 : (lastYear() - firstYear()) / yearsOfBar() + 1; }

QRectF DateHistogram::barRect(int bar) const {
  const double room = width() - (undated_ > 0 ? kUndatedWidth + kUndatedGap : 0.0);
  const double each = std::min(40.0, room / std::max(1, bars()));
  return {bar * each, 0, each, height() - double(kDateLabels)};
}

QRectF DateHistogram::undatedRect() const {
  return {width() - kUndatedWidth, 0, kUndatedWidth, height() - double(kDateLabels)};
}

QPoint DateHistogram::placeOf(int year) const {
  return years_.empty() ? QPoint() : barRect((year - firstYear()) / yearsOfBar()).center().toPoint();
}

QPoint DateHistogram::placeOfUndated() const { return undatedRect().center().toPoint(); }

std::int64_t DateHistogram::countOf(int bar) const {
  const int from = firstYear() + bar * yearsOfBar();
  std::int64_t sum = 0;
  for (auto year = years_.lower_bound(from); year != years_.end() && year->first < from + yearsOfBar(); ++year)
    sum += year->second;
  return sum;
}

std::int64_t DateHistogram::tallest() const {
  std::int64_t most = std::max<std::int64_t>(1, undated_);
  for (int bar = 0; bar < bars(); ++bar) most = std::max(most, countOf(bar));
  return most;
}

int DateHistogram::barAt(const QPointF& place) const {
  if (years_.empty() || (undated_ > 0 && place.x() >= undatedRect().left() - kUndatedGap / 2)) return -1;
  return std::clamp(static_cast<int>(place.x() / barRect(0).width()), 0, bars() - 1);
}

bool DateHistogram::passes(int bar) const {
  if (range_.undated == Undated::Only) return false;
  const int from = firstYear() + bar * yearsOfBar(), to = from + yearsOfBar() - 1;
  return (!range_.from || to >= *range_.from) && (!range_.to || from <= *range_.to);
}

void DateHistogram::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  QFont font = painter.font();
  font.setPixelSize(kDateFontSize);
  painter.setFont(font);
  painter.setRenderHint(QPainter::Antialiasing);
  const double most = static_cast<double>(tallest());
  const auto draw = [&](const QRectF& room, std::int64_t count, bool passing) {
    // A root: a year with a hundredth of the tiles of another one is still seen.
    const double high = count == 0 ? 0.0 : std::max(2.0, room.height() * std::sqrt(static_cast<double>(count) / most));
    QRectF bar(room.left() + 0.5, room.bottom() - high, std::max(1.0, room.width() - 1.5), high);
    painter.fillRect(bar, palette().color(passing ? QPalette::Highlight : QPalette::Mid));
  };
  for (int bar = 0; bar < bars(); ++bar) draw(barRect(bar), countOf(bar), passes(bar));
  const bool all = !range_.from && !range_.to && range_.undated == Undated::Never;
  if (undated_ > 0) draw(undatedRect(), undated_, all || range_.undated != Undated::Never);
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const int under = height() - kDateLabels;
  if (!years_.empty()) {
    const double right = barRect(bars() - 1).right();
    painter.drawText(QRectF(0, under, right, kDateLabels), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::number(firstYear()));
    if (lastYear() > firstYear() && right > 70)
      painter.drawText(QRectF(0, under, right, kDateLabels), Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(lastYear()));
  }
  if (undated_ > 0)
    painter.drawText(QRectF(undatedRect().left() - kUndatedGap, under, kUndatedWidth + kUndatedGap, kDateLabels),
                     Qt::AlignRight | Qt::AlignVCenter, tr("no date"));
  if (hasFocus()) {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void DateHistogram::choose(const Range& range) {
  if (range == range_) return;
  range_ = range;
  describe();
  update();
  Q_EMIT rangeChosen(range_);
}

void DateHistogram::chooseBars(int from, int to) {
  const auto [first, last] = std::minmax(from, to);
  Range range = range_;
  if (range.undated == Undated::Only) range.undated = Undated::Also;
  range.from = firstYear() + first * yearsOfBar();
  range.to = firstYear() + (last + 1) * yearsOfBar() - 1;
  choose(range);
}

void DateHistogram::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const int bar = barAt(event->position());
  if (bar >= 0) {
    anchor_ = head_ = bar;
    dragging_ = true;
    chooseBars(bar, bar);
  } else if (undated_ > 0) {
    Range range = range_;
    // Beside all years it stands alone; beside chosen years it comes and goes.
    if (!range.from && !range.to) {
      range.undated = range.undated == Undated::Only ? Undated::Never : Undated::Only;
    } else {
      range.undated = range.undated == Undated::Never ? Undated::Also : Undated::Never;
    }
    choose(range);
  }
}

void DateHistogram::mouseMoveEvent(QMouseEvent* event) {
  if (!dragging_) return;
  const int bar = barAt(event->position());
  if (bar < 0 || bar == head_) return;
  head_ = bar;
  chooseBars(anchor_, head_);
}

void DateHistogram::mouseReleaseEvent(QMouseEvent*) { dragging_ = false; }

void DateHistogram::keyPressEvent(QKeyEvent* event) {
  const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right;
  if ((left || right) && !years_.empty()) {
    const int before = head_ >= 0 ? head_ : right ? -1 : bars();
    head_ = std::clamp(before + (right ? 1 : -1), 0, bars() - 1);
    if (!event->modifiers().testFlag(Qt::ShiftModifier) || anchor_ < 0) anchor_ = head_;
    chooseBars(anchor_, head_);
  } else if (event->key() == Qt::Key_Space && undated_ > 0) {
    QMouseEvent press(QEvent::MouseButtonPress, placeOfUndated(), mapToGlobal(placeOfUndated()), Qt::LeftButton,
                      Qt::LeftButton, {});
    mousePressEvent(&press);
  } else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_Delete) {
    anchor_ = head_ = -1;
    choose({});
  } else {
    QWidget::keyPressEvent(event);
  }
}

void DateHistogram::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  update();
}

QString DateHistogram::textAt(const QPointF& place) const {
  const int bar = barAt(place);
  if (bar < 0) return undated_ > 0 ? tr("No date: %1 tiles").arg(formatCount(undated_)) : QString();
  const int from = firstYear() + bar * yearsOfBar(), to = std::min(lastYear(), from + yearsOfBar() - 1);
  const QString years =
      from == to ? QString::number(from) : QStringLiteral("%1–%2").arg(QString::number(from), QString::number(to));
  return tr("%1: %2 tiles").arg(years, formatCount(countOf(bar)));
}

bool DateHistogram::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), textAt(help->pos()), this);
  return true;
}

void DateHistogram::describe() {
  QString text = tr("%1 tiles pass").arg(formatCount(passing()));
  if (range_.from && range_.to) text += QStringLiteral(", %1–%2").arg(*range_.from).arg(*range_.to);
  setAccessibleDescription(text);
}

}  // namespace tilescout::ui
