// How mouse and keys move the map, select on it and draw areas.
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/map/map_canvas.h"
#include "ui/selection.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

constexpr double kClick = 4.0;  ///< pixels that a click may move
constexpr double kGrip = 8.0;   ///< pixels from a corner in which it is taken hold of
constexpr double kKeyStep = 80.0;
constexpr double kZoomStep = 1.6;
constexpr double kWheelStep = 120.0;  ///< of a notch, as Qt counts
constexpr std::size_t kLeastLasso = 3;

}  // namespace

void MapCanvas::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  view_.resize(size());
  moved();
}

void MapCanvas::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  moved();  // pictures are read for what is seen only
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
  view_.seen();
  pressed_ = last_ = event->position();
  moved_ = false;
  corner_ = event->button() == Qt::LeftButton && tool_ == MapTool::Hand && !spaceHeld_ ? cornerAt(pressed_) : -1;
  if (corner_ >= 0) {
    drag_ = Drag::Corner;
    areaBefore_ = area_;
    return;
  }
  const bool pan = event->button() == Qt::MiddleButton ||
                   (event->button() == Qt::LeftButton && (tool_ == MapTool::Hand || spaceHeld_));
  if (pan) {
    drag_ = Drag::Pan;
  } else if (event->button() == Qt::LeftButton) {
    drag_ = Drag::Shape;
    drawn_ = QPolygonF({pressed_});
  }
  showCursor();
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  const LonLat place = view_.toGround(at);
  Q_EMIT cursorMoved(place.lon, place.lat, true);
  if (drag_ == Drag::None) {
    hover(at);
    return;
  }
  const QPointF away = at - pressed_;
  if (!moved_ && std::hypot(away.x(), away.y()) < kClick) return;
  moved_ = true;
  if (drag_ == Drag::Pan) {
    view_.pan(at - last_);
    last_ = at;
    moved();
    return;
  }
  last_ = at;
  if (drag_ == Drag::Corner) {
    Ring& ring = area_[0];
    LonLat moved = view_.toGround(at);
    const LonLat& before = ring[static_cast<std::size_t>(corner_)];
    moved.lon -= 360.0 * std::round((moved.lon - before.lon) / 360.0);
    ring[static_cast<std::size_t>(corner_)] = moved;
    update();
    return;
  }
  if (tool_ == MapTool::AreaLasso && QLineF(drawn_.last(), at).length() >= 2.0) drawn_ << at;
  update();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
  const Drag drag = std::exchange(drag_, Drag::None);
  showCursor();
  if (!moved_ && event->button() == Qt::LeftButton && (drag == Drag::Pan || tool_ == MapTool::Select)) {
    drawn_.clear();
    click(event->position(), event->modifiers());
  } else if (drag == Drag::Shape && moved_) {
    tool_ == MapTool::Example ? finishExample() : finishShape(event->modifiers());
  } else if (drag == Drag::Corner && moved_) {
    Q_EMIT areaDrawn(Ring(area_[0]));
  }
  drawn_.clear();
  update();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || tool_ != MapTool::Hand) return;
  if (const Hit* hit = hits_.hitAt(event->position())) {
    Q_EMIT hitActivated(hit->tile);
  } else if (!hits_.clusterAt(event->position())) {
    view_.zoom(kZoomStep, event->position());
    moved();
  }
}

void MapCanvas::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  selection_->setHovered(0);
  Q_EMIT cursorMoved(0, 0, false);
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / kWheelStep;
  if (notches == 0) return;
  view_.zoom(std::pow(kZoomStep, notches), event->position());
  moved();
  event->accept();
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
  QPointF step;
  switch (event->key()) {
    case Qt::Key_Left: step = {kKeyStep, 0}; break;
    case Qt::Key_Right: step = {-kKeyStep, 0}; break;
    case Qt::Key_Up: step = {0, kKeyStep}; break;
    case Qt::Key_Down: step = {0, -kKeyStep}; break;
    case Qt::Key_PageUp:
    case Qt::Key_Plus: zoomBy(kZoomStep); return;
    case Qt::Key_PageDown:
    case Qt::Key_Minus: zoomBy(1 / kZoomStep); return;
    case Qt::Key_Home: fitScenes(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (hits_.find(selection_->current())) Q_EMIT hitActivated(selection_->current());
      return;
    case Qt::Key_Space:
      if (!event->isAutoRepeat()) spaceHeld_ = true;
      showCursor();
      return;
    default: QWidget::keyPressEvent(event); return;
  }
  view_.pan(step);
  moved();
}

bool MapCanvas::stepInView(int by) {
  hits_.arrange(view_);
  const std::vector<TileId> tiles = hits_.tilesInView();
  if (tiles.empty()) return false;
  const auto now = std::find(tiles.begin(), tiles.end(), selection_->current());
  auto place = now - tiles.begin();
  if (now == tiles.end()) {
    place = 0;
  } else {
    place = std::clamp<std::ptrdiff_t>(place + by, 0, static_cast<std::ptrdiff_t>(tiles.size()) - 1);
  }
  const TileId chosen = tiles[static_cast<std::size_t>(place)];
  selection_->set({chosen}, chosen);
  return true;
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
    QWidget::keyReleaseEvent(event);
    return;
  }
  spaceHeld_ = false;
  showCursor();
}

