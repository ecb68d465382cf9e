#pragma once
#include <QImage>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <vector>

#include "jobs/map_service.h"
#include "ui/map/map_view.h"
#include "ui/support/latest_worker.h"

namespace tilescout::ui {

class ArchiveSession;

/// One place in several scenes, warped onto each other: beside each other, two of them under a swipe line that is
/// dragged or moved by the arrow keys, or in turn at the same spot, so that what changed blinks. All show the same
/// ground at the same scale, whatever the scenes' systems are.
class TimeCanvas : public QWidget {
  Q_OBJECT
 public:
  enum class Mode { SideBySide, Swipe, Blink };
  static constexpr int kBlinkMs = 700;  ///< slower than what is known to trouble anybody

  explicit TimeCanvas(QWidget* parent = nullptr);
  ~TimeCanvas() override;

  void setSession(std::shared_ptr<ArchiveSession> session);
  /// In the order in which they are shown. A swipe shows the first at the left, the second at the right.
  void setScenes(const std::vector<jobs::SceneView>& scenes);
  /// The outline is framed; the view begins around it.
  void setPlace(const Ring& outline);
  void setMode(Mode mode);
  /// All scenes are shown with the first one's stretch where their bands allow it.
  void setSameStretch(bool same);
  double swipe() const { return swipe_; }
  void setSwipe(double share);
  /// The scene in front while they are shown in turn.
  int front() const { return front_; }
  void setFront(int scene);
  bool isBlinking() const { return blink_.isActive(); }
  /// Goes on from scene to scene by itself. Nothing is skipped: it waits until a picture is there.
  void setBlinking(bool blinking);
  /// Whether all pictures of the present view are there.
  bool isReady() const;

 Q_SIGNALS:
  void blinkingChanged();

 protected:
  void hideEvent(QHideEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Frame {
    jobs::SceneView scene;
    QImage image;
    MapBox box;  ///< that the image covers
    bool current = false;
    bool failed = false;
  };
  QRectF panel(std::size_t index) const;
  std::size_t shown() const;
  void fit();
  void turn(int by);
  void moved();
  void read();
  void drawFrame(QPainter* painter, const Frame& frame, const QRectF& panel) const;
  void drawCaption(QPainter* painter, const Frame& frame, const QRectF& panel, Qt::Alignment side) const;

  std::shared_ptr<ArchiveSession> session_;
  std::vector<Frame> frames_;
  Ring place_;
  MapView view_;  ///< of one panel
  Mode mode_ = Mode::SideBySide;
  bool sameStretch_ = false;
  double swipe_ = 0.5;
  bool swiping_ = false;
  int front_ = 0;
  QTimer blink_;
  std::optional<QPointF> dragged_;
  QPointF pressed_;
  quint64 generation_ = 0;
  LatestWorker worker_;
};

}  // namespace tilescout::ui
