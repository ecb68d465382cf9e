#include "ui/search/scene_canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/backend/backend.h"
#include "ui/backend/map_session.h"
#include "ui/map/map_decor.h"
#include "ui/map/masked_picture.h"
#include "ui/support/error_text.h"
#include "ui/support/retranslate.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr double kTileSurroundings = 0.35;  ///< tile sizes around the tile at first
constexpr double kLargestScale = 32.0;
constexpr int kWholePixels = 1024;
constexpr int kMostOverview = 4096;
constexpr double kSceneZoomStep = 1.6;
constexpr double kSceneKeyStep = 80.0;
constexpr double kSceneWheelStep = 120.0;
constexpr double kSceneClick = 4.0;  ///< pixels that a click may move
constexpr double kLeastCrop = 12.0;  ///< pixels of the screen

QRectF rectOf(const TileWindow& window) { return {window.x, window.y, window.width, window.height}; }

}  // namespace

SceneCanvas::SceneCanvas(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setObjectName(QStringLiteral("sceneCanvas"));
  setMinimumSize(200, 150);
  onLanguageChange(this, [this] { setAccessibleName(tr("The tile in its scene")); });
}

SceneCanvas::~SceneCanvas() = default;

void SceneCanvas::showTile(const std::shared_ptr<ArchiveSession>& session, SceneId scene, const TileWindow& tile,
                           const QImage& preview) {
  const bool other = scene != scene_ || session != session_;
  session_ = session;
  scene_ = scene;
  tile_ = tile;
  preview_ = {preview, rectOf(tile)};
  message_.clear();
  if (other) {
    ++generation_;
    view_.reset();
    rendering_.reset();
    whole_ = part_ = {};
    heat_ = {};
  }
  fitTile();
}

void SceneCanvas::setScene(const jobs::SceneView& view) {
  if (view.id != scene_) return;
  view_ = view;
  moved();
}

void SceneCanvas::setRendering(const Rendering& rendering) {
  rendering_ = rendering;
  ++generation_;
  moved();
}

void SceneCanvas::setHeat(const SceneHeat& heat) {
  heat_ = heat;
  update();
}

void SceneCanvas::setCropping(bool cropping) {
  cropping_ = cropping;
  cropFrom_.reset();
  setCursor(cropping ? Qt::CrossCursor : Qt::ArrowCursor);
  update();
}

QRectF SceneCanvas::drawnPart() const {
  if (!cropFrom_) return {};
  QRectF part = QRectF(*cropFrom_, cropTo_).normalized();
  return view_ ? part.intersected(QRectF(0, 0, view_->width, view_->height)) : part;
}

void SceneCanvas::setHeatOpacity(double opacity) {
  opacity_ = std::clamp(opacity, 0.0, 1.0);
  update();
  Q_EMIT opacityChanged();
}

void SceneCanvas::fitTile() {
  const double around = 1.0 + 2.0 * kTileSurroundings;
  centre_ = rectOf(tile_).center();
  scale_ = std::min(width() / (std::max(1.0, tile_.width) * around), height() / (std::max(1.0, tile_.height) * around));
  scale_ = std::clamp(scale_, 1e-4, kLargestScale);
  moved();
}

void SceneCanvas::fitScene() {
  if (!view_) return;
  centre_ = {view_->width / 2.0, view_->height / 2.0};
  scale_ = std::min(width() * 0.97 / view_->width, height() * 0.97 / view_->height);
  moved();
}

void SceneCanvas::zoomBy(double factor) { zoom(factor, QPointF(width() / 2.0, height() / 2.0)); }

void SceneCanvas::zoom(double factor, const QPointF& anchor) {
  const QPointF kept = toScene(anchor);
  double least = 1e-4;
  if (view_) least = 0.5 * std::min(width() / double(view_->width), height() / double(view_->height));
  scale_ = std::clamp(scale_ * factor, std::min(least, kLargestScale), kLargestScale);
  centre_ += kept - toScene(anchor);
  moved();
}

QPointF SceneCanvas::toScene(const QPointF& pixel) const {
  return centre_ + (pixel - QPointF(width() / 2.0, height() / 2.0)) / scale_;
}

QRectF SceneCanvas::toScreen(const QRectF& part) const {
  const QPointF middle(width() / 2.0, height() / 2.0);
  return {(part.topLeft() - centre_) * scale_ + middle, part.size() * scale_};
}

QRectF SceneCanvas::visible() const { return {toScene({0, 0}), QSizeF(width(), height()) / scale_}; }

void SceneCanvas::moved() {
  if (view_) {
    centre_.setX(std::clamp<double>(centre_.x(), 0, view_->width));
    centre_.setY(std::clamp<double>(centre_.y(), 0, view_->height));
  }
  sharp_ = false;
  update();
  read();
}

