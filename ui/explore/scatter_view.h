#pragma once
#include <QImage>
#include <QPolygonF>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/layout_view.h"
#include "ui/explore/colouring.h"
#include "ui/explore/plot_renderer.h"
#include "ui/explore/point_index.h"
#include "ui/explore/point_raster.h"
#include "ui/explore/text_mark.h"
#include "ui/explore/view_map.h"

namespace tilescout::ui {

class GlCanvas;
class Selection;
class ThumbnailLoader;

enum class ScatterTool { Move, Lasso, Box };

/// The plot: points that pan, zoom and are selected; thumbnails when zoomed in, labels of clusters, a picture under the
/// mouse. What is selected goes into the window's Selection and comes from it. The points are drawn by the processor
/// (PointRaster) or, on a canvas that covers the view, by OpenGL; everything else is one code for both.
class ScatterView : public QWidget {
  Q_OBJECT
 public:
  static constexpr int kMostThumbnails = 80;
  /// A larger selection is not ringed point by point: what is not selected fades.
  static constexpr std::size_t kMostRings = 4000;

  ScatterView(Selection* selection, ThumbnailLoader* thumbnails, QWidget* parent = nullptr);
  ~ScatterView() override;

  void setView(std::shared_ptr<const jobs::LayoutView> view);
  /// Other places for the points of the view, two floats a point: a moment of the morph. While they change, pictures
  /// and labels rest.
  void setPlaces(std::vector<float> xy);
  /// What fit() shows instead of the points' own extent: two plots that are compared show the same.
  void setExtent(const QRectF& extent);
  void setColouring(std::shared_ptr<const Colouring> colouring);
  /// By legend entry; points of the others are not drawn and cannot be selected.
  void setHiddenEntries(const std::vector<bool>& hidden);
  /// Beside those that the view itself has among its points.
  void setTexts(std::vector<TextMark> texts);
  /// Takes effect at once when the view is visible, else when it is shown.
  void setRenderer(PlotRenderer renderer);
  bool drawsByOpenGl() const { return canvas_ != nullptr; }
  void setTool(ScatterTool tool);
  ScatterTool tool() const { return tool_; }
  void fit();
  /// fit() as the user asks for it: plots that follow this one do the same.
  void showAll();
  void zoomBy(double factor, const QPointF& at);
  /// Looks where another plot looks; still follows the widget's size when it did.
  void follow(const ScatterView& other);
  /// How many points lie within the line that is being drawn; −1: none is drawn, or it was not counted yet.
  int countInLine() const { return inLine_; }
  /// Drops a line that is being drawn. False when there is none.
  bool dropLine();

  /// The whole plot as a picture of `size` pixels, on its ground, with labels.
  QImage picture(const QSize& size) const;
  /// The same for vector formats and printers.
  void paintPlot(QPainter& painter, const QSizeF& size, bool points) const;

  const ViewMap& map() const { return map_; }
  QPointF placeOf(TileId tile) const;
  std::vector<TileId> shownTiles() const;
  /// Points of the view that are selected.
  const std::vector<int>& selectedPoints() const { return selected_; }
  const std::vector<TileId>& thumbnailTiles() const { return thumbnailTiles_; }
  QStringList visibleLabels() const;
  /// Texts whose words are drawn; all of them have their mark.
  QStringList visibleTexts() const;
  /// What a text's mark there stands for, as it is searched for; "" = there is none.
  QString textUnder(const QPoint& at) const;
  /// The words that are shown because the mouse is on their mark.
  const QString& hoveredText() const { return hoveredText_; }

  QSize sizeHint() const override { return {640, 480}; }

 Q_SIGNALS:
  void toolChanged();
  void menuRequested(const QPoint& at);
  void textClicked(const QString& text);
  /// The user moved or zoomed.
  void viewMoved();
  /// fit() was done, perhaps for another size.
  void refitted();
  /// OpenGL is about to be asked for; then either of the next two comes. Failed: the processor draws.
  void openGlStarting();
  void openGlStarted();
  void openGlFailed(const QString& why);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  struct Label {
    QString text;
    QRectF box;
    QColor colour;
  };
  enum class Drag { None, Pan, Lasso, Box };

  /// Paints again what lies over the points.
  void refresh();
  /// Draws the points again; `parts` of GlCanvas have changed.
  void redraw(int parts = 0);
  void chooseCanvas();
  void dropCanvas();
  PointSet pointSet() const;
  PointLook pointLook() const;
  void stressSelected();
  void paintOverlay(QPainter& painter);
  void moved();
  void settle();
  QRectF extent() const;
  void selectionChanged();
  void hover(const QPointF& at);
  void select(const std::vector<int>& points, Qt::KeyboardModifiers modifiers);
  void finishDrag(const QPointF& at, Qt::KeyboardModifiers modifiers);
  std::vector<int> pointsIn(Drag drag, const QPolygonF& line) const;
  void countLine();
  int pointOf(TileId tile) const;
  int pointAt(const QPointF& at) const;
  QPointF placeOf(int point) const;
  void chooseThumbnails();
  void findAnchors();
  std::vector<Label> labels(const ViewMap& map, const QFontMetrics& metrics) const;
  void paintThumbnails(QPainter& painter);
  std::vector<QPointF> ringPlaces() const;
  void paintSelection(QPainter& painter);
  void paintLabels(QPainter& painter, const ViewMap& map) const;
  std::vector<Label> textLabels(const ViewMap& map, const QFontMetrics& metrics) const;
  void paintTexts(QPainter& painter, const ViewMap& map) const;
  void takeLaidOut();
  std::vector<const TextMark*> wordedTexts(const QRectF& whole, const ViewMap& map) const;
  const TextMark* textAt(const QPointF& at) const;
  void paintHoveredText(QPainter& painter) const;
  void paintHover(QPainter& painter);
  void paintDrag(QPainter& painter);

  Selection* const selection_;
  ThumbnailLoader* const thumbnails_;
  std::shared_ptr<const jobs::LayoutView> view_;
  std::shared_ptr<const Colouring> colouring_;
  std::vector<float> xy_;              ///< two a point of the view
  std::unique_ptr<PointIndex> index_;  ///< null while the places change
  QRectF extent_;
  std::vector<std::uint8_t> shown_;
  std::vector<int> selected_;
  std::vector<std::uint8_t> stressed_;  ///< by point, when more are selected than get rings
  std::vector<TextMark> texts_;
  std::vector<TextMark> laidOut_;  ///< the view's own
  bool showsLaidOut_ = true;
  QString hoveredText_;
  std::vector<QPointF> anchors_;  ///< of the legend's entries: where most of their points lie
  ViewMap map_;
  double fittedScale_ = 1.0;
  bool fitted_ = true;  ///< nobody has moved the view: it follows the widget's size
  PlotRenderer renderer_ = PlotRenderer::Raster;
  GlCanvas* canvas_ = nullptr;  ///< null: the processor draws
  mutable PointRaster raster_;
  QImage points_;
  bool stale_ = true;
  ScatterTool tool_ = ScatterTool::Move;
  Drag drag_ = Drag::None;
  QPointF pressed_, last_;
  QPolygonF line_;
  int hovered_ = -1;
  QPointF mouse_;
  std::vector<TileId> thumbnailTiles_;
  std::vector<int> thumbnailPoints_;
  QTimer pause_;  ///< thumbnails are chosen when the view rests
  QTimer count_;  ///< while a line is drawn: what lies in it is counted now and then
  int inLine_ = -1;
};

}  // namespace tilescout::ui
