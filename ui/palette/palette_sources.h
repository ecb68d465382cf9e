#pragma once
#include <QCoreApplication>
#include <functional>

#include "base/ids.h"
#include "ui/palette/command_palette.h"

class QMenuBar;

namespace tilescout::ui {

class AppContext;
class RecentArchives;
class WindowActions;

/// What the palette finds of the frame's own. Areas add theirs with MainWindow::commands().
class PaletteSources {
  Q_DECLARE_TR_FUNCTIONS(PaletteSources)
 public:
  /// Every action of the menus (docks, colours and languages too), then those that have only a key.
  static CommandPalette::Source actions(WindowActions* actions, QMenuBar* menus);
  static CommandPalette::Source recentArchives(AppContext* context, RecentArchives* recent);
  /// Those that fit the pattern, 50 at most.
  static CommandPalette::Source scenes(AppContext* context, std::function<void(SceneId)> show);
};

}  // namespace tilescout::ui
