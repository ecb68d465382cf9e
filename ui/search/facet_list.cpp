#include "ui/search/facet_list.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kIdRole = Qt::UserRole + 1;
constexpr int kNarrowFrom = 9;  ///< fewer values are seen at a glance

}  // namespace

FacetList::FacetList(QWidget* parent) : QWidget(parent) {
  line_ = new QLineEdit(this);
  line_->setClearButtonEnabled(true);
  list_ = new QListWidget(this);
  list_->setUniformItemSizes(true);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setTextElideMode(Qt::ElideMiddle);
  nothing_ = new QLabel(this);
  nothing_->setWordWrap(true);
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setForegroundRole(QPalette::PlaceholderText);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addWidget(line_);
  column->addWidget(list_, 1);
  column->addWidget(nothing_, 1);
  connect(line_, &QLineEdit::textChanged, this, &FacetList::narrow);
  connect(list_, &QListWidget::itemChanged, this, [this] { Q_EMIT chosenChanged(); });
  // A click anywhere on a line ticks it, not on the small box alone.
  connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
    const QRect box(list_->visualItemRect(item).topLeft(), QSize(24, list_->visualItemRect(item).height()));
    if (!box.contains(list_->viewport()->mapFromGlobal(QCursor::pos())))
      item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
  });
  onLanguageChange(this, [this] { line_->setPlaceholderText(tr("Narrow down")); });
}

void FacetList::setValues(const std::vector<Value>& values, const QString& nothing) {
  const std::set<qint64> before = chosen();
  const QSignalBlocker quiet(list_);
  list_->clear();
  for (const Value& value : values) {
    auto* item = new QListWidgetItem(QStringLiteral("%1 (%2)").arg(value.name, formatCount(value.tiles)), list_);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setData(kIdRole, value.id);
    item->setToolTip(value.name);
    item->setCheckState(before.contains(value.id) ? Qt::Checked : Qt::Unchecked);
  }
  nothing_->setText(nothing);
  nothing_->setVisible(values.empty());
  list_->setVisible(!values.empty());
  line_->setVisible(static_cast<int>(values.size()) >= kNarrowFrom);
  narrow(line_->text());
}

void FacetList::setChosen(const std::set<qint64>& ids) {
  const QSignalBlocker quiet(list_);
  for (int row = 0; row < list_->count(); ++row) {
    QListWidgetItem* item = list_->item(row);
    item->setCheckState(ids.contains(item->data(kIdRole).toLongLong()) ? Qt::Checked : Qt::Unchecked);
  }
}

std::set<qint64> FacetList::chosen() const {
  std::set<qint64> ids;
  for (int row = 0; row < list_->count(); ++row) {
    const QListWidgetItem* item = list_->item(row);
    if (item->checkState() == Qt::Checked) ids.insert(item->data(kIdRole).toLongLong());
  }
  return ids;
}

void FacetList::setTicked(qint64 id, bool ticked) {
  for (int row = 0; row < list_->count(); ++row) {
    if (list_->item(row)->data(kIdRole).toLongLong() == id)
      list_->item(row)->setCheckState(ticked ? Qt::Checked : Qt::Unchecked);
  }
}

void FacetList::narrow(const QString& text) {
  for (int row = 0; row < list_->count(); ++row)
    list_->item(row)->setHidden(!list_->item(row)->text().contains(text.trimmed(), Qt::CaseInsensitive));
}

}  // namespace tilescout::ui
