#include "ui/explore/scatter_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/explore/gl_canvas.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/selection.h"

namespace tilescout::ui {

namespace {

constexpr double kReach = 12;  // pixels from a point that still mean it
constexpr double kClick = 4;   // pixels that a hand trembles
constexpr double kStep = 60;   // pixels of an arrow key
constexpr double kZoomStep = 1.25;
constexpr double kGreatestZoom = 4000;
constexpr int kRestMs = 120;
constexpr int kCountMs = 50;
constexpr double kThumbnailRoom = 70;

}  // namespace

ScatterView::ScatterView(Selection* selection, ThumbnailLoader* thumbnails, QWidget* parent)
    : QWidget(parent), selection_(selection), thumbnails_(thumbnails) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  pause_.setSingleShot(true);
  pause_.setInterval(kRestMs);
  connect(&pause_, &QTimer::timeout, this, &ScatterView::settle);
  count_.setSingleShot(true);
  count_.setInterval(kCountMs);
  connect(&count_, &QTimer::timeout, this, &ScatterView::countLine);
  connect(selection_, &Selection::tilesChanged, this, &ScatterView::selectionChanged);
  connect(selection_, &Selection::currentChanged, this, &ScatterView::refresh);
  connect(selection_, &Selection::hoveredChanged, this, &ScatterView::refresh);
  connect(thumbnails_, &ThumbnailLoader::changed, this, &ScatterView::refresh);
}

ScatterView::~ScatterView() = default;

void ScatterView::setView(std::shared_ptr<const jobs::LayoutView> view) {
  const bool another = !view_ || !view || view_->id != view->id;
  view_ = std::move(view);
  colouring_.reset();
  hovered_ = -1;
  shown_.clear();
  xy_ = view_ ? view_->xy : std::vector<float>();
  index_ = view_ ? std::make_unique<PointIndex>(xy_) : nullptr;
  takeLaidOut();
  selectionChanged();
  if (another) fit();
  redraw(GlCanvas::All);
}

void ScatterView::setPlaces(std::vector<float> xy) {
  if (!view_ || xy.size() != view_->xy.size()) return;
  index_.reset();
  anchors_.clear();
  hovered_ = -1;
  xy_ = std::move(xy);
  if (canvas_) canvas_->setStale(GlCanvas::Places);
  moved();
}

void ScatterView::setExtent(const QRectF& extent) {
  extent_ = extent;
  if (fitted_) fit();
}

/// The view rests: what was left out while it moved comes back.
void ScatterView::settle() {
  if (view_ && !index_) {
    index_ = std::make_unique<PointIndex>(xy_);
    findAnchors();
  }
  chooseThumbnails();
}

void ScatterView::setColouring(std::shared_ptr<const Colouring> colouring) {
  colouring_ = std::move(colouring);
  shown_.clear();
  showsLaidOut_ = true;
  findAnchors();
  redraw(GlCanvas::Colours | GlCanvas::Shown);
}

void ScatterView::setHiddenEntries(const std::vector<bool>& hidden) {
  shown_.clear();
  if (colouring_ && std::find(hidden.begin(), hidden.end(), true) != hidden.end()) {
    shown_.reserve(colouring_->entry.size());
    for (const int entry : colouring_->entry) {
      const auto at = static_cast<std::size_t>(entry);
      shown_.push_back(at < hidden.size() && hidden[at] ? 0 : 1);
    }
  }
  showsLaidOut_ = true;
  for (std::size_t e = 0; colouring_ && e < std::min(hidden.size(), colouring_->entries.size()); ++e) {
    if (colouring_->entries[e].isTexts()) showsLaidOut_ = !hidden[e];
  }
  redraw(GlCanvas::Shown);
}

void ScatterView::setTool(ScatterTool tool) {
  dropLine();
  if (tool == tool_) return;
  tool_ = tool;
  setCursor(tool == ScatterTool::Move ? Qt::ArrowCursor : Qt::CrossCursor);
  Q_EMIT toolChanged();
}

