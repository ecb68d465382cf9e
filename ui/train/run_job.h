#pragma once
#include <QObject>
#include <QPointer>
#include <memory>

namespace tilescout::ui {

class JobList;
class Job;
class TuningRun;

/// Shows the run under way among the window's jobs, so that it is seen, stopped and found from every page.
class RunJob : public QObject {
  Q_OBJECT
 public:
  RunJob(TuningRun* run, JobList* jobs, QObject* parent = nullptr);
  ~RunJob() override;

 Q_SIGNALS:
  /// The job's button: the user wants to see the run.
  void showRequested();

 private:
  struct Feed;
  void follow();
  void begin();
  void report();
  void end(bool stopped);

  TuningRun* const run_;
  JobList* const jobs_;
  std::shared_ptr<Feed> feed_;  ///< of the job that runs; null: none
  QPointer<Job> job_;           ///< in the list, perhaps settled
};

}  // namespace tilescout::ui
