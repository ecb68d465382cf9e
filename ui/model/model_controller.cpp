#include "ui/model/model_controller.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <chrono>
#include <utility>

#include "ui/archive/archive_controller.h"
#include "ui/backend/model_library.h"
#include "ui/jobs/job_list.h"
#include "ui/model/download.h"
#include "ui/model/model_jobs.h"
#include "ui/support/plain_text.h"

namespace tilescout::ui {

namespace {

constexpr auto kModelPatience = std::chrono::seconds(2);  ///< for archives that are asked for their model

}  // namespace

struct ModelController::Listing {
  std::vector<ModelCard> models;
  QString defaultName;
  std::optional<std::map<QString, std::string>> used;  ///< not known yet
};

ModelController::ModelController(Backend* backend, ArchiveController* archive, JobList* jobs, QString downloads,
                                 QObject* parent)
    : QObject(parent), backend_(backend), archive_(archive), jobs_(jobs), downloads_(std::move(downloads)),
      mailbox_(std::make_shared<Mailbox>(this)) {}

ModelController::~ModelController() {
  worker_.leave(kModelPatience);
  mailbox_->close();
}

void ModelController::refresh(const QStringList& archives) {
  archives_ = archives;
  read();
}

/// What is there, and then what the archives say that answer.
void ModelController::read() {
  worker_.startAnew();  // an archive on a dead disk may hold up the reading before
  const auto took = [mailbox = mailbox_, this](const Listing& listing) {
    mailbox->post([this, listing] {
      models_ = listing.models;
      default_ = listing.defaultName;
      if (listing.used) used_ = *listing.used;
      Q_EMIT changed();
    });
  };
  worker_.post([backend = backend_, mailbox = mailbox_, this, archives = archives_, took](const std::stop_token& stop) {
    try {
      ModelLibrary& library = backend->models();
      Listing listing{library.list(), text(library.defaultName()), {}};
      took(listing);
      listing.used.emplace();
      for (const QString& archive : archives) {
        try {
          const std::string model = library.modelOf(archive.toStdString());
          if (stop.stop_requested()) return;  // the backend may be gone
          (*listing.used)[archive] = model;
        } catch (const Error&) {
          continue;  // an archive that cannot be read uses no model that anybody could name
        }
      }
      took(listing);
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      mailbox->post([this, error] { Q_EMIT failed(error); });
    }
  });
}

/// In the order asked for; none is dropped because another comes after it.
void ModelController::edit(std::function<void()> change) {
  editor_.post([mailbox = mailbox_, this, change = std::move(change)] {
    std::optional<UiError> error;
    try {
      change();
    } catch (...) {
      error = uiErrorOf(std::current_exception());
    }
    mailbox->post([this, error] {
      read();
      if (error) Q_EMIT failed(*error);
    });
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
  edit([backend = backend_, name = name.toStdString()] { backend->models().use(name); });
}

void ModelController::remove(const QString& name) {
  edit([backend = backend_, name = name.toStdString()] { backend->models().remove(name); });
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
  connect(job, &Job::againRequested, this, [this, job, weights, sha256, vocabulary, activation] {
    jobs_->dismiss(job);
    download(weights, sha256, vocabulary, activation);
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
