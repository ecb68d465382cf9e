#include "ui/explore/gl_canvas.h"
#include "ui/explore/scatter_view.h"

namespace tilescout::ui {

void ScatterView::setRenderer(PlotRenderer renderer) {
  renderer_ = renderer;
  if (isVisible()) chooseCanvas();
}

/// OpenGL is asked for when a plot is seen for the first time: a start on another page does not wait for a driver.
void ScatterView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  chooseCanvas();
}

void ScatterView::chooseCanvas() {
  if (renderer_ == PlotRenderer::Raster || canvas_) {
    if (renderer_ == PlotRenderer::Raster || !wantsOpenGl(renderer_)) dropCanvas();
    return;
  }
  Q_EMIT openGlStarting();
  if (!wantsOpenGl(renderer_)) return Q_EMIT openGlFailed(findOpenGl().name);
  canvas_ = new GlCanvas({[this] { return pointSet(); }, [this] { return pointLook(); },
                          [this](QPainter& painter) { paintOverlay(painter); }},
                         this);
  connect(canvas_, &GlCanvas::started, this, &ScatterView::openGlStarted);
  connect(canvas_, &GlCanvas::failed, this, [this](const QString& why) {
    renderer_ = PlotRenderer::Raster;
    dropCanvas();
    Q_EMIT openGlFailed(why);
  });
  canvas_->setGeometry(rect());
  canvas_->show();
}

void ScatterView::dropCanvas() {
  if (!canvas_) return;
  canvas_->hide();
  canvas_->deleteLater();
  canvas_ = nullptr;
  redraw();
}

void ScatterView::refresh() {
  if (canvas_) return canvas_->update();
  update();
}

void ScatterView::redraw(int parts) {
  stale_ = true;
  pause_.start();
  if (canvas_) canvas_->setStale(parts);
  refresh();
}

void ScatterView::stressSelected() {
  const bool had = !stressed_.empty();
  stressed_.clear();
  if (selected_.size() > kMostRings) {
    stressed_.assign(view_->tiles.size(), 0);
    for (const int point : selected_) stressed_[static_cast<std::size_t>(point)] = 1;
  }
  if (had || !stressed_.empty()) redraw(GlCanvas::Stressed);
}

PointSet ScatterView::pointSet() const {
  if (!view_) return {};
  if (!colouring_) return {xy_, {}, shown_, stressed_};
  return {xy_, colouring_->colour, shown_, stressed_, colouring_->shape};
}

PointLook ScatterView::pointLook() const {
  const qreal ratio = devicePixelRatioF();
  const int radius = pointRadius(view_ ? view_->tiles.size() : 0, map_.scale, fittedScale_);
  return {map_, (QSizeF(size()) * ratio).toSize(), ratio, qRound(radius * ratio), palette().color(QPalette::Base)};
}

}  // namespace tilescout::ui
