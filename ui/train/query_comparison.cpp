#include "ui/train/query_comparison.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/support/retranslate.h"
#include "ui/train/sample_tile.h"

namespace tilescout::ui {

namespace {

constexpr int kPixels = 84;

}  // namespace

QueryComparison::QueryComparison(QWidget* parent) : QScrollArea(parent) {
  setObjectName(QStringLiteral("resultQueries"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  auto* content = new QWidget(this);
  column_ = new QVBoxLayout(content);
  column_->setSpacing(12);
  setWidget(content);
  onLanguageChange(this, [this] { fill(); });
}

void QueryComparison::setQueries(SamplePictures* pictures, const std::vector<train::QueryChange>& queries) {
  pictures_ = pictures;
  queries_ = queries;
  fill();
}

void QueryComparison::fill() {
  while (QLayoutItem* item = column_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  if (queries_.empty()) {
    auto* none = new QLabel(tr("There were no saved searches. Save the texts that you search for often "
                               "(“Save this search…”): the next run shows here what each finds before and after."),
                            widget());
    none->setWordWrap(true);
    none->setForegroundRole(QPalette::PlaceholderText);
    column_->addWidget(none);
  }
  for (const train::QueryChange& query : queries_) {
    auto* title = new QLabel(QString::fromStdString(query.text), widget());
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    column_->addWidget(title);
    column_->addWidget(rowOf(tr("before"), query.before, query.after, false));
    column_->addWidget(rowOf(tr("after"), query.after, query.before, true));
  }
  column_->addStretch(1);
}

QWidget* QueryComparison::rowOf(const QString& title, const std::vector<train::QueryHit>& hits,
                                const std::vector<train::QueryHit>& others, bool after) {
  auto* box = new QWidget(widget());
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  auto* name = new QLabel(title, box);
  name->setMinimumWidth(fontMetrics().averageCharWidth() * 8);
  row->addWidget(name);
  for (const train::QueryHit& hit : hits) {
    const bool known =
        std::any_of(others.begin(), others.end(), [&](const auto& other) { return other.row == hit.row; });
    const QString score = QLocale().toString(hit.score, 'f', 3);
    auto* tile = new SampleTile(SampleTile::Shape::Below, kPixels, box);
    tile->show(pictures_, hit.tile, hit.subject, {}, after && !known ? tr("%1 · new").arg(score) : score);
    connect(tile, &SampleTile::activated, this, &QueryComparison::tileRequested);
    row->addWidget(tile);
  }
  row->addStretch(1);
  return box;
}

}  // namespace tilescout::ui
