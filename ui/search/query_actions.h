#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Actions of what stands around the results: the query's area, sorting and grouping, learning from marks.
/// Fills the query bar's menus with actions of the window, so it comes after those of the map and of searching.
void addQueryActions(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
