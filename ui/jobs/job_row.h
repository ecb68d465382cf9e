#pragma once
#include <QWidget>

#include "ui/jobs/job.h"

class QLabel;
class QProgressBar;
class QToolButton;
class QTreeWidget;

namespace tilescout::ui {

/// One job on one line: what, stage, bar, rate, time left, stop. Its problems or failure unfold below.
class JobRow : public QWidget {
  Q_OBJECT
 public:
  explicit JobRow(Job* job, QWidget* parent = nullptr);

  Job* job() const { return job_; }

 Q_SIGNALS:
  void dismissRequested(tilescout::ui::Job* job);

 private:
  void build();
  void refresh();
  void refreshRunning();
  void refreshSettled();
  void fillDetails();
  QString stageText() const;
  QString summary() const;

  Job* const job_;
  QLabel* icon_ = nullptr;
  QLabel* title_ = nullptr;
  QLabel* stage_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QLabel* rate_ = nullptr;
  QLabel* left_ = nullptr;
  QToolButton* details_ = nullptr;
  QToolButton* followUp_ = nullptr;
  QToolButton* stop_ = nullptr;
  QTreeWidget* list_ = nullptr;
};

}  // namespace tilescout::ui
