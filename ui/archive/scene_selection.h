#pragma once

namespace tilescout::ui {

class AppContext;
class MainWindow;

/// Makes the tree of scenes a view of the one selection: scenes that are chosen there select their results and are
/// outlined on the map; scenes of tiles that are selected elsewhere are marked. The mouse on one points at the other.
void connectScenes(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
