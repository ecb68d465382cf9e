#include "ui/explore/find_panel.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <array>
#include <cmath>

#include "ui/search/thumbnail_loader.h"
#include "ui/selection.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kPicture = 40;
constexpr int kMostPictures = 60;

QString figure(double value) { return QLocale().toString(value, 'f', 3); }
QString wholePercent(double share) { return QLocale().toString(std::lround(share * 100)); }

/// The first two tiles beside one another: for duplicates, what is compared.
QPixmap pairOf(const QPixmap& first, const QPixmap& second) {
  QPixmap pair(2 * kPicture + 2, kPicture);
  pair.fill(Qt::transparent);
  QPainter painter(&pair);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(QRect(0, 0, kPicture, kPicture), first);
  painter.drawPixmap(QRect(kPicture + 2, 0, kPicture, kPicture), second);
  return pair;
}

}  // namespace

FindPanel::FindPanel(FindController* finder, Selection* selection, ThumbnailLoader* thumbnails, QWidget* parent)
    : QWidget(parent), finder_(finder), selection_(selection), thumbnails_(thumbnails) {
  title_ = new QLabel(this);
  hint_ = new QLabel(this);
  hint_->setWordWrap(true);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  close_ = new QToolButton(this);
  close_->setObjectName(QStringLiteral("findClose"));
  close_->setAutoRaise(true);
  onPaletteChange(close_, [this] { close_->setIcon(themeIcon("window-close")); });
  options_ = new QWidget(this);
  leastLabel_ = new QLabel(options_);
  least_ = new QDoubleSpinBox(options_);
  least_->setObjectName(QStringLiteral("findLeast"));
  least_->setRange(0.8, 1.0);
  least_->setDecimals(3);
  least_->setSingleStep(0.005);
  least_->setKeyboardTracking(false);
  leastLabel_->setBuddy(least_);
  kinds_ = new QComboBox(options_);
  kinds_->setObjectName(QStringLiteral("findKinds"));
  kinds_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("findList"));
  list_->setIconSize({2 * kPicture + 2, kPicture});
  list_->setWordWrap(true);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  results_ = new QPushButton(this);
  results_->setObjectName(QStringLiteral("findResults"));
  selectAll_ = new QPushButton(this);
  selectAll_->setObjectName(QStringLiteral("findSelect"));
  keep_ = new QComboBox(options_);
  keep_->setObjectName(QStringLiteral("findKeep"));
  keep_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  others_ = new QPushButton(options_);
  others_->setObjectName(QStringLiteral("findOthers"));
  aside_ = new QPushButton(options_);
  aside_->setObjectName(QStringLiteral("findAside"));
  back_ = new QPushButton(options_);
  back_->setObjectName(QStringLiteral("findBack"));
  label_ = new QPushButton(this);
  label_->setObjectName(QStringLiteral("findLabel"));
  training_ = new QPushButton(this);
  training_->setObjectName(QStringLiteral("findNotForTraining"));
  auto* head = new QHBoxLayout;
  head->addWidget(title_, 1);
  head->addWidget(close_);
  auto* least = new QHBoxLayout;
  least->addWidget(leastLabel_);
  least->addWidget(least_, 1);
  auto* choice = new QVBoxLayout(options_);
  choice->setContentsMargins(0, 0, 0, 0);
  choice->addLayout(least);
  choice->addWidget(kinds_);
  choice->addWidget(keep_);
  auto* deciding = new QHBoxLayout;
  deciding->setSpacing(4);
  deciding->addWidget(others_);
  deciding->addWidget(aside_);
  choice->addLayout(deciding);
  choice->addWidget(back_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addLayout(head);
  column->addWidget(hint_);
  column->addWidget(options_);
  column->addWidget(list_, 1);
  auto* ways = new QHBoxLayout;
  ways->setSpacing(4);
  ways->addWidget(results_);
  ways->addWidget(selectAll_);
  column->addLayout(ways);
  auto* uses = new QHBoxLayout;
  uses->setSpacing(4);
  uses->addWidget(label_);
  uses->addWidget(training_, 1);
  column->addLayout(uses);
  connect(finder_, &FindController::changed, this, &FindPanel::refresh);
  connect(close_, &QToolButton::clicked, finder_, &FindController::clear);
  connect(least_, &QDoubleSpinBox::valueChanged, this,
          [this](double value) { finder_->find(FindKind::Duplicates, value); });
  connect(kinds_, &QComboBox::currentIndexChanged, this, &FindPanel::fill);
  connect(list_, &QListWidget::itemSelectionChanged, this, &FindPanel::select);
  connect(results_, &QPushButton::clicked, this, [this] { finder_->showInResults(listed()); });
  connect(selectAll_, &QPushButton::clicked, this, [this] { list_->selectAll(); });
  connect(others_, &QPushButton::clicked, this,
          [this] { finder_->askOthers(chosen(), static_cast<jobs::KeepRule>(keep_->currentData().toInt())); });
  connect(finder_, &FindController::others, this, [this](const std::vector<TileId>& tiles) {
    if (!tiles.empty()) selection_->set(tiles, tiles.front());
  });
  connect(aside_, &QPushButton::clicked, this, [this] { finder_->setAside(chosen()); });
  connect(back_, &QPushButton::clicked, finder_, &FindController::bringBack);
  connect(label_, &QPushButton::clicked, this, [this] { Q_EMIT labelRequested(chosen()); });
  connect(training_, &QPushButton::clicked, this, [this] { Q_EMIT notForTrainingRequested(tilesOf(chosen())); });
  connect(thumbnails_, &ThumbnailLoader::changed, this, &FindPanel::showPictures);
  onLanguageChange(this, [this] { refresh(); });
}

