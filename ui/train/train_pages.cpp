#include "ui/train/train_pages.h"

#include <QAction>

#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/train/finetune_window.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

void addTraining(MainWindow* window, AppContext* context) {
  auto* wizard = new FinetuneWindow(context, window);
  WindowActions* actions = window->actions();
  QAction* tune = actions->add({"fineTune",
                                "run-build",
                                {Qt::CTRL | Qt::Key_T},
                                MenuPlace::Model,
                                [] { return FinetuneWindow::tr("&Fine-tune…"); },
                                [] { return FinetuneWindow::tr("Teach a model your labelled tiles, step by step"); },
                                true});
  QAction* runs =
      actions->add({"tuneRuns",
                    "view-statistics",
                    {Qt::CTRL | Qt::SHIFT | Qt::Key_T},
                    MenuPlace::Model,
                    [] { return FinetuneWindow::tr("Fine-tuning &runs…"); },
                    [] { return FinetuneWindow::tr("All fine-tunings of this archive: curves, notes, results"); }});
  QObject::connect(tune, &QAction::triggered, wizard, [wizard] {
    if (wizard->showsRuns()) wizard->goTo(wizard->step());
    wizard->bringUp();
  });
  QObject::connect(runs, &QAction::triggered, wizard, [wizard] {
    wizard->showRuns();
    wizard->bringUp();
  });
  const auto refresh = [tune, runs, context] {
    const ArchiveController& archive = context->archive();
    const bool able = archive.state() == ArchiveState::Open && archive.session() && archive.session()->train();
    tune->setEnabled(able);
    runs->setEnabled(able);
  };
  QObject::connect(&context->archive(), &ArchiveController::archiveChanged, tune, refresh);
  refresh();
  QObject::connect(wizard, &FinetuneWindow::labelRequested, window, [window] {
    window->raise();
    window->activateWindow();
    window->actions()->results->trigger();
  });
  QObject::connect(wizard, &FinetuneWindow::tileRequested, window, [window, context](qint64 tile) {
    context->selection().set({tile}, tile);
    window->raise();
    window->activateWindow();
  });
  QObject::connect(wizard, &FinetuneWindow::tilesRequested, window,
                   [window, context](const std::vector<TileId>& tiles, const QString& about) {
                     // Among themselves, the ones most like the first before the others.
                     context->search().change([&](QueryDraft& draft) {
                       draft = QueryDraft();
                       draft.query.like = {tiles.front()};
                       draft.query.tiles = tiles;
                       draft.tilesName = about;
                     });
                     window->actions()->results->trigger();
                     window->raise();
                     window->activateWindow();
                     // Last: a grid that is brought to the front has a selection of its own for a moment.
                     context->selection().set(tiles, tiles.front());
                   });
}

}  // namespace tilescout::ui
