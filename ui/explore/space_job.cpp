#include "ui/explore/space_job.h"

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/support/format.h"

namespace tilescout::ui {

SpaceJob::SpaceJob(AppContext* context, QObject* parent) : QObject(parent), context_(context) {}

void SpaceJob::drop() {
  ++generation_;
  job_ = nullptr;
}

QString SpaceJob::countsOf(const Progress& progress) {
  return tr("%1 of %2").arg(formatCount(progress.done), formatCount(progress.total));
}

JobWords SpaceJob::words(std::function<QString()> title, StageWords stage,
                         std::function<QString(const JobOutcome&)> summary) {
  JobWords words;
  words.title = std::move(title);
  words.stage = [stage = std::move(stage)](const Progress& progress) {
    if (progress.stage == "read") return tr("reading embeddings: %1").arg(countsOf(progress));
    if (progress.stage == "neighbours") return tr("finding neighbours: %1").arg(countsOf(progress));
    if (progress.stage == "place") return tr("placing tiles: %1").arg(countsOf(progress));
    return stage(progress);
  };
  words.summary = std::move(summary);
  words.showRate = false;
  return words;
}

void SpaceJob::run(JobWords words, Work work, std::function<void()> done, Failed failed) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || job_) return;
  auto job = std::make_unique<Job>(std::move(words), [session, work = std::move(work)](JobContext& context) {
    return work(session->explore(), context);
  });
  const quint64 generation = generation_;
  connect(job.get(), &Job::finished, this, [this, generation, done = std::move(done)] {
    if (generation == generation_) done();
  });
  connect(job.get(), &Job::failed, this, [this, generation, failed = std::move(failed), ended = job.get()] {
    if (generation == generation_ && failed) failed(ended->error());
  });
  connect(job.get(), &Job::settled, this, [this, generation] {
    if (generation != generation_) return;
    job_ = nullptr;
    Q_EMIT changed();
  });
  job_ = context_->jobs().add(std::move(job));
  Q_EMIT changed();
}

}  // namespace tilescout::ui