QString FindPanel::kindText(jobs::DuplicateKind kind) {
  switch (kind) {
    case jobs::DuplicateKind::SamePixels: return tr("Same pixels");
    case jobs::DuplicateKind::SamePlaceAndDate: return tr("Same place, same date");
    case jobs::DuplicateKind::SamePlaceOtherDate: return tr("Same place, other date");
    case jobs::DuplicateKind::LookAlike: return tr("Look-alikes elsewhere");
  }
  return {};
}

QString FindPanel::reasonText(jobs::OutlierReason reason) {
  switch (reason) {
    case jobs::OutlierReason::Blank: return tr("One colour over much of it: no data or a mask");
    case jobs::OutlierReason::Plain: return tr("Hardly any detail");
    case jobs::OutlierReason::Bright: return tr("Nearly white: cloud, snow or over-exposed");
    case jobs::OutlierReason::Dark: return tr("Nearly black");
    case jobs::OutlierReason::OwnScene: return tr("Alike only to tiles of its own scene");
    case jobs::OutlierReason::Rare: return tr("Rare: few tiles are like it");
  }
  return {};
}

QString FindPanel::textOf(FindKind kind, const Finding& finding) {
  switch (kind) {
    case FindKind::Duplicates:
      return tr("%1 · %Ln tile(s)", nullptr, static_cast<int>(finding.tiles.size())).arg(kindText(finding.duplicate)) +
             QStringLiteral(" · ") + figure(finding.figure);
    case FindKind::Outliers:
      return tr("%1. Most similar tile: %2").arg(reasonText(finding.outlier), figure(finding.figure));
    case FindKind::WorthLabelling:
      return tr("Speaks for %Ln tile(s) without a label", nullptr, static_cast<int>(finding.standsFor));
    case FindKind::Changed: return tr("%1 % of its neighbours are others").arg(wholePercent(finding.figure));
  }
  return {};
}

void FindPanel::refresh() {
  setVisible(!finder_->isEmpty());
  close_->setToolTip(tr("Close this list"));
  close_->setAccessibleName(close_->toolTip());
  leastLabel_->setText(tr("&At least this alike"));
  least_->setAccessibleName(tr("At least this alike"));
  least_->setToolTip(tr("Similarity from which two tiles count as duplicates: 1 is the same"));
  kinds_->setAccessibleName(tr("Kind of duplicates"));
  list_->setAccessibleName(tr("What was found"));
  results_->setText(tr("Show in results"));
  results_->setToolTip(tr("Show all tiles of this list in the results, in this order"));
  selectAll_->setText(tr("Select all"));
  selectAll_->setToolTip(tr("Select all tiles of this list, to label, collect or export them"));
  label_->setText(tr("Label…"));
  label_->setToolTip(tr("Show the selected lines, or all, in the results and label them one after the other"));
  training_->setText(tr("Not for training"));
  training_->setToolTip(tr("Leave the selected lines, or all, out of every training; Undo takes it back"));
  if (finder_->isEmpty()) return;
  const FindKind kind = finder_->kind();
  options_->setVisible(kind == FindKind::Duplicates);
  for (QPushButton* use : {label_, training_}) use->setVisible(kind != FindKind::Duplicates);
  options_->setEnabled(!finder_->isFinding());
  {
    const QSignalBlocker quiet(least_);
    least_->setValue(finder_->cosine());
  }
  hint_->setText(kind == FindKind::WorthLabelling
                     ? tr("Most telling first: far from what is labelled, where tiles lie close.")
                 : kind == FindKind::Changed  ? tr("Most changed first.")
                 : kind == FindKind::Outliers ? tr("Farthest from all others first.")
                                              : tr("Nothing is deleted."));
  refreshKeep();
  fillKinds();
  fill();
}

