#pragma once
#include <QWidget>

#include "ui/jobs/job_list.h"

class QVBoxLayout;
class QScrollArea;

namespace tilescout::ui {

/// The jobs, one line each, newest at the bottom.
class JobPanel : public QWidget {
  Q_OBJECT
 public:
  explicit JobPanel(JobList* jobs, QWidget* parent = nullptr);

  int rowCount() const;

 Q_SIGNALS:
  /// The last line is gone, or the first one came.
  void occupiedChanged(bool occupied);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fitHeight();
  void addRow(Job* job);
  void removeRow(Job* job);

  JobList* const jobs_;
  QScrollArea* scroll_ = nullptr;
  QVBoxLayout* rows_ = nullptr;
};

}  // namespace tilescout::ui
