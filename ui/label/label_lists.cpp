#include "ui/label/label_lists.h"

#include <algorithm>

namespace tilescout::ui {

FittingList::FittingList(QWidget* parent) : QListWidget(parent) {
  setSelectionMode(ExtendedSelection);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTextElideMode(Qt::ElideRight);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(model(), &QAbstractItemModel::rowsInserted, this, &QWidget::updateGeometry);
  connect(model(), &QAbstractItemModel::rowsRemoved, this, &QWidget::updateGeometry);
  connect(model(), &QAbstractItemModel::modelReset, this, &QWidget::updateGeometry);
}

QSize FittingList::sizeHint() const {
  const int row = std::max(fontMetrics().height() + 4, sizeHintForRow(0));
  return {200, std::clamp(count(), 1, kMostRows) * row + 2 * frameWidth() + 2};
}

}  // namespace tilescout::ui
