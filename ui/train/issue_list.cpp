#include "ui/train/issue_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/support/icons.h"
#include "ui/support/retranslate.h"
#include "ui/train/train_words.h"

namespace tilescout::ui {

namespace {

constexpr int kMostRows = 5;  ///< of a list that is unfolded; more are scrolled to

}  // namespace

IssueRow::IssueRow(jobs::DataIssue issue, const train::TrainConfig& config, QWidget* parent)
    : QFrame(parent), issue_(std::move(issue)), config_(config) {
  setObjectName(QStringLiteral("issue_") + QString::fromStdString(issue_.code));
  icon_ = new QLabel(this);
  text_ = new QLabel(this);
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  show_ = new QToolButton(this);
  show_->setObjectName(QStringLiteral("issueShow"));
  show_->setCheckable(true);
  show_->setVisible(!issue_.subjects.empty());
  open_ = new QToolButton(this);
  open_->setObjectName(QStringLiteral("issueTiles"));
  open_->setVisible(!issue_.tiles.empty());
  fix_ = new QPushButton(this);
  fix_->setObjectName(QStringLiteral("issueFix"));
  subjects_ = new QListWidget(this);
  subjects_->hide();
  for (const std::string& subject : issue_.subjects) subjects_->addItem(QString::fromStdString(subject));
  const int rows = std::min(kMostRows, subjects_->count());
  subjects_->setFixedHeight(rows * (fontMetrics().height() + 2) + 8);

  auto* line = new QHBoxLayout;
  line->addWidget(icon_, 0, Qt::AlignTop);
  line->addWidget(text_, 1);
  line->addWidget(show_);
  line->addWidget(open_);
  line->addWidget(fix_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 2, 0, 2);
  column->addLayout(line);
  column->addWidget(subjects_);
  connect(show_, &QToolButton::toggled, subjects_, &QWidget::setVisible);
  connect(open_, &QToolButton::clicked, this, [this] { Q_EMIT tilesRequested(issue_.tiles, text_->text()); });
  connect(fix_, &QPushButton::clicked, this, [this] { Q_EMIT fixRequested(issue_.code); });
  onLanguageChange(this, [this] {
    text_->setText(TrainWords::issue(issue_));
    text_->setToolTip(QString::fromStdString(issue_.message));
    show_->setText(tr("Show"));
    show_->setToolTip(tr("List what this is about"));
    show_->setAccessibleName(tr("Show: %1").arg(text_->text()));
    open_->setText(tr("Open the tiles"));
    open_->setToolTip(tr("Shows them among the results of the main window, selected"));
    open_->setAccessibleName(tr("Open the tiles: %1").arg(text_->text()));
    fix_->setText(TrainWords::fix(issue_, config_));
    fix_->setVisible(!fix_->text().isEmpty());
  });
  onPaletteChange(this, [this] {
    icon_->setPixmap(themeIcon(issue_.blocking ? "dialog-error" : "dialog-warning").pixmap(16, 16));
  });
}

IssueList::IssueList(QWidget* parent) : QScrollArea(parent) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget(this);
  column_ = new QVBoxLayout(content);
  column_->setContentsMargins(0, 0, 8, 0);
  column_->setSpacing(4);
  fine_ = new QLabel(content);
  fine_->setWordWrap(true);
  column_->addWidget(fine_);
  column_->addStretch(1);
  setWidget(content);
  onLanguageChange(this, [this] { fine_->setText(tr("Nothing doubtful was found in the data.")); });
}

void IssueList::setIssues(std::vector<jobs::DataIssue> issues, const train::TrainConfig& config) {
  std::stable_partition(issues.begin(), issues.end(), [](const jobs::DataIssue& issue) { return issue.blocking; });
  for (IssueRow* row : rows_) row->deleteLater();
  rows_.clear();
  fine_->setVisible(issues.empty());
  for (jobs::DataIssue& issue : issues) {
    auto* row = new IssueRow(std::move(issue), config, widget());
    connect(row, &IssueRow::fixRequested, this, &IssueList::fixRequested);
    connect(row, &IssueRow::tilesRequested, this, &IssueList::tilesRequested);
    column_->insertWidget(column_->count() - 1, row);
    rows_.push_back(row);
  }
}

}  // namespace tilescout::ui
