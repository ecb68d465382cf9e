#include "ui/explore/comparison_controller.h"

#include <filesystem>
#include <memory>
#include <utility>

#include "ui/app_context.h"
#include "ui/backend/explore_session.h"
#include "ui/explore/layout_controller.h"
#include "ui/explore/space_job.h"

namespace tilescout::ui {

namespace {

using View = std::shared_ptr<const jobs::ComparisonView>;

}  // namespace

ComparisonController::ComparisonController(AppContext* context, QObject* parent) : QObject(parent), context_(context) {
  job_ = new SpaceJob(context, this);
  connect(job_, &SpaceJob::changed, this, &ComparisonController::changed);
  ArchiveController* archive = &context->archive();
  connect(archive, &ArchiveController::archiveChanged, this, &ComparisonController::archiveChanged);
  connect(archive, &ArchiveController::indexEnded, this, &ComparisonController::readModels);
  connect(archive, &ArchiveController::modelChanged, this, &ComparisonController::readModels);
  archiveChanged();
}

ComparisonController::~ComparisonController() = default;

void ComparisonController::archiveChanged() {
  reader_.drop();
  job_->drop();
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
  if (!session || job_->isRunning()) return;
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
  JobWords words = SpaceJob::words(
      [] { return tr("Compare two models"); },
      [](const Progress& progress) {
        return progress.stage == "layout" ? tr("arranging both together: %1").arg(SpaceJob::countsOf(progress))
                                          : tr("measuring both");
      },
      [](const JobOutcome& outcome) { return tr("%Ln tile(s) compared", nullptr, static_cast<int>(outcome.tiles)); });
  job_->start(
      std::move(words),
      [options](ExploreSession& session, JobContext& job) {
        return std::make_shared<const jobs::ComparisonView>(session.compare(options, job));
      },
      [](const View& made) { return made->drift.size(); }, [this](View made) { took(std::move(made)); });
}

void ComparisonController::took(View view) {
  view_ = std::move(view);
  Q_EMIT changed();
}

void ComparisonController::write(const QString& file) {
  const std::shared_ptr<ArchiveSession> session = context_->archive().session();
  if (!session || !view_) return;
  context_->jobs().add(std::make_unique<Job>(
      LayoutController::writeWords(file),
      [session, view = view_, path = std::filesystem::path(file.toStdString())](JobContext& context) {
        session->explore().writeComparison(*view, path, context);
        return JobOutcome{};
      }));
}

void ComparisonController::close() {
  if (!view_) return;
  view_.reset();
  Q_EMIT changed();
}

}  // namespace tilescout::ui
