#include "ui/explore/layout_list.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/explore/cluster_words.h"
#include "ui/selection.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

enum Column { kName, kTiles, kSelected, kNear };
constexpr int kEntryRole = Qt::UserRole, kTileRole = Qt::UserRole + 1, kTextRole = Qt::UserRole + 2;
constexpr std::size_t kNearest = 3;

}  // namespace

LayoutList::LayoutList(Selection* selection, QWidget* parent) : QWidget(parent), selection_(selection) {
  summary_ = new QLabel(this);
  summary_->setWordWrap(true);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  tree_ = new QTreeWidget(this);
  tree_->setObjectName(QStringLiteral("layoutList"));
  tree_->setColumnCount(4);
  tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  tree_->setUniformRowHeights(true);
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  tree_->header()->setSectionResizeMode(kNear, QHeaderView::Stretch);
  tree_->header()->setStretchLastSection(false);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 0, 0);
  column->addWidget(summary_);
  column->addWidget(tree_, 1);
  connect(tree_, &QTreeWidget::itemExpanded, this, &LayoutList::expand);
  connect(tree_, &QTreeWidget::itemSelectionChanged, this, &LayoutList::select);
  connect(tree_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
    const QString text = item->data(0, kTextRole).toString();
    if (!text.isEmpty()) Q_EMIT textActivated(text);
  });
  connect(selection_, &Selection::tilesChanged, this, &LayoutList::refreshSelected);
  onLanguageChange(this, [this] {
    tree_->setHeaderLabels({tr("Name"), tr("Tiles"), tr("Selected"), tr("Lies nearest to")});
    tree_->setAccessibleName(tr("The plot as a list"));
    fill();
  });
}

std::vector<std::vector<int>> LayoutList::neighboursOf(const jobs::LayoutView& view, const Colouring& colouring) {
  const std::size_t entries = colouring.entries.size();
  std::vector<double> x(entries, 0.0), y(entries, 0.0);
  for (std::size_t i = 0; i < colouring.entry.size(); ++i) {
    const auto e = static_cast<std::size_t>(colouring.entry[i]);
    x[e] += static_cast<double>(view.xy[2 * i]) / colouring.entries[e].count;
    y[e] += static_cast<double>(view.xy[2 * i + 1]) / colouring.entries[e].count;
  }
  for (std::size_t e = 0; e < entries; ++e) {
    for (std::size_t t = 0; colouring.entries[e].isTexts() && t < view.texts.size(); ++t) {
      x[e] += static_cast<double>(view.texts[t].x) / static_cast<double>(view.texts.size());
      y[e] += static_cast<double>(view.texts[t].y) / static_cast<double>(view.texts.size());
    }
  }
  std::vector<std::vector<int>> nearest(entries);
  for (std::size_t e = 0; e < entries; ++e) {
    std::vector<int> others;
    for (std::size_t o = 0; o < entries; ++o) {
      if (o != e && colouring.entries[o].key >= 0 && colouring.entries[o].count > 0)
        others.push_back(static_cast<int>(o));
    }
    const auto away = [&](int o) {
      return std::hypot(x[static_cast<std::size_t>(o)] - x[e], y[static_cast<std::size_t>(o)] - y[e]);
    };
    std::stable_sort(others.begin(), others.end(), [&](int a, int b) { return away(a) < away(b); });
    others.resize(std::min(kNearest, others.size()));
    if (colouring.entries[e].count > 0) nearest[e] = std::move(others);
  }
  return nearest;
}

void LayoutList::setContent(std::shared_ptr<const jobs::LayoutView> view, std::shared_ptr<const Colouring> colouring) {
  view_ = std::move(view);
  colouring_ = std::move(colouring);
  stale_ = true;
  if (isVisible()) fill();
}

void LayoutList::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) fill();
}

