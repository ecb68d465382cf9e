#include "ui/search/time_canvas.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/backend/backend.h"
#include "ui/backend/map_session.h"
#include "ui/map/map_decor.h"
#include "ui/map/masked_picture.h"
#include "ui/support/retranslate.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

namespace {

constexpr double kGap = 4.0;
constexpr double kClick = 4.0;  ///< pixels that a click may move
constexpr double kGrip = 10.0;  ///< pixels from the swipe line in which it is taken hold of
constexpr double kZoomStep = 1.6, kWheelStep = 120.0, kKeyStep = 60.0;
constexpr double kSurroundings = 1.0;  ///< sizes of the place around it at first

bool alike(const jobs::SceneView& a, const jobs::SceneView& b) {
  return a.bands.size() == b.bands.size() && !a.bands.empty() && a.bands[0].dataType == b.bands[0].dataType &&
         a.rendering.palette == b.rendering.palette;
}

}  // namespace

TimeCanvas::TimeCanvas(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setObjectName(QStringLiteral("timeCanvas"));
  blink_.setInterval(kBlinkMs);
  connect(&blink_, &QTimer::timeout, this, [this] {
    if (isReady()) setFront(front_ + 1);
  });
  onLanguageChange(this, [this] {
    setAccessibleName(tr("The same place on several dates"));
    update();
  });
}

TimeCanvas::~TimeCanvas() = default;

void TimeCanvas::setSession(std::shared_ptr<ArchiveSession> session) { session_ = std::move(session); }

void TimeCanvas::setScenes(const std::vector<jobs::SceneView>& scenes) {
  std::vector<Frame> before = std::move(frames_);
  frames_.clear();
  for (const jobs::SceneView& scene : scenes) {
    Frame frame;
    frame.scene = scene;
    const auto old = std::find_if(before.begin(), before.end(), [&](const Frame& f) { return f.scene.id == scene.id; });
    if (old != before.end()) {  // until it is read again
      frame.image = old->image;
      frame.box = old->box;
    }
    frames_.push_back(std::move(frame));
  }
  front_ = std::min(front_, std::max(0, static_cast<int>(frames_.size()) - 1));
  view_.resize(panel(0).size());
  moved();
}

void TimeCanvas::setPlace(const Ring& outline) {
  place_ = outline;
  fit();
}

void TimeCanvas::fit() {
  MapBox box;
  view_.resize(panel(0).size());
  if (boxAround({place_}, &box)) {
    const double wide = (box.east - box.west) * kSurroundings / 2, high = (box.north - box.south) * kSurroundings / 2;
    view_.fit({box.west - wide, box.south - high, box.east + wide, box.north + high});
  }
  moved();
}

void TimeCanvas::setMode(Mode mode) {
  mode_ = mode;
  if (mode != Mode::Blink) setBlinking(false);
  view_.resize(panel(0).size());
  moved();
}

void TimeCanvas::setSameStretch(bool same) {
  sameStretch_ = same;
  moved();
}

void TimeCanvas::setSwipe(double share) {
  swipe_ = std::clamp(share, 0.0, 1.0);
  update();
}

void TimeCanvas::setFront(int scene) {
  const auto count = static_cast<int>(frames_.size());
  front_ = count == 0 ? 0 : ((scene % count) + count) % count;
  update();
}

void TimeCanvas::setBlinking(bool blinking) {
  if (blinking == blink_.isActive()) return;
  blinking ? blink_.start() : blink_.stop();
  Q_EMIT blinkingChanged();
}

void TimeCanvas::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  setBlinking(false);
}

bool TimeCanvas::isReady() const {
  return std::all_of(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(shown()),
                     [](const Frame& frame) { return frame.current; });
}

std::size_t TimeCanvas::shown() const {
  return mode_ == Mode::Swipe ? std::min<std::size_t>(2, frames_.size()) : frames_.size();
}

QRectF TimeCanvas::panel(std::size_t index) const {
  const std::size_t count = std::max<std::size_t>(1, mode_ != Mode::SideBySide ? 1 : frames_.size());
  if (count == 1) return rect();
  const std::size_t columns = count <= 3 ? count : (count + 1) / 2, rows = (count + columns - 1) / columns;
  const double w = (width() - kGap * double(columns - 1)) / double(columns);
  const double h = (height() - kGap * double(rows - 1)) / double(rows);
  return {double(index % columns) * (w + kGap), double(index / columns) * (h + kGap), w, h};
}

