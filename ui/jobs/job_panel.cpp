#include "ui/jobs/job_panel.h"

#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/jobs/job_row.h"

namespace tilescout::ui {

namespace {

// Then it scrolls: the results must stay in sight, and the window within a screen of 720 lines.
constexpr int kMostHeight = 200, kMostOfWindow = 6;

}  // namespace

JobPanel::JobPanel(JobList* jobs, QWidget* parent) : QWidget(parent), jobs_(jobs) {
  auto* content = new QWidget(this);
  rows_ = new QVBoxLayout(content);
  rows_->setContentsMargins(0, 4, 0, 4);
  rows_->setSpacing(2);
  rows_->setAlignment(Qt::AlignTop);
  scroll_ = new QScrollArea(this);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setWidget(content);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(scroll_);
  content->installEventFilter(this);
  for (const auto& job : jobs->jobs()) addRow(job.get());
  connect(jobs, &JobList::added, this, &JobPanel::addRow);
  connect(jobs, &JobList::dismissed, this, &JobPanel::removeRow);
}

void JobPanel::fitHeight() {
  const int most = std::clamp(window()->height() / kMostOfWindow, kMostHeight / 3, kMostHeight);
  setFixedHeight(std::clamp(scroll_->widget()->sizeHint().height(), 24, most));
}

bool JobPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == scroll_->widget() && event->type() == QEvent::LayoutRequest) fitHeight();
  return QWidget::eventFilter(watched, event);
}

int JobPanel::rowCount() const { return static_cast<int>(findChildren<JobRow*>().size()); }

void JobPanel::addRow(Job* job) {
  auto* row = new JobRow(job, this);
  connect(row, &JobRow::dismissRequested, jobs_, &JobList::dismiss);
  rows_->addWidget(row);
  Q_EMIT occupiedChanged(true);
}

void JobPanel::removeRow(Job* job) {
  for (JobRow* row : findChildren<JobRow*>()) {
    if (row->job() != job) continue;
    rows_->removeWidget(row);
    row->hide();
    row->setParent(nullptr);
    row->deleteLater();
  }
  if (rowCount() == 0) Q_EMIT occupiedChanged(false);
}

}  // namespace tilescout::ui
