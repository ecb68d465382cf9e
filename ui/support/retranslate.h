#pragma once
#include <QWidget>
#include <functional>

namespace tilescout::ui {

/// Runs `setTexts` now and again whenever the language changes. It lives as long as the widget.
void onLanguageChange(QWidget* widget, std::function<void()> setTexts);

/// Runs `refresh` now and whenever the palette changes (light and dark).
void onPaletteChange(QWidget* widget, std::function<void()> refresh);

}  // namespace tilescout::ui