/// The part in view at the screen's resolution; once, and for each new rendering, the whole scene beside it.
void SceneCanvas::read() {
  if (!session_ || scene_ == 0 || width() < 2 || height() < 2) return;
  QRectF part = visible();
  if (view_) part = part.intersected(QRectF(0, 0, view_->width, view_->height));
  if (part.isEmpty()) return;
  const double ratio = devicePixelRatioF();
  const auto pixels = [&](double length) {
    // Never more than the scene has: enlarging is the painter's work.
    return std::clamp(static_cast<int>(std::ceil(length * std::min(1.0, scale_ * ratio))), 1, kMostOverview);
  };
  const QRectF whole(part.toAlignedRect());
  const auto load = [this, session = session_, scene = scene_, rendering = rendering_, generation = generation_](
                        const QRectF& covers, int columns, int rows, bool all) {
    try {
      const TileWindow window{0, 0, 0, covers.x(), covers.y(), covers.width(), covers.height()};
      const Picture picture{toQImage(session->map().window(scene, window, columns, rows, rendering)), covers};
      QMetaObject::invokeMethod(
          this, [this, generation, picture, all] { took(generation, picture, all); }, Qt::QueuedConnection);
    } catch (...) {
      const QString message = errorSentence(uiErrorOf(std::current_exception()));
      QMetaObject::invokeMethod(
          this,
          [this, generation, message] {
            if (generation != generation_) return;
            message_ = message;
            update();
          },
          Qt::QueuedConnection);
    }
  };
  const int columns = pixels(whole.width()), rows = pixels(whole.height());
  worker_.post([=](const std::stop_token&) { load(whole, columns, rows, false); });
  if (!view_ || wholeGeneration_ == generation_) return;
  wholeGeneration_ = generation_;
  const double shrink = std::min(1.0, kWholePixels / static_cast<double>(std::max(view_->width, view_->height)));
  const QRectF scene(0, 0, view_->width, view_->height);
  const int wholeColumns = std::max(1, static_cast<int>(scene.width() * shrink));
  const int wholeRows = std::max(1, static_cast<int>(scene.height() * shrink));
  wholeWorker_.post([=](const std::stop_token&) { load(scene, wholeColumns, wholeRows, true); });
}

void SceneCanvas::took(quint64 generation, const Picture& picture, bool whole) {
  if (generation != generation_) return;
  message_.clear();
  (whole ? whole_ : part_) = picture;
  if (!whole) sharp_ = true;
  update();
}

void SceneCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), pictureGround(palette()));
  painter.setRenderHint(QPainter::Antialiasing);
  // Single pixels are looked at as such, not smeared.
  painter.setRenderHint(QPainter::SmoothPixmapTransform, scale_ < 4.0);
  for (const Picture* picture : {&whole_, whole_.image.isNull() && part_.image.isNull() ? &preview_ : &part_}) {
    if (!picture->image.isNull()) painter.drawImage(toScreen(picture->covers), picture->image);
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  if (!heat_.image.isNull() && view_ && opacity_ > 0) {
    painter.setOpacity(opacity_);
    painter.drawImage(toScreen(QRectF(0, 0, view_->width, view_->height)), heat_.image);
    painter.setOpacity(1.0);
  }
  drawTile(&painter);
  drawCrop(&painter);
  if (view_ && view_->gsdMetres > 0)
    drawScaleBar(&painter, view_->gsdMetres / scale_, QPointF(12, height() - 14.0), palette());
  if (!heat_.image.isNull())
    drawScoreLegend(&painter, heat_.low, heat_.high, QPointF(width() - 10.0, height() - 10.0), tr("Score"), palette());
  if (!message_.isEmpty()) {
    const QRect box =
        fontMetrics().boundingRect(rect().adjusted(24, 8, -24, -8), Qt::AlignCenter | Qt::TextWordWrap, message_);
    painter.fillRect(box.adjusted(-8, -4, 8, 4), palette().color(QPalette::Window));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(box, Qt::AlignCenter | Qt::TextWordWrap, message_);
  }
}

