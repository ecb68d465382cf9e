#pragma once
#include <QOpenGLWidget>
#include <functional>
#include <memory>

#include "ui/explore/point_gl.h"

namespace tilescout::ui {

/// Draws a plot by OpenGL: the points, and over them what `overlay` paints. Lets the mouse through to its parent, which
/// knows what is drawn and does all the rest.
class GlCanvas : public QOpenGLWidget {
  Q_OBJECT
 public:
  enum Part { Places = 1, Colours = 2, Shown = 4, Stressed = 8, All = 15 };
  struct Source {
    std::function<PointSet()> points;
    std::function<PointLook()> look;
    std::function<void(QPainter&)> overlay;
  };

  GlCanvas(Source source, QWidget* parent);
  ~GlCanvas() override;

  /// These have changed and are sent to the card at the next frame.
  void setStale(int parts);

 Q_SIGNALS:
  /// It cannot draw. Once.
  void failed(const QString& why);
  /// The first frame is there.
  void started();

 protected:
  void initializeGL() override;
  void paintGL() override;
  void showEvent(QShowEvent* event) override;

 private:
  void giveUp(const QString& why);
  void send(const PointSet& points);
  void dropPoints();

  const Source source_;
  std::unique_ptr<PointGl> points_;
  int stale_ = All;
  bool broken_ = false, drawn_ = false;
};

}  // namespace tilescout::ui
