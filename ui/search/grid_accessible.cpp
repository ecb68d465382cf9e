#include "ui/search/grid_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QCoreApplication>
#include <QHash>
#include <QItemSelectionModel>
#include <QPointer>
#include <utility>

#include "ui/search/result_grid.h"
#include "ui/search/result_model.h"
#include "ui/support/accessible_item.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

struct GridAccessibleText {
  Q_DECLARE_TR_FUNCTIONS(GridAccessible)
};

/// One row of the grid; lives in Qt's cache until the grid's content is another.
class CellAccessible : public AccessibleItem {
 public:
  CellAccessible(ResultGrid* grid, int row) : grid_(grid), row_(row) {}

  bool isValid() const override { return grid_ && grid_->model() && row_ < grid_->model()->rowCount(); }
  QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(grid_); }

  QString text(QAccessible::Text kind) const override {
    if (!isValid()) return {};
    if (kind == QAccessible::Description) return index().data(Qt::AccessibleTextRole).toString();
    if (kind != QAccessible::Name) return {};
    const QString place =
        GridAccessibleText::tr("Tile %1 of %2").arg(formatCount(row_ + 1), formatCount(grid_->model()->rowCount()));
    if (index().data(ResultModel::PlaceholderRole).toBool()) return place;
    QStringList parts = {place, GridAccessibleText::tr("score %1").arg(index().data(Qt::DisplayRole).toString()),
                         index().data(ResultModel::OriginRole).toString()};
    if (const int captions = index().data(ResultModel::CaptionsRole).toInt(); captions > 0)
      parts.append(GridAccessibleText::tr("%n caption(s)", nullptr, captions));
    if (const int mark = index().data(ResultModel::MarkRole).toInt(); mark != 0)
      parts.append(mark > 0 ? GridAccessibleText::tr("marked right") : GridAccessibleText::tr("marked wrong"));
    return parts.join(QStringLiteral(", "));
  }
  QRect rect() const override {
    const QRect cell = isValid() ? grid_->visualRect(index()) : QRect();
    return {grid_->viewport()->mapToGlobal(cell.topLeft()), cell.size()};
  }
  QAccessible::State state() const override {
    QAccessible::State state;
    if (!isValid()) {
      state.invalid = true;
      return state;
    }
    state.selectable = state.focusable = state.multiSelectable = true;
    state.selected = grid_->selectionModel()->isSelected(index());
    state.focused = grid_->hasFocus() && grid_->currentIndex() == index();
    state.offscreen = !grid_->viewport()->rect().intersects(grid_->visualRect(index()));
    return state;
  }
  QStringList actionNames() const override { return {pressAction(), toggleAction()}; }
  void doAction(const QString& name) override {
    if (!isValid()) return;
    if (name == toggleAction()) {
      grid_->selectionModel()->select(index(), QItemSelectionModel::Toggle);
    } else if (name == pressAction()) {
      grid_->selectionModel()->setCurrentIndex(index(), QItemSelectionModel::ClearAndSelect);
      Q_EMIT grid_->previewRequested(index());
    }
  }

  int row() const { return row_; }
  const ResultGrid* grid() const { return grid_; }

 private:
  QModelIndex index() const { return grid_->model()->index(row_, 0); }

  const QPointer<ResultGrid> grid_;
  const int row_;
};

class GridAccessible : public QAccessibleWidget {
 public:
  explicit GridAccessible(ResultGrid* grid) : QAccessibleWidget(grid, QAccessible::List), grid_(grid) {
    // Rows are other tiles then, or none at all.
    forget_ = QObject::connect(grid->model(), &QAbstractItemModel::modelReset, [this] { forget(); });
  }
  ~GridAccessible() override {
    QObject::disconnect(forget_);
    forget();
  }

  QString text(QAccessible::Text kind) const override {
    if (kind == QAccessible::Name) return GridAccessibleText::tr("Results");
    if (kind == QAccessible::Value) return GridAccessibleText::tr("%n tile(s)", nullptr, childCount());
    return QAccessibleWidget::text(kind);
  }
  int childCount() const override { return grid_->model() ? grid_->model()->rowCount() : 0; }
  QAccessibleInterface* child(int row) const override {
    if (row < 0 || row >= childCount()) return nullptr;
    const auto known = cells_.constFind(row);
    if (known != cells_.constEnd()) return QAccessible::accessibleInterface(*known);
    QAccessibleInterface* cell = new CellAccessible(grid_, row);
    cells_.insert(row, QAccessible::registerAccessibleInterface(cell));
    return cell;
  }
  QAccessibleInterface* childAt(int x, int y) const override {
    const QModelIndex index = grid_->indexAt(grid_->viewport()->mapFromGlobal(QPoint(x, y)));
    return index.isValid() ? child(index.row()) : nullptr;
  }
  int indexOfChild(const QAccessibleInterface* other) const override {
    const auto* cell = dynamic_cast<const CellAccessible*>(other);
    return cell && cell->grid() == grid_ ? cell->row() : -1;
  }
  QAccessibleInterface* focusChild() const override {
    return grid_->currentIndex().isValid() ? child(grid_->currentIndex().row()) : nullptr;
  }

 private:
  void forget() {
    for (const QAccessible::Id id : std::as_const(cells_)) QAccessible::deleteAccessibleInterface(id);
    cells_.clear();
  }

  ResultGrid* const grid_;
  mutable QHash<int, QAccessible::Id> cells_;
  QMetaObject::Connection forget_;
};

QAccessibleInterface* accessibleOf(const QString&, QObject* object) {
  auto* grid = qobject_cast<ResultGrid*>(object);
  return grid && grid->model() ? new GridAccessible(grid) : nullptr;
}

}  // namespace

void installGridAccessibility() {
  static const bool installed = (QAccessible::installFactory(accessibleOf), true);
  Q_UNUSED(installed);
}

}  // namespace tilescout::ui
