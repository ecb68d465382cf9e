#pragma once
#include <functional>

class QWidget;

namespace tilescout::ui {

/// Runs `then` on the interface's thread when the window has been painted once, or soon when it is never painted because
/// it begins minimised.
void afterFirstPaint(QWidget* window, std::function<void()> then);

}  // namespace tilescout::ui
