#pragma once
#include <QString>

namespace tilescout::ui {

/// Shows a file in the system's file manager: chosen in its folder where the manager can do that, else the folder.
void revealInFolder(const QString& file);

}  // namespace tilescout::ui
