#include "ui/explore/legend_panel.h"

#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPair>
#include <QSet>
#include <QVBoxLayout>

#include "ui/explore/mark_path.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

QIcon swatch(const LegendEntry& entry, qreal ratio) {
  QPixmap pixmap((QSizeF(14, 14) * ratio).toSize());
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillPath(markPath(entry.shape, QPointF(7, 7), entry.shape == MarkShape::Disc ? 6 : 5.2), entry.colour);
  return pixmap;
}

/// A cluster or scene may get another name, a class of figures has none but its own.
QPair<qint64, QString> identityOf(const LegendEntry& entry) {
  return {entry.key, entry.key < 0 ? entry.label : QString()};
}

}  // namespace

LegendPanel::LegendPanel(QWidget* parent) : QWidget(parent) {
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("legendList"));
  list_->setUniformItemSizes(true);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setTextElideMode(Qt::ElideMiddle);
  total_ = new QLabel(this);
  total_->setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(list_, 1);
  column->addWidget(total_);
  connect(list_, &QListWidget::itemChanged, this, &LegendPanel::itemChanged);
  connect(list_, &QListWidget::itemDoubleClicked, this, [this](QListWidgetItem* item) {
    const int row = list_->row(item);
    if (!colouring_->entries[static_cast<std::size_t>(row)].isTexts()) Q_EMIT selectRequested(row);
  });
  connect(list_, &QListWidget::customContextMenuRequested, this, &LegendPanel::menu);
  onLanguageChange(this, [this] {
    list_->setAccessibleName(tr("Legend"));
    list_->setToolTip(tr("A tick shows or hides tiles; a double click selects them"));
    refreshTotal();
  });
}

