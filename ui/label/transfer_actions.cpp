#include "ui/label/transfer_actions.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QPointer>
#include <memory>

#include "ui/app_context.h"
#include "ui/label/label_export_dialog.h"
#include "ui/label/label_import_dialog.h"
#include "ui/label/label_row_text.h"
#include "ui/main_window.h"
#include "ui/support/format.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

std::vector<SceneProblem> problemsOf(const std::vector<jobs::LabelRowProblem>& rows) {
  std::vector<SceneProblem> problems;
  for (const jobs::LabelRowProblem& row : rows)
    problems.push_back(
        {row.subject, "left_out", row.problem ? labelRowProblem(row.problem).toStdString() : row.message});
  return problems;
}

/// Shows the dialog of that kind, made when there is none.
template <typename Dialog>
std::function<void()> shower(MainWindow* window, AppContext* context) {
  return [window, context, dialog = std::make_shared<QPointer<Dialog>>()] {
    if (!context->archive().session()) return;
    if (!*dialog) {
      *dialog = new Dialog(context, window);
      (*dialog)->setAttribute(Qt::WA_DeleteOnClose);
    }
    (*dialog)->show();
    (*dialog)->raise();
    (*dialog)->activateWindow();
  };
}

}  // namespace

JobWords TransferJobs::import(const QString& file) {
  JobWords words;
  words.title = [file] { return tr("Import labels of %1").arg(file); };
  words.stage = [](const Progress& progress) {
    return tr("rows %1 of %2").arg(formatCount(progress.done), formatCount(progress.total));
  };
  words.summary = [](const JobOutcome& outcome) {
    return tr("%1 captions and %2 tags are new, on %3 tiles")
        .arg(formatCount(outcome.indexed), formatCount(outcome.newTiles), formatCount(outcome.tiles));
  };
  return words;
}

JobWords TransferJobs::write(const QString& target) {
  JobWords words;
  const QString name = QFileInfo(target).fileName();
  words.title = [name] { return tr("Export labels to %1").arg(name); };
  words.stage = [](const Progress& progress) {
    return tr("tiles %1 of %2").arg(formatCount(progress.done), formatCount(progress.total));
  };
  words.summary = [target](const JobOutcome& outcome) {
    QString said = tr("%1 captions of %2 tiles written to %3")
                       .arg(formatCount(outcome.indexed), formatCount(outcome.tiles), QDir::toNativeSeparators(target));
    if (outcome.skipped > 0)
      said += tr("; %n caption(s) without a tile left out", nullptr, static_cast<int>(outcome.skipped));
    return said;
  };
  words.followUp = [] { return tr("Open the folder"); };
  words.showRate = false;
  return words;
}

JobOutcome TransferJobs::outcomeOf(const jobs::LabelImportReport& report) {
  JobOutcome outcome;
  outcome.indexed = report.captions;
  outcome.newTiles = report.tags;
  outcome.tiles = report.tiles;
  outcome.problems = problemsOf(report.problems);
  return outcome;
}

JobOutcome TransferJobs::outcomeOf(const jobs::LabelExportReport& report) {
  JobOutcome outcome;
  outcome.indexed = report.captions;
  outcome.tiles = report.tiles;
  outcome.skipped = report.orphans;
  outcome.problems = problemsOf(report.problems);
  return outcome;
}

void addLabelTransfer(MainWindow* window, AppContext* context) {
  QAction* in =
      window->actions()->add({"importLabels",
                              "document-import",
                              {Qt::CTRL | Qt::SHIFT | Qt::Key_I},
                              MenuPlace::Label,
                              [] { return TransferJobs::tr("&Import labels…"); },
                              [] { return TransferJobs::tr("Take in captions and tags of a file or folder"); },
                              true});
  QAction* out =
      window->actions()->add({"exportLabels",
                              "document-export",
                              {Qt::CTRL | Qt::SHIFT | Qt::Key_L},
                              MenuPlace::Label,
                              [] { return TransferJobs::tr("&Export labels…"); },
                              [] { return TransferJobs::tr("Write captions and tags to a file or folder"); }});
  QObject::connect(in, &QAction::triggered, window, shower<LabelImportDialog>(window, context));
  QObject::connect(out, &QAction::triggered, window, shower<LabelExportDialog>(window, context));
  const auto refresh = [in, out, context] {
    const bool open = context->archive().state() == ArchiveState::Open;
    in->setEnabled(open);
    out->setEnabled(open);
  };
  QObject::connect(&context->archive(), &ArchiveController::archiveChanged, in, refresh);
  refresh();
}

}  // namespace tilescout::ui
