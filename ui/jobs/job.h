#pragma once
#include <QObject>
#include <QString>
#include <functional>
#include <thread>
#include <vector>

#include "base/job.h"
#include "base/scene.h"
#include "ui/support/error_text.h"

namespace tilescout::ui {

enum class JobKind { PaintDemo, Index, ImportModel };
enum class JobState { Running, Finished, Failed, Cancelled };

/// What a finished job has to say: written by the worker, read by the interface after `finished`.
struct JobOutcome {
  std::int64_t scenes = 0, indexed = 0, tiles = 0, newTiles = 0, skipped = 0;
  std::vector<SceneProblem> problems;
};

/// One long piece of work on a thread of its own. Its signals come on the interface's thread; of finished, failed and
/// cancelled exactly one comes, once. Destroying it asks for a stop and waits.
class Job : public QObject {
  Q_OBJECT
 public:
  using Work = std::function<JobOutcome(JobContext&)>;

  /// `subject` is what it works on, for showing. start() begins.
  Job(JobKind kind, QString subject, Work work, QObject* parent = nullptr);
  ~Job() override;

  void start();
  void cancel();

  JobKind kind() const { return kind_; }
  const QString& subject() const { return subject_; }
  JobState state() const { return state_; }
  bool isCancelling() const { return cancelling_; }
  const Progress& progress() const { return progress_; }
  const JobOutcome& outcome() const { return outcome_; }
  const UiError& error() const { return error_; }

 Q_SIGNALS:
  void progressed();
  void finished();
  void failed();
  void cancelled();
  /// After each of the three above.
  void settled();

 private:
  void run(const std::stop_token& stop);
  void settle(JobState state, const std::function<void()>& store);

  const JobKind kind_;
  const QString subject_;
  Work work_;
  JobState state_ = JobState::Running;
  bool cancelling_ = false;
  Progress progress_;
  JobOutcome outcome_;
  UiError error_;
  std::jthread thread_;
};

}  // namespace tilescout::ui
