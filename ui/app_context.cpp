#include "ui/app_context.h"

#include <QFileInfo>
#include <QGuiApplication>
#include <algorithm>
#include <utility>

#include "jobs/thumbnail_cache.h"
#include "ui/archive/archive_jobs.h"
#include "ui/archive/recent_archives.h"
#include "ui/model/model_controller.h"

namespace tilescout::ui {

AppContext::AppContext(std::unique_ptr<Backend> backend, const std::filesystem::path& dataFolder, QObject* parent)
    : QObject(parent), backend_(std::move(backend)), dataFolder_(dataFolder),
      settings_(QString::fromStdString((dataFolder / "settings.ini").string())),
      recent_(std::make_unique<RecentArchives>(&settings_)) {
  theme_.setChoice(settings_.theme());
  language_.setChoice(settings_.language());
  jobs_ = std::make_unique<JobList>();
  archive_ = std::make_unique<ArchiveController>(backend_.get(), jobs_.get(), dataFolder);
  setArchivesFolder(settings_.archivesFolder());
  applyCompute();
  backend_->setPicturePlace(settings_.pictureFolder().toStdString());
  archive_->setIndexPictures([this] { return indexPictures(); });
  search_ = std::make_unique<SearchController>(archive_.get());
  refine_ = std::make_unique<RefineController>(archive_.get(), search_.get());
  thumbnails_ = std::make_unique<ThumbnailLoader>();
  currentTile_ = std::make_unique<CurrentTile>(&selection_, search_.get(), archive_.get());
  labels_ = std::make_unique<LabelController>(archive_.get(), &selection_);
  models_ = std::make_unique<ModelController>(backend_.get(), archive_.get(), jobs_.get(),
                                              QString::fromStdString((dataFolder / "downloads").string()));
  connect(archive_.get(), &ArchiveController::archiveChanged, this, &AppContext::archiveChanged);
  connect(archive_.get(), &ArchiveController::indexEnded, thumbnails_.get(), &ThumbnailLoader::retry);
}

AppContext::~AppContext() {
  jobs_->cancelAll();  // they stop while the workers below are joined
}

void AppContext::setTheme(ThemeChoice choice) {
  settings_.setTheme(choice);
  theme_.setChoice(choice);
}

void AppContext::setLanguage(const QString& choice) {
  settings_.setLanguage(choice);
  language_.setChoice(choice);
}

void AppContext::applyCompute() {
  try {
    backend_->setCompute({settings_.device().toStdString(), settings_.precision().toStdString(), settings_.threads()});
  } catch (const Error&) {
    settings_.setCompute(QStringLiteral("auto"), QStringLiteral("auto"), 0);  // written by hand or a newer version
    backend_->setCompute({});
  }
}

void AppContext::setCompute(const QString& device, const QString& precision, int threads) {
  settings_.setCompute(device, precision, threads);
  applyCompute();
  archive_->loadModel();
}

void AppContext::setCacheMegabytes(int megabytes) {
  settings_.setCacheMegabytes(megabytes);
  trimThumbnails();
}

void AppContext::trimThumbnails() {
  if (!archive_->session()) return;
  const std::int64_t bytes = std::int64_t{settings_.cacheMegabytes()} << 20;
  cacheWorker_.post([session = archive_->session(), bytes](std::stop_token) { session->trimThumbnails(bytes); });
}

void AppContext::setPictureFolder(const QString& folder, bool keep) {
  const QString before = settings_.pictureFolder();
  if (folder == before) return;
  settings_.setPictureFolder(folder);
  backend_->setPicturePlace(folder.toStdString());
  const std::vector<std::filesystem::path> archives = reachableArchives();
  if (before.isEmpty() && archives.empty()) return;  // nothing is known that could move
  jobs_->add(std::make_unique<Job>(
      ArchiveJobs::movePictures(keep), [backend = backend_.get(), archives, from = before.toStdString(),
                                        to = folder.toStdString(), keep](JobContext& job) {
        const jobs::MovedPictures moved = backend->movePictures(archives, from, to, keep, job);
        JobOutcome outcome;
        outcome.scenes = moved.archives;
        outcome.tiles = moved.pictures;
        for (const std::filesystem::path& folderLeft : moved.left) {
          const std::string place = folderLeft.string();
          outcome.problems.push_back({place, "pictures_left", place});
        }
        return outcome;
      }));
}

/// Of those that were opened lately the ones whose disk answers: a dead one would hold up the job, and the end.
std::vector<std::filesystem::path> AppContext::reachableArchives() {
  std::vector<std::filesystem::path> archives;
  if (archive_->session()) archives.emplace_back(archive_->file().toStdString());
  for (const RecentArchives::Entry& entry : recent_->entries()) {
    const std::filesystem::path file = entry.file.toStdString();
    const bool known = std::find(archives.begin(), archives.end(), file) != archives.end();
    if (entry.presence == RecentArchives::Presence::There && !known) archives.push_back(file);
  }
  return archives;
}

/// The size that the results were last shown in, or will be shown in at first.
jobs::PictureOptions AppContext::indexPictures() const {
  jobs::PictureOptions pictures;
  if (!settings_.picturesWhileIndexing()) return pictures;
  const int shown = thumbnails_->size();
  const double first = settings_.cellSize() * qApp->devicePixelRatio();
  pictures.size = shown > 0 ? shown : jobs::pictureSizeFor(static_cast<int>(first));
  pictures.mostBytes = std::int64_t{settings_.cacheMegabytes()} << 20;
  return pictures;
}

void AppContext::setArchivesFolder(const QString& folder) {
  settings_.setArchivesFolder(folder);
  archive_->setNewArchivesFolder(folder.isEmpty() ? QString::fromStdString((dataFolder_ / "archives").string()) : folder);
}

void AppContext::setPlotRenderer(PlotRenderer renderer) {
  settings_.setPlotRenderer(renderer);
  Q_EMIT plotRendererChanged();
}

bool AppContext::restore(const QStringList& named) {
  const QString last = settings_.lastArchive();
  const bool asked = named.size() == 1 && QFileInfo(named.front()).absoluteFilePath() == last;
  if (last.isEmpty() || (!named.isEmpty() && !asked)) return false;
  archive_->open(last);  // asks the disk on its own thread: a network folder that hangs holds up no window
  restoring_ = true;
  named_ = asked;
  return true;
}

void AppContext::archiveChanged() {
  thumbnails_->setSession(archive_->session());
  selection_.clear();
  if (archive_->state() == ArchiveState::Opening) return;
  if (archive_->state() == ArchiveState::Open) {
    settings_.setLastArchive(archive_->file());
    trimThumbnails();
  }
  if (!std::exchange(restoring_, false)) return;
  if (archive_->state() == ArchiveState::Open) Q_EMIT restored();
  // The first page then tells of a disk that is not connected; nobody has asked for this archive by name.
  if (archive_->state() == ArchiveState::Failed && archive_->error().code == ErrorCode::NotFound && !named_)
    archive_->close();
}

}  // namespace tilescout::ui