void ScatterView::fit() {
  map_.size = size();
  if (view_) map_.fit(extent());
  fittedScale_ = map_.scale;
  fitted_ = true;
  moved();
  Q_EMIT refitted();
}

void ScatterView::follow(const ScatterView& other) {
  map_.centre = other.map_.centre;
  map_.scale = other.map_.scale;
  fitted_ = other.fitted_;
  map_.size = size();
  moved();
}

void ScatterView::zoomBy(double factor, const QPointF& at) {
  const double next = std::clamp(map_.scale * factor, fittedScale_ / 4, fittedScale_ * kGreatestZoom);
  map_.zoom(next / map_.scale, at);
  fitted_ = false;
  moved();
  Q_EMIT viewMoved();
}

void ScatterView::showAll() {
  fit();
  Q_EMIT viewMoved();
}

bool ScatterView::dropLine() {
  if (drag_ != Drag::Lasso && drag_ != Drag::Box) return false;
  drag_ = Drag::None;
  line_.clear();
  inLine_ = -1;
  refresh();
  return true;
}

void ScatterView::moved() {
  thumbnailPoints_.clear();  // what stands still is looked at; what moves is not loaded for
  thumbnailTiles_.clear();
  redraw();
}

int ScatterView::pointOf(TileId tile) const {
  if (!view_) return -1;
  const auto found = std::lower_bound(view_->tiles.begin(), view_->tiles.end(), tile);
  return found != view_->tiles.end() && *found == tile ? static_cast<int>(found - view_->tiles.begin()) : -1;
}

QPointF ScatterView::placeOf(int point) const {
  const auto at = static_cast<std::size_t>(point);
  return map_.toView(xy_[2 * at], xy_[2 * at + 1]);
}

QPointF ScatterView::placeOf(TileId tile) const {
  const int point = pointOf(tile);
  return point < 0 ? QPointF(-1, -1) : placeOf(point);
}

int ScatterView::pointAt(const QPointF& at) const {
  return index_ ? index_->nearest(map_.toLayout(at), kReach / map_.scale, shown_) : -1;
}

std::vector<TileId> ScatterView::shownTiles() const {
  std::vector<TileId> tiles;
  if (!view_) return tiles;
  for (std::size_t i = 0; i < view_->tiles.size(); ++i) {
    if (shown_.empty() || shown_[i] != 0) tiles.push_back(view_->tiles[i]);
  }
  return tiles;
}

void ScatterView::selectionChanged() {
  selected_.clear();
  const std::vector<TileId>& wanted = selection_->sorted();
  if (view_ && wanted.size() > view_->tiles.size() / 16) {
    // Many: one walk through both, which rise.
    auto tile = view_->tiles.begin();
    for (const TileId each : wanted) {
      while (tile != view_->tiles.end() && *tile < each) ++tile;
      if (tile == view_->tiles.end()) break;
      if (*tile == each) selected_.push_back(static_cast<int>(tile - view_->tiles.begin()));
    }
  } else {
    for (const TileId each : wanted) {
      const int point = pointOf(each);
      if (point >= 0) selected_.push_back(point);
    }
  }
  stressSelected();
  refresh();
}

void ScatterView::select(const std::vector<int>& points, Qt::KeyboardModifiers modifiers) {
  std::vector<TileId> tiles;
  tiles.reserve(points.size());
  for (const int point : points) tiles.push_back(view_->tiles[static_cast<std::size_t>(point)]);
  if (modifiers & Qt::ControlModifier) return selection_->add(tiles);
  if (modifiers & Qt::AltModifier) return selection_->remove(tiles);
  const TileId current = tiles.empty() ? 0 : tiles.front();
  selection_->set(std::move(tiles), current);
}

