#include "ui/pages.h"

#include "ui/app_context.h"
#include "ui/archive/backup_actions.h"
#include "ui/archive/relink_actions.h"
#include "ui/archive/scene_selection.h"
#include "ui/explore/embedding_page.h"
#include "ui/export/export_controller.h"
#include "ui/help/guide_window.h"
#include "ui/label/label_actions.h"
#include "ui/label/transfer_actions.h"
#include "ui/main_window.h"
#include "ui/map/map_page.h"
#include "ui/search/large_view.h"
#include "ui/search/matches_page.h"
#include "ui/search/query_actions.h"
#include "ui/search/results_view.h"
#include "ui/search/saved_panel.h"
#include "ui/search/search_actions.h"
#include "ui/train/train_pages.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

void addPages(MainWindow* window, AppContext* context) {
  window->addPage(window->results(), "results", [] { return MainWindow::tr("Results"); }, window->actions()->results);
  addRelink(window, context);
  addBackup(window, context);
  addMapPage(window, context);
  connectLargeView(window, context);
  connectScenes(window, context);
  addExport(window, context);
  addLabelling(window, context);
  addLabelTransfer(window, context);
  addGuide(window, context);
  addMatchesPage(window, context);
  addEmbeddingPage(window, context);
  addSearchActions(window, context);
  addQueryActions(window, context);
  addSavedPanel(window, context);
  addTraining(window, context);
}

}  // namespace tilescout::ui
