#include "ui/support/outlined_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

#include "ui/support/theme.h"

namespace tilescout::ui {

OutlinedStyle::OutlinedStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void OutlinedStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const {
  QProxyStyle::drawPrimitive(element, option, painter, widget);
  const bool round = element == PE_IndicatorRadioButton;
  const bool box = element == PE_IndicatorCheckBox || element == PE_FrameLineEdit;
  if ((!round && !box) || !isDark(option->palette)) return;
  if (element == PE_FrameLineEdit && (option->state & State_HasFocus)) return;  // Fusion's own, in the accent
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  // Marks that carry meaning need a contrast of 3 to the window.
  painter->setPen(QPen(element == PE_FrameLineEdit ? option->palette.color(QPalette::Mid)
                                                   : option->palette.color(QPalette::PlaceholderText)));
  painter->setBrush(Qt::NoBrush);
  const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
  round ? painter->drawEllipse(edge) : painter->drawRoundedRect(edge, 2, 2);
  painter->restore();
}

}  // namespace tilescout::ui
