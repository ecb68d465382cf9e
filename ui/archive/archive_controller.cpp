#include "ui/archive/archive_controller.h"

#include <QDir>
#include <QFileInfo>
#include <chrono>
#include <utility>

#include "ui/archive/archive_jobs.h"
#include "ui/backend/relink_session.h"

namespace tilescout::ui {

namespace fs = std::filesystem;

namespace {

constexpr int kRefreshMs = 2000;                     ///< while an index runs
constexpr auto kPatience = std::chrono::seconds(5);  ///< a model is loaded in less

fs::path toPath(const QString& file) { return fs::path(file.toStdString()); }

jobs::IndexOptions cutAsBefore(std::vector<fs::path> paths) {
  jobs::IndexOptions options;
  options.paths = std::move(paths);
  options.cutAsBefore = true;
  return options;
}

/// What every search needs, before the first is asked and before the window has shown what is open.
void prepareSearch(ArchiveSession& session, const std::stop_token& stop) {
  try {
    session.prepareSearch(stop);
  } catch (...) {
    // the first search says it
  }
}

}  // namespace

struct ArchiveController::Snapshot {
  quint64 generation = 0;
  std::shared_ptr<ArchiveSession> session;
  jobs::ArchiveSummary summary;
  std::vector<jobs::SceneSummary> scenes;
};

ArchiveController::ArchiveController(Backend* backend, JobList* jobs, const fs::path& dataFolder, QObject* parent)
    : QObject(parent),
      backend_(backend),
      jobs_(jobs),
      newArchives_(QString::fromStdString((dataFolder / "archives").string())),
      mailbox_(std::make_shared<Mailbox>(this)) {
  refreshTimer_.setInterval(kRefreshMs);
  connect(&refreshTimer_, &QTimer::timeout, this, &ArchiveController::refresh);
}

ArchiveController::~ArchiveController() {
  for (LatestWorker* worker : {&openWorker_, &refreshWorker_, &modelWorker_, &filesWorker_}) worker->leave(kPatience);
  mailbox_->close();
}

void ArchiveController::open(const QString& file) { openOrCreate(file, false, false); }

void ArchiveController::create(const QString& file) { openOrCreate(file, true, true); }

void ArchiveController::openOrCreate(const QString& file, bool mayCreate, bool mustCreate) {
  std::vector<jobs::IndexOptions> waiting = std::exchange(waiting_, {});
  close();
  waiting_ = std::move(waiting);
  file_ = QFileInfo(file).absoluteFilePath();
  state_ = ArchiveState::Opening;
  Q_EMIT archiveChanged();
  openWorker_.post([this, backend = backend_, mailbox = mailbox_, target = toPath(file_), mayCreate, mustCreate,
                    generation = generation_](const std::stop_token& stop) {
    try {
      Snapshot snapshot;
      snapshot.generation = generation;
      const bool create = mayCreate && (mustCreate || !fs::exists(target));
      if (create) fs::create_directories(target.parent_path());
      if (stop.stop_requested()) return;  // after a disk that hung the backend may be gone
      if (create) backend->createArchive(target);
      snapshot.session = backend->openArchive(target);
      snapshot.summary = snapshot.session->summary();
      snapshot.scenes = snapshot.session->scenes();
      mailbox->post([this, snapshot] { took(snapshot); });
      prepareSearch(*snapshot.session, stop);
    } catch (...) {
      const UiError error = uiErrorOf(std::current_exception());
      mailbox->post([this, error, generation] {
        if (generation == generation_) failedToOpen(error);
      });
    }
  });
}

void ArchiveController::took(const Snapshot& snapshot) {
  if (snapshot.generation != generation_) return;
  const bool isNew = state_ != ArchiveState::Open;
  session_ = snapshot.session;
  summary_ = snapshot.summary;
  scenes_ = snapshot.scenes;
  markMissing();
  if (!isNew) {
    Q_EMIT contentChanged();
    return;
  }
  state_ = ArchiveState::Open;
  Q_EMIT archiveChanged();
  loadModel();
  lookForFiles();
  indexWaiting();
}

void ArchiveController::markMissing() {
  for (jobs::SceneSummary& scene : scenes_) {
    if (missing_.contains(scene.id)) scene.state = "offline";
  }
}

void ArchiveController::lookForFiles() {
  if (state_ != ArchiveState::Open) return;
  filesWorker_.post(
      [this, mailbox = mailbox_, session = session_, generation = generation_](const std::stop_token& stop) {
        std::set<SceneId> missing;
        std::int64_t newFiles = 0;
        try {
          JobContext job(stop);
          for (const jobs::MissingFolder& folder : session->relink().missing(job)) {
            for (const jobs::MissingFolder::Scene& scene : folder.scenes) missing.insert(scene.id);
          }
          newFiles = session->relink().newFiles(job);
        } catch (...) {
          return;  // stopped, or the archive cannot be read, which is said elsewhere
        }
        mailbox->post([this, missing, newFiles, generation] {
          if (generation != generation_ || (missing == missing_ && newFiles == newFiles_)) return;
          missing_ = missing;
          newFiles_ = newFiles;
          refresh();
        });
      });
}

void ArchiveController::scenesMoved() {
  missing_.clear();
  refresh();
  lookForFiles();
  Q_EMIT indexEnded();
}

void ArchiveController::failedToOpen(const UiError& error) {
  error_ = error;
  state_ = ArchiveState::Failed;
  waiting_.clear();
  Q_EMIT archiveChanged();
}

void ArchiveController::close() {
  ++generation_;
  for (LatestWorker* worker : {&openWorker_, &refreshWorker_, &modelWorker_, &filesWorker_}) worker->startAnew();
  missing_.clear();
  newFiles_ = 0;
  refreshTimer_.stop();
  if (indexJob_) indexJob_->cancel();
  const bool wasIndexing = std::exchange(indexJob_, nullptr) != nullptr;
  waiting_.clear();
  session_.reset();
  summary_ = {};
  scenes_.clear();
  file_.clear();
  state_ = ArchiveState::None;
  if (wasIndexing) Q_EMIT indexingChanged();
  Q_EMIT archiveChanged();
}

void ArchiveController::refresh() {
  if (state_ != ArchiveState::Open) return;
  refreshWorker_.post([this, mailbox = mailbox_, session = session_, generation = generation_](std::stop_token) {
    try {
      const Snapshot snapshot{generation, session, session->summary(), session->scenes()};
      mailbox->post([this, snapshot] { took(snapshot); });
    } catch (...) {
      // A list that could not be read anew (a busy disk): the one shown stays, the next refresh tries again.
    }
  });
}

void ArchiveController::loadModel() {
  if (state_ != ArchiveState::Open) return;
  modelWorker_.post([this, mailbox = mailbox_, session = session_, generation = generation_](std::stop_token) {
    std::optional<ModelInfo> model;
    std::optional<UiError> error;
    try {
      model = session->model();
    } catch (...) {
      error = uiErrorOf(std::current_exception());
    }
    mailbox->post([this, model, error, generation] {
      if (generation != generation_) return;
      model_ = model;
      modelError_ = error;
      Q_EMIT modelChanged();
    });
  });
}

void ArchiveController::addScenes(const QStringList& paths) {
  std::vector<fs::path> named;
  for (const QString& path : paths) named.push_back(toPath(path));
  addScenes(cutAsBefore(std::move(named)));
}

void ArchiveController::addScenes(const jobs::IndexOptions& options) {
  if (options.paths.empty()) return;
  if (state_ == ArchiveState::Open) {
    index(options);
  } else if (state_ == ArchiveState::Opening) {
    waiting_.push_back(options);
  } else {
    waiting_ = {options};
    openOrCreate(newArchiveFor(QString::fromStdString(options.paths.front().string())), true, false);
  }
}

QString ArchiveController::newArchiveFor(const QString& path) const {
  const QFileInfo info(path);
  const QString base = info.isDir() ? QDir(path).dirName() : info.dir().dirName();
  const QDir folder(newArchives_);
  QString file = folder.filePath(base + QStringLiteral(".tilescout"));
  for (int number = 2; QFileInfo::exists(file); ++number) {
    file = folder.filePath(QStringLiteral("%1-%2.tilescout").arg(base).arg(number));
  }
  return file;
}

void ArchiveController::openDemo() {
  if (demoJob_) return;  // two painters in one folder would spoil each other's files
  auto folder = std::make_shared<fs::path>();
  auto job = std::make_unique<Job>(ArchiveJobs::paintDemo(), [backend = backend_, folder](JobContext& context) {
    *folder = backend->makeDemo(context);
    return JobOutcome();
  });
  demoJob_ = job.get();
  Job* started = jobs_->add(std::move(job));
  demoError_.reset();
  connect(started, &Job::progressed, this, &ArchiveController::demoChanged);
  connect(started, &Job::settled, this, [this, started] {
    demoJob_ = nullptr;
    if (started->state() == JobState::Failed) demoError_ = started->error();
    Q_EMIT demoChanged();
  });
  Q_EMIT demoChanged();
  connect(started, &Job::finished, this, [this, started, folder] {
    const QString painted = QString::fromStdString(folder->string());
    const QString file = QDir(painted).filePath(QStringLiteral("demo.tilescout"));
    waiting_ = {cutAsBefore({*folder})};
    openOrCreate(file, true, false);
    jobs_->dismiss(started);
  });
}

void ArchiveController::updateIndex() {
  if (state_ != ArchiveState::Open || scenes_.empty()) return;
  jobs::IndexOptions options;
  options.update = true;
  index(options);
}

void ArchiveController::index(const jobs::IndexOptions& options) {
  if (indexJob_) {
    if (!options.update) waiting_.push_back(options);
    return;
  }
  const QString subject = options.paths.size() == 1
                              ? QString::fromStdString(options.paths.front().filename().string())
                              : QFileInfo(file_).completeBaseName();
  jobs::IndexOptions wanted = options;
  if (pictures_) wanted.pictures = pictures_();
  auto job = std::make_unique<Job>(ArchiveJobs::index(subject), [session = session_, wanted](JobContext& context) {
    const jobs::IndexReport report = session->index(wanted, context);
    return JobOutcome{report.scenes, report.indexed, report.tiles, report.newTiles, report.skipped, report.problems};
  });
  indexJob_ = job.get();
  connect(indexJob_, &Job::settled, this, [this, settled = indexJob_] {
    if (settled == indexJob_) indexSettled();
  });
  connect(indexJob_, &Job::againRequested, this, [this, stopped = indexJob_, options, file = file_] {
    jobs_->dismiss(stopped);
    if (state_ == ArchiveState::Open && file == file_) return index(options);
    waiting_.push_back(options);  // another archive is shown by now
    open(file);
  });
  refreshTimer_.start();
  jobs_->add(std::move(job));
  Q_EMIT indexingChanged();
}

void ArchiveController::indexSettled() {
  indexJob_ = nullptr;
  refreshTimer_.stop();
  refresh();
  lookForFiles();
  loadModel();  // the first run decides which model the archive's embeddings are of
  Q_EMIT indexingChanged();
  Q_EMIT indexEnded();
  indexWaiting();
}

void ArchiveController::indexWaiting() {
  if (waiting_.empty()) return;
  const jobs::IndexOptions next = waiting_.front();
  waiting_.erase(waiting_.begin());
  index(next);
}

void ArchiveController::answersChanged() {
  refresh();
  loadModel();
  Q_EMIT indexEnded();
}

}  // namespace tilescout::ui
