#pragma once
#include <QWidget>

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

/// The archive's scenes with date, tiles, state; the selected one's problem in words below. States: no archive,
/// loading, no scenes, failed, list.
class ScenesPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ScenesPanel(ArchiveController* archive, QWidget* parent = nullptr);

  void selectScene(SceneId id);
  QTreeView* tree() const { return tree_; }

 Q_SIGNALS:
  /// The scene's file is missing and shall be found.
  void relinkRequested(tilescout::SceneId scene);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildMenu();
  void showMenu(const QPoint& place);
  void refresh();
  void showProblem();

  ArchiveController* const archive_;
  SceneModel* model_;
  QStackedWidget* stack_;
  QTreeView* tree_;
  StatePage* page_;
  QLabel* problem_;
  QMenu* menu_;
  QAction *find_, *again_, *copy_;
};

}  // namespace tilescout::ui
