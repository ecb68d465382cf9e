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
  void setHeat(const SceneHeat& heat);
  void setHeatOpacity(double opacity);
  double heatOpacity() const { return opacity_; }
  void fitTile();
  void fitScene();
  void zoomBy(double factor);
  /// Pixels of the screen a pixel of the scene.
  double scale() const { return scale_; }
  bool isSharp() const { return sharp_; }
  const QString& message() const { return message_; }

 Q_SIGNALS:
  /// Pixel of the scene under the mouse.
  void cursorMoved(double x, double y, bool inside);
  void opacityChanged();

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
  quint64 generation_ = 0;       ///< of scene and rendering
  quint64 wholeGeneration_ = 0;  ///< for which the whole scene was asked for
  LatestWorker worker_, wholeWorker_;
};

}  // namespace tilescout::ui
