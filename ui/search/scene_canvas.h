#pragma once
#include <QImage>
#include <QWidget>
#include <memory>
#include <optional>

#include "jobs/map_service.h"
#include "ui/search/scene_heat.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveSession;

/// One scene in its own pixels, at any zoom up to single ones: read where it is looked at, the coarser picture staying
/// until the sharp one is there. Over it the tile's frame, the heat of a query, a scale bar.
class SceneCanvas : public QWidget {
  Q_OBJECT
 public:
  explicit SceneCanvas(QWidget* parent = nullptr);
  ~SceneCanvas() override;

  /// Another scene, seen around `tile`; `preview` covers `tile` until it is read.
  void showTile(const std::shared_ptr<ArchiveSession>& session, SceneId scene, const TileWindow& tile,
                const QImage& preview);
  /// What is known of the scene, once it is: its size and scale.
  void setScene(const jobs::SceneView& view);
  void setRendering(const Rendering& rendering);
  const std::optional<Rendering>& rendering() const { return rendering_; }
  void setHeat(const SceneHeat& heat);
  void setHeatOpacity(double opacity);
  double heatOpacity() const { return opacity_; }
  void fitTile();
  void fitScene();
  void zoomBy(double factor);
  /// Pixels of the screen a pixel of the scene.
  double scale() const { return scale_; }
  /// Whether what is in view was read at the screen's resolution, within the scene's known limits.
  bool isSharp() const { return sharp_ && view_.has_value(); }
  const QString& message() const { return message_; }
  /// While on, the left button draws the part of the scene that becomes an example.
  void setCropping(bool cropping);
  bool isCropping() const { return cropping_; }

 Q_SIGNALS:
  /// Pixel of the scene under the mouse.
  void cursorMoved(double x, double y, bool inside);
  void opacityChanged();
  /// The square around what was drawn, pixels of the scene: models look at squares.
  void cropDrawn(const QRectF& part);
  /// A click beside nothing that moves; a tile of the heat lies there.
  void hotSpotClicked(qint64 tile, Qt::KeyboardModifiers modifiers);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Picture {
    QImage image;
    QRectF covers;  ///< pixels of the scene
  };

  void read();
  void took(quint64 generation, const Picture& picture, bool whole);
  void moved();
  void zoom(double factor, const QPointF& anchor);
  QPointF toScene(const QPointF& pixel) const;
  QRectF toScreen(const QRectF& part) const;
  QRectF visible() const;
  void drawTile(QPainter* painter) const;
  void drawCrop(QPainter* painter) const;
  void showCursor(const QPointF& at);
  QRectF drawnPart() const;

  std::shared_ptr<ArchiveSession> session_;
  SceneId scene_ = 0;
  TileWindow tile_;
  std::optional<jobs::SceneView> view_;
  std::optional<Rendering> rendering_;
  QPointF centre_;
  double scale_ = 1.0;
  Picture preview_, whole_, part_;
  bool sharp_ = false;
  QString message_;
  SceneHeat heat_;
  double opacity_ = 0.6;
  std::optional<QPointF> dragged_;
  QPointF pressed_;
  bool cropping_ = false;
  std::optional<QPointF> cropFrom_;  ///< pixel of the scene
  QPointF cropTo_;
  quint64 generation_ = 0;       ///< of scene and rendering
  quint64 wholeGeneration_ = 0;  ///< for which the whole scene was asked for
  LatestWorker worker_, wholeWorker_;
};

/// The smallest square around a part of a scene, moved into the scene where it reaches beyond; no square only where the
/// scene is too narrow for one.
QRectF squareAround(const QRectF& part, const QSizeF& scene);

}  // namespace tilescout::ui