void MapCanvas::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  spaceHeld_ = false;  // its release goes elsewhere
  showCursor();
}

bool MapCanvas::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  auto* help = static_cast<QHelpEvent*>(event);
  const QString tip = tipAt(help->pos());
  if (tip.isEmpty()) {
    QToolTip::hideText();
    event->ignore();
  } else {
    QToolTip::showText(help->globalPos(), tip, this);
  }
  return true;
}

void MapCanvas::hover(const QPointF& at) {
  const Hit* hit = hits_.hitAt(at);
  selection_->setHovered(hit ? hit->tile : 0);
  const bool hand = tool_ == MapTool::Hand && !spaceHeld_;
  if (hand && cornerAt(at) >= 0) {
    setCursor(Qt::SizeAllCursor);
    return;
  }
  if (hand) setCursor(hit || hits_.clusterAt(at) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void MapCanvas::click(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  const bool more = modifiers & (Qt::ControlModifier | Qt::ShiftModifier);
  if (const HitLayer::Cluster* cluster = hits_.clusterAt(at)) {
    if (more) {
      selection_->add(cluster->tiles);
      return;
    }
    const MapBox box = cluster->box;
    const double before = view_.degreesPerPixel();
    view_.fit(box);
    // Hits of one spot stay a cluster however near one comes: then they are selected instead.
    if (view_.degreesPerPixel() >= before * 0.95) selection_->set(cluster->tiles);
    moved();
    return;
  }
  const Hit* hit = hits_.hitAt(at);
  if (!hit) {
    if (!more) selection_->set({});
    return;
  }
  if (modifiers & Qt::ControlModifier) {
    selection_->toggle(hit->tile);
    selection_->setCurrent(hit->tile);
  } else if (modifiers & Qt::ShiftModifier) {
    selection_->add({hit->tile});
    selection_->setCurrent(hit->tile);
  } else {
    selection_->set({hit->tile}, hit->tile);
  }
}

void MapCanvas::finishShape(Qt::KeyboardModifiers modifiers) {
  const QPolygonF outline = shape();
  if (tool_ == MapTool::Select) {
    std::vector<TileId> tiles = hits_.tilesWithin(outline);
    if (modifiers & Qt::AltModifier) {
      selection_->remove(tiles);
    } else if (modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) {
      selection_->add(tiles);
    } else {
      selection_->set(std::move(tiles));
    }
    return;
  }
  Ring ring;
  QPolygonF corners = outline;
  if (corners.isClosed()) corners.removeLast();
  for (const QPointF& point : corners) {
    LonLat place = view_.toGround(point);
    // On along the ring without a jump, past 180 if need be.
    if (!ring.empty()) place.lon -= 360.0 * std::round((place.lon - ring.back().lon) / 360.0);
    ring.push_back(place);
  }
  if (ring.size() < kLeastLasso) return;
  setTool(MapTool::Hand);
  Q_EMIT areaDrawn(ring);
}

int MapCanvas::cornerAt(const QPointF& at) const {
  if (!hasCorners()) return -1;
  for (std::size_t i = 0; i < area_[0].size(); ++i) {
    const QPointF away = view_.toScreen(area_[0][i]) - at;
    if (std::hypot(away.x(), away.y()) <= kGrip) return static_cast<int>(i);
  }
  return -1;
}

void MapCanvas::finishExample() {
  const QRectF box = shape().boundingRect();
  const jobs::SceneSummary* scene = sceneAt(box.center());
  const LonLat upper = view_.toGround(box.topLeft());
  LonLat lower = view_.toGround(box.bottomRight());
  if (lower.lon < upper.lon) lower.lon += 360.0;
  setTool(MapTool::Hand);
  Q_EMIT exampleDrawn(scene ? scene->id : 0, MapBox{upper.lon, lower.lat, lower.lon, upper.lat});
}

const jobs::SceneSummary* MapCanvas::sceneAt(const QPointF& at) const {
  for (auto scene = scenes_.rbegin(); scene != scenes_.rend(); ++scene) {
    for (const QPolygonF& outline : view_.toScreen(scene->footprint)) {
      if (outline.containsPoint(at, Qt::OddEvenFill)) return &*scene;
    }
  }
  return nullptr;
}

QString MapCanvas::tipAt(const QPointF& at) const {
  if (const HitLayer::Cluster* cluster = hits_.clusterAt(at))
    return tr("%n result(s) here, the best with score %1", nullptr, cluster->count).arg(formatScore(cluster->best));
  QStringList lines;
  if (const Hit* hit = hits_.hitAt(at)) {
    lines.append(tr("Rank %1 · score %2").arg(formatCount(hit->rank), formatScore(hit->score)));
    lines.append(QString::fromStdString(hit->scene));
    if (!hit->date.empty()) lines.append(QString::fromStdString(hit->date));
  } else if (const jobs::SceneSummary* scene = sceneAt(at)) {
    lines.append(QString::fromStdString(scene->name));
    if (!scene->date.empty()) lines.append(QString::fromStdString(scene->date));
  }
  return lines.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

}  // namespace tilescout::ui
