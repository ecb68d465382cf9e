#pragma once
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

#include "jobs/map_service.h"
#include "search/query.h"

class QAction;
class QLabel;
class QSlider;
class QStackedWidget;
class QToolButton;

namespace tilescout::ui {

class AppContext;
class ArchiveSession;
class BandPanel;
class MainWindow;
class SceneCanvas;
class SceneReader;
class TimePanel;
class WindowActions;

/// One hit in its scene at full resolution: zoom and pan to the whole scene, bands and stretch, heat of the query, the
/// same place on other dates. Left and Right walk through the hits, Space or Esc goes back to the grid.
class LargeView : public QWidget {
  Q_OBJECT
 public:
  explicit LargeView(QWidget* parent = nullptr);
  ~LargeView() override;

  void showHit(const std::shared_ptr<ArchiveSession>& session, const Hit& hit, int count, const QImage& thumbnail);
  /// Where the heat gets its query from; empty answer: nothing was asked.
  void setQuerySource(std::function<std::optional<Query>()> source);
  /// The query is another one: its heat is asked for anew where it shows.
  void queryChanged();
  bool showsHeat() const;
  /// The next drag draws an example; once more: it does not.
  void drawExample();
  /// Esc: gives up drawing an example. False when there was nothing to give up.
  bool takeBack();
  /// Actions that press the buttons; one that is chosen elsewhere brings the view to the front by `show`.
  void addActions(WindowActions* actions, QAction* show);
  SceneCanvas* canvas() const { return canvas_; }
  TimePanel* time() const { return time_; }

 Q_SIGNALS:
  void stepRequested(int by);
  void closeRequested();
  /// A part of the scene `origin` was drawn as an example to search with.
  void exampleDrawn(const QImage& picture, const QString& origin);
  /// A spot of the heat was clicked: more like this tile, or less.
  void hotSpotChosen(qint64 tile, bool more);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QToolButton* button(const char* name, bool checkable);
  void buildBar();
  void wire();
  void wireReader();
  void retranslate();
  void showCaption();
  void showCoordinates(const std::optional<jobs::SceneCoordinates>& coordinates);
  void askHeat();
  void askSeries();
  void bandsChanged();
  void showMode();
  void copyPlace();
  void showMenu(const QPoint& at);

  SceneReader* reader_;
  SceneCanvas* canvas_;
  TimePanel* time_;
  BandPanel* bands_;
  QStackedWidget* stack_;
  QWidget* bar_ = nullptr;
  QLabel *caption_, *place_, *opacityLabel_;
  QSlider* opacity_;
  QToolButton *previous_, *next_, *close_, *heat_, *example_, *dates_, *adjust_, *copy_;
  std::function<std::optional<Query>()> query_;
  std::shared_ptr<ArchiveSession> session_;
  std::optional<Hit> hit_;
  std::optional<jobs::SceneCoordinates> cursor_;
  int count_ = 0;
};

/// Gives the results' large view the query that its heat is of.
void connectLargeView(MainWindow* window, AppContext* context);

}  // namespace tilescout::ui
