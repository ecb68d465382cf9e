#pragma once
#include <QObject>
#include <memory>
#include <vector>

#include "ui/jobs/job.h"

namespace tilescout::ui {

/// All jobs that run or whose end the user has not dismissed yet, oldest first. Owns them.
class JobList : public QObject {
  Q_OBJECT
 public:
  explicit JobList(QObject* parent = nullptr);
  ~JobList() override;

  /// Takes the job and starts it.
  Job* add(std::unique_ptr<Job> job);
  /// Takes a settled job off the list.
  void dismiss(Job* job);
  void cancelAll();

  const std::vector<std::unique_ptr<Job>>& jobs() const { return jobs_; }
  bool anyRunning() const;

 Q_SIGNALS:
  void added(tilescout::ui::Job* job);
  /// The job still exists while this is handled.
  void dismissed(tilescout::ui::Job* job);

 private:
  std::vector<std::unique_ptr<Job>> jobs_;
};

}  // namespace tilescout::ui
