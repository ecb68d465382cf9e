#include "ui/search/result_grid.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionRubberBand>
#include <algorithm>

#include "ui/search/hit_delegate.h"

namespace tilescout::ui {

namespace {

constexpr int kMargin = 8;

}  // namespace

ResultGrid::ResultGrid(QWidget* parent) : QAbstractItemView(parent) {
  setItemDelegate(new HitDelegate(this));
  setSelectionMode(ExtendedSelection);
  setVerticalScrollMode(ScrollPerPixel);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);  // a bar that comes and goes would re-lay the grid
  setFrameShape(QFrame::NoFrame);
  setEditTriggers(NoEditTriggers);
  setMouseTracking(true);
  viewport()->setBackgroundRole(QPalette::Window);
  connect(this, &QAbstractItemView::doubleClicked, this, &ResultGrid::previewRequested);
}

void ResultGrid::setModel(QAbstractItemModel* model) {
  QAbstractItemView::setModel(model);
  connect(model, &QAbstractItemModel::modelReset, this, [this] {
    verticalScrollBar()->setValue(0);
    updateGeometries();
    Q_EMIT visibleRowsChanged();
  });
}

void ResultGrid::setPictureSize(int pixels) {
  if (pixels == pictureSize_) return;
  const QModelIndex anchor = currentIndex().isValid() ? currentIndex() : indexAt(QPoint(kMargin + 4, kMargin + 4));
  pictureSize_ = pixels;
  updateGeometries();
  if (anchor.isValid()) scrollTo(anchor);
  viewport()->update();
  Q_EMIT visibleRowsChanged();
  Q_EMIT pictureSizeChanged(pixels);
}

int ResultGrid::columns() const {
  return std::max(1, (viewport()->width() - 2 * kMargin + kGap) / (pictureSize_ + kGap));
}

int ResultGrid::cellWidth() const { return std::max(kGap + 1, (viewport()->width() - 2 * kMargin + kGap) / columns()); }

QRect ResultGrid::contentRect(int row) const {
  const int count = columns();
  return {kMargin + (row % count) * cellWidth(), kMargin + (row / count) * cellHeight(), cellWidth() - kGap,
          cellHeight() - kGap / 2};
}

QRect ResultGrid::visualRect(const QModelIndex& index) const {
  return index.isValid() ? contentRect(index.row()).translated(0, -verticalOffset()) : QRect();
}

std::pair<int, int> ResultGrid::visibleRows() const {
  const int first = std::max(0, (verticalOffset() - kMargin) / cellHeight()) * columns();
  const int lastLine = std::max(0, verticalOffset() + viewport()->height() - kMargin) / cellHeight();
  return {first, std::min(rows(), (lastLine + 1) * columns()) - 1};
}

QModelIndex ResultGrid::indexAt(const QPoint& point) const {
  const QPoint content = point + QPoint(0, verticalOffset());
  if (content.x() < kMargin || content.y() < kMargin) return {};
  const int column = (content.x() - kMargin) / cellWidth();
  if (column >= columns()) return {};
  const int row = (content.y() - kMargin) / cellHeight() * columns() + column;
  if (row >= rows() || !contentRect(row).contains(content)) return {};
  return model()->index(row, 0);
}

void ResultGrid::scrollTo(const QModelIndex& index, ScrollHint hint) {
  if (!index.isValid()) return;
  const QRect rect = contentRect(index.row()).adjusted(0, -kMargin, 0, kMargin);
  const int top = verticalOffset();
  const int height = viewport()->height();
  if (hint == PositionAtCenter) {
    verticalScrollBar()->setValue(rect.center().y() - height / 2);
  } else if (rect.top() < top || hint == PositionAtTop) {
    verticalScrollBar()->setValue(rect.top());
  } else if (rect.bottom() > top + height || hint == PositionAtBottom) {
    verticalScrollBar()->setValue(rect.bottom() - height);
  }
}

int ResultGrid::verticalOffset() const { return verticalScrollBar()->value(); }

QModelIndex ResultGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
  const int count = rows();
  if (count == 0) return {};
  if (!currentIndex().isValid()) return model()->index(0, 0);
  const int page = std::max(1, viewport()->height() / cellHeight()) * columns();
  int row = currentIndex().row();
  switch (action) {
    case MoveLeft:
    case MovePrevious: row -= 1; break;
    case MoveRight:
    case MoveNext: row += 1; break;
    case MoveUp: row = row < columns() ? row : row - columns(); break;
    case MoveDown:
      row = row + columns() < count ? row + columns() : row / columns() < (count - 1) / columns() ? count - 1 : row;
      break;
    case MovePageUp: row = row < page ? row % columns() : row - page; break;
    case MovePageDown: row += page; break;
    case MoveHome: row = 0; break;
    case MoveEnd: row = count - 1; break;
  }
  return model()->index(std::clamp(row, 0, count - 1), 0);
}