void LegendPanel::setColouring(std::shared_ptr<const Colouring> colouring, bool canRename) {
  // What was hidden stays hidden while the same thing is coloured: a new answer or name must not bring it back.
  QSet<QPair<qint64, QString>> hidden;
  const bool same = colouring_ && colouring && colouring->by == colouring_->by;
  for (int row = 0; colouring_ && row < list_->count(); ++row) {
    const LegendEntry& entry = colouring_->entries[static_cast<std::size_t>(row)];
    // Texts are the same thing in whatever way the tiles are coloured.
    if (list_->item(row)->checkState() != Qt::Checked && (same || entry.isTexts())) hidden.insert(identityOf(entry));
  }
  colouring_ = std::move(colouring);
  canRename_ = canRename;
  filling_ = true;
  list_->clear();
  selected_.clear();  // they were of other lines; whoever colours anew says them again
  for (std::size_t e = 0; colouring_ && e < colouring_->entries.size(); ++e) {
    const LegendEntry& entry = colouring_->entries[e];
    auto* item = new QListWidgetItem(swatch(entry, devicePixelRatioF()), lineOf(e), list_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(hidden.contains(identityOf(entry)) ? Qt::Unchecked : Qt::Checked);
    item->setToolTip(entry.label);
  }
  filling_ = false;
  refreshTotal();
  if (!hidden.isEmpty()) Q_EMIT hiddenChanged();
}

QString LegendPanel::lineOf(std::size_t entry) const {
  const LegendEntry& line = colouring_->entries[entry];
  const int selected = entry < selected_.size() ? selected_[entry] : 0;
  return selected == 0
             ? QStringLiteral("%1  (%2)").arg(line.label, formatCount(line.count))
             : QStringLiteral("%1  (%2 / %3)").arg(line.label, formatCount(selected), formatCount(line.count));
}

void LegendPanel::setSelected(std::vector<int> counts) {
  if (counts == selected_ || !colouring_) return;
  selected_ = std::move(counts);
  filling_ = true;
  for (std::size_t e = 0; e < colouring_->entries.size(); ++e) {
    QListWidgetItem* item = list_->item(static_cast<int>(e));
    if (item->flags() & Qt::ItemIsEditable) continue;  // its name is being written
    const int selected = e < selected_.size() ? selected_[e] : 0;
    const LegendEntry& entry = colouring_->entries[e];
    item->setText(lineOf(e));
    item->setToolTip(
        selected == 0
            ? entry.label
            : tr("%1: %2 of %3 tiles are selected").arg(entry.label, formatCount(selected), formatCount(entry.count)));
  }
  filling_ = false;
}

std::vector<bool> LegendPanel::hidden() const {
  std::vector<bool> hidden;
  for (int row = 0; row < list_->count(); ++row) hidden.push_back(list_->item(row)->checkState() != Qt::Checked);
  return hidden;
}

void LegendPanel::itemChanged(QListWidgetItem* item) {
  if (filling_) return;
  const int row = list_->row(item);
  if (item->flags() & Qt::ItemIsEditable) {
    item->setFlags(item->flags() & ~Qt::ItemIsEditable);
    if (colouring_ && item->text() != colouring_->entries[static_cast<std::size_t>(row)].label) {
      Q_EMIT renamed(colouring_->entries[static_cast<std::size_t>(row)].key, item->text());
    }
    return;
  }
  refreshTotal();
  Q_EMIT hiddenChanged();
}

void LegendPanel::refreshTotal() {
  int shown = 0, all = 0;
  for (int row = 0; colouring_ && row < list_->count(); ++row) {
    const LegendEntry& entry = colouring_->entries[static_cast<std::size_t>(row)];
    if (entry.isTexts()) continue;
    const int count = entry.count;
    all += count;
    if (list_->item(row)->checkState() == Qt::Checked) shown += count;
  }
  total_->setText(shown == all ? tr("%Ln tile(s)", nullptr, all)
                               : tr("%1 of %Ln tile(s) shown", nullptr, all).arg(formatCount(shown)));
}

void LegendPanel::menu(const QPoint& at) {
  QMenu menu(this);
  fillMenu(menu, list_->row(list_->itemAt(at)));
  menu.exec(list_->viewport()->mapToGlobal(at));
}

void LegendPanel::fillMenu(QMenu& menu, int row) {
  menu.setToolTipsVisible(true);
  if (row >= 0) {
    const LegendEntry& entry = colouring_->entries[static_cast<std::size_t>(row)];
    if (!entry.isTexts()) {
      menu.addAction(themeIcon("edit-select-all"), tr("Select these tiles"), this,
                     [this, row] { Q_EMIT selectRequested(row); });
      QAction* search = menu.addAction(themeIcon("edit-find"), tr("Search only these"), this,
                                       [this, row] { Q_EMIT searchRequested(row); });
      search->setObjectName(QStringLiteral("searchOnlyThese"));
      search->setToolTip(tr("Let the query look among these tiles only"));
    }
    menu.addAction(themeIcon("view-visible"), tr("Show only these"), this, [this, row] { showOnly(row); });
    if (canRename_ && entry.key >= 0) {
      menu.addAction(themeIcon("edit-rename"), tr("Rename cluster"), this, [this, row] { rename(row); });
    }
    if (canRename_ && entry.ownName) {
      QAction* own = menu.addAction(themeIcon("edit-clear"), tr("Use the program’s name again"), this,
                                    [this, key = entry.key] { Q_EMIT renamed(key, QString()); });
      own->setObjectName(QStringLiteral("programName"));
      own->setToolTip(tr("Take your own name from this cluster"));
    }
    menu.addSeparator();
  }
  menu.addAction(tr("Show all"), this, &LegendPanel::showAll);
}

void LegendPanel::rename(int row) {
  QListWidgetItem* item = list_->item(row);
  filling_ = true;
  item->setText(colouring_->entries[static_cast<std::size_t>(row)].label);
  item->setFlags(item->flags() | Qt::ItemIsEditable);
  filling_ = false;
  list_->editItem(item);
}

void LegendPanel::showOnly(int row) {
  filling_ = true;
  for (int other = 0; other < list_->count(); ++other) {
    list_->item(other)->setCheckState(other == row ? Qt::Checked : Qt::Unchecked);
  }
  filling_ = false;
  refreshTotal();
  Q_EMIT hiddenChanged();
}

void LegendPanel::showAll() {
  filling_ = true;
  for (int row = 0; row < list_->count(); ++row) list_->item(row)->setCheckState(Qt::Checked);
  filling_ = false;
  refreshTotal();
  Q_EMIT hiddenChanged();
}

}  // namespace tilescout::ui