/// Thumbnails that do not cover one another, found by cells of their size, and only where pictures have room.
void ScatterView::chooseThumbnails() {
  thumbnailTiles_.clear();
  thumbnailPoints_.clear();
  if (!index_ || !isVisible()) return;
  const std::vector<int> seen = index_->inRect(map_.seen(), shown_);
  constexpr int cell = 76;
  const int columns = width() / cell + 1, rows = height() / cell + 1;
  if (seen.size() > static_cast<std::size_t>(columns * rows) * 3) return refresh();
  std::vector<int> taken(static_cast<std::size_t>(columns * rows), -1);
  for (const int point : seen) {
    const QPointF at = placeOf(point);
    const int column = std::clamp(static_cast<int>(at.x()) / cell, 0, columns - 1);
    const int row = std::clamp(static_cast<int>(at.y()) / cell, 0, rows - 1);
    const auto covers = [&](int other) {
      const QPointF apart = at - placeOf(other);
      return std::max(std::fabs(apart.x()), std::fabs(apart.y())) < kThumbnailRoom;
    };
    bool free = true;
    for (int r = std::max(0, row - 1); free && r <= std::min(rows - 1, row + 1); ++r) {
      for (int c = std::max(0, column - 1); free && c <= std::min(columns - 1, column + 1); ++c) {
        const int other = taken[static_cast<std::size_t>(r * columns + c)];
        free = other < 0 || !covers(other);
      }
    }
    int& place = taken[static_cast<std::size_t>(row * columns + column)];
    if (!free || place >= 0) continue;
    place = point;
    thumbnailPoints_.push_back(point);
    thumbnailTiles_.push_back(view_->tiles[static_cast<std::size_t>(point)]);
    if (static_cast<int>(thumbnailPoints_.size()) == kMostThumbnails) break;
  }
  QList<TileId> wanted(thumbnailTiles_.begin(), thumbnailTiles_.end());
  if (hovered_ >= 0) wanted.prepend(view_->tiles[static_cast<std::size_t>(hovered_)]);
  thumbnails_->want(wanted, static_cast<int>(128 * devicePixelRatioF()));
  refresh();
}

void ScatterView::hover(const QPointF& at) {
  mouse_ = at;
  const TextMark* text = textAt(at);
  const QString words = text ? text->shown : QString();
  if (tool_ == ScatterTool::Move) setCursor(text ? Qt::PointingHandCursor : Qt::ArrowCursor);
  const int point = text ? -1 : pointAt(at);
  if (point == hovered_ && words == hoveredText_) {
    if (point >= 0 || text) refresh();
    return;
  }
  hoveredText_ = words;
  hovered_ = point;
  const TileId tile = point < 0 ? 0 : view_->tiles[static_cast<std::size_t>(point)];
  selection_->setHovered(tile);
  if (tile != 0) {
    QList<TileId> wanted{tile};
    wanted.append(QList<TileId>(thumbnailTiles_.begin(), thumbnailTiles_.end()));
    thumbnails_->want(wanted, static_cast<int>(128 * devicePixelRatioF()));
  }
  refresh();
}

void ScatterView::resizeEvent(QResizeEvent*) {
  map_.size = size();
  if (canvas_) canvas_->setGeometry(rect());
  if (fitted_) return fit();
  moved();
}

void ScatterView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) redraw();
  QWidget::changeEvent(event);
}

void ScatterView::mousePressEvent(QMouseEvent* event) {
  pressed_ = last_ = event->position();
  const bool shift = event->modifiers() & Qt::ShiftModifier;
  if (event->button() == Qt::MiddleButton) {
    drag_ = Drag::Pan;
  } else if (event->button() == Qt::LeftButton) {
    drag_ = tool_ == ScatterTool::Box ? Drag::Box : tool_ == ScatterTool::Lasso || shift ? Drag::Lasso : Drag::Pan;
    line_ = QPolygonF({pressed_});
  }
}

