#include "ui/explore/measures_table.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/explore/similarity_chart.h"
#include "ui/support/format.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kSpan = 4;  ///< columns

QString figure(double value, int digits) { return QLocale().toString(value, 'f', digits); }

struct Words {
  QString less, more;
  double notable = 0.05;  ///< smaller differences are said to be none
};

Words wordsOf(const QString& measure) {
  if (measure == QLatin1String("uniformity_image")) {
    return {MeasuresTable::tr("Images have spread: they are easier to tell apart."),
            MeasuresTable::tr("Images have drawn together: they are harder to tell apart."), 0.1};
  }
  if (measure == QLatin1String("uniformity_text")) {
    return {MeasuresTable::tr("Captions have spread: they are easier to tell apart."),
            MeasuresTable::tr("Captions have drawn together: they are harder to tell apart."), 0.1};
  }
  if (measure == QLatin1String("effective_rank")) {
    return {MeasuresTable::tr("Fewer directions of the space are in use."),
            MeasuresTable::tr("More directions of the space are in use."), 0.5};
  }
  if (measure == QLatin1String("mean_similarity")) {
    return {MeasuresTable::tr("Two tiles at random are less alike."),
            MeasuresTable::tr("Two tiles at random are more alike."), 0.02};
  }
  if (measure == QLatin1String("alignment")) {
    return {MeasuresTable::tr("Captions lie nearer to their tiles."),
            MeasuresTable::tr("Captions lie farther from their tiles."), 0.02};
  }
  if (measure == QLatin1String("modality_gap")) {
    return {MeasuresTable::tr("Texts and images have drawn together."),
            MeasuresTable::tr("Texts and images have drawn apart."), 0.02};
  }
  return {};
}

}  // namespace

MeasuresTable::MeasuresTable(QWidget* parent) : QWidget(parent) {
  grid_ = new QGridLayout(this);
  grid_->setContentsMargins(8, 4, 8, 8);
  grid_->setHorizontalSpacing(16);
  grid_->setVerticalSpacing(4);
  grid_->setColumnStretch(kSpan - 1, 1);
  onLanguageChange(this, [this] { refresh(); });
}

void MeasuresTable::setView(std::shared_ptr<const jobs::LayoutView> view) {
  comparison_.reset();
  view_ = std::move(view);
  refresh();
}

void MeasuresTable::setComparison(std::shared_ptr<const jobs::ComparisonView> comparison) {
  comparison_ = std::move(comparison);
  refresh();
}

QString MeasuresTable::reading(const QString& measure, double before, double after) {
  const Words words = wordsOf(measure);
  if (words.less.isEmpty()) return {};
  if (std::fabs(after - before) < words.notable) return tr("About as before.");
  return after < before ? words.less : words.more;
}

/// Name, one or two figures, meaning.
void MeasuresTable::addRow(const QStringList& cells) {
  const int row = grid_->rowCount();
  for (qsizetype i = 0; i < cells.size(); ++i) {
    auto* label = new QLabel(cells[i], this);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    const bool last = i + 1 == cells.size();
    if (i > 0 && !last) label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (last) {
      label->setWordWrap(true);
      label->setForegroundRole(QPalette::PlaceholderText);
    }
    grid_->addWidget(label, row, last ? kSpan - 1 : static_cast<int>(i));
  }
}

void MeasuresTable::addChart(std::vector<double> shares, std::vector<double> later, const QString& reading) {
  if (shares.empty() && later.empty()) return;
  const int row = grid_->rowCount();
  auto* name = new QLabel(tr("How alike two tiles are"), this);
  grid_->addWidget(name, row, 0, Qt::AlignTop);
  grid_->addWidget(new SimilarityChart(std::move(shares), std::move(later), this), row, 1, 1, kSpan - 1);
  addRow({QString(), reading});
}

void MeasuresTable::clearRows() {
  while (QLayoutItem* item = grid_->takeAt(0)) {
    if (QLayout* inner = item->layout()) {
      while (QLayoutItem* child = inner->takeAt(0)) {
        delete child->widget();
        delete child;
      }
    }
    delete item->widget();
    delete item;
  }
}

void MeasuresTable::refresh() {
  clearRows();
  if (comparison_) return showComparison();
  if (view_) showView();
}

void MeasuresTable::finish(int row) {
  if (stretched_ > 0) grid_->setRowStretch(stretched_, 0);
  stretched_ = row + 1;
  grid_->setRowStretch(stretched_, 1);
}

void MeasuresTable::showView() {
  const auto add = [this](const char* key, int digits, const QString& name, const QString& meaning) {
    const auto found = view_->measures.find(key);
    if (found != view_->measures.end()) addRow({name, figure(found->second, digits), meaning});
  };
  const auto uniformity = view_->measures.find("uniformity_image");
  const bool spread = uniformity != view_->measures.end() && uniformity->second < -1.5;
  add("uniformity_image", 2, tr("Uniformity of images"),
      spread ? tr("The tiles are well spread out. 0 would mean that all are alike; the lower, the better they differ.")
             : tr("The tiles lie close together, so scores differ little. 0 would mean that all are alike."));
  add("uniformity_text", 2, tr("Uniformity of texts"), tr("The same of the captions among themselves."));
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
  addChart(view_->similarity, {}, SimilarityChart::reading(view_->similarity));
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
  grid_->addLayout(buttons, row, 0, 1, kSpan);
  finish(row);
}

void MeasuresTable::showComparison() {
  const jobs::ComparisonView& both = *comparison_;
  addRow({QString(), tr("Before"), tr("After"), QString()});
  const auto add = [&](const char* key, int digits, const QString& name) {
    const auto before = both.before.measures.find(key), after = both.after.measures.find(key);
    const bool was = before != both.before.measures.end(), is = after != both.after.measures.end();
    if (!was && !is) return;
    const QString unknown = QStringLiteral("–");
    addRow({name, was ? figure(before->second, digits) : unknown, is ? figure(after->second, digits) : unknown,
            was && is ? reading(QString::fromLatin1(key), before->second, after->second) : QString()});
  };
  add("uniformity_image", 2, tr("Uniformity of images"));
  add("uniformity_text", 2, tr("Uniformity of texts"));
  add("effective_rank", 1, tr("Effective rank"));
  add("mean_similarity", 2, tr("Mean similarity"));
  add("alignment", 2, tr("Alignment"));
  add("modality_gap", 2, tr("Modality gap"));
  add("trustworthiness", 3, tr("Trustworthiness"));
  const auto tiles = static_cast<double>(std::max<std::size_t>(1, both.drift.size()));
  const double mean = std::accumulate(both.drift.begin(), both.drift.end(), 0.0) / tiles;
  addRow({tr("Change"), QString(), tr("%1 %").arg(QLocale().toString(std::lround(100 * mean))),
          tr("So many of a tile's nearest neighbours are others now, on average.")});
  addChart(both.before.similarity, both.after.similarity, tr("Filled: before. Line: after."));
  finish(grid_->rowCount());
}

}  // namespace tilescout::ui