void ResultGrid::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) {
  QItemSelection selection;
  if (state() != DragSelectingState) {
    // From the keyboard or a Shift click: everything between the two cells in reading order, as in a file manager.
    const QModelIndex from = indexAt(rect.topLeft());
    const QModelIndex to = indexAt(rect.bottomRight());
    const QModelIndex anchor = from.isValid() ? from : to;
    const QModelIndex end = to.isValid() ? to : from;
    if (anchor.isValid()) selection.select(std::min(anchor, end), std::max(anchor, end));
    selectionModel()->select(selection, flags);
    return;
  }
  const QRect area = rect.normalized().translated(0, verticalOffset());
  const int firstLine = std::max(0, area.top() - kMargin) / cellHeight();
  const int lastLine = std::max(0, area.bottom() - kMargin) / cellHeight();
  const int last = std::min(rows() - 1, (lastLine + 1) * columns() - 1);
  for (int row = firstLine * columns(); row <= last; ++row) {
    if (!contentRect(row).intersects(area)) continue;
    const QModelIndex index = model()->index(row, 0);
    selection.select(index, index);
  }
  selectionModel()->select(selection, flags);
}

QRegion ResultGrid::visualRegionForSelection(const QItemSelection& selection) const {
  QRegion region;
  const auto [first, last] = visibleRows();
  for (int row = first; row <= last; ++row) {
    const QModelIndex index = model()->index(row, 0);
    if (selection.contains(index)) region += visualRect(index);
  }
  return region;
}

void ResultGrid::updateGeometries() {
  const int lines = (rows() + columns() - 1) / columns();
  const int height = 2 * kMargin + lines * cellHeight();
  verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(cellHeight() / 3);
  QAbstractItemView::updateGeometries();
}

void ResultGrid::scrollContentsBy(int, int) {
  viewport()->update();
  Q_EMIT visibleRowsChanged();
}

void ResultGrid::resizeEvent(QResizeEvent* event) {
  QAbstractItemView::resizeEvent(event);
  updateGeometries();
  Q_EMIT visibleRowsChanged();
}

void ResultGrid::paintEvent(QPaintEvent* event) {
  if (!model()) return;
  QPainter painter(viewport());
  QStyleOptionViewItem option;
  initViewItemOption(&option);
  const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
  const auto [first, last] = visibleRows();
  for (int row = first; row <= last; ++row) {
    const QModelIndex index = model()->index(row, 0);
    option.rect = visualRect(index);
    if (!option.rect.intersects(event->rect())) continue;
    option.state = QStyle::State_Enabled;
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
    option.state.setFlag(QStyle::State_MouseOver, viewport()->underMouse() && index == hovered);
    itemDelegate()->paint(&painter, option, index);
  }
  if (box_.isEmpty()) return;
  QStyleOptionRubberBand band;
  band.initFrom(this);
  band.shape = QRubberBand::Rectangle;
  band.opaque = false;
  band.rect = box_;
  style()->drawControl(QStyle::CE_RubberBand, &band, &painter, this);
}

void ResultGrid::mousePressEvent(QMouseEvent* event) {
  boxFrom_ = event->pos() + QPoint(0, verticalOffset());
  QAbstractItemView::mousePressEvent(event);
}

void ResultGrid::mouseMoveEvent(QMouseEvent* event) {
  QAbstractItemView::mouseMoveEvent(event);
  if (state() == DragSelectingState) box_ = QRect(boxFrom_ - QPoint(0, verticalOffset()), event->pos()).normalized();
  viewport()->update();
}

void ResultGrid::mouseReleaseEvent(QMouseEvent* event) {
  QAbstractItemView::mouseReleaseEvent(event);
  box_ = {};
  viewport()->update();
}

void ResultGrid::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
    Q_EMIT previewRequested(currentIndex());
    return;
  }
  QAbstractItemView::keyPressEvent(event);
}

void ResultGrid::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) {
    QAbstractItemView::wheelEvent(event);
    return;
  }
  setPictureSize(std::clamp(pictureSize_ + (event->angleDelta().y() > 0 ? 16 : -16), 96, 320));
}

}  // namespace tilescout::ui
