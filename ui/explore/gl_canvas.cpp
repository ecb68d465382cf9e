#include "ui/explore/gl_canvas.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QOpenGLPaintDevice>
#include <QPainter>
#include <QTimer>
#include <utility>

namespace tilescout::ui {

namespace {

constexpr int kSamples = 4;  // smooth rings and lassos
constexpr int kPatienceMs = 2000;

}  // namespace

GlCanvas::GlCanvas(Source source, QWidget* parent) : QOpenGLWidget(parent), source_(std::move(source)) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  QSurfaceFormat wanted = format();
  wanted.setSamples(kSamples);
  setFormat(wanted);
}

GlCanvas::~GlCanvas() { dropPoints(); }

void GlCanvas::setStale(int parts) {
  stale_ |= parts;
  update();
}

void GlCanvas::dropPoints() {
  if (!points_) return;
  makeCurrent();
  points_.reset();
  doneCurrent();
}

void GlCanvas::giveUp(const QString& why) {
  if (std::exchange(broken_, true)) return;
  QMetaObject::invokeMethod(
      this, [this, why] { Q_EMIT failed(why); }, Qt::QueuedConnection);
}

void GlCanvas::initializeGL() {
  // Moving to another window makes a new context, and everything anew with it.
  connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlCanvas::dropPoints, Qt::UniqueConnection);
  points_ = std::make_unique<PointGl>();
  stale_ = All;
  if (!points_->start()) giveUp(points_->trouble());
}

void GlCanvas::send(const PointSet& points) {
  if (stale_ & Places) points_->setPlaces(points.xy);
  if (stale_ & Colours) points_->setColours(points.colour), points_->setShapes(points.shape);
  if (stale_ & Shown) points_->setShown(points.shown);
  if (stale_ & Stressed) points_->setStressed(points.stressed);
  stale_ = 0;
}

void GlCanvas::paintGL() {
  const PointLook look = source_.look();
  if (!broken_ && points_) {
    send(source_.points());
    if (!points_->draw(look)) giveUp(points_->trouble());
  }
  if (broken_ || !points_) {
    context()->functions()->glClearColor(static_cast<float>(look.ground.redF()),
                                         static_cast<float>(look.ground.greenF()),
                                         static_cast<float>(look.ground.blueF()), 1);
    context()->functions()->glClear(GL_COLOR_BUFFER_BIT);
    return;
  }
  // Not by a painter on the widget: while a picture of the window is taken, that paints elsewhere.
  QOpenGLPaintDevice device(look.pixels);
  device.setDevicePixelRatio(look.ratio);
  QPainter painter(&device);
  source_.overlay(painter);
  painter.end();
  if (!std::exchange(drawn_, true)) {
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT started(); }, Qt::QueuedConnection);
  }
}

void GlCanvas::showEvent(QShowEvent* event) {
  QOpenGLWidget::showEvent(event);
  // A context that cannot be made calls nothing at all: it is seen by what does not come.
  QTimer::singleShot(kPatienceMs, this, [this] {
    if (isVisible() && !isValid()) giveUp(QStringLiteral("no context"));
  });
}

}  // namespace tilescout::ui
