#include "ui/search/search_actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QItemSelectionModel>
#include <QMenu>

#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/map/map_canvas.h"
#include "ui/search/large_view.h"
#include "ui/search/query_bar.h"
#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

struct SearchActions {
  Q_DECLARE_TR_FUNCTIONS(SearchActions)
};

/// What a key acts on: the selected tiles, else the current one.
std::vector<TileId> chosenTiles(AppContext* context) {
  const Selection& selection = context->selection();
  if (!selection.isEmpty()) return selection.tiles();
  return selection.current() != 0 ? std::vector<TileId>{selection.current()} : std::vector<TileId>();
}

/// Marks and goes on to the next tile that has no mark, so that one key a tile is enough.
void markAndGoOn(MainWindow* window, AppContext* context, bool right) {
  const std::vector<TileId> tiles = chosenTiles(context);
  if (tiles.empty()) return;
  const ResultModel* model = window->results()->model();
  TileId next = 0;
  if (tiles.size() == 1) {
    int row = model->indexOf(tiles.front()).row() + 1;
    while (row > 0 && row < model->rowCount() && context->refine().markOf(model->hitAt(model->index(row))->tile)) ++row;
    if (const Hit* hit = row > 0 && row < model->rowCount() ? model->hitAt(model->index(row)) : nullptr)
      next = hit->tile;
  }
  context->refine().mark(tiles, right);
  if (next != 0) context->selection().set({next}, next);
}

/// On the map where it is in front, else in the scene of the current tile.
void drawExample(MainWindow* window) {
  auto* map = window->findChild<MapCanvas*>();
  if (map && map->isVisible()) {
    map->setTool(MapTool::Example);
    return;
  }
  LargeView* large = window->results()->largeView();
  if (!large->isVisible()) window->actions()->large->trigger();
  if (large->isVisible()) large->drawExample();
}

void addExampleActions(MainWindow* window, AppContext* context) {
  WindowActions* actions = window->actions();
  const auto on = [window](QAction* action, auto&& act) { QObject::connect(action, &QAction::triggered, window, act); };
  using enum MenuPlace;
  on(actions->add({"queryBack",
                   "go-previous",
                   {Qt::ALT | Qt::Key_Left},
                   Search,
                   [] { return SearchActions::tr("Q&uery before"); },
                   [] { return SearchActions::tr("Back to the query before"); },
                   true}),
     [context] { context->search().goBack(); });
  on(actions->add({"queryForward",
                   "go-next",
                   {Qt::ALT | Qt::Key_Right},
                   Search,
                   [] { return SearchActions::tr("Query a&fter"); },
                   [] { return SearchActions::tr("Forward to the next query"); }}),
     [context] { context->search().goForward(); });
  on(actions->add({"openPicture",
                   "insert-image",
                   {Qt::CTRL | Qt::Key_I},
                   Search,
                   [] { return SearchActions::tr("Search with a &picture…"); },
                   [] { return SearchActions::tr("A picture file as an example"); },
                   true}),
     [window] { window->queryBar()->openPicture(); });
  on(actions->add({"pastePicture",
                   "edit-paste",
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_V},
                   Search,
                   [] { return SearchActions::tr("Search with the &copied picture"); },
                   [] { return SearchActions::tr("The clipboard's picture as an example"); }}),
     [window] { window->queryBar()->pastePicture(); });
  on(actions->add({"drawExample",
                   "transform-crop",
                   {Qt::Key_D},
                   Search,
                   [] { return SearchActions::tr("Draw an e&xample"); },
                   [] { return SearchActions::tr("Draw a part of the scene, large or on the map, to search with"); }}),
     [window] { drawExample(window); });
  on(actions->add({"moreLike",
                   "list-add",
                   {Qt::Key_Plus},
                   Search,
                   [] { return SearchActions::tr("More like th&is"); },
                   [] { return SearchActions::tr("The selected tiles as examples"); }}),
     [context] { context->search().addExamples(chosenTiles(context)); });
  on(actions->add({"lessLike",
                   "list-remove",
                   {Qt::Key_Minus},
                   Search,
                   [] { return SearchActions::tr("Less li&ke this"); },
                   [] { return SearchActions::tr("Away from the selected tiles"); }}),
     [context] { context->search().addCounterExamples(chosenTiles(context)); });
  on(actions->add({"onlyThisScene",
                   "view-filter",
                   {Qt::SHIFT | Qt::Key_O},
                   Search,
                   [] { return SearchActions::tr("&Only in this scene"); },
                   [] { return SearchActions::tr("Searches only the scene of the current tile"); }}),
     [context] {
       if (const Hit* hit = context->currentTile().hit()) context->search().setScenes({hit->sceneId});
     });
  on(actions->add({"excludeWords",
                   "edit-delete-remove",
                   {Qt::CTRL | Qt::SHIFT | Qt::Key_X},
                   Search,
                   [] { return SearchActions::tr("&Exclude words…"); },
                   [] { return SearchActions::tr("Tiles like these words move down"); }}),
     [window] { window->queryBar()->excludeWords(); });
  QAction* filters =
      actions->add({"filters",
                    "view-filter",
                    {Qt::CTRL | Qt::SHIFT | Qt::Key_F},
                    Search,
                    [] { return SearchActions::tr("Filters…"); },
                    [] { return SearchActions::tr("Dates, scenes, scores, places, words, templates"); }});
  on(filters, [window] { window->queryBar()->openFilters(); });
  const auto refresh = [=] { filters->setEnabled(context->archive().state() == ArchiveState::Open); };
  QObject::connect(&context->archive(), &ArchiveController::archiveChanged, filters, refresh);
  refresh();
  on(actions->add({"queryHistory",
                   "view-history",
                   {Qt::ALT | Qt::Key_Down},
                   Search,
                   [] { return SearchActions::tr("&Queries of before"); },
                   [] { return SearchActions::tr("What was asked of this archive lately, to ask it again"); }}),
     [window] { window->queryBar()->openHistory(); });
}