void ScatterView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (drag_ == Drag::None) return hover(at);
  if (drag_ == Drag::Pan) {
    if ((at - pressed_).manhattanLength() < kClick && last_ == pressed_) return;
    map_.centre -= QPointF((at.x() - last_.x()) / map_.scale, -(at.y() - last_.y()) / map_.scale);
    fitted_ = false;
    moved();
    Q_EMIT viewMoved();
  } else if (drag_ == Drag::Lasso) {
    line_.append(at);
    if (!count_.isActive()) count_.start();
    refresh();
  } else {
    line_ = QPolygonF({pressed_, at});
    if (!count_.isActive()) count_.start();
    refresh();
  }
  last_ = at;
}

void ScatterView::mouseReleaseEvent(QMouseEvent* event) { finishDrag(event->position(), event->modifiers()); }

void ScatterView::finishDrag(const QPointF& at, Qt::KeyboardModifiers modifiers) {
  const Drag drag = std::exchange(drag_, Drag::None);
  const QPolygonF line = std::exchange(line_, {});
  inLine_ = -1;
  refresh();
  if (drag == Drag::None || !view_ || !index_) return;
  if ((at - pressed_).manhattanLength() < kClick && line.size() < 4) {
    const TextMark* text = textAt(at);
    if (text && !modifiers) return Q_EMIT textClicked(QString(text->text));
    const int point = pointAt(at);
    if (point >= 0 && (modifiers & Qt::ControlModifier)) {
      selection_->toggle(view_->tiles[static_cast<std::size_t>(point)]);
    } else if (point >= 0) {
      select({point}, {});
    } else if (drag != Drag::Pan) {
      selection_->clear();
    }
  } else if (drag == Drag::Box) {
    select(pointsIn(drag, QPolygonF({pressed_, at})), modifiers);
  } else if (drag == Drag::Lasso && line.size() >= 3) {
    select(pointsIn(drag, line), modifiers);
  }
}

std::vector<int> ScatterView::pointsIn(Drag drag, const QPolygonF& line) const {
  QPolygonF area;
  for (const QPointF& corner : line) area.append(map_.toLayout(corner));
  return drag == Drag::Box ? index_->inRect(QRectF(area.front(), area.back()), shown_)
                           : index_->inPolygon(area, shown_);
}

void ScatterView::countLine() {
  if ((drag_ != Drag::Lasso && drag_ != Drag::Box) || !index_ || line_.size() < 2) return;
  inLine_ = static_cast<int>(pointsIn(drag_, line_).size());
  refresh();
}

void ScatterView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (pointAt(event->position()) < 0) showAll();
}

void ScatterView::wheelEvent(QWheelEvent* event) {
  zoomBy(std::pow(kZoomStep, event->angleDelta().y() / 120.0), event->position());
  event->accept();
}

void ScatterView::keyPressEvent(QKeyEvent* event) {
  const auto pan = [this](double x, double y) {
    map_.centre += QPointF(x / map_.scale, y / map_.scale);
    fitted_ = false;
    moved();
    Q_EMIT viewMoved();
  };
  switch (event->key()) {
    case Qt::Key_Left: return pan(-kStep, 0);
    case Qt::Key_Right: return pan(kStep, 0);
    case Qt::Key_Up: return pan(0, kStep);
    case Qt::Key_Down: return pan(0, -kStep);
    case Qt::Key_PageUp: return zoomBy(kZoomStep, rect().center());
    case Qt::Key_PageDown: return zoomBy(1 / kZoomStep, rect().center());
    case Qt::Key_0:
    case Qt::Key_Home: return showAll();
    default: break;
  }
  if (event->matches(QKeySequence::SelectAll)) return selection_->set(shownTiles());
  QWidget::keyPressEvent(event);
}

void ScatterView::leaveEvent(QEvent*) {
  hovered_ = -1;
  hoveredText_.clear();
  selection_->setHovered(0);
  refresh();
}

void ScatterView::contextMenuEvent(QContextMenuEvent* event) { Q_EMIT menuRequested(event->globalPos()); }

}  // namespace tilescout::ui
