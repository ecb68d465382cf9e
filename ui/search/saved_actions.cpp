// What can be done with saved searches, as actions of the window.
#include <QAction>
#include <QMenu>
#include <QTreeWidget>

#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/search/refine_strip.h"
#include "ui/search/results_view.h"
#include "ui/search/saved_panel.h"
#include "ui/support/fold_section.h"
#include "ui/support/format.h"
#include "ui/support/notice_bar.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

void SavedPanel::addActions(WindowActions* actions) {
  const auto spec = [](const char* name, const char* icon, const QKeySequence& key, QString (*text)(),
                       QString (*tip)()) { return ActionSpec{name, icon, {key}, MenuPlace::Saved, text, tip}; };
  actions->adopt(ask_,
                 spec(
                     "savedAsk", "edit-find", Qt::Key_F9, [] { return tr("&Search"); },
                     [] { return tr("Ask the search chosen in the list of the archive dock again (Enter there)"); }));
  actions->adopt(askNew_, spec(
                              "savedNew", "view-refresh", Qt::SHIFT | Qt::Key_F9, [] { return tr("Show &new hits"); },
                              [] { return tr("Only likely hits in what came since they were last seen"); }));
  actions->adopt(seen_, spec(
                            "savedSeen", "dialog-ok", Qt::CTRL | Qt::Key_F9, [] { return tr("New hits were s&een"); },
                            [] { return tr("Counts from here on: what is there now is no longer new"); }));
  ActionSpec alert = spec(
      "savedAlert", "appointment-reminder", Qt::CTRL | Qt::SHIFT | Qt::Key_F9,
      [] { return tr("&Count new hits after each index"); },
      [] { return tr("An alert: the list tells how many new hits the search has"); });
  ActionSpec rename = spec(
      "savedRename", "edit-rename", Qt::Key_F2, [] { return tr("&Rename…"); },
      [] { return tr("Give the chosen search another name"); });
  ActionSpec remove = spec(
      "savedRemove", "edit-delete", QKeySequence::Delete, [] { return tr("&Delete"); },
      [] { return tr("Delete the chosen search; Ctrl+Z brings it back"); });
  alert.newSection = true;
  ActionSpec notes = spec(
      "savedNotes", "document-edit", Qt::SHIFT | Qt::Key_F2, [] { return tr("No&tes…"); },
      [] { return tr("Write down what to remember of the chosen search"); });
  rename.scope = notes.scope = remove.scope = tree_;
  actions->adopt(alert_, alert);
  actions->adopt(rename_, rename);
  actions->adopt(notes_, notes);
  actions->adopt(remove_, remove);
  connect(tree_, &QTreeWidget::currentItemChanged, this, &SavedPanel::refreshActions);
  refreshActions();
}

void SavedPanel::refreshActions() {
  const SavedSearch* saved = current();
  for (QAction* action : {ask_, askNew_, seen_, alert_, rename_, notes_, remove_}) action->setEnabled(saved);
  alert_->setChecked(saved && saved->alert);
}

void SavedPanel::showMenu(const QPoint& place) {
  if (!current()) return;
  refreshActions();
  menu_->exec(tree_->viewport()->mapToGlobal(place));
}

void addSavedPanel(MainWindow* window, AppContext* context) {
  auto* panel = new SavedPanel(context, window);
  FoldSection* section = window->addSection(panel, "saved", [panel] {
    const std::int64_t count = panel->newHits();
    return count > 0 ? SavedPanel::tr("Searches and detectors (%1 new)").arg(formatCount(count))
                     : SavedPanel::tr("Searches and detectors");
  });
  window->results()->addNotice(panel->notice());
  QObject::connect(panel, &SavedPanel::countsChanged, section, &FoldSection::refreshTitle);
  QObject::connect(panel, &SavedPanel::listRequested, section, [window, section] {
    window->showArchiveDock();
    section->setOpen(true);
  });
  QAction* save =
      window->actions()->add({"saveSearch",
                              "bookmark-new",
                              {Qt::CTRL | Qt::Key_B},
                              MenuPlace::Search,
                              [] { return SavedPanel::tr("Sa&ve this search…"); },
                              [] { return SavedPanel::tr("Gives the query a name, to ask it again with one click"); },
                              true});
  QAction* detector =
      window->actions()->add({"saveDetector",
                              "office-chart-bar",
                              {Qt::CTRL | Qt::SHIFT | Qt::Key_B},
                              MenuPlace::Search,
                              [] { return SavedPanel::tr("Save as a &detector…"); },
                              [] { return SavedPanel::tr("Keeps what the marks have taught, for new scenes too"); }});
  panel->addActions(window->actions());
  QObject::connect(save, &QAction::triggered, panel, &SavedPanel::saveSearch);
  QObject::connect(detector, &QAction::triggered, panel, &SavedPanel::saveDetector);
  QObject::connect(window->results()->strip(), &RefineStripBar::saveRequested, panel, &SavedPanel::saveDetector);
}

}  // namespace tilescout::ui
