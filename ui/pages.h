#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Every area hangs its pages, sections of the archive dock and docks into the window here, one line each, in the order
/// in which they are to stand. An area's own function (say, `addMapPage` in ui/map/map_page.h) makes the widget, its
/// actions and their connections.
void addPages(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
