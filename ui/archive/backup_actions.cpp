#include "ui/archive/backup_actions.h"

#include <QAction>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <memory>

#include "ui/app_context.h"
#include "ui/archive/archive_jobs.h"
#include "ui/label/label_copies.h"
#include "ui/main_window.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

void backUp(AppContext* context, MainWindow* window) {
  const std::shared_ptr<ArchiveSession> session = context->archive().session();
  if (!session) return;
  const QFileInfo archive(context->archive().file());
  const QString proposal =
      QDir(context->settings().lastFolder())
          .filePath(QStringLiteral("%1-%2.tilescout")
                        .arg(archive.completeBaseName(), QDate::currentDate().toString(Qt::ISODate)));
  QString target = QFileDialog::getSaveFileName(window, ArchiveJobs::tr("Back up the archive"), proposal,
                                                ArchiveJobs::tr("Tilescout archives (*.tilescout)"));
  if (target.isEmpty()) return;
  if (!target.endsWith(QLatin1String(".tilescout"))) target += QStringLiteral(".tilescout");
  context->settings().setLastFolder(QFileInfo(target).absolutePath());
  context->jobs().add(std::make_unique<Job>(ArchiveJobs::backUp(target), [session, target](JobContext& job) {
    session->backUp(target.toStdString(), job);
    return JobOutcome();
  }));
}

}  // namespace

void addBackup(MainWindow* window, AppContext* context) {
  QAction* action =
      window->actions()->add({"backUp",
                              "document-save-all",
                              {Qt::CTRL | Qt::SHIFT | Qt::Key_S},
                              MenuPlace::Archive,
                              [] { return ArchiveJobs::tr("&Back up…"); },
                              [] { return ArchiveJobs::tr("Copy the archive as it is now into one file"); }});
  QObject::connect(action, &QAction::triggered, window, [context, window] { backUp(context, window); });
  const auto refresh = [action, context] { action->setEnabled(context->archive().state() == ArchiveState::Open); };
  QObject::connect(&context->archive(), &ArchiveController::archiveChanged, action, refresh);
  refresh();
  new LabelCopies(context, window);
}

}  // namespace tilescout::ui
