#pragma once
#include <QSize>

class QWidget;

namespace tilescout::ui {

/// A window's size that leaves its frame room on the screen.
QSize fittingSize(const QSize& wanted, const QSize& screen);
/// For a window that is opened: as large as wanted, or as the screen allows. 1280 × 720 at 125 % has room for 1024 × 576.
void resizeFitting(QWidget* window, const QSize& wanted);

}  // namespace tilescout::ui