void LayoutList::fill() {
  tree_->clear();
  if (!view_ || !colouring_ || colouring_->entry.size() != view_->tiles.size()) return summary_->clear();
  stale_ = false;
  summary_->setText(tr("%Ln tile(s), arranged so that alike ones lie together. Open a line for its tiles.", nullptr,
                       static_cast<int>(view_->tiles.size())));
  const auto nearest = neighboursOf(*view_, *colouring_);
  for (std::size_t e = 0; e < colouring_->entries.size(); ++e) {
    const LegendEntry& entry = colouring_->entries[e];
    if (entry.count == 0) continue;
    QStringList near;
    for (const int other : nearest[e]) near.append(colouring_->entries[static_cast<std::size_t>(other)].label);
    auto* item = new QTreeWidgetItem(tree_, {entry.label, formatCount(entry.count), {}, near.join(tr(", "))});
    item->setData(0, kEntryRole, static_cast<int>(e));
    item->setTextAlignment(kTiles, Qt::AlignRight | Qt::AlignVCenter);
    item->setTextAlignment(kSelected, Qt::AlignRight | Qt::AlignVCenter);
    item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
  }
  refreshSelected();
}

/// Tiles of a line come when it is opened.
void LayoutList::expand(QTreeWidgetItem* item) {
  if (item->childCount() > 0 || !view_ || !colouring_) return;
  const int entry = item->data(0, kEntryRole).toInt();
  if (colouring_->entries[static_cast<std::size_t>(entry)].isTexts()) return addTexts(item);
  for (std::size_t i = 0; i < colouring_->entry.size() && item->childCount() < kMostTiles; ++i) {
    if (colouring_->entry[i] != entry) continue;
    QString name = tr("Tile %1").arg(view_->tiles[i]);
    if (view_->scene[i] >= 0) {
      const jobs::LayoutScene& scene = view_->scenes[static_cast<std::size_t>(view_->scene[i])];
      name += QStringLiteral(" · ") + QString::fromStdString(scene.name);
      if (!scene.date.empty()) name += QStringLiteral(" · ") + QString::fromStdString(scene.date);
    }
    auto* child = new QTreeWidgetItem(item, {name});
    child->setData(0, kTileRole, QVariant::fromValue<qint64>(view_->tiles[i]));
    child->setFirstColumnSpanned(true);
  }
}

/// Texts are searched for when they are opened; there is nothing to select.
void LayoutList::addTexts(QTreeWidgetItem* item) {
  for (std::size_t t = 0; t < view_->texts.size() && item->childCount() < kMostTiles; ++t) {
    const std::string& text = view_->texts[t].text;
    auto* child =
        new QTreeWidgetItem(item, {view_->textsAreWords ? clusterNameShown(text) : QString::fromStdString(text)});
    child->setData(0, kTextRole, QString::fromStdString(text));
    child->setFirstColumnSpanned(true);
  }
}

void LayoutList::refreshSelected() {
  if (!view_ || !colouring_ || stale_) return;
  std::vector<int> counts(colouring_->entries.size(), 0);
  for (const TileId tile : selection_->tiles()) {
    const auto found = std::lower_bound(view_->tiles.begin(), view_->tiles.end(), tile);
    if (found == view_->tiles.end() || *found != tile) continue;
    ++counts[static_cast<std::size_t>(colouring_->entry[static_cast<std::size_t>(found - view_->tiles.begin())])];
  }
  for (int row = 0; row < tree_->topLevelItemCount(); ++row) {
    QTreeWidgetItem* item = tree_->topLevelItem(row);
    const int count = counts[static_cast<std::size_t>(item->data(0, kEntryRole).toInt())];
    item->setText(kSelected, count == 0 ? QString() : formatCount(count));
  }
}

void LayoutList::select() {
  std::vector<TileId> tiles;
  for (const QTreeWidgetItem* item : tree_->selectedItems()) {
    if (item->data(0, kTextRole).isValid()) continue;
    if (item->parent() != nullptr) {
      tiles.push_back(item->data(0, kTileRole).toLongLong());
      continue;
    }
    const int entry = item->data(0, kEntryRole).toInt();
    for (std::size_t i = 0; i < colouring_->entry.size(); ++i) {
      if (colouring_->entry[i] == entry) tiles.push_back(view_->tiles[i]);
    }
  }
  if (tiles.empty()) return;
  const TileId first = tiles.front();
  selection_->set(std::move(tiles), first);
}

}  // namespace tilescout::ui
