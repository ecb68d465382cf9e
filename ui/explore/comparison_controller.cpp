#include "ui/explore/comparison_controller.h"

#include <utility>

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/jobs/job.h"
#include "ui/support/format.h"

namespace tilescout::ui {

namespace {

using View = std::shared_ptr<const jobs::ComparisonView>;

}  // namespace

ComparisonController::ComparisonController(AppContext* context, QObject* parent) : QObject(parent), context_(context) {
  ArchiveController* archive = &context->archive();
  connect(archive, &ArchiveController::archiveChanged, this, &ComparisonController::archiveChanged);
  connect(archive, &ArchiveController::indexEnded, this, &ComparisonController::readModels);
  connect(archive, &ArchiveController::modelChanged, this, &ComparisonController::readModels);
  archiveChanged();
}

ComparisonController::~ComparisonController() = default;

void ComparisonController::archiveChanged() {
  ++generation_;
  reader_.drop();
  job_ = nullptr;  // it belongs to the list, and its end to an archive that is gone
  models_.clear();
  Q_EMIT modelsChanged();
  close();
  readModels();
}

void ComparisonController::readModels() {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || context_->archive().state() != ArchiveState::Open) return;
  reader_.call([session](const std::stop_token&) { return session->explore().models(); },
               [this](const std::vector<jobs::SpaceModel>& models) {
                 models_ = models;
                 Q_EMIT modelsChanged();
               });
}

void ComparisonController::compare(const std::string& before, const std::string& after, bool anew) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || job_) return;
  asked_.before = before;
  asked_.after = after;
  asked_.anew = anew;
  if (anew) return make(asked_);
  reader_.call(
      [session, before, after](const std::stop_token&) {
        auto stored = session->explore().comparison(before, after);
        return stored ? std::make_shared<const jobs::ComparisonView>(std::move(*stored)) : View();
      },
      [this](const View& stored) { stored ? took(stored) : make(asked_); },
      [this](const UiError&) { make(asked_); });  // what is stored is damaged: it is made again
}

void ComparisonController::again() { compare(asked_.before, asked_.after, true); }

void ComparisonController::make(const jobs::CompareOptions& options) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || job_) return;
  JobWords words;
  words.title = [] { return tr("Compare two models"); };
  words.stage = [](const Progress& progress) {
    const QString counts = tr("%1 of %2").arg(formatCount(progress.done), formatCount(progress.total));
    if (progress.stage == "read") return tr("reading embeddings: %1").arg(counts);
    if (progress.stage == "neighbours") return tr("finding neighbours: %1").arg(counts);
    if (progress.stage == "layout") return tr("arranging both together: %1").arg(counts);
    if (progress.stage == "place") return tr("placing tiles: %1").arg(counts);
    return tr("measuring both");
  };
  words.summary = [](const JobOutcome& outcome) {
    return tr("%Ln tile(s) compared", nullptr, static_cast<int>(outcome.tiles));
  };
  words.showRate = false;
  auto made = std::make_shared<View>();
  auto job = std::make_unique<Job>(std::move(words), [session, options, made](JobContext& context) {
    *made = std::make_shared<const jobs::ComparisonView>(session->explore().compare(options, context));
    JobOutcome outcome;
    outcome.tiles = static_cast<std::int64_t>((*made)->drift.size());
    return outcome;
  });
  const quint64 generation = generation_;
  connect(job.get(), &Job::finished, this, [this, generation, made] {
    if (generation == generation_) took(*made);
  });
  connect(job.get(), &Job::settled, this, [this, generation] {
    if (generation != generation_) return;
    job_ = nullptr;
    Q_EMIT changed();
  });
  job_ = context_->jobs().add(std::move(job));
  Q_EMIT changed();
}

void ComparisonController::took(View view) {
  view_ = std::move(view);
  Q_EMIT changed();
}

void ComparisonController::close() {
  if (!view_) return;
  view_.reset();
  Q_EMIT changed();
}

}  // namespace tilescout::ui
