#pragma once
#include <QProxyStyle>

namespace tilescout::ui {

/// Fusion with outlines that can be seen in the dark: Fusion makes them darker than the window, so that an empty check
/// box or line on a dark window has no edge at all.
class OutlinedStyle : public QProxyStyle {
 public:
  OutlinedStyle();
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
};

}  // namespace tilescout::ui
