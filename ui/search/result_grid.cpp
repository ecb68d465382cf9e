#include "ui/search/result_grid.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionRubberBand>
#include <algorithm>

#include "ui/search/grid_accessible.h"
#include "ui/search/hit_delegate.h"
#include "ui/search/result_model.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

constexpr int kMargin = 8;

}  // namespace

ResultGrid::ResultGrid(QWidget* parent) : QAbstractItemView(parent) {
  installGridAccessibility();
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
  hoverTimer_.setSingleShot(true);
  hoverTimer_.setInterval(kHoverMs);
  connect(&hoverTimer_, &QTimer::timeout, this, [this] { Q_EMIT rested(hovered_); });
}

void ResultGrid::setModel(QAbstractItemModel* model) {
  QAbstractItemView::setModel(model);
  connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
    readSections();
    updateGeometries();
  });
  connect(model, &QAbstractItemModel::modelReset, this, [this] {
    readSections();
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

void ResultGrid::readSections() {
  blocks_.clear();
  if (const auto* results = qobject_cast<const ResultModel*>(model()))
    for (const HitSection& section : results->sections())
      blocks_.push_back({section.first, section.count, 0, section.title});
  layOut();
}

void ResultGrid::layOut() {
  if (blocks_.empty() || blocks_.front().title.isEmpty()) blocks_ = {{0, rows(), 0, {}}};
  int top = kMargin;
  for (Block& block : blocks_) {
    if (!block.title.isEmpty()) top += kHeading;
    block.top = top;
    top += (block.count + columns() - 1) / columns() * cellHeight();
  }
  contentHeight_ = top + kMargin;
}

const ResultGrid::Block& ResultGrid::blockOfRow(int row) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), row,
                                      [](int wanted, const Block& block) { return wanted < block.first; });
  return after == blocks_.begin() ? blocks_.front() : *std::prev(after);
}

const ResultGrid::Block& ResultGrid::blockAt(int y) const {
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), y,
                                      [](int wanted, const Block& block) { return wanted < block.top; });
  return after == blocks_.begin() ? blocks_.front() : *std::prev(after);
}

QRect ResultGrid::contentRect(int row) const {
  const Block& block = blockOfRow(row);
  const int place = row - block.first;
  return {kMargin + (place % columns()) * cellWidth(), block.top + (place / columns()) * cellHeight(),
          cellWidth() - kGap, cellHeight() - kGap / 2};
}

QRect ResultGrid::visualRect(const QModelIndex& index) const {
  return index.isValid() ? contentRect(index.row()).translated(0, -verticalOffset()) : QRect();
}

std::pair<int, int> ResultGrid::visibleRows() const {
  if (rows() == 0 || blocks_.empty()) return {0, -1};
  const auto lineAt = [&](int y) {
    const Block& block = blockAt(y);
    const int lines = (block.count + columns() - 1) / columns();
    return std::pair(&block, std::clamp((y - block.top) / cellHeight(), 0, std::max(0, lines - 1)));
  };
  const auto [firstBlock, firstLine] = lineAt(verticalOffset());
  const auto [lastBlock, lastLine] = lineAt(verticalOffset() + viewport()->height());
  const int last = lastBlock->first + std::min(lastBlock->count, (lastLine + 1) * columns()) - 1;
  return {firstBlock->first + firstLine * columns(), std::min(rows() - 1, last)};
}

