#include "ui/support/choice_card.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace tilescout::ui {

namespace {

constexpr int kPadding = 14;
constexpr int kIcon = 22;
constexpr int kTitlePixels = 15;

QFont titleFont(QFont font) {
  font.setPixelSize(kTitlePixels);
  return font;
}

}  // namespace

ChoiceCard::ChoiceCard(QWidget* parent) : QAbstractButton(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setCursor(Qt::PointingHandCursor);
}

void ChoiceCard::setDescription(const QString& description) {
  description_ = description;
  setAccessibleDescription(description);
  updateGeometry();
  update();
}

QSize ChoiceCard::sizeHint() const {
  const QFontMetrics title(titleFont(font()));
  const int height = title.height() + 2 + fontMetrics().height();
  const int width = std::max(title.horizontalAdvance(text()), fontMetrics().horizontalAdvance(description_));
  return {3 * kPadding + kIcon + width, 2 * kPadding + height};
}

void ChoiceCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool marked = underMouse() || hasFocus();
  painter.setPen(QPen(palette().color(marked ? QPalette::Highlight : QPalette::Mid), hasFocus() ? 2 : 1));
  painter.setBrush(palette().color(isDown() ? QPalette::Midlight : QPalette::Base));
  painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
  icon().paint(&painter, QRect(kPadding, (height() - kIcon) / 2, kIcon, kIcon));

  const int left = 2 * kPadding + kIcon;
  const QFont large = titleFont(font());
  const QFontMetrics title(large);
  painter.setFont(large);
  painter.setPen(palette().color(QPalette::Text));
  painter.drawText(QRect(left, kPadding, width() - left - kPadding, title.height()), Qt::AlignLeft | Qt::AlignVCenter,
                   text());
  painter.setFont(font());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const QRect below(left, kPadding + title.height() + 2, width() - left - kPadding, fontMetrics().height());
  painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(description_, Qt::ElideRight, below.width()));
}

/// Outside dialogs a button only hears the space bar; what stands out as the next step also takes Enter.
void ChoiceCard::keyPressEvent(QKeyEvent* event) {
  const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enters && !event->isAutoRepeat()) return click();
  QAbstractButton::keyPressEvent(event);
}

void ChoiceCard::enterEvent(QEnterEvent*) { update(); }

void ChoiceCard::leaveEvent(QEvent*) { update(); }

}  // namespace tilescout::ui