void FindPanel::refreshKeep() {
  const QVariant chosen = keep_->currentData();
  keep_->clear();
  keep_->addItem(tr("Keep the labelled one"), static_cast<int>(jobs::KeepRule::Labelled));
  keep_->addItem(tr("Keep the newest"), static_cast<int>(jobs::KeepRule::Newest));
  keep_->addItem(tr("Keep the finest resolution"), static_cast<int>(jobs::KeepRule::Finest));
  keep_->addItem(tr("Keep the first"), static_cast<int>(jobs::KeepRule::First));
  keep_->setCurrentIndex(std::max(0, keep_->findData(chosen)));
  keep_->setAccessibleName(tr("Which tile of a group to keep"));
  keep_->setToolTip(
      tr("Which tile of a group is not among the others; where several are alike in this, the labelled, "
         "then the newest, then the finest"));
  others_->setText(tr("Select others"));
  others_->setToolTip(
      tr("Select all tiles but the one to keep, of the selected groups or of all: to tag, collect or "
         "export them"));
  aside_->setText(tr("No duplicates"));
  aside_->setToolTip(tr("The selected groups are no duplicates: they are not listed again in this archive"));
  back_->setVisible(finder_->asideCount() > 0);
  hint_->setVisible(finder_->kind() != FindKind::Duplicates || finder_->asideCount() == 0);  // room is scarce
  back_->setText(tr("List %Ln group(s) set aside", nullptr, static_cast<int>(finder_->asideCount())));
  back_->setToolTip(tr("List again what was said to be no duplicates"));
}

void FindPanel::fillKinds() {
  const QSignalBlocker quiet(kinds_);
  const QVariant chosen = kinds_->currentData();
  kinds_->clear();
  if (finder_->kind() != FindKind::Duplicates) return;
  std::array<int, 4> counts{};
  for (const Finding& finding : finder_->findings()) ++counts[static_cast<std::size_t>(finding.duplicate)];
  kinds_->addItem(tr("All kinds (%1)").arg(formatCount(static_cast<std::int64_t>(finder_->findings().size()))), -1);
  for (int kind = 0; kind < 4; ++kind) {
    kinds_->addItem(tr("%1 (%2)").arg(kindText(static_cast<jobs::DuplicateKind>(kind)),
                                      formatCount(counts[static_cast<std::size_t>(kind)])),
                    kind);
  }
  kinds_->setCurrentIndex(std::max(0, kinds_->findData(chosen)));
}

void FindPanel::fill() {
  const QSignalBlocker quiet(list_);
  list_->clear();
  const int wanted = finder_->kind() == FindKind::Duplicates ? kinds_->currentData().toInt() : -1;
  for (std::size_t i = 0; i < finder_->findings().size(); ++i) {
    const Finding& finding = finder_->findings()[i];
    if (wanted >= 0 && wanted != static_cast<int>(finding.duplicate)) continue;
    auto* item = new QListWidgetItem(textOf(finder_->kind(), finding), list_);
    item->setData(Qt::UserRole, static_cast<int>(i));
    item->setToolTip(item->text());
  }
  title_->setText(tr("%1 (%2)").arg(FindController::titleOf(finder_->kind()), formatCount(list_->count())));
  results_->setEnabled(list_->count() > 0);
  for (QPushButton* use : {selectAll_, label_, training_}) use->setEnabled(list_->count() > 0);
  others_->setEnabled(list_->count() > 0);
  aside_->setEnabled(false);
  QList<TileId> wantedPictures;
  for (int row = 0; row < std::min(list_->count(), kMostPictures); ++row) {
    const int line = list_->item(row)->data(Qt::UserRole).toInt();
    const Finding& finding = finder_->findings()[static_cast<std::size_t>(line)];
    for (std::size_t t = 0; t < std::min<std::size_t>(2, finding.tiles.size()); ++t)
      wantedPictures.append(finding.tiles[t]);
  }
  thumbnails_->want(wantedPictures, static_cast<int>(64 * devicePixelRatioF()));
  showPictures();
}

void FindPanel::showPictures() {
  if (finder_->isEmpty()) return;
  for (int row = 0; row < std::min(list_->count(), kMostPictures); ++row) {
    QListWidgetItem* item = list_->item(row);
    if (!item->icon().isNull()) continue;
    const auto& tiles = finder_->findings()[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].tiles;
    const QPixmap first = thumbnails_->pixmap(tiles.front());
    if (first.isNull()) continue;
    if (tiles.size() == 1) {
      item->setIcon(first.scaled(kPicture, kPicture, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    } else if (const QPixmap second = thumbnails_->pixmap(tiles[1]); !second.isNull()) {
      item->setIcon(pairOf(first, second));
    }
  }
}

std::vector<int> FindPanel::listed() const {
  std::vector<int> lines;
  for (int row = 0; row < list_->count(); ++row) lines.push_back(list_->item(row)->data(Qt::UserRole).toInt());
  return lines;
}

std::vector<int> FindPanel::chosen() const {
  std::vector<int> lines;
  for (const QListWidgetItem* item : list_->selectedItems()) lines.push_back(item->data(Qt::UserRole).toInt());
  return lines.empty() ? listed() : lines;
}

std::vector<TileId> FindPanel::tilesOf(const std::vector<int>& lines) const {
  std::vector<TileId> tiles;
  for (const int line : lines) {
    const std::vector<TileId>& more = finder_->findings()[static_cast<std::size_t>(line)].tiles;
    tiles.insert(tiles.end(), more.begin(), more.end());
  }
  return tiles;
}

void FindPanel::select() {
  const bool any = !list_->selectedItems().empty();
  aside_->setEnabled(any);
  if (!any) return;
  std::vector<TileId> tiles = tilesOf(chosen());
  const TileId first = tiles.front();
  selection_->set(std::move(tiles), first);
}

}  // namespace tilescout::ui