void addMarkActions(MainWindow* window, AppContext* context) {
  WindowActions* actions = window->actions();
  const auto on = [window](QAction* action, auto&& act) { QObject::connect(action, &QAction::triggered, window, act); };
  using enum MenuPlace;
  on(actions->add({"markRight",
                   "checkmark",
                   {Qt::Key_Y},
                   Search,
                   [] { return SearchActions::tr("Mark &right"); },
                   [] { return SearchActions::tr("These are what you look for: the ranking learns from it"); },
                   true}),
     [=] { markAndGoOn(window, context, true); });
  on(actions->add({"markWrong",
                   "dialog-cancel",
                   {Qt::Key_N},
                   Search,
                   [] { return SearchActions::tr("Mark &wrong"); },
                   [] { return SearchActions::tr("These are not what you look for: the ranking learns from it"); }}),
     [=] { markAndGoOn(window, context, false); });
  on(actions->add({"undoMark",
                   "edit-undo",
                   {Qt::Key_Backspace},
                   Search,
                   [] { return SearchActions::tr("&Take back the last mark"); },
                   [] { return SearchActions::tr("Right or wrong, as it was before"); }}),
     [context] { context->refine().undo(); });
  on(actions->add({"toggleSelected",
                   "edit-select",
                   {Qt::Key_X},
                   Edit,
                   [] { return SearchActions::tr("&Select or deselect"); },
                   [] { return SearchActions::tr("Adds the current tile to the selection, or takes it out"); }}),
     [context] {
       if (context->selection().current() != 0) context->selection().toggle(context->selection().current());
     });
  on(actions->add({"selectAll",
                   "edit-select-all",
                   {QKeySequence::SelectAll},
                   Edit,
                   [] { return SearchActions::tr("Select &all results"); },
                   [] { return SearchActions::tr("Select every result"); },
                   false,
                   window->results()}),
     [window] { window->results()->grid()->selectAll(); });
}

void showCellMenu(MainWindow* window, const QPoint& place) {
  QMenu menu(window);
  menu.setToolTipsVisible(true);
  fillCellMenu(window->actions(), &menu);
  menu.exec(place);
}

}  // namespace

// Actions of other areas are found by their names.
void fillCellMenu(WindowActions* actions, QMenu* menu) {
  const QList<QList<const char*>> sections = {{"showLarge", "showMatches", "showMap"},
                                              {"moreLike", "lessLike", "onlyThisScene"},
                                              {"markRight", "markWrong"},
                                              {"label", "tag", "collect", "forTraining"},
                                              {"openSceneWith", "revealScene"},
                                              {"exportResults", "copyResults"}};
  for (const QList<const char*>& section : sections) {
    if (!menu->isEmpty()) menu->addSeparator();
    for (const char* name : section)
      if (QAction* action = actions->find(name)) menu->addAction(action);
  }
}

void addSearchActions(MainWindow* window, AppContext* context) {
  addExampleActions(window, context);
  addMarkActions(window, context);
  QObject::connect(window->results()->grid(), &ResultGrid::menuRequested, window,
                   [window](const QPoint& place) { showCellMenu(window, place); });
}

}  // namespace tilescout::ui
