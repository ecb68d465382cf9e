#include "ui/search/query_actions.h"

#include <QAction>
#include <QCoreApplication>

#include "ui/app_context.h"
#include "ui/main_window.h"
#include "ui/search/area_term.h"
#include "ui/search/query_bar.h"
#include "ui/search/refine_strip.h"
#include "ui/search/results_header.h"
#include "ui/search/results_view.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

struct QueryActions {
  Q_DECLARE_TR_FUNCTIONS(QueryActions)
};

void addAreaActions(MainWindow* window, AppContext* context) {
  WindowActions* actions = window->actions();
  QueryBar* bar = window->queryBar();
  using enum MenuPlace;
  QAction* file = actions->add({"areaFile",
                                "draw-polygon",
                                {Qt::Key_F3},
                                Area,
                                [] { return QueryActions::tr("&Polygons of a file…"); },
                                [] { return QueryActions::tr("Search only inside the polygons of a file"); },
                                true});
  QAction* name = actions->add({"areaRename",
                                "edit-rename",
                                {Qt::CTRL | Qt::Key_F3},
                                Area,
                                [] { return QueryActions::tr("Re&name the area…"); },
                                [] { return QueryActions::tr("Give the area of the query a name"); }});
  QAction* write = actions->add({"areaExport",
                                 "document-export",
                                 {Qt::SHIFT | Qt::Key_F3},
                                 Area,
                                 [] { return QueryActions::tr("&Export the area…"); },
                                 [] { return QueryActions::tr("Write the area of the query as GeoJSON"); }});
  QObject::connect(file, &QAction::triggered, bar, &QueryBar::openPolygons);
  QObject::connect(name, &QAction::triggered, bar->areaTerm(), &AreaTerm::askName);
  QObject::connect(write, &QAction::triggered, bar->areaTerm(), &AreaTerm::askFile);
  const auto refresh = [=] {
    const Query& query = context->search().draft().query;
    file->setEnabled(context->archive().state() == ArchiveState::Open);
    for (QAction* action : {name, write}) action->setEnabled(query.bbox || !query.withinFile.empty());
  };
  QObject::connect(&context->search(), &SearchController::draftChanged, file, refresh);
  QObject::connect(&context->archive(), &ArchiveController::archiveChanged, file, refresh);
  refresh();
}

}  // namespace

void addQueryActions(MainWindow* window, AppContext* context) {
  WindowActions* actions = window->actions();
  QueryBar* bar = window->queryBar();
  addAreaActions(window, context);
  window->results()->header()->addActions(actions);
  window->results()->strip()->addActions(actions);
  const auto named = [actions](std::initializer_list<const char*> names) {
    QList<QAction*> found;
    for (const char* name : names) found.append(*name ? actions->find(name) : nullptr);
    return found;
  };
  bar->setMenus(named({"openPicture", "pastePicture", "drawExample", "", "moreLike", "lessLike", "", "excludeWords"}),
                named({"mapSearchInView", "mapAreaBox", "mapAreaLasso", "areaFile", "", "mapClearArea"}));
}

}  // namespace tilescout::ui
