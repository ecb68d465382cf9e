#include "ui/train/run_job.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "base/error.h"
#include "ui/jobs/job_list.h"
#include "ui/support/format.h"
#include "ui/train/tuning_run.h"

namespace tilescout::ui {

/// What the job's thread, which only waits, hears of the run.
struct RunJob::Feed {
  std::mutex mutex;
  std::condition_variable_any news;
  Progress progress;
  bool fresh = false, over = false, stopped = false, failed = false;
  std::string failure, name;

  void tell(const Progress& told) {
    const std::lock_guard lock(mutex);
    progress = told;
    fresh = true;
    news.notify_all();
  }
};

RunJob::RunJob(TuningRun* run, JobList* jobs, QObject* parent) : QObject(parent), run_(run), jobs_(jobs) {
  connect(run, &TuningRun::phaseChanged, this, &RunJob::follow);
  connect(run, &TuningRun::stepped, this, &RunJob::report);
  connect(run, &TuningRun::progressed, this, &RunJob::report);
}

RunJob::~RunJob() { end(true); }

void RunJob::follow() {
  if (run_->isUnderWay() && !feed_ && run_->phase() != RunPhase::Discarding) begin();
  if (!run_->isUnderWay() && feed_) end(run_->phase() != RunPhase::Finished && run_->phase() != RunPhase::Failed);
}

void RunJob::begin() {
  auto feed = std::make_shared<Feed>();
  feed->name = run_->request().name;
  feed_ = feed;
  const QString name = QString::fromStdString(feed->name);
  JobWords words;
  words.title = [name] { return tr("Fine-tune %1").arg(name); };
  words.stage = [](const Progress& progress) {
    if (progress.stage == "train" && progress.total > 0) {
      return tr("step %1 of %2").arg(formatCount(progress.done), formatCount(progress.total));
    }
    if (progress.stage == "train") return tr("step %1").arg(formatCount(progress.done));
    return progress.stage == "evaluate" ? tr("measuring") : tr("reading the tiles");
  };
  words.summary = [](const JobOutcome&) { return tr("done; look at the result and decide whether to use it"); };
  words.followUp = [] { return tr("Show the result"); };
  words.showRate = false;
  auto job = std::make_unique<Job>(std::move(words), [feed](JobContext& context) {
    std::unique_lock lock(feed->mutex);
    while (feed->news.wait(lock, context.stopToken(), [&] { return feed->fresh || feed->over; })) {
      if (feed->over) break;
      feed->fresh = false;
      context.report(feed->progress);
    }
    if (feed->failed) throw Error(ErrorCode::Internal, feed->failure, feed->name);
    if (!feed->over || feed->stopped) throw Cancelled();
    return JobOutcome();
  });
  if (job_ && job_->state() != JobState::Running) jobs_->dismiss(job_);  // of the same run before its pause
  job_ = jobs_->add(std::move(job));
  connect(job_, &Job::followUpRequested, this, &RunJob::showRequested);
  // Stop in the list is pause here: the state is kept, and the wizard offers to go on.
  connect(job_, &Job::progressed, this, [this] {
    if (job_ && job_->isCancelling()) run_->pause();
  });
}

void RunJob::report() {
  if (!feed_) return;
  const train::TuneEvent* step = run_->lastStep();
  if (step && run_->phase() != RunPhase::Starting) {
    feed_->tell({"train", step->step, std::max<std::int64_t>(0, step->totalSteps), 0, step->etaSeconds});
  } else {
    feed_->tell(run_->progress());
  }
}

void RunJob::end(bool stopped) {
  if (!feed_) return;
  {
    const std::lock_guard lock(feed_->mutex);
    feed_->over = true;
    feed_->stopped = stopped;
    feed_->failed = run_->phase() == RunPhase::Failed;
    feed_->failure = run_->error().message.toStdString();
    feed_->news.notify_all();
  }
  // A run that was thrown away leaves no line behind.
  if (run_->phase() == RunPhase::None && job_) {
    connect(
        job_, &Job::settled, jobs_, [jobs = jobs_, job = job_.data()] { jobs->dismiss(job); }, Qt::QueuedConnection);
  }
  feed_.reset();
}

}  // namespace tilescout::ui
