#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Finding missing scenes: its place in the menu, at the notice about scenes offline, and in the scenes' own menu.
void addRelink(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
