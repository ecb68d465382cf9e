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

enum class JobState { Running, Finished, Failed, Cancelled };

/// What a finished job has to say: written by the worker, read by the interface after `finished`.
struct JobOutcome {
  std::int64_t scenes = 0, indexed = 0, tiles = 0, newTiles = 0, skipped = 0;
  std::vector<SceneProblem> problems;
};

/// How a job speaks of itself; each is called again when the language changes. Only the title has to be there.
struct JobWords {
  std::function<QString()> title;                     ///< "Index NAIP 2018"
  std::function<QString(const Progress&)> stage;      ///< "tiles 41,022 of 98,311"; without it the counts alone
  std::function<QString(const JobOutcome&)> summary;  ///< of a finished job; without it "done"
  std::function<QString(const UiError&)> failure;     ///< why and what to do; without it as for any error
  std::function<QString()> followUp;                  ///< text of the button that a finished job offers ("Show")
  std::function<QString()> again;                     ///< of one that failed or was stopped ("Go on")
  bool showRate = true;
};

/// One long piece of work on a thread of its own. Its signals come on the interface's thread; of finished, failed and
/// cancelled exactly one comes, once. Destroying it asks for a stop and waits.
class Job : public QObject {
  Q_OBJECT
 public:
  using Work = std::function<JobOutcome(JobContext&)>;

  /// start() begins.
  Job(JobWords words, Work work, QObject* parent = nullptr);
  ~Job() override;

  void start();
  void cancel();

  const JobWords& words() const { return words_; }
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
  /// The button of a finished job was pressed.
  void followUpRequested();
  /// That of a job that failed or was stopped.
  void againRequested();
  /// After each of the three above.
  void settled();

 private:
  void run(const std::stop_token& stop);
  void settle(JobState state, const std::function<void()>& store);

  const JobWords words_;
  Work work_;
  JobState state_ = JobState::Running;
  bool cancelling_ = false;
  Progress progress_;
  JobOutcome outcome_;
  UiError error_;
  std::jthread thread_;
};

}  // namespace tilescout::ui
