#pragma once
#include <QWidget>
#include <vector>

#include "base/ids.h"

class QAction;
class QLabel;
class QMenu;
class QStackedWidget;
class QTreeView;

namespace tilescout::ui {

class ArchiveController;
class SceneModel;
class StatePage;
class WindowActions;

/// The archive's scenes with date, tiles, state; the selected one's problem in words below. States: no archive,
/// loading, no scenes, failed, list.
class ScenesPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ScenesPanel(ArchiveController* archive, QWidget* parent = nullptr);

  void selectScene(SceneId id);
  /// Scenes that are selected by hand are these.
  std::vector<SceneId> selectedScenes() const;
  /// That the keys stand on; 0: none.
  SceneId currentScene() const;
  /// Shows these as selected, and says nothing of it. The current row stays.
  void showSelected(const std::vector<SceneId>& scenes);
  /// Points at the scene of the tile that the mouse is on elsewhere; 0: none.
  void showHovered(SceneId scene);
  /// Gives the menu's actions their names, icons, keys and places in the window's menus.
  void addActions(WindowActions* actions);
  QTreeView* tree() const { return tree_; }

 Q_SIGNALS:
  /// By mouse or keys.
  void scenesSelected(const std::vector<tilescout::SceneId>& scenes);
  /// The results are to be limited to these scenes; the map is to show them.
  void searchRequested(const std::vector<tilescout::SceneId>& scenes);
  void mapRequested(const std::vector<tilescout::SceneId>& scenes);
  /// The mouse is on a row; 0: on none.
  void hovered(qint64 scene);
  /// The scene's file is missing and shall be found.
  void relinkRequested(tilescout::SceneId scene);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void buildMenu();
  void showMenu(const QPoint& place);
  void refresh();
  void refreshActions();
  void showProblem();

  ArchiveController* const archive_;
  SceneModel* model_;
  QStackedWidget* stack_;
  QTreeView* tree_;
  StatePage* page_;
  QLabel* problem_;
  QMenu* menu_;
  QAction *find_, *again_, *copy_, *search_, *map_, *reveal_;
  bool showing_ = false;  ///< what is selected elsewhere: no answer to that
};

}  // namespace tilescout::ui
