#pragma once
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/background_service.h"
#include "jobs/catalog_service.h"
#include "search/query.h"
#include "ui/map/hit_layer.h"
#include "ui/map/map_view.h"
#include "ui/support/error_text.h"

namespace tilescout::ui {

class ArchiveSession;
class MapTileLoader;
class Selection;
struct MapTileKey;

enum class MapTool { Hand, Select, AreaBox, AreaLasso, Example };

/// The map: scenes warped in, their footprints, the hits by score, an area of the query. Drag, wheel, middle button and
/// keys move it; Space makes a hand of any tool. Pictures come later; what is there stays until they do.
class MapCanvas : public QWidget {
  Q_OBJECT
 public:
  explicit MapCanvas(Selection* selection, QWidget* parent = nullptr);
  ~MapCanvas() override;

  void setSession(std::shared_ptr<ArchiveSession> session);
  void setScenes(const std::vector<jobs::SceneSummary>& scenes);
  void setResult(std::shared_ptr<const SearchResult> result);
  /// Outlines of the area that the query is limited to; none: no limit. The corners of a single outline with few of
  /// them can be dragged.
  void setArea(const std::vector<Ring>& area);
  void setPicturesShown(bool shown);
  /// Scenes with a thicker outline: chosen in the tree.
  void setChosenScenes(const std::vector<SceneId>& scenes);
  const std::vector<SceneId>& chosenScenes() const { return chosen_; }
  /// What lies under the scenes, and whom to thank for it; none: plain ground.
  void setBackground(const std::optional<jobs::BackgroundSource>& source, const QString& attribution);
  void setTool(MapTool tool);
  MapTool tool() const { return tool_; }

  const MapView& view() const { return view_; }
  /// False when there is nothing to be seen.
  bool fitScenes();
  bool fitHits();
  bool fitRings(const std::vector<Ring>& rings);
  bool fitScene(SceneId scene);
  void zoomBy(double factor);
  /// Chooses the next (by > 0) or the previous of the results in view, in the order of their ranks; the first of them
  /// when none of them is current. False when the view shows none.
  bool stepInView(int by);
  /// Gives up what is being drawn, else the tool. False when there was nothing.
  bool takeBack();
  const HitLayer& hits() const { return hits_; }
  /// Those whose footprint is seen, what lies on top first.
  std::vector<const jobs::SceneSummary*> scenesInView() const;
  Selection* selection() const { return selection_; }

  QSize sizeHint() const override { return {800, 500}; }

 Q_SIGNALS:
  void viewChanged();
  /// `inside` false: the mouse left the map.
  void cursorMoved(double lon, double lat, bool inside);
  void areaDrawn(const tilescout::Ring& area);
  void hitActivated(qint64 tile);
  /// A part of a scene was drawn as an example to search with: a square of the screen.
  void exampleDrawn(qint64 scene, const tilescout::MapBox& box);
  void backgroundFailed(const tilescout::ui::UiError& error);
  void toolChanged();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;

 private:
  enum class Drag { None, Pan, Shape, Corner };

  void moved();
  void requestPictures();
  void drawPictures(QPainter* painter) const;
  void drawPicture(QPainter* painter, const MapTileKey& key) const;
  void drawBackground(QPainter* painter) const;
  void drawFootprints(QPainter* painter) const;
  void drawArea(QPainter* painter) const;
  void drawHits(QPainter* painter) const;
  void drawCluster(QPainter* painter, const HitLayer::Cluster& cluster) const;
  void drawShape(QPainter* painter) const;
  void hover(const QPointF& at);
  void click(const QPointF& at, Qt::KeyboardModifiers modifiers);
  void finishShape(Qt::KeyboardModifiers modifiers);
  void finishExample();
  /// Corner of the area under a place; -1: none, or the area has none to be dragged.
  int cornerAt(const QPointF& at) const;
  bool hasCorners() const { return area_.size() == 1 && area_[0].size() <= kMostCorners; }
  QPolygonF shape() const;
  const jobs::SceneSummary* sceneAt(const QPointF& at) const;
  QString tipAt(const QPointF& at) const;
  void showCursor();

  Selection* const selection_;
  MapTileLoader* loader_;
  MapView view_;
  HitLayer hits_;
  std::vector<jobs::SceneSummary> scenes_;  ///< those with a place, oldest first
  std::vector<SceneId> pictured_;           ///< of these, what the view shows as pictures
  static constexpr std::size_t kMostCorners = 60;
  std::vector<Ring> area_, areaBefore_;
  int corner_ = -1;  ///< that is dragged
  bool background_ = false;
  QString attribution_;
  bool pictures_ = true;
  std::vector<SceneId> chosen_;
  MapTool tool_ = MapTool::Hand;
  Drag drag_ = Drag::None;
  bool spaceHeld_ = false;
  bool moved_ = false;  ///< since the button went down, by more than a click does
  QPointF pressed_, last_;
  QPolygonF drawn_;
};

}  // namespace tilescout::ui
