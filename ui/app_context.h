#pragma once
#include <filesystem>
#include <memory>
#include <vector>

#include "ui/archive/archive_controller.h"
#include "ui/backend/backend.h"
#include "ui/jobs/job_list.h"
#include "ui/label/label_controller.h"
#include "ui/search/current_tile.h"
#include "ui/search/refine_controller.h"
#include "ui/search/search_controller.h"
#include "ui/search/thumbnail_loader.h"
#include "ui/selection.h"
#include "ui/settings/settings.h"
#include "ui/support/language.h"
#include "ui/support/theme.h"

namespace tilescout::ui {

class ModelController;
class RecentArchives;

/// Owns what outlives the window: settings, look, jobs, the archive and its services. One per program; passed down,
/// never global.
class AppContext : public QObject {
  Q_OBJECT
 public:
  AppContext(std::unique_ptr<Backend> backend, const std::filesystem::path& dataFolder, QObject* parent = nullptr);
  ~AppContext() override;

  Settings& settings() { return settings_; }
  RecentArchives& recentArchives() { return *recent_; }
  Theme& theme() { return theme_; }
  Language& language() { return language_; }
  JobList& jobs() { return *jobs_; }
  ArchiveController& archive() { return *archive_; }
  SearchController& search() { return *search_; }
  RefineController& refine() { return *refine_; }
  ThumbnailLoader& thumbnails() { return *thumbnails_; }
  Selection& selection() { return selection_; }
  CurrentTile& currentTile() { return *currentTile_; }
  LabelController& labels() { return *labels_; }
  ModelController& models() { return *models_; }

  void setTheme(ThemeChoice choice);
  void setLanguage(const QString& choice);
  /// Remembers it, and loads the archive's model anew for it.
  void setCompute(const QString& device, const QString& precision, int threads);
  void setCacheMegabytes(int megabytes);
  /// Small pictures of all archives go there from now on (empty: beside each); those that there are, of this archive and
  /// of those opened lately, move there as a job, or are removed.
  void setPictureFolder(const QString& folder, bool keep);
  void setArchivesFolder(const QString& folder);
  void setPlotRenderer(PlotRenderer renderer);
  Backend& backend() { return *backend_; }
  const std::filesystem::path& dataFolder() const { return dataFolder_; }
  /// Reopens the archive of the last time, with its query, when no file or this one alone was `named` at the start; false
  /// when there is none, or other files were named. One that is gone is told of only when it was named.
  bool restore(const QStringList& named = {});

 Q_SIGNALS:
  /// The archive of the last time stands open again: the window puts the last query back.
  void restored();
  void plotRendererChanged();

 private:
  void archiveChanged();
  void applyCompute();
  jobs::PictureOptions indexPictures() const;
  void trimThumbnails();
  std::vector<std::filesystem::path> reachableArchives();

  std::unique_ptr<Backend> backend_;
  const std::filesystem::path dataFolder_;
  Settings settings_;
  std::unique_ptr<RecentArchives> recent_;
  Theme theme_;
  Language language_;
  Selection selection_;
  // In the order of use: jobs run on the archive's session, so the list goes last.
  std::unique_ptr<JobList> jobs_;
  std::unique_ptr<ArchiveController> archive_;
  std::unique_ptr<SearchController> search_;
  std::unique_ptr<RefineController> refine_;
  std::unique_ptr<ThumbnailLoader> thumbnails_;
  std::unique_ptr<CurrentTile> currentTile_;
  std::unique_ptr<LabelController> labels_;
  std::unique_ptr<ModelController> models_;
  bool restoring_ = false, named_ = false;
  LatestWorker cacheWorker_;
};

}  // namespace tilescout::ui
