#pragma once
#include <QObject>
#include <QStringList>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "ui/backend/backend.h"
#include "ui/jobs/job_list.h"
#include "ui/support/latest_worker.h"
#include "ui/support/mailbox.h"

namespace tilescout::ui {

enum class ArchiveState { None, Opening, Open, Failed };

/// Opens, makes, fills and watches the archive of the window. Slow calls run on workers; values come back by signal.
/// An archive that hangs on a dead disk holds up neither the next one nor the end of the program.
class ArchiveController : public QObject {
  Q_OBJECT
 public:
  ArchiveController(Backend* backend, JobList* jobs, const std::filesystem::path& dataFolder,
                    QObject* parent = nullptr);
  ~ArchiveController() override;

  void open(const QString& file);
  void create(const QString& file);
  void close();
  /// Indexes files and folders. Without an open archive one named after the first of them is made in the data folder.
  void addScenes(const QStringList& paths);
  /// The same, cut and shown as `options` say.
  void addScenes(const jobs::IndexOptions& options);
  /// Paints the demo scenes when needed, opens their archive and indexes them.
  void openDemo();
  /// Looks at every scene again, and for new ones in the folders that were added; cut as before.
  void updateIndex();
  /// Another model answers now: its name, counts and answers are asked for anew.
  void answersChanged();
  /// Reads scenes and counts anew.
  void refresh();
  /// Files of scenes lie elsewhere now, or again where they were.
  void scenesMoved();
  /// Asks for the model again: another one may answer now, or compute elsewhere.
  void loadModel();
  /// What small pictures an index draws beside its work, asked for as it begins.
  void setIndexPictures(std::function<jobs::PictureOptions()> pictures) { pictures_ = std::move(pictures); }
  /// Where archives that nobody has named are made.
  void setNewArchivesFolder(const QString& folder) { newArchives_ = folder; }

  ArchiveState state() const { return state_; }
  const QString& file() const { return file_; }
  const UiError& error() const { return error_; }
  const std::shared_ptr<ArchiveSession>& session() const { return session_; }
  const jobs::ArchiveSummary& summary() const { return summary_; }
  const std::vector<jobs::SceneSummary>& scenes() const { return scenes_; }
  const std::optional<ModelInfo>& model() const { return model_; }
  const std::optional<UiError>& modelError() const { return modelError_; }
  /// How many files of the added folders were no scenes yet when they were last looked at.
  std::int64_t newFiles() const { return newFiles_; }
  bool isIndexing() const { return indexJob_ != nullptr; }
  /// The demo is being painted; null: it is not.
  const Job* demoJob() const { return demoJob_; }
  /// Why the demo could not be painted the last time.
  const std::optional<UiError>& demoError() const { return demoError_; }

 Q_SIGNALS:
  /// Another archive, or none: see state().
  void archiveChanged();
  /// The same archive has other scenes or tiles.
  void contentChanged();
  void modelChanged();
  void indexingChanged();
  /// The demo is being painted, has got further, or has ended.
  void demoChanged();
  /// An index run of the open archive ended, however it ended.
  void indexEnded();

 private:
  struct Snapshot;
  void openOrCreate(const QString& file, bool mayCreate, bool mustCreate);
  void took(const Snapshot& snapshot);
  /// Looks which scenes' files are there, and which are new, beside everything else: a disk that is not connected is
  /// known at once, and so is what has come.
  void lookForFiles();
  void markMissing();
  void failedToOpen(const UiError& error);
  void index(const jobs::IndexOptions& options);
  void indexWaiting();
  void indexSettled();
  QString newArchiveFor(const QString& path) const;

  Backend* const backend_;
  JobList* const jobs_;
  QString newArchives_;
  std::function<jobs::PictureOptions()> pictures_;
  ArchiveState state_ = ArchiveState::None;
  QString file_;
  UiError error_;
  std::shared_ptr<ArchiveSession> session_;
  jobs::ArchiveSummary summary_;
  std::vector<jobs::SceneSummary> scenes_;
  std::optional<ModelInfo> model_;
  std::optional<UiError> modelError_;
  std::vector<jobs::IndexOptions> waiting_;  ///< for the archive to be open, or the running index to end
  Job* indexJob_ = nullptr;
  Job* demoJob_ = nullptr;
  std::optional<UiError> demoError_;
  quint64 generation_ = 0;  ///< of the archive: answers about an earlier one are dropped
  std::int64_t newFiles_ = 0;
  std::set<SceneId> missing_;  ///< scenes whose files were not there at the last look
  QTimer refreshTimer_;
  LatestWorker openWorker_, refreshWorker_, modelWorker_, filesWorker_;
  const std::shared_ptr<Mailbox> mailbox_;  ///< the only way from a worker to here: a worker may outlive this
};

}  // namespace tilescout::ui
