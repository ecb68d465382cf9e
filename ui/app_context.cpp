#include "ui/app_context.h"

#include <QFileInfo>
#include <utility>

namespace tilescout::ui {

AppContext::AppContext(std::unique_ptr<Backend> backend, const std::filesystem::path& dataFolder, QObject* parent)
    : QObject(parent), backend_(std::move(backend)),
      settings_(QString::fromStdString((dataFolder / "settings.ini").string())) {
  theme_.setChoice(settings_.theme());
  language_.setChoice(settings_.language());
  jobs_ = std::make_unique<JobList>();
  archive_ = std::make_unique<ArchiveController>(backend_.get(), jobs_.get(), dataFolder);
  search_ = std::make_unique<SearchController>(archive_.get());
  thumbnails_ = std::make_unique<ThumbnailLoader>();
  currentTile_ = std::make_unique<CurrentTile>(&selection_, search_.get(), archive_.get());
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

void AppContext::restore() {
  const QString last = settings_.lastArchive();
  if (last.isEmpty() || !QFileInfo::exists(last)) return;
  archive_->open(last);
  restoring_ = true;
}

void AppContext::archiveChanged() {
  thumbnails_->setSession(archive_->session());
  selection_.clear();
  if (archive_->state() == ArchiveState::Opening) return;
  if (archive_->state() == ArchiveState::Open) settings_.setLastArchive(archive_->file());
  if (std::exchange(restoring_, false) && archive_->state() == ArchiveState::Open) Q_EMIT restored();
}

}  // namespace tilescout::ui
