// The map's tools as actions of the window: names, keys and places in the menus.
#include <QAction>

#include "ui/map/map_background.h"
#include "ui/map/map_canvas.h"
#include "ui/map/map_page.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

void MapPage::addActions(WindowActions* actions, QAction* show) {
  using enum MenuPlace;
  const auto adopt = [&](QAction* action, ActionSpec spec, bool front = true) {
    spec.scope = this;
    actions->adopt(action, spec);
    if (!front) return;
    connect(action, &QAction::triggered, show, [this, show] {
      if (!isVisible()) show->trigger();
    });
  };
  adopt(hand_, {"mapHand",
                "hand",
                {Qt::Key_H},
                Map,
                [] { return tr("Move and choose"); },
                [] { return tr("Drag moves the map, a click chooses a result (Space: for a moment)"); }});
  adopt(select_, {"mapSelect",
                  "edit-select",
                  {Qt::Key_S},
                  Map,
                  [] { return tr("Select"); },
                  [] { return tr("Drag a frame around results to select them; Shift adds, Alt removes"); }});
  adopt(example_, {"mapExample",
                   "transform-crop",
                   {Qt::SHIFT | Qt::Key_D},
                   Map,
                   [] { return tr("Example: rectangle"); },
                   [] { return tr("Drag a rectangle over a scene: what lies in it becomes an example"); }});
  adopt(next_, {"mapNextResult",
                "go-next",
                {Qt::CTRL | Qt::Key_Right},
                Map,
                [] { return tr("Next result in view"); },
                [] { return tr("Choose the next of the results that the map shows; Enter shows it large"); },
                true});
  adopt(previous_, {"mapPreviousResult",
                    "go-previous",
                    {Qt::CTRL | Qt::Key_Left},
                    Map,
                    [] { return tr("Previous result in view"); },
                    [] { return tr("Choose the one before of the results that the map shows"); }});
  adopt(all_, {"mapFitScenes",
               "zoom-fit-best",
               {Qt::Key_Home},
               Map,
               [] { return tr("All scenes"); },
               [] { return tr("Show all scenes (Home)"); },
               true});
  adopt(hits_, {"mapFitHits",
                "zoom-fit-page",
                {Qt::Key_End},
                Map,
                [] { return tr("All results"); },
                [] { return tr("Show all results"); }});
  adopt(selected_, {"mapFitSelection",
                    "zoom-fit-selection",
                    {Qt::Key_Z},
                    Map,
                    [] { return tr("Selected results"); },
                    [] { return tr("Go to the selected results"); }});
  adopt(scene_, {"mapFitScene",
                 "zoom-original",
                 {Qt::SHIFT | Qt::Key_Z},
                 Map,
                 [] { return tr("Scene of the current result"); },
                 [] { return tr("Show the whole scene of the current result"); }});
  adopt(pictures_, {"mapPictures",
                    "view-preview",
                    {Qt::Key_P},
                    Map,
                    [] { return tr("Pictures"); },
                    [] { return tr("Show the scenes' pictures, or their outlines alone"); },
                    true});
  adopt(asList_, {"mapList",
                  "view-list-details",
                  {Qt::Key_W},
                  Map,
                  [] { return tr("As a list"); },
                  [] { return tr("Read what the map shows as a list: results and scenes in view, where each lies"); }});
  background_->addActions(actions, this);
  adopt(inView_,
        {"mapSearchInView",
         "edit-find",
         {Qt::Key_I},
         Area,
         [] { return tr("Search in view"); },
         [] { return tr("Limit the search to what the map shows now"); }},
        false);
  adopt(box_, {"mapAreaBox",
               "draw-rectangle",
               {Qt::Key_A},
               Area,
               [] { return tr("Area: rectangle"); },
               [] { return tr("Drag a rectangle to search in"); }});
  adopt(lasso_, {"mapAreaLasso",
                 "draw-freehand",
                 {Qt::SHIFT | Qt::Key_A},
                 Area,
                 [] { return tr("Area: freehand"); },
                 [] { return tr("Draw around an area to search in"); }});
  adopt(clear_,
        {"mapClearArea",
         "edit-clear",
         {Qt::SHIFT | Qt::Key_I},
         Area,
         [] { return tr("Search everywhere"); },
         [] { return tr("Take the area off the query"); }},
        false);
}

}  // namespace tilescout::ui
