#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// The actions of searching: back and forward, examples, right and wrong, selecting; their keys, and the menu of a
/// result cell.
void addSearchActions(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
