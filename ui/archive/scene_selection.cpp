#include "ui/archive/scene_selection.h"

#include <QAction>
#include <QObject>
#include <QTimer>
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "ui/app_context.h"
#include "ui/archive/scenes_panel.h"
#include "ui/main_window.h"
#include "ui/map/map_canvas.h"
#include "ui/search/result_model.h"
#include "ui/search/results_view.h"
#include "ui/window_actions.h"

namespace tilescout::ui {

namespace {

constexpr int kPauseMs = 30;

class SceneSelection : public QObject {
 public:
  SceneSelection(MainWindow* window, AppContext* context)
      : QObject(window),
        window_(window),
        context_(context),
        panel_(window->scenesPanel()),
        map_(window->findChild<MapCanvas*>()) {
    Selection* selection = &context->selection();
    connect(panel_, &ScenesPanel::scenesSelected, this, &SceneSelection::take);
    connect(panel_, &ScenesPanel::searchRequested, this,
            [context](const std::vector<SceneId>& scenes) { context->search().setScenes(scenes); });
    connect(panel_, &ScenesPanel::mapRequested, this, &SceneSelection::showOnMap);
    connect(panel_, &ScenesPanel::hovered, this, &SceneSelection::pointAt);
    pause_.setSingleShot(true);  // while a box is dragged over many
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, &SceneSelection::show);
    const auto showSoon = [this] {
      if (!taking_) pause_.start();
    };
    connect(selection, &Selection::tilesChanged, this, showSoon);
    connect(&context->currentTile(), &CurrentTile::changed, this, showSoon);
    connect(selection, &Selection::hoveredChanged, this, [this](qint64 tile) {
      const Hit* hit = tile ? hitOf(tile) : nullptr;
      panel_->showHovered(hit ? hit->sceneId : 0);
    });
    connect(&context->archive(), &ArchiveController::archiveChanged, this, [this] {
      shown_.clear();
      if (map_) map_->setChosenScenes({});
    });
    // Rows that are made anew while scenes are being indexed keep what was chosen.
    connect(&context->archive(), &ArchiveController::contentChanged, this, [this] { panel_->showSelected(shown_); });
  }

 private:
  const Hit* hitOf(TileId tile) const {
    const ResultModel* model = window_->results()->model();
    return model->hitAt(model->indexOf(tile));
  }

  /// Scenes chosen by hand: their results, best first. The scene that the keys stand on stays the current one.
  void take(const std::vector<SceneId>& scenes) {
    const std::unordered_set<SceneId> chosen(scenes.begin(), scenes.end());
    std::vector<TileId> tiles;
    TileId current = 0;
    const SceneId here = panel_->currentScene();
    if (const auto& result = context_->search().result()) {
      for (const Hit& hit : result->hits) {
        if (!chosen.contains(hit.sceneId)) continue;
        tiles.push_back(hit.tile);
        if (current == 0 && hit.sceneId == here) current = hit.tile;
      }
    }
    pause_.stop();
    taking_ = true;
    // Another scene's tile as the current one would move the row that the keys stand on.
    current != 0 ? context_->selection().set(std::move(tiles), current) : context_->selection().set(std::move(tiles));
    taking_ = false;
    shown_ = scenes;
    if (map_) map_->setChosenScenes(scenes);
  }

  /// Scenes of what is selected, and of the current tile.
  void show() {
    const Selection& selection = context_->selection();
    std::vector<SceneId> scenes;
    std::unordered_set<SceneId> seen;
    const auto add = [&](SceneId scene) {
      if (seen.insert(scene).second) scenes.push_back(scene);
    };
    if (const Hit* hit = context_->currentTile().hit()) add(hit->sceneId);
    for (const TileId tile : selection.tiles()) {
      if (const Hit* hit = hitOf(tile)) add(hit->sceneId);
    }
    shown_ = scenes;
    panel_->showSelected(scenes);
    if (map_) map_->setChosenScenes({});
  }

  void pointAt(qint64 scene) {
    const auto& result = context_->search().result();
    TileId best = 0;
    if (scene != 0 && result) {
      const auto found =
          std::find_if(result->hits.begin(), result->hits.end(), [&](const Hit& hit) { return hit.sceneId == scene; });
      if (found != result->hits.end()) best = found->tile;
    }
    context_->selection().setHovered(best);
  }

  void showOnMap(const std::vector<SceneId>& scenes) {
    std::vector<Ring> rings;
    for (const jobs::SceneSummary& scene : context_->archive().scenes()) {
      if (std::find(scenes.begin(), scenes.end(), scene.id) != scenes.end()) rings.push_back(scene.footprint);
    }
    if (!map_ || rings.empty()) return;
    if (QAction* open = window_->actions()->find("showMap")) open->trigger();
    map_->setChosenScenes(scenes);
    map_->fitRings(rings);
  }

  MainWindow* const window_;
  AppContext* const context_;
  ScenesPanel* const panel_;
  MapCanvas* const map_;
  std::vector<SceneId> shown_;  ///< as selected, by hand or for tiles
  QTimer pause_;
  bool taking_ = false;
};

}  // namespace

void connectScenes(MainWindow* window, AppContext* context) {
  window->scenesPanel()->addActions(window->actions());
  new SceneSelection(window, context);
}

}  // namespace tilescout::ui
