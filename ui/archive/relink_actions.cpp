#include "ui/archive/relink_actions.h"

#include <QAction>
#include <QPointer>
#include <memory>

#include "ui/app_context.h"
#include "ui/archive/archive_notice.h"
#include "ui/archive/relink_dialog.h"
#include "ui/archive/scenes_panel.h"
#include "ui/main_window.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

void addRelink(MainWindow* window, AppContext* context) {
  const auto dialog = std::make_shared<QPointer<RelinkDialog>>();
  const auto show = [window, context, dialog](SceneId scene) {
    if (!context->archive().session()) return;
    if (!*dialog) {
      *dialog = new RelinkDialog(context, window);
      (*dialog)->setAttribute(Qt::WA_DeleteOnClose);
    }
    if (scene != 0) (*dialog)->showScene(scene);
    (*dialog)->show();
    (*dialog)->raise();
    (*dialog)->activateWindow();
  };
  QAction* action = window->actions()->add({"relink",
                                            "edit-find-replace",
                                            {Qt::CTRL | Qt::Key_R},
                                            MenuPlace::Archive,
                                            [] { return ScenesPanel::tr("Find &missing scenes…"); },
                                            [] { return ScenesPanel::tr("Say where scenes lie that were moved"); }});
  QObject::connect(action, &QAction::triggered, window, [show] { show(0); });
  const auto refresh = [action, context] { action->setEnabled(context->archive().state() == ArchiveState::Open); };
  QObject::connect(&context->archive(), &ArchiveController::archiveChanged, action, refresh);
  refresh();
  QObject::connect(window->scenesPanel(), &ScenesPanel::relinkRequested, window, show);
  for (ArchiveNotice* notice : window->findChildren<ArchiveNotice*>()) {
    QObject::connect(notice, &ArchiveNotice::relinkRequested, window, [show] { show(0); });
  }
}

}  // namespace tilescout::ui
