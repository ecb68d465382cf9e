#include "ui/model/model_controller.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <utility>

#include "ui/archive/archive_controller.h"
#include "ui/backend/model_library.h"
#include "ui/jobs/job_list.h"
#include "ui/model/download.h"
#include "ui/model/model_jobs.h"
#include "ui/support/plain_text.h"

namespace tilescout::ui {

ModelController::ModelController(Backend* backend, ArchiveController* archive, JobList* jobs, QString downloads,
                                 QObject* parent)
    : QObject(parent), backend_(backend), archive_(archive), jobs_(jobs), downloads_(std::move(downloads)) {}

ModelController::~ModelController() = default;

void ModelController::refresh(const QStringList& archives) {
  archives_ = archives;
  post([] {});
}

void ModelController::post(std::function<void()> change) {
  worker_.post([this, backend = backend_, archives = archives_, change = std::move(change)](std::stop_token) {
    try {
      change();
      ModelLibrary& library = backend->models();
      std::map<QString, std::string> used;
      for (const QString& archive : archives) {
        try {
          used[archive] = library.modelOf(archive.toStdString());
        } catch (const Error&) {
          continue;  // an archive that cannot be read uses no model that anybody could name
        }
      }
      QMetaObject::invokeMethod(
          this,
          [this, models = library.list(), name = text(library.defaultName()), used] {
            models_ = models;
            default_ = name;
            used_ = used;
            Q_EMIT changed();
          },
          Qt::QueuedConnection);
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      QMetaObject::invokeMethod(
          this, [this, error] { Q_EMIT failed(error); }, Qt::QueuedConnection);
    }
  });
}

QStringList ModelController::usersOf(const std::string& name) const {
  QStringList users;
  for (const auto& [archive, model] : used_) {
    if (model == name) users.append(archive);
  }
  return users;
}

void ModelController::use(const QString& name) {
  post([backend = backend_, name = name.toStdString()] { backend->models().use(name); });
}

void ModelController::remove(const QString& name) {
  post([backend = backend_, name = name.toStdString()] { backend->models().remove(name); });
}

void ModelController::import(const jobs::ImportOptions& options) {
  const QString file = QFileInfo(text(options.path.string())).fileName();
  Job* job = jobs_->add(std::make_unique<Job>(ModelJobs::import(file), [backend = backend_, options](JobContext&) {
    backend->models().import(options);
    return JobOutcome();
  }));
  watchImport(job, options);
}

void ModelController::watchImport(Job* job, const jobs::ImportOptions& options) {
  connect(job, &Job::finished, this, [this] {
    archive_->loadModel();
    refresh(archives_);
  });
  connect(job, &Job::failed, this, [this, job, options] {
    const UiError& error = job->error();
    const bool asks = error.code == ErrorCode::InvalidInput && error.message.contains(QLatin1String("activation"));
    if (!asks || !options.activation.empty()) return;
    jobs_->dismiss(job);  // not a failure: a question
    Q_EMIT activationNeeded(text(options.path.string()), text(options.adapter.string()),
                            text(options.tokenizer.string()));
  });
}

void ModelController::download(const QUrl& weights, const QString& sha256, const QUrl& vocabulary,
                               const QString& activation) {
  const QDir folder(downloads_);
  const QString file = weights.fileName();
  const Download first{weights, folder.filePath(file), sha256};
  const Download second{vocabulary, folder.filePath(vocabulary.fileName()), {}};
  jobs::ImportOptions options;
  options.path = first.target.toStdString();
  options.activation = activation.toStdString();
  if (!vocabulary.isEmpty()) options.tokenizer = second.target.toStdString();
  // Read by the interface after the end only.
  auto sum = std::make_shared<QString>();
  Job* job = jobs_->add(std::make_unique<Job>(
      ModelJobs::download(file, !sha256.isEmpty()), [backend = backend_, first, second, options, sum](JobContext& context) {
        if (!second.url.isEmpty() && !QFile::exists(second.target)) fetch(second, context);
        const Fetched fetched = fetchUnlessThere(first, context);
        *sum = fetched.sha256;
        backend->models().import(options);
        QFile::remove(first.target);  // the store has its own copy now
        JobOutcome outcome;
        outcome.skipped = fetched.wasThere ? 1 : 0;
        return outcome;
      }));
  connect(job, &Job::settled, this, [this, first, sum] {
    if (!sum->isEmpty()) Q_EMIT downloaded(first.target, *sum);
  });
  watchImport(job, options);
}

void ModelController::switchArchive(const QString& name, const QString& title) {
  if (switching_ || !archive_->session()) return;
  switching_ = true;
  Job* job = jobs_->add(std::make_unique<Job>(
      ModelJobs::reembed(title), [session = archive_->session(), name = name.toStdString()](JobContext& context) {
        const jobs::ReembedReport report = session->reembed(name, context);
        JobOutcome outcome;
        outcome.tiles = report.tiles;
        outcome.newTiles = report.newTiles;
        outcome.problems = report.problems;
        return outcome;
      }));
  connect(job, &Job::settled, this, [this] {
    switching_ = false;
    refresh(archives_);
  });
  connect(job, &Job::finished, archive_, &ArchiveController::answersChanged);
}

}  // namespace tilescout::ui
