#include "ui/support/selection_chip.h"

#include "ui/selection.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

SelectionChip::SelectionChip(Selection* selection, QWidget* parent) : QToolButton(parent), selection_(selection) {
  setObjectName(QStringLiteral("selectionChip"));
  setAutoRaise(true);
  QSizePolicy keepsItsPlace = sizePolicy();
  keepsItsPlace.setRetainSizeWhenHidden(true);
  setSizePolicy(keepsItsPlace);
  connect(this, &QToolButton::clicked, selection, &Selection::clear);
  connect(selection, &Selection::tilesChanged, this, &SelectionChip::refresh);
  onLanguageChange(this, [this] {
    setToolTip(tr("Clear the selection"));
    refresh();
  });
}

void SelectionChip::refresh() {
  const int count = static_cast<int>(selection_->tiles().size());
  setVisible(count > 0);
  setText(tr("%n selected", nullptr, count).replace(QString::number(count), formatCount(count)) + QStringLiteral("  ×"));
  setAccessibleName(tr("%n tile(s) selected; clear the selection", nullptr, count));
}

}  // namespace tilescout::ui