void TimeCanvas::moved() {
  for (Frame& frame : frames_) frame.current = false;
  update();
  read();
}

void TimeCanvas::read() {
  const QSizeF size = view_.size() * devicePixelRatioF();
  if (!session_ || frames_.empty() || size.width() < 2 || size.height() < 2) return;
  std::vector<std::pair<SceneId, std::optional<Rendering>>> wanted;
  for (std::size_t i = 0; i < shown(); ++i) {
    const bool same = sameStretch_ && i > 0 && alike(frames_[0].scene, frames_[i].scene);
    wanted.push_back({frames_[i].scene.id, same ? std::optional(frames_[0].scene.rendering) : std::nullopt});
  }
  const quint64 generation = ++generation_;
  worker_.post(
      [this, wanted, generation, size, session = session_, box = view_.visible()](const std::stop_token& stop) {
        for (std::size_t i = 0; i < wanted.size() && !stop.stop_requested(); ++i) {
          QImage image;
          bool failed = false;
          try {
            image = toQImage(session->map().warped(wanted[i].first, box, static_cast<int>(size.width()),
                                                   static_cast<int>(size.height()), wanted[i].second));
          } catch (...) {
            failed = true;
          }
          QMetaObject::invokeMethod(
              this,
              [this, i, image, failed, box, generation] {
                if (generation != generation_ || i >= frames_.size()) return;
                frames_[i].image = image;
                frames_[i].box = box;
                frames_[i].failed = failed;
                frames_[i].current = true;
                update();
              },
              Qt::QueuedConnection);
        }
      });
}

void TimeCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), pictureGround(palette()));
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  if (mode_ == Mode::SideBySide || frames_.size() < 2) {
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      drawFrame(&painter, frames_[i], panel(i));
      drawCaption(&painter, frames_[i], panel(i), Qt::AlignLeft);
    }
  } else if (mode_ == Mode::Blink) {
    const Frame& frame = frames_[static_cast<std::size_t>(front_)];
    drawFrame(&painter, frame, rect());
    drawCaption(&painter, frame, rect(), Qt::AlignLeft);
  } else {
    const double line = width() * swipe_;
    painter.setClipRect(QRectF(0, 0, line, height()));
    drawFrame(&painter, frames_[0], rect());
    painter.setClipRect(QRectF(line, 0, width() - line, height()));
    drawFrame(&painter, frames_[1], rect());
    painter.setClipping(false);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 4));
    painter.drawLine(QPointF(line, 0), QPointF(line, height()));
    painter.setPen(QPen(Qt::white, 2));
    painter.drawLine(QPointF(line, 0), QPointF(line, height()));
    painter.setBrush(Qt::white);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 1));
    painter.drawEllipse(QPointF(line, height() / 2.0), 7, 7);
    drawCaption(&painter, frames_[0], rect(), Qt::AlignLeft);
    drawCaption(&painter, frames_[1], rect(), Qt::AlignRight);
  }
  drawScaleBar(&painter, view_.metresPerPixel(), QPointF(12, height() - 14.0), palette());
}

void TimeCanvas::drawFrame(QPainter* painter, const Frame& frame, const QRectF& panel) const {
  painter->save();
  painter->setClipRect(panel, Qt::IntersectClip);
  painter->translate(panel.topLeft());
  if (!frame.image.isNull()) {
    const double west = frame.box.west, north = frame.box.north;
    const QPointF middle = view_.toScreen({(west + frame.box.east) / 2, (north + frame.box.south) / 2});
    const QSizeF size((frame.box.east - west) * view_.lonPixels(), (north - frame.box.south) * view_.latPixels());
    painter->drawImage(QRectF(middle - QPointF(size.width() / 2, size.height() / 2), size), frame.image);
  }
  painter->setBrush(Qt::NoBrush);
  for (const QPolygonF& outline : view_.toScreen(place_)) {
    for (const auto& [ink, width] : {std::pair{QColor(0, 0, 0, 160), 3.0}, {QColor(Qt::white), 1.4}}) {
      painter->setPen(QPen(ink, width));
      painter->drawPolygon(outline);
    }
  }
  if (frame.failed || (frame.current && frame.image.isNull())) {
    painter->setPen(palette().color(QPalette::Text));
    painter->drawText(QRectF(QPointF(), panel.size()), Qt::AlignCenter,
                      frame.failed ? tr("The scene cannot be reached now") : tr("No data here"));
  }
  painter->restore();
}

