#pragma once
#include <QWidget>
#include <array>
#include <vector>

#include "base/scene.h"
#include "ui/page.h"
#include "ui/support/background.h"

class QAction;
class QLabel;
class QSplitter;
class QToolBar;

namespace tilescout::ui {

class AppContext;
class MainWindow;
class MapBackground;
class MapCanvas;
class MapList;
class NoticeBar;
class WindowActions;

/// The Map page: tools above the map, coordinates of the cursor at the right of them; below it the map as a list, when
/// that is wanted.
class MapPage : public QWidget, public Page {
  Q_OBJECT
 public:
  explicit MapPage(AppContext* context, QWidget* parent = nullptr);

  MapCanvas* canvas() const { return canvas_; }
  MapBackground* background() const { return background_; }
  /// Limits the query to what the map shows now.
  void searchInView();
  /// Goes to the query's area.
  void showArea();
  bool takeBack() override;
  void enter() override;
  /// Gives the tools their names, icons, keys and places in the menus. One that is chosen there brings the page to the
  /// front by `show`.
  void addActions(WindowActions* actions, QAction* show);

 Q_SIGNALS:
  /// W, S, E, N; W > E crosses the date line.
  void boxChosen(const std::array<double, 4>& box, const QString& name);
  /// A polygon in a GeoJSON file of the user's data folder.
  void polygonChosen(const QString& file, const QString& name);
  void areaCleared();
  void largeRequested();

 private:
  QAction* tool();
  void buildTools();
  void wire();
  void retranslate();
  void archiveChanged();
  void contentChanged();
  void areaDrawn(const Ring& ring);
  void exampleDrawn(SceneId scene, const MapBox& box);
  void readArea(const QString& file);
  void showAreas(const std::vector<Ring>& rings);
  void clearArea();
  void showTool();
  void showCursor(double lon, double lat, bool inside);
  void draftChanged();
  void fitSelection();
  void showList(bool shown);
  void refresh();

  AppContext* const context_;
  QToolBar* bar_ = nullptr;
  MapCanvas* canvas_ = nullptr;
  MapList* list_ = nullptr;
  QSplitter* split_ = nullptr;
  QLabel* place_ = nullptr;
  QAction *hand_ = nullptr, *select_ = nullptr, *box_ = nullptr, *lasso_ = nullptr, *example_ = nullptr,
          *inView_ = nullptr, *clear_ = nullptr, *all_ = nullptr, *hits_ = nullptr, *selected_ = nullptr,
          *scene_ = nullptr, *pictures_ = nullptr, *next_ = nullptr, *previous_ = nullptr, *asList_ = nullptr;
  NoticeBar* notice_ = nullptr;
  MapBackground* background_ = nullptr;
  std::vector<Ring> area_;
  QString areaFile_;  ///< that area_ was written to, or read from
  Background reader_;
  bool fitted_ = false;  ///< to this archive's scenes
};

/// Makes the page, its action and its connections.
void addMapPage(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
