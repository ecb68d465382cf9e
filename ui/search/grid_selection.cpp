#include "ui/search/grid_selection.h"

#include <QItemSelectionModel>
#include <QScopedValueRollback>
#include <algorithm>
#include <vector>

#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/selection.h"

namespace tilescout::ui {

GridSelection::GridSelection(ResultGrid* grid, ResultModel* model, Selection* selection)
    : QObject(grid), grid_(grid), model_(model), selection_(selection) {
  connect(grid->selectionModel(), &QItemSelectionModel::selectionChanged, this, &GridSelection::toWindow);
  connect(grid->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& now) {
    const Hit* hit = model_->hitAt(now);
    if (!busy_) selection_->setCurrent(hit ? hit->tile : 0);
  });
  connect(grid, &QAbstractItemView::entered, this, [this](const QModelIndex& index) {
    const Hit* hit = model_->hitAt(index);
    selection_->setHovered(hit ? hit->tile : 0);
  });
  connect(grid, &QAbstractItemView::viewportEntered, this, [this] { selection_->setHovered(0); });
  connect(selection, &Selection::tilesChanged, this, &GridSelection::toGrid);
  connect(selection, &Selection::currentChanged, this, &GridSelection::currentToGrid);
  connect(selection, &Selection::hoveredChanged, grid,
          [this](qint64 tile) { grid_->setPointedAt(tile ? model_->indexOf(tile) : QModelIndex()); });
}

void GridSelection::showAgain() {
  toGrid();
  currentToGrid();
}

void GridSelection::toWindow() {
  if (busy_) return;
  const QScopedValueRollback echo(busy_, true);
  std::vector<TileId> tiles;
  for (const QItemSelectionRange& range : grid_->selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom(); ++row) {
      if (const Hit* hit = model_->hitAt(model_->index(row))) tiles.push_back(hit->tile);
    }
  }
  selection_->set(std::move(tiles));
}

void GridSelection::toGrid() {
  if (busy_) return;
  const QScopedValueRollback echo(busy_, true);
  std::vector<int> rows;
  for (const TileId tile : selection_->tiles()) {
    const QModelIndex index = model_->indexOf(tile);
    if (index.isValid()) rows.push_back(index.row());
  }
  std::sort(rows.begin(), rows.end());
  QItemSelection shown;
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t last = first;
    while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1) ++last;
    shown.select(model_->index(rows[first]), model_->index(rows[last]));
    first = last + 1;
  }
  grid_->selectionModel()->select(shown, QItemSelectionModel::ClearAndSelect);
}

void GridSelection::currentToGrid() {
  if (busy_) return;
  const QScopedValueRollback echo(busy_, true);
  const QModelIndex index = selection_->current() ? model_->indexOf(selection_->current()) : QModelIndex();
  if (index == grid_->currentIndex()) return;
  grid_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
  if (index.isValid()) grid_->scrollTo(index);
}

}  // namespace tilescout::ui
