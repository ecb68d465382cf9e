#pragma once
#include <QIcon>

namespace tilescout::ui {

/// The Breeze icon of that name, else the style's own picture for the same meaning, so that no button is ever blank.
QIcon themeIcon(const char* name);

/// The program's own icon, from its resources.
QIcon programIcon();

}  // namespace tilescout::ui