void TimeCanvas::drawCaption(QPainter* painter, const Frame& frame, const QRectF& panel, Qt::Alignment side) const {
  const QString date = frame.scene.date.empty() ? tr("no date") : QString::fromStdString(frame.scene.date);
  const QString name = QString::fromStdString(frame.scene.name);
  const double most = panel.width() / (mode_ == Mode::Swipe ? 2 : 1) - 24;
  const QString text =
      fontMetrics().elidedText(QStringLiteral("%1 · %2").arg(date, name), Qt::ElideMiddle, static_cast<int>(most));
  const QSizeF size(fontMetrics().horizontalAdvance(text) + 12, fontMetrics().height() + 6);
  const double x = side == Qt::AlignRight ? panel.right() - size.width() - 8 : panel.left() + 8;
  QColor ground = palette().color(QPalette::Base);
  ground.setAlpha(215);
  painter->setPen(Qt::NoPen);
  painter->setBrush(ground);
  const QRectF box(QPointF(x, panel.top() + 8), size);
  painter->drawRoundedRect(box, 4, 4);
  painter->setPen(palette().color(QPalette::Text));
  painter->drawText(box, Qt::AlignCenter, text);
}

void TimeCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->oldSize().isEmpty()) {
    fit();
  } else {
    view_.resize(panel(0).size());
    moved();
  }
}

void TimeCanvas::mousePressEvent(QMouseEvent* event) {
  if (mode_ == Mode::Blink && event->button() == Qt::LeftButton) pressed_ = event->position();
  swiping_ = mode_ == Mode::Swipe && frames_.size() > 1 && std::abs(event->position().x() - width() * swipe_) <= kGrip;
  if (!swiping_) dragged_ = event->position();
}

void TimeCanvas::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (swiping_) {
    setSwipe(x / std::max(1, width()));
  } else if (dragged_) {
    view_.pan(event->position() - *dragged_);
    dragged_ = event->position();
    moved();
  } else {
    const bool grip = mode_ == Mode::Swipe && frames_.size() > 1 && std::abs(x - width() * swipe_) <= kGrip;
    setCursor(grip ? Qt::SplitHCursor : Qt::ArrowCursor);
  }
}

void TimeCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const bool click = QLineF(pressed_, event->position()).length() < kClick && event->button() == Qt::LeftButton;
  if (mode_ == Mode::Blink && click) setFront(front_ + 1);
  swiping_ = false;
  dragged_.reset();
}

void TimeCanvas::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() == 0) return;
  QPointF at = event->position();
  for (std::size_t i = 0; mode_ == Mode::SideBySide && i < frames_.size(); ++i) {
    if (panel(i).contains(event->position())) at = event->position() - panel(i).topLeft();
  }
  view_.zoom(std::pow(kZoomStep, event->angleDelta().y() / kWheelStep), at);
  moved();
  event->accept();
}

/// By hand: who looks closely does not want it to go on by itself.
void TimeCanvas::turn(int by) {
  setBlinking(false);
  setFront(front_ + by);
}

void TimeCanvas::keyPressEvent(QKeyEvent* event) {
  const QPointF middle(view_.size().width() / 2, view_.size().height() / 2);
  const bool swipes = mode_ == Mode::Swipe && !(event->modifiers() & Qt::AltModifier);
  const bool turns = mode_ == Mode::Blink && !(event->modifiers() & Qt::AltModifier);
  switch (event->key()) {
    case Qt::Key_Space:
      if (mode_ == Mode::Blink) return setBlinking(!isBlinking());
      QWidget::keyPressEvent(event);
      return;
    case Qt::Key_PageUp:
    case Qt::Key_Plus: view_.zoom(kZoomStep, middle); break;
    case Qt::Key_PageDown:
    case Qt::Key_Minus: view_.zoom(1 / kZoomStep, middle); break;
    case Qt::Key_Home: fit(); return;
    case Qt::Key_Left:
      if (swipes) return setSwipe(swipe_ - 0.05);
      if (turns) return turn(-1);
      view_.pan({kKeyStep, 0});
      break;
    case Qt::Key_Right:
      if (swipes) return setSwipe(swipe_ + 0.05);
      if (turns) return turn(1);
      view_.pan({-kKeyStep, 0});
      break;
    case Qt::Key_Up: view_.pan({0, kKeyStep}); break;
    case Qt::Key_Down: view_.pan({0, -kKeyStep}); break;
    default: QWidget::keyPressEvent(event); return;
  }
  moved();
}

}  // namespace tilescout::ui
