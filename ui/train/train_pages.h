#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Fine-tuning in the menu Model: the wizard, and the list of runs.
void addTraining(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
