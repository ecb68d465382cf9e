#include "ui/support/window_size.h"

#include <QScreen>
#include <QWidget>

namespace tilescout::ui {

QSize fittingSize(const QSize& wanted, const QSize& screen) {
  constexpr int kFrame = 40;  // title and borders, of which nothing is known before the window is shown
  return wanted.boundedTo({screen.width(), screen.height() - kFrame});
}

void resizeFitting(QWidget* window, const QSize& wanted) {
  window->resize(fittingSize(wanted, window->screen()->availableSize()));
}

}  // namespace tilescout::ui