void SceneCanvas::drawTile(QPainter* painter) const {
  QRectF frame = toScreen(rectOf(tile_));
  const QPointF middle = frame.center();
  frame.setSize({std::max(frame.width(), 6.0), std::max(frame.height(), 6.0)});
  frame.moveCenter(middle);
  painter->setBrush(Qt::NoBrush);
  for (const auto& [ink, width] : {std::pair{QColor(0, 0, 0, 160), 3.0}, {QColor(Qt::white), 1.4}}) {
    painter->setPen(QPen(ink, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter->drawRect(frame);
  }
}

/// What is drawn, and the square that becomes of it.
void SceneCanvas::drawCrop(QPainter* painter) const {
  const QRectF part = drawnPart();
  if (part.isEmpty() || !view_) return;
  const QColor accent = palette().color(QPalette::Highlight);
  painter->setBrush(Qt::NoBrush);
  painter->setPen(QPen(QColor(255, 255, 255, 220), 4));
  painter->drawRect(toScreen(part));
  painter->setPen(QPen(accent, 2));
  painter->drawRect(toScreen(part));
  painter->setPen(QPen(QColor(255, 255, 255, 220), 1, Qt::DashLine));
  painter->drawRect(toScreen(squareAround(part, QSizeF(view_->width, view_->height))));
}

void SceneCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // The first size a layout gives decides how much of the surroundings fits.
  if (event->oldSize().isEmpty()) {
    fitTile();
  } else {
    moved();
  }
}

void SceneCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
  pressed_ = event->position();
  if (cropping_ && event->button() == Qt::LeftButton) {
    cropFrom_ = cropTo_ = toScene(event->position());
    return;
  }
  dragged_ = event->position();
  setCursor(Qt::ClosedHandCursor);
}

void SceneCanvas::mouseMoveEvent(QMouseEvent* event) {
  if (cropFrom_) {
    cropTo_ = toScene(event->position());
    update();
  } else if (dragged_) {
    centre_ -= (event->position() - *dragged_) / scale_;
    dragged_ = event->position();
    moved();
  } else {
    showCursor(event->position());
  }
  const QPointF at = toScene(event->position());
  const bool inside = view_ && at.x() >= 0 && at.y() >= 0 && at.x() < view_->width && at.y() < view_->height;
  Q_EMIT cursorMoved(at.x(), at.y(), inside);
}

void SceneCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const QRectF part = drawnPart();
  const bool cropped = cropFrom_.has_value() && event->button() == Qt::LeftButton;
  dragged_.reset();
  if (cropped) {
    cropFrom_.reset();
    const QRectF onScreen = toScreen(part);
    if (view_ && std::max(onScreen.width(), onScreen.height()) >= kLeastCrop)
      Q_EMIT cropDrawn(squareAround(part, QSizeF(view_->width, view_->height)));
    update();
    return;
  }
  showCursor(event->position());
  const bool click = QLineF(pressed_, event->position()).length() <= kSceneClick && event->button() == Qt::LeftButton;
  if (const TileId tile = click ? heat_.tileAt(toScene(event->position())) : 0; tile != 0)
    Q_EMIT hotSpotClicked(tile, event->modifiers());
}

void SceneCanvas::showCursor(const QPointF& at) {
  setCursor(cropping_ ? Qt::CrossCursor : heat_.tileAt(toScene(at)) != 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void SceneCanvas::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  Q_EMIT cursorMoved(0, 0, false);
}

void SceneCanvas::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() == 0) return;
  zoom(std::pow(kSceneZoomStep, event->angleDelta().y() / kSceneWheelStep), event->position());
  event->accept();
}

void SceneCanvas::keyPressEvent(QKeyEvent* event) {
  const bool pan = event->modifiers() & Qt::AltModifier;
  switch (event->key()) {
    case Qt::Key_PageUp:
    case Qt::Key_Plus: zoomBy(kSceneZoomStep); return;
    case Qt::Key_PageDown:
    case Qt::Key_Minus: zoomBy(1 / kSceneZoomStep); return;
    case Qt::Key_Home: fitScene(); return;
    case Qt::Key_End: fitTile(); return;
    case Qt::Key_BracketLeft: setHeatOpacity(opacity_ - 0.1); return;
    case Qt::Key_BracketRight: setHeatOpacity(opacity_ + 0.1); return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      if (!pan) break;  // without Alt the arrows walk through the results
      centre_ += QPointF(event->key() == Qt::Key_Left    ? -1
                         : event->key() == Qt::Key_Right ? 1
                                                         : 0,
                         event->key() == Qt::Key_Up     ? -1
                         : event->key() == Qt::Key_Down ? 1
                                                        : 0) *
                 (kSceneKeyStep / scale_);
      moved();
      return;
    default: break;
  }
  QWidget::keyPressEvent(event);
}

QRectF squareAround(const QRectF& part, const QSizeF& scene) {
  const double side = std::max({part.width(), part.height(), 1.0});
  QRectF square(0, 0, std::min(side, scene.width()), std::min(side, scene.height()));
  square.moveCenter(part.center());
  square.moveLeft(std::clamp(square.left(), 0.0, scene.width() - square.width()));
  square.moveTop(std::clamp(square.top(), 0.0, scene.height() - square.height()));
  return square;
}

}  // namespace tilescout::ui