QModelIndex ResultGrid::indexAt(const QPoint& point) const {
  const QPoint content = point + QPoint(0, verticalOffset());
  if (content.x() < kMargin || rows() == 0 || blocks_.empty()) return {};
  const Block& block = blockAt(content.y());
  const int column = (content.x() - kMargin) / cellWidth();
  if (content.y() < block.top || column >= columns()) return {};
  const int place = (content.y() - block.top) / cellHeight() * columns() + column;
  if (place >= block.count || !contentRect(block.first + place).contains(content)) return {};
  return model()->index(block.first + place, 0);
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

/// The cell so many lines further down (up when negative) in the same column; the last cell of a shorter line.
int ResultGrid::rowBelow(int row, int lines) const {
  const int column = (row - blockOfRow(row).first) % columns();
  for (; lines != 0; lines += lines > 0 ? -1 : 1) {
    const Block& block = blockOfRow(row);
    const int line = (row - block.first) / columns() + (lines > 0 ? 1 : -1);
    const int linesHere = (block.count + columns() - 1) / columns();
    const Block* other = &block;
    int target = line;
    if (line < 0) {
      if (block.first == 0) return row;
      other = &blockOfRow(block.first - 1);
      target = (other->count - 1) / columns();
    } else if (line >= linesHere) {
      if (block.first + block.count >= rows()) return row;
      other = &blockOfRow(block.first + block.count);
      target = 0;
    }
    row = other->first + std::min(other->count - 1, target * columns() + column);
  }
  return row;
}

QModelIndex ResultGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
  const int count = rows();
  if (count == 0) return {};
  if (!currentIndex().isValid()) return model()->index(0, 0);
  const int page = std::max(1, viewport()->height() / cellHeight());
  int row = currentIndex().row();
  switch (action) {
    case MoveLeft:
    case MovePrevious: row -= 1; break;
    case MoveRight:
    case MoveNext: row += 1; break;
    case MoveUp: row = rowBelow(row, -1); break;
    case MoveDown: row = rowBelow(row, 1); break;
    case MovePageUp: row = rowBelow(row, -page); break;
    case MovePageDown: row = rowBelow(row, page); break;
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
  const auto rowAt = [&](int y) {
    const Block& block = blockAt(y);
    return block.first + std::clamp((y - block.top) / cellHeight() * columns(), 0, std::max(0, block.count - 1));
  };
  const int last = std::min(rows() - 1, rowAt(area.bottom()) + columns());
  for (int row = std::max(0, rowAt(area.top()) - columns()); row <= last; ++row) {
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
  layOut();
  verticalScrollBar()->setRange(0, std::max(0, contentHeight_ - viewport()->height()));
  verticalScrollBar()->setPageStep(viewport()->height());
  verticalScrollBar()->setSingleStep(cellHeight() / 3);
  QAbstractItemView::updateGeometries();
}

void ResultGrid::scrollContentsBy(int, int) {
  hoverTimer_.stop();
  Q_EMIT rested({});
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
    option.state.setFlag(QStyle::State_MouseOver,
                         (viewport()->underMouse() && index == hovered) || index == pointedAt_);
    itemDelegate()->paint(&painter, option, index);
  }
  paintHeadings(&painter);
  if (box_.isEmpty()) return;
  QStyleOptionRubberBand band;
  band.initFrom(this);
  band.shape = QRubberBand::Rectangle;
  band.opaque = false;
  band.rect = box_;
  style()->drawControl(QStyle::CE_RubberBand, &band, &painter, this);
}

void ResultGrid::paintHeadings(QPainter* painter) const {
  painter->setPen(palette().color(QPalette::PlaceholderText));
  if (blocks_.empty() || blocks_.front().title.isEmpty()) return;
  for (const Block* at = &blockAt(verticalOffset()); at <= &blocks_.back(); ++at) {
    const Block& block = *at;
    const QRect line(kMargin, block.top - kHeading - verticalOffset(), viewport()->width() - 2 * kMargin, kHeading);
    if (line.bottom() < 0) continue;
    if (line.top() > viewport()->height()) return;
    const QString count = QStringLiteral("  (%1)").arg(formatCount(block.count));
    const int room = line.width() - painter->fontMetrics().horizontalAdvance(count);
    painter->drawText(line.adjusted(0, 6, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(block.title, Qt::ElideMiddle, room) + count);
  }
}

void ResultGrid::setPointedAt(const QModelIndex& index) {
  if (index == pointedAt_) return;
  if (pointedAt_.isValid()) viewport()->update(visualRect(pointedAt_));
  pointedAt_ = index;
  if (index.isValid()) viewport()->update(visualRect(index));
}

void ResultGrid::watchHover(const QPoint& place) {
  const QModelIndex here = indexAt(place);
  if (here == hovered_) return;
  hovered_ = here;
  Q_EMIT rested({});
  if (here.isValid() && state() == NoState) {
    hoverTimer_.start();
  } else {
    hoverTimer_.stop();
  }
}

void ResultGrid::leaveEvent(QEvent* event) {
  hoverTimer_.stop();
  hovered_ = QModelIndex();
  Q_EMIT rested({});
  QAbstractItemView::leaveEvent(event);
}

void ResultGrid::contextMenuEvent(QContextMenuEvent* event) {
  const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
  const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
  if (!index.isValid()) return;
  if (!selectionModel()->isSelected(index)) {
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
  }
  Q_EMIT rested({});
  Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
}

void ResultGrid::mousePressEvent(QMouseEvent* event) {
  hoverTimer_.stop();
  Q_EMIT rested({});
  boxFrom_ = event->pos() + QPoint(0, verticalOffset());
  QAbstractItemView::mousePressEvent(event);
}

void ResultGrid::mouseMoveEvent(QMouseEvent* event) {
  QAbstractItemView::mouseMoveEvent(event);
  watchHover(event->pos());
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
