#include "ui/jobs/job_row.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QTreeWidget>
#include <algorithm>

#include "ui/support/format.h"
#include "ui/support/icons.h"
#include "ui/support/retranslate.h"

namespace tilescout::ui {

namespace {

constexpr int kBarSteps = 1000;
constexpr int kMostProblems = 6;  ///< shown at once; more are scrolled to

QToolButton* flatButton(QWidget* parent, const char* name) {
  auto* button = new QToolButton(parent);
  button->setObjectName(QString::fromLatin1(name));
  button->setAutoRaise(true);
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  return button;
}

}  // namespace

JobRow::JobRow(Job* job, QWidget* parent) : QWidget(parent), job_(job) {
  build();
  connect(job, &Job::progressed, this, &JobRow::refresh);
  connect(job, &Job::settled, this, [this] {
    fillDetails();
    refresh();
  });
  onLanguageChange(this, [this] {
    fillDetails();
    refresh();
  });
}

void JobRow::build() {
  icon_ = new QLabel(this);
  title_ = new QLabel(this);
  title_->setObjectName(QStringLiteral("jobTitle"));
  title_->setTextFormat(Qt::PlainText);
  stage_ = new QLabel(this);
  stage_->setObjectName(QStringLiteral("jobStage"));
  bar_ = new QProgressBar(this);
  bar_->setTextVisible(false);
  bar_->setFixedHeight(8);
  bar_->setMinimumWidth(80);
  rate_ = new QLabel(this);
  left_ = new QLabel(this);
  details_ = flatButton(this, "jobDetails");
  details_->setCheckable(true);
  followUp_ = flatButton(this, "jobFollowUp");
  followUp_->hide();
  stop_ = flatButton(this, "jobStop");
  list_ = new QTreeWidget(this);
  list_->setObjectName(QStringLiteral("jobProblems"));
  list_->setRootIsDecorated(false);
  list_->hide();

  auto* line = new QHBoxLayout;
  line->setSpacing(12);
  line->addWidget(icon_);
  line->addWidget(title_);
  line->addWidget(stage_);
  line->addWidget(bar_, 1);
  line->addWidget(rate_);
  line->addWidget(left_);
  line->addWidget(details_);
  line->addWidget(followUp_);
  line->addWidget(stop_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 2, 8, 2);
  column->setSpacing(4);
  column->addLayout(line);
  column->addWidget(list_);

  connect(details_, &QToolButton::toggled, list_, &QWidget::setVisible);
  connect(followUp_, &QToolButton::clicked, this, [this] {
    if (job_->state() == JobState::Finished) Q_EMIT job_->followUpRequested();
    else Q_EMIT job_->againRequested();
  });
  connect(stop_, &QToolButton::clicked, this, [this] {
    if (job_->state() == JobState::Running) {
      job_->cancel();
    } else {
      Q_EMIT dismissRequested(job_);
    }
  });
}

QString JobRow::stageText() const {
  const Progress& progress = job_->progress();
  if (job_->isCancelling()) return tr("stopping…");
  if (progress.stage.empty()) return tr("starting…");
  if (job_->words().stage) return job_->words().stage(progress);
  return progress.total > 0 ? tr("%1 of %2").arg(formatCount(progress.done), formatCount(progress.total))
                            : formatCount(progress.done);
}

void JobRow::refresh() {
  title_->setText(job_->words().title());
  if (job_->state() == JobState::Running) {
    refreshRunning();
  } else {
    refreshSettled();
  }
}

void JobRow::refreshRunning() {
  const Progress& progress = job_->progress();
  icon_->hide();
  stage_->setText(stageText());
  bar_->setRange(0, progress.total > 0 ? kBarSteps : 0);
  if (progress.total > 0) bar_->setValue(static_cast<int>(progress.done * kBarSteps / progress.total));
  rate_->setText(job_->words().showRate ? formatRate(progress.rate) : QString());
  left_->setText(formatTimeLeft(progress.etaSeconds));
  details_->hide();
  stop_->setText(tr("Stop"));
  stop_->setIcon(themeIcon("process-stop"));
  stop_->setToolTip(tr("Stop this job; what is done so far is kept"));
  stop_->setEnabled(!job_->isCancelling());
}

QString JobRow::summary() const {
  switch (job_->state()) {
    case JobState::Cancelled: return tr("stopped; what was done is kept");
    case JobState::Failed:
      if (job_->words().failure) return job_->words().failure(job_->error());
      return errorSentence(job_->error()) + QLatin1Char(' ') + errorAdvice(job_->error());
    case JobState::Running:
    case JobState::Finished: break;
  }
  return job_->words().summary ? job_->words().summary(job_->outcome()) : tr("done");
}

void JobRow::refreshSettled() {
  const bool failed = job_->state() == JobState::Failed;
  icon_->setPixmap(themeIcon(failed                                 ? "dialog-error"
                             : job_->state() == JobState::Cancelled ? "process-stop"
                                                                    : "dialog-ok")
                       .pixmap(16, 16));
  icon_->show();
  stage_->setText(summary());
  stage_->setWordWrap(true);
  static_cast<QHBoxLayout*>(layout()->itemAt(0)->layout())->setStretchFactor(stage_, 1);
  bar_->hide();
  rate_->hide();
  left_->hide();
  const JobWords& words = job_->words();
  const std::function<QString()>& offer = job_->state() == JobState::Finished ? words.followUp : words.again;
  followUp_->setVisible(static_cast<bool>(offer));
  if (offer) followUp_->setText(offer());
  const int problems = static_cast<int>(job_->outcome().problems.size());
  details_->setVisible(failed || problems > 0);
  details_->setText(failed ? tr("Details") : tr("%n problem(s)", nullptr, problems));
  details_->setIcon(themeIcon(failed ? "dialog-information" : "dialog-warning"));
  details_->setToolTip(tr("Show what went wrong, file by file"));
  stop_->setEnabled(true);
  stop_->setText(tr("Dismiss"));
  stop_->setIcon(QIcon());
  stop_->setToolTip(tr("Take this line off the list"));
}

void JobRow::fillDetails() {
  list_->clear();
  list_->setHeaderLabels({tr("File"), tr("Problem"), tr("Details")});
  if (job_->state() == JobState::Failed) {
    auto* item = new QTreeWidgetItem(list_, {QFileInfo(job_->error().subject).fileName(), errorSentence(job_->error()),
                                             errorDetails(job_->error())});
    item->setToolTip(2, errorDetails(job_->error()));
  }
  for (const SceneProblem& problem : job_->outcome().problems) {
    const QString path = QString::fromStdString(problem.scene);
    const QString message = QString::fromStdString(problem.message);
    auto* item = new QTreeWidgetItem(
        list_, {QFileInfo(path).fileName(), problemSentence(QString::fromStdString(problem.code)), message});
    item->setToolTip(0, path);
    item->setToolTip(2, message);
  }
  list_->header()->setStretchLastSection(true);
  list_->resizeColumnToContents(0);
  list_->resizeColumnToContents(1);
  const int rows = std::min(kMostProblems, list_->topLevelItemCount());
  list_->setFixedHeight(list_->header()->sizeHint().height() + rows * list_->fontMetrics().height() * 5 / 4 + 12);
}

}  // namespace tilescout::ui
