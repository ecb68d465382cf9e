#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// A copy of the archive in one file, made while everything goes on; and a plain copy of its labels, kept beside it.
void addBackup(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
