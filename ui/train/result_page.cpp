#include "ui/train/result_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QTableWidget>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/train/query_comparison.h"
#include "ui/train/sample_tile.h"
#include "ui/train/train_words.h"

namespace tilescout::ui {

namespace {

constexpr int kChangePixels = 72;
constexpr int kRowMargins = 12;
constexpr int kColumnsASplit = 3;
constexpr std::array kMeasures{&train::RetrievalMetrics::txtR1,     &train::RetrievalMetrics::txtR5,
                               &train::RetrievalMetrics::txtR10,    &train::RetrievalMetrics::imgR1,
                               &train::RetrievalMetrics::imgR5,     &train::RetrievalMetrics::imgR10,
                               &train::RetrievalMetrics::meanRecall};

/// Sorts by the number behind a text.
class ClassItem : public QTreeWidgetItem {
 public:
  using QTreeWidgetItem::QTreeWidgetItem;
  bool operator<(const QTreeWidgetItem& other) const override {
    const int column = treeWidget() ? treeWidget()->sortColumn() : 0;
    const QVariant mine = data(column, Qt::UserRole), theirs = other.data(column, Qt::UserRole);
    return mine.isValid() ? mine.toDouble() < theirs.toDouble() : QTreeWidgetItem::operator<(other);
  }
};

QLabel* wrappedLabel(QWidget* parent, const char* name) {
  auto* label = new QLabel(parent);
  label->setObjectName(QString::fromLatin1(name));
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

QTableWidgetItem* figure(const QString& text) {
  auto* item = new QTableWidgetItem(text);
  item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  return item;
}

/// A difference with its 95 % interval, where the run has one for this figure.
QString changeText(const train::Comparison& split, std::size_t measure, double change) {
  const bool mean = measure + 1 == kMeasures.size();
  if (!mean && measure >= split.recalls.size()) return TrainWords::change(change);
  const train::Interval& gain = mean ? split.gain : split.recalls[measure].gain;
  return ResultPage::tr("%1 (%2 … %3)")
      .arg(TrainWords::change(change), TrainWords::change(gain.low), TrainWords::change(gain.high));
}

}  // namespace

ResultPage::ResultPage(QWidget* parent) : QWidget(parent) {
  pictures_ = new SamplePictures(this);
  verdict_ = wrappedLabel(this, "resultVerdict");
  QFont large = verdict_->font();
  large.setPixelSize(16);
  verdict_->setFont(large);
  effort_ = wrappedLabel(this, "resultEffort");
  effort_->setForegroundRole(QPalette::PlaceholderText);
  tabs_ = new QTabWidget(this);
  tabs_->setObjectName(QStringLiteral("resultTabs"));
  tabs_->setDocumentMode(true);  // all pages on the window's own ground
  recalls_ = new QTableWidget(this);
  recalls_->setObjectName(QStringLiteral("resultRecalls"));
  classes_ = new QTreeWidget(this);
  classes_->setObjectName(QStringLiteral("resultClasses"));
  classes_->setRootIsDecorated(false);
  classes_->setUniformRowHeights(true);
  classes_->setSortingEnabled(true);
  auto* space = new QWidget(this);
  space_ = wrappedLabel(space, "resultSpace");
  forgetting_ = wrappedLabel(space, "resultForgetting");
  auto* spaceColumn = new QVBoxLayout(space);
  spaceColumn->setContentsMargins(16, 16, 16, 16);
  spaceColumn->setSpacing(16);
  spaceColumn->addWidget(space_);
  spaceColumn->addWidget(forgetting_);
  spaceColumn->addStretch(1);
  tabs_->addTab(recalls_, QString());
  tabs_->addTab(classes_, QString());
  tabs_->addTab(buildExamples(), QString());
  queries_ = new QueryComparison(this);
  connect(queries_, &QueryComparison::tileRequested, this, &ResultPage::tileRequested);
  tabs_->addTab(queries_, QString());
  tabs_->addTab(space, QString());
  of_ = new QComboBox(this);
  of_->setObjectName(QStringLiteral("resultSplit"));
  tabs_->setCornerWidget(of_);
  connect(of_, &QComboBox::currentIndexChanged, this, &ResultPage::fillDetails);
  // The other pages tell of all splits, or of what belongs to none.
  connect(tabs_, &QTabWidget::currentChanged, this,
          [this](int tab) { of_->setVisible((tab == 1 || tab == 2) && of_->count() > 1); });
  useLabel_ = wrappedLabel(this, "useState");
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(verdict_);
  column->addWidget(effort_);
  column->addWidget(tabs_, 1);
  column->addWidget(useLabel_);
  column->addWidget(buildButtons());
  onLanguageChange(this, [this] { retranslate(); });
}

QWidget* ResultPage::buildExamples() {
  auto* both = new QWidget(this);
  auto* row = new QHBoxLayout(both);
  const auto side = [&](QLabel*& title, QVBoxLayout*& list) {
    auto* half = new QVBoxLayout;
    title = new QLabel(both);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto* scroll = new QScrollArea(both);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    list = new QVBoxLayout(content);
    list->setContentsMargins(0, 0, 8, 0);
    list->addStretch(1);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    half->addWidget(title);
    half->addWidget(scroll, 1);
    row->addLayout(half, 1);
  };
  side(betterTitle_, better_);
  side(worseTitle_, worse_);
  return both;
}

QWidget* ResultPage::buildButtons() {
  auto* box = new QWidget(this);
  const auto button = [&](const char* name) {
    auto* made = new QPushButton(box);
    made->setObjectName(QString::fromLatin1(name));
    return made;
  };
  useIt_ = button("resultUse");
  keep_ = button("resultKeep");
  compare_ = button("resultCompare");
  discard_ = button("resultDiscard");
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(useIt_);
  row->addWidget(keep_);
  row->addWidget(compare_);
  row->addStretch(1);
  row->addWidget(discard_);
  connect(useIt_, &QPushButton::clicked, this, &ResultPage::useRequested);
  connect(keep_, &QPushButton::clicked, this, &ResultPage::keepRequested);
  connect(compare_, &QPushButton::clicked, this, &ResultPage::compareRequested);
  connect(discard_, &QPushButton::clicked, this, &ResultPage::discardRequested);
  return box;
}

void ResultPage::retranslate() {
  tabs_->setTabText(0, tr("Recall"));
  tabs_->setTabText(1, tr("Classes"));
  tabs_->setTabText(2, tr("Examples"));
  tabs_->setTabText(3, tr("Your searches"));
  tabs_->setTabText(4, tr("Embeddings and memory"));
  recalls_->setAccessibleName(tr("Recall before and after"));
  classes_->setAccessibleName(tr("Mean recall of each class, before and after"));
  classes_->setHeaderLabels({tr("Class"), tr("Tiles"), tr("Before"), tr("After"), tr("Change")});
  useIt_->setText(tr("Use it"));
  useIt_->setIcon(themeIcon("dialog-ok"));
  useIt_->setToolTip(
      tr("Embeds the archive with this model beside the present one, then answers with it; search goes on meanwhile"));
  keep_->setText(tr("Keep for later"));
  keep_->setToolTip(tr("Leaves the archive as it is; the model stays in the list of models"));
  compare_->setText(tr("Compare with earlier runs"));
  discard_->setText(tr("Discard…"));
  discard_->setToolTip(tr("Removes the run and its model"));
  refresh();
}

void ResultPage::setReport(const std::shared_ptr<ArchiveSession>& session, const jobs::FinetuneSource& source,
                           const jobs::FinetuneReport& report) {
  session_ = session;
  source_ = source;
  report_ = report;
  pictures_->setSource(session, source);
  tabs_->setCurrentIndex(0);
  setUse(UseState::NotUsed);
  refresh();
}

void ResultPage::setUse(UseState state, const QString& text) {
  use_ = state;
  useText_ = text;
  useLabel_->setText(text);
  useLabel_->setVisible(!text.isEmpty());
  useIt_->setEnabled(state == UseState::NotUsed || state == UseState::Failed);
  discard_->setEnabled(state == UseState::NotUsed || state == UseState::Failed);
}

void ResultPage::refresh() {
  const train::TuneResult& result = report_.result;
  verdict_->setText(TrainWords::verdict(result));
  effort_->setText(TrainWords::effort(result));
  const train::Comparison* split = decisiveSplit(result);
  space_->setText(split ? TrainWords::space(*split) : QString());
  forgetting_->setText(TrainWords::forgetting(result));
  worseTitle_->setText(tr("Got worse"));
  fillRecalls();
  {
    const QSignalBlocker quiet(of_);
    const int chosen = std::max(0, of_->currentIndex());
    of_->clear();
    of_->addItem(splitName(result.classesOf), QString::fromStdString(result.classesOf));
    for (const train::SplitDetail& other : result.others)
      of_->addItem(splitName(other.split), QString::fromStdString(other.split));
    of_->setCurrentIndex(std::min(chosen, of_->count() - 1));
    of_->setAccessibleName(tr("Tiles that classes and examples are of"));
    of_->setToolTip(of_->accessibleName());
    of_->setVisible((tabs_->currentIndex() == 1 || tabs_->currentIndex() == 2) && of_->count() > 1);
  }
  fillDetails();
  queries_->setQueries(pictures_, result.queries);
}

QString ResultPage::splitName(const std::string& split) { return split == "test" ? tr("test") : tr("validation"); }

train::SplitDetail ResultPage::detail() const {
  const train::TuneResult& result = report_.result;
  const std::string split = of_->currentData().toString().toStdString();
  for (const train::SplitDetail& other : result.others) {
    if (other.split == split) return other;
  }
  return {result.classesOf, result.classes, result.improved, result.worsened};
}

void ResultPage::fillDetails() {
  const train::SplitDetail shown = detail();
  const train::Comparison* figures = report_.result.find(shown.split);
  const int images = figures ? static_cast<int>(figures->after.images) : 0;
  betterTitle_->setText(tr("Got better (place among %n tile(s), before → after)", nullptr, images));
  fillClasses(shown.classes);
  fillExamples(better_, shown.improved);
  fillExamples(worse_, shown.worsened);
}

void ResultPage::fillRecalls() {
  std::vector<const train::Comparison*> splits;
  for (const char* name : {"test", "val"}) {
    if (const train::Comparison* found = report_.result.find(name)) splits.push_back(found);
  }
  recalls_->clear();
  recalls_->setRowCount(static_cast<int>(kMeasures.size()));
  recalls_->setColumnCount(static_cast<int>(splits.size()) * kColumnsASplit);
  QStringList names;
  for (const int first : {1, 5, 10}) names << tr("Tile → its text among the first %1").arg(first);
  for (const int first : {1, 5, 10}) names << tr("Text → its tile among the first %1").arg(first);
  recalls_->setVerticalHeaderLabels(names << tr("Mean of the six"));
  QStringList heads;
  for (std::size_t s = 0; s < splits.size(); ++s) {
    const QString first = splitName(splits[s]->split) + QLatin1Char('\n');  // two lines: side by side they are cut in a small window
    heads << first + tr("before") << first + tr("after") << first + tr("change (95 % interval)");
    for (std::size_t row = 0; row < kMeasures.size(); ++row) {
      const double before = splits[s]->before.*kMeasures[row], after = splits[s]->after.*kMeasures[row];
      const int column = static_cast<int>(s) * kColumnsASplit, line = static_cast<int>(row);
      recalls_->setItem(line, column, figure(tr("%1 %").arg(TrainWords::recall(before))));
      recalls_->setItem(line, column + 1, figure(tr("%1 %").arg(TrainWords::recall(after))));
      recalls_->setItem(line, column + 2, figure(changeText(*splits[s], row, after - before)));
    }
  }
  recalls_->setHorizontalHeaderLabels(heads);
  recalls_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  for (int column = 2; column < recalls_->columnCount(); column += kColumnsASplit)
    recalls_->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  // One height for all: fonts that stand in for missing signs would make rows of their own heights.
  recalls_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  recalls_->verticalHeader()->setDefaultSectionSize(recalls_->fontMetrics().height() + kRowMargins);
}

void ResultPage::fillClasses(const std::vector<train::ClassChange>& classes) {
  classes_->clear();
  for (const train::ClassChange& c : classes) {
    const double change = c.after - c.before;
    auto* item = new ClassItem(QStringList{c.name.empty() ? tr("without a class") : QString::fromStdString(c.name),
                                           formatCount(c.images), TrainWords::recall(c.before),
                                           TrainWords::recall(c.after), TrainWords::change(change)});
    const std::array<double, 4> numbers{static_cast<double>(c.images), c.before, c.after, change};
    for (int column = 1; column < 5; ++column) {
      item->setData(column, Qt::UserRole, numbers[static_cast<std::size_t>(column - 1)]);
      item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    classes_->addTopLevelItem(item);
  }
  classes_->sortByColumn(4, Qt::DescendingOrder);
  classes_->header()->setStretchLastSection(false);
  classes_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tabs_->setTabVisible(1, !classes.empty());
}

void ResultPage::fillExamples(QVBoxLayout* column, const std::vector<train::ExampleChange>& changes) {
  while (column->count() > 1) {
    QLayoutItem* item = column->takeAt(0);
    delete item->widget();
    delete item;
  }
  if (changes.empty()) {
    auto* none = new QLabel(tr("none"), column->parentWidget());
    none->setForegroundRole(QPalette::PlaceholderText);
    column->insertWidget(0, none);
  }
  for (const train::ExampleChange& change : changes) {
    auto* tile = new SampleTile(SampleTile::Shape::Beside, kChangePixels, column->parentWidget());
    tile->show(pictures_, change.tile, change.subject,
               tr("%1 → %2").arg(formatCount(change.before), formatCount(change.after)),
               QString::fromStdString(change.caption));
    connect(tile, &SampleTile::activated, this, &ResultPage::tileRequested);
    column->insertWidget(column->count() - 1, tile);
  }
}

}  // namespace tilescout::ui
