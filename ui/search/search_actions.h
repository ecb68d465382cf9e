#pragma once

class QMenu;

namespace tilescout::ui {

class AppContext;
class MainWindow;
class WindowActions;

/// The actions of searching: back and forward, examples, right and wrong, selecting; their keys, and the menu of a
/// result cell.
void addSearchActions(MainWindow* window, AppContext* context);

/// What a result cell's menu offers, of other areas too.
void fillCellMenu(WindowActions* actions, QMenu* menu);

}  // namespace tilescout::ui
