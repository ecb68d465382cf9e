#include "ui/map/map_list.h"

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/map/map_canvas.h"
#include "ui/map/map_list_model.h"
#include "ui/selection.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kListPauseMs = 120;  // a map that is dragged changes its view with each pixel

}  // namespace

MapList::MapList(MapCanvas* map, QWidget* parent) : QWidget(parent), map_(map), selection_(map->selection()) {
  model_ = new MapListModel(this);
  summary_ = new QLabel(this);
  summary_->setObjectName(QStringLiteral("mapListSummary"));
  summary_->setWordWrap(true);
  summary_->setContentsMargins(8, 4, 8, 0);
  rows_ = new QTreeView(this);
  rows_->setObjectName(QStringLiteral("mapList"));
  rows_->setModel(model_);
  rows_->setRootIsDecorated(false);
  rows_->setUniformRowHeights(true);
  rows_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  rows_->setAllColumnsShowFocus(true);
  rows_->setFrameShape(QFrame::NoFrame);
  rows_->setSortingEnabled(true);
  rows_->sortByColumn(MapListModel::Name, Qt::AscendingOrder);
  rows_->setTextElideMode(Qt::ElideMiddle);
  rows_->header()->setStretchLastSection(false);
  rows_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  rows_->header()->setSectionResizeMode(MapListModel::Name, QHeaderView::Stretch);
  rows_->installEventFilter(this);
  setFocusProxy(rows_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(summary_);
  column->addWidget(rows_, 1);
  pause_.setSingleShot(true);
  pause_.setInterval(kListPauseMs);
  connect(&pause_, &QTimer::timeout, this, &MapList::fill);
  connect(map, &MapCanvas::viewChanged, this, &MapList::contentChanged);
  connect(rows_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MapList::toWindow);
  connect(rows_->selectionModel(), &QItemSelectionModel::currentChanged, this, &MapList::toWindow);
  connect(rows_, &QTreeView::activated, this, [this](const QModelIndex& index) { activate(index.row()); });
  connect(selection_, &Selection::tilesChanged, this, &MapList::toList);
  connect(selection_, &Selection::currentChanged, this, &MapList::toList);
  onLanguageChange(this, [this] {
    rows_->setAccessibleName(tr("The map as a list"));
    model_->retranslate();
    fill();
  });
}

void MapList::contentChanged() {
  if (isVisible()) pause_.start();
}

/// Home and End are the list's own here, not the map's.
bool MapList::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Home || key->key() == Qt::Key_End)) event->accept();
  }
  return QWidget::eventFilter(watched, event);
}

void MapList::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  fill();
}

void MapList::fill() {
  if (!isVisible()) return;
  {
    const QScopedValueRollback echo(busy_, true);
    model_->take(*map_);
  }
  QString text = tr("%Ln result(s) in view.", nullptr, static_cast<int>(model_->results())) + QLatin1Char(' ') +
                 tr("%Ln scene(s) in view.", nullptr, static_cast<int>(model_->scenes()));
  if (model_->results() > static_cast<std::int64_t>(MapListModel::kMostResults))
    text += QLatin1Char(' ') + tr("The best %1 results are listed.").arg(formatCount(MapListModel::kMostResults));
  summary_->setText(text);
  toList();
}

/// What is chosen here is chosen everywhere; a scene stands for its results in view, and gets a thicker outline.
void MapList::toWindow() {
  if (busy_) return;
  const QScopedValueRollback echo(busy_, true);
  const auto& rows = model_->rows();
  std::vector<TileId> tiles;
  std::vector<SceneId> scenes;
  for (const QModelIndex& index : rows_->selectionModel()->selectedRows()) {
    const MapListModel::Row& row = rows[static_cast<std::size_t>(index.row())];
    if (row.tile != 0) tiles.push_back(row.tile);
    else scenes.push_back(row.scene);
  }
  for (const MapListModel::Row& row : rows) {
    if (row.tile != 0 && std::find(scenes.begin(), scenes.end(), row.scene) != scenes.end()) tiles.push_back(row.tile);
  }
  const QModelIndex current = rows_->currentIndex();
  const TileId here = current.isValid() ? rows[static_cast<std::size_t>(current.row())].tile : 0;
  here != 0 ? selection_->set(std::move(tiles), here) : selection_->set(std::move(tiles));
  map_->setChosenScenes(scenes);
}

void MapList::toList() {
  if (busy_ || !isVisible()) return;
  const QScopedValueRollback echo(busy_, true);
  QItemSelection shown;
  for (int row = 0; row < model_->rowCount(); ++row) {
    if (selection_->contains(model_->rows()[static_cast<std::size_t>(row)].tile))
      shown.select(model_->index(row, 0), model_->index(row, MapListModel::Columns - 1));
  }
  rows_->selectionModel()->select(shown, QItemSelectionModel::ClearAndSelect);
  const int current = model_->rowOf(selection_->current());
  if (current < 0) return;
  rows_->selectionModel()->setCurrentIndex(model_->index(current, 0), QItemSelectionModel::NoUpdate);
  rows_->scrollTo(model_->index(current, 0));
}

void MapList::activate(int row) {
  const MapListModel::Row chosen = model_->rows()[static_cast<std::size_t>(row)];
  if (chosen.tile != 0) Q_EMIT hitActivated(chosen.tile);
  else map_->fitScene(chosen.scene);
}

}  // namespace tilescout::ui
