#include "ui/explore/measures_table.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

QString figure(double value, int digits) { return QLocale().toString(value, 'f', digits); }

}  // namespace

MeasuresTable::MeasuresTable(QWidget* parent) : QWidget(parent) {
  grid_ = new QGridLayout(this);
  grid_->setContentsMargins(8, 4, 8, 8);
  grid_->setHorizontalSpacing(16);
  grid_->setVerticalSpacing(4);
  grid_->setColumnStretch(2, 1);
  onLanguageChange(this, [this] { refresh(); });
}

void MeasuresTable::setView(std::shared_ptr<const jobs::LayoutView> view) {
  view_ = std::move(view);
  refresh();
}

void MeasuresTable::addRow(const QString& name, const QString& value, const QString& meaning) {
  const int row = grid_->rowCount();
  auto* first = new QLabel(name, this);
  auto* second = new QLabel(value, this);
  auto* third = new QLabel(meaning, this);
  second->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  third->setWordWrap(true);
  third->setForegroundRole(QPalette::PlaceholderText);
  for (QLabel* label : {first, second, third}) label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  grid_->addWidget(first, row, 0);
  grid_->addWidget(second, row, 1);
  grid_->addWidget(third, row, 2);
}

void MeasuresTable::refresh() {
  while (QLayoutItem* item = grid_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (!view_) return;
  const auto add = [this](const char* key, int digits, const QString& name, const QString& meaning) {
    const auto found = view_->measures.find(key);
    if (found != view_->measures.end()) addRow(name, figure(found->second, digits), meaning);
  };
  const auto uniformity = view_->measures.find("uniformity_image");
  const bool spread = uniformity != view_->measures.end() && uniformity->second < -1.5;
  add("uniformity_image", 2, tr("Uniformity of images"),
      spread ? tr("The tiles are well spread out. 0 would mean that all are alike; the lower, the better they differ.")
             : tr("The tiles lie close together, so scores differ little. 0 would mean that all are alike."));
  add("effective_rank", 1, tr("Effective rank"),
      tr("How many directions of the space the model uses for these tiles."));
  add("mean_similarity", 2, tr("Mean similarity"),
      tr("How alike two tiles at random are: 1 is the same, 0 unrelated."));
  add("alignment", 2, tr("Alignment"), tr("How far captions lie from their tiles; lower is better."));
  add("modality_gap", 2, tr("Modality gap"), tr("How far all texts lie from all images."));
  add("silhouette", 2, tr("Separation of clusters"), tr("1: clusters are well apart. 0: they run into one another."));
  add("trustworthiness", 3, tr("Trustworthiness"), tr("1: what lies together in the picture is alike to the model."));
  add("neighbours_kept", 2, tr("Neighbours kept"),
      tr("Share of a tile's 15 most similar that also lie nearest to it here."));
  auto* duplicates = new QPushButton(
      tr("Select near-duplicates (%1)").arg(formatCount(static_cast<std::int64_t>(view_->duplicates.size()))), this);
  duplicates->setToolTip(tr("Tiles that are all but the same for the model; the number is that of groups"));
  duplicates->setEnabled(!view_->duplicates.empty());
  auto* outliers = new QPushButton(
      tr("Select outliers (%1)").arg(formatCount(static_cast<std::int64_t>(view_->outliers.size()))), this);
  outliers->setToolTip(tr("The tiles that are least like any other"));
  outliers->setEnabled(!view_->outliers.empty());
  connect(duplicates, &QPushButton::clicked, this, &MeasuresTable::duplicatesRequested);
  connect(outliers, &QPushButton::clicked, this, &MeasuresTable::outliersRequested);
  const int row = grid_->rowCount();
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(duplicates);
  buttons->addWidget(outliers);
  buttons->addStretch();
  grid_->addLayout(buttons, row, 0, 1, 3);
  if (stretched_ > 0) grid_->setRowStretch(stretched_, 0);
  stretched_ = row + 1;
  grid_->setRowStretch(stretched_, 1);
}

}  // namespace tilescout::ui
