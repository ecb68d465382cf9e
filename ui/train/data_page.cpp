#include "ui/train/data_page.h"

#include <QComboBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/support/elided_label.h"
#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/support/state_page.h"
#include "ui/train/bar_delegate.h"
#include "ui/train/issue_list.h"
#include "ui/train/sample_tile.h"
#include "ui/train/train_words.h"
#include "ui/train/tuning_plan.h"

namespace tilescout::ui {

namespace {

constexpr int kExamples = 12, kColumns = 6, kExamplePixels = 80;
constexpr double kKeptAside = 0.15;

/// Not a failure but a beginning; jobs/finetune_data says it so.
bool saysNothingLabelled(const UiError& error) {
  return error.code == ErrorCode::InvalidInput && error.message.startsWith(QLatin1String("there is no labelled image"));
}

QLabel* heading(QWidget* parent) {
  auto* label = new QLabel(parent);
  QFont font = label->font();
  font.setBold(true);
  label->setFont(font);
  return label;
}

}  // namespace

DataPage::DataPage(TuningPlan* plan, QWidget* parent) : QWidget(parent), plan_(plan) {
  pictures_ = new SamplePictures(this);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  buildSource();
  auto* row = new QHBoxLayout;
  row->addWidget(sourceLabel_);
  row->addWidget(source_);
  row->addWidget(folder_, 1);
  row->addWidget(images_);
  row->addWidget(again_);
  column->addLayout(row);
  progress_ = new QProgressBar(this);
  progress_->setTextVisible(false);
  progress_->setFixedHeight(6);
  progressText_ = new QLabel(this);
  auto* working = new QHBoxLayout;
  working->addWidget(progressText_);
  working->addWidget(progress_, 1);
  column->addLayout(working);
  content_ = buildContent();
  state_ = new StatePage(this);
  state_->setObjectName(QStringLiteral("dataState"));
  stack_ = new QStackedWidget(this);
  stack_->addWidget(content_);
  stack_->addWidget(state_);
  column->addWidget(stack_, 1);
  connect(state_, &StatePage::actionTriggered, this, [this] { failed_ ? plan_->inspect() : Q_EMIT labelRequested(); });
  connect(plan, &TuningPlan::dataChanged, this, &DataPage::refresh);
  connect(plan, &TuningPlan::changed, this, &DataPage::refreshSource);
  onLanguageChange(this, [this] {
    refreshSource();
    refresh();
  });
}

void DataPage::buildSource() {
  sourceLabel_ = new QLabel(this);
  source_ = new QComboBox(this);
  source_->setObjectName(QStringLiteral("dataSource"));
  source_->addItems({QString(), QString()});
  sourceLabel_->setBuddy(source_);
  folder_ = new ElidedLabel(this);
  images_ = new QPushButton(this);
  again_ = new QToolButton(this);
  again_->setAutoRaise(true);
  onPaletteChange(this, [this] { again_->setIcon(themeIcon("view-refresh")); });
  connect(again_, &QToolButton::clicked, plan_, &TuningPlan::inspect);
  connect(source_, &QComboBox::activated, this, &DataPage::sourceChosen);
  connect(images_, &QPushButton::clicked, this, [this] { chooseFolder(true); });
}

QWidget* DataPage::buildContent() {
  auto* content = new QWidget(this);
  counts_ = heading(content);
  counts_->setObjectName(QStringLiteral("dataCounts"));
  counts_->setWordWrap(true);
  division_ = new QLabel(content);
  division_->setWordWrap(true);
  division_->setForegroundRole(QPalette::PlaceholderText);
  classes_ = new QTreeWidget(content);
  classes_->setObjectName(QStringLiteral("dataClasses"));
  classes_->setRootIsDecorated(false);
  classes_->setUniformRowHeights(true);
  classes_->setColumnCount(3);
  classes_->setItemDelegateForColumn(2, new BarDelegate(classes_));
  auto* left = new QVBoxLayout;
  left->addWidget(counts_);
  left->addWidget(division_);
  left->addWidget(classes_, 1);

  examplesTitle_ = heading(content);
  auto* grid = new QGridLayout;
  grid->setSpacing(8);
  for (int i = 0; i < kExamples; ++i) {
    auto* tile = new SampleTile(SampleTile::Shape::Below, kExamplePixels, content);
    connect(tile, &SampleTile::activated, this, &DataPage::tileRequested);
    grid->addWidget(tile, i / kColumns, i % kColumns);
    tiles_.push_back(tile);
  }
  issuesTitle_ = heading(content);
  issues_ = new IssueList(content);
  connect(issues_, &IssueList::fixRequested, this, &DataPage::fix);
  connect(issues_, &IssueList::tilesRequested, this, &DataPage::tilesRequested);
  auto* right = new QVBoxLayout;
  right->addWidget(examplesTitle_);
  right->addLayout(grid);
  right->addWidget(issuesTitle_);
  right->addWidget(issues_, 1);

  auto* row = new QHBoxLayout(content);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(16);
  row->addLayout(left, 1);
  row->addLayout(right, 2);
  return content;
}

bool DataPage::isComplete() const {
  return plan_->dataState() == FactState::Ready && plan_->data().train.images > 0 && plan_->data().usable();
}

void DataPage::sourceChosen(int index) {
  if (index == 1) return chooseFolder(false);
  if (!plan_->request().source.dataset.empty()) plan_->useArchive();
}

void DataPage::chooseFolder(bool images) {
  auto* dialog = new QFileDialog(this, images ? tr("Folder of the images") : tr("Folder of the dataset"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this, [this, images](const QString& folder) {
    jobs::FinetuneSource source = plan_->request().source;
    (images ? source.imagesRoot : source.dataset) = folder.toStdString();
    source.archive.clear();
    plan_->setSource(source);
  });
  connect(dialog, &QDialog::finished, this, &DataPage::refreshSource);
  dialog->open();
}

void DataPage::refreshSource() {
  const jobs::FinetuneSource& source = plan_->request().source;
  const bool folder = !source.dataset.empty();
  sourceLabel_->setText(tr("Learn from"));
  source_->setItemText(0, tr("the captions of this archive"));
  source_->setItemText(1, tr("a dataset folder…"));
  source_->setCurrentIndex(folder ? 1 : 0);
  folder_->setText(QString::fromStdString(source.dataset.string()));
  folder_->setToolTip(folder_->text());
  images_->setText(tr("Images elsewhere…"));
  images_->setToolTip(tr("Choose the folder that the dataset's image paths are relative to"));
  images_->setVisible(folder);
  again_->setToolTip(tr("Look at the data again"));
  again_->setAccessibleName(again_->toolTip());
  examplesTitle_->setText(tr("Examples"));
  issuesTitle_->setText(tr("Worth knowing"));
  classes_->setHeaderLabels({tr("Class"), tr("Tiles"), tr("Training, validation, test")});
  classes_->setAccessibleName(tr("Tiles of each class"));
  progress_->setAccessibleName(tr("Progress of the inspection"));
}

void DataPage::refresh() {
  const FactState state = plan_->dataState();
  const bool working = state == FactState::Working || state == FactState::None;
  progress_->setVisible(working);
  progressText_->setVisible(working);
  const bool empty = state == FactState::Failed && saysNothingLabelled(plan_->dataError());
  failed_ = state == FactState::Failed && !empty;
  if (working) {
    const Progress& progress = plan_->dataProgress();
    progressText_->setText(progress.stage == "decode" ? tr("Opening the images") : tr("Reading the captions"));
    progress_->setRange(0, static_cast<int>(progress.total));
    progress_->setValue(static_cast<int>(progress.done));
    stack_->setCurrentWidget(content_);
  } else if (failed_) {
    state_->showError(plan_->dataError(), tr("Try again"));
    stack_->setCurrentWidget(state_);
  } else if (empty || plan_->data().train.images + plan_->data().val.images + plan_->data().test.images == 0) {
    showEmpty();
  } else {
    showReport();
    stack_->setCurrentWidget(content_);
  }
  content_->setEnabled(!working);
  Q_EMIT completeChanged();
}

void DataPage::showEmpty() {
  const bool archive = plan_->request().source.dataset.empty();
  state_->showEmpty(
      "edit-rename", archive ? tr("No labelled tiles yet") : tr("No captions in this folder"),
      archive
          ? tr("Select tiles among the results, press L and describe what they show in a sentence or two. "
               "A few dozen from different places are a start; 200 teach the model something.")
          : tr("It should hold train.json, in the format of RSICD, RSITMD or Karpathy. Choose another folder above."),
      archive ? tr("Go to the tiles") : QString());
  stack_->setCurrentWidget(state_);
}

void DataPage::showReport() {
  const jobs::DataReport& report = plan_->data();
  const std::int64_t images = report.train.images + report.val.images + report.test.images;
  const std::int64_t captions = report.train.captions + report.val.captions + report.test.captions;
  counts_->setText(tr("%1 tiles · %2 captions, %3 of them different")
                       .arg(formatCount(images), formatCount(captions), formatCount(report.distinctCaptions)));
  division_->setText(tr("%1 to train on, %2 to watch it by, %3 kept for the verdict. %4.")
                         .arg(formatCount(report.train.images), formatCount(report.val.images),
                              formatCount(report.test.images), TrainWords::split(report.split)));
  showClasses();
  showExamples();
  issues_->setIssues(report.issues, plan_->config());
}

void DataPage::showClasses() {
  classes_->clear();
  double most = 1;
  for (const jobs::ClassCount& c : plan_->data().classes)
    most = std::max(most, static_cast<double>(c.train + c.val + c.test));
  for (const jobs::ClassCount& c : plan_->data().classes) {
    const QString name = c.name.empty() ? tr("without a class") : QString::fromStdString(c.name);
    auto* item = new QTreeWidgetItem(classes_, {name, formatCount(c.train + c.val + c.test)});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(2, BarDelegate::kBarRole,
                  BarDelegate::bar({static_cast<double>(c.train) / most, static_cast<double>(c.val) / most,
                                    static_cast<double>(c.test) / most}));
    const QString parts = tr("%1: %2 training, %3 validation, %4 test")
                              .arg(name, formatCount(c.train), formatCount(c.val), formatCount(c.test));
    for (int column = 0; column < 3; ++column) item->setToolTip(column, parts);
    item->setData(2, Qt::AccessibleTextRole, parts);
  }
  for (const int column : {0, 1}) classes_->resizeColumnToContents(column);
  classes_->setColumnWidth(0, std::min(classes_->columnWidth(0), 130));
  const int needed = classes_->columnWidth(0) + classes_->columnWidth(1) + classes_->header()->sectionSizeHint(2);
  classes_->setMinimumWidth(needed + 2 * classes_->frameWidth());
}

void DataPage::showExamples() {
  const std::vector<jobs::DataExample>& examples = plan_->data().examples;
  pictures_->setSource(plan_->session(), plan_->request().source);
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    tiles_[i]->setVisible(i < examples.size());
    if (i >= examples.size()) continue;
    QStringList captions;
    for (const std::string& caption : examples[i].captions) captions.append(QString::fromStdString(caption));
    tiles_[i]->show(pictures_, examples[i].tile, examples[i].subject, {}, captions.join(QLatin1Char('\n')));
  }
}

void DataPage::fix(const std::string& code) {
  if (code == "too_few") Q_EMIT labelRequested();
  if (code == "no_tile") Q_EMIT updateIndexRequested();
  if (code == "repeated_captions") {
    plan_->change([](train::TrainConfig& config) { config.mergeEqualTexts = true; });
    showReport();
  }
  if (code == "leakage") plan_->change([](train::TrainConfig& config) { config.split = train::SplitRule::Place; });
  if (code == "no_val") {
    plan_->change([](train::TrainConfig& config) {
      config.valShare = config.testShare = kKeptAside;
      config.split = train::SplitRule::Place;
    });
  }
}

}  // namespace tilescout::ui
