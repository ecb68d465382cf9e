#pragma once
#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "base/error.h"
#include "base/labels.h"
#include "fake_label_session.h"
#include "fake_model_library.h"
#include "jobs/background_service.h"
#include "search/feedback.h"
#include "fake_train_session.h"
#include "ui/backend/backend.h"

namespace tilescout::test {

struct FakeSpace;
std::shared_ptr<FakeSpace> makeFakeSpace();

/// What the fake archive holds and how it behaves; the test changes it while the window runs.
struct FakeWorld {
  // Content.
  std::atomic<int> scenes{3};
  int tilesPerScene = 40;
  std::int64_t pendingTiles = 0;
  std::int64_t newFiles = 0, updates = 0;  ///< under the mutex below once an archive is open
  std::string indexed;                     ///< when, ISO 8601
  bool shipped = true;
  bool placed = true;                          ///< scenes have footprints
  std::vector<Image> pictures;                 ///< shown by turns; empty: plain colours
  std::string activeModel;                     ///< that the archive answers with, as its summary names it
  std::map<SceneId, std::string> sensors;      ///< of the scenes named; of all others NAIP
  std::set<SceneId> offlineScenes;             ///< under the mutex below once an archive is open
  std::vector<SceneProblem> problems;          ///< of the next index run
  std::set<std::string> unknownWords;
  std::string notice;                          ///< of every answer
  std::string translation;                     ///< of every query that has no own
  std::int64_t wordMatches = 0;                ///< of every answer
  std::map<SavedSearchId, SavedSearch> saved;  ///< under the mutex below, as the next two
  std::map<SavedSearchId, std::vector<SearchMark>> savedMarks;
  std::map<std::string, std::vector<SearchMark>> keptMarks;  ///< under the mutex, as the next one
  std::set<SavedSearchId> brokenSearches;                    ///< whose new hits cannot be counted
  std::int64_t newHits = 0;  ///< of every alert that was not looked at since
  std::shared_ptr<FakeTraining> training = std::make_shared<FakeTraining>();

  std::shared_ptr<FakeSpace> space = makeFakeSpace();  ///< what the Embedding page shows

  // Behaviour.
  std::atomic<bool> holdSearches{false};       ///< searches wait until this is false or they are stopped
  std::atomic<bool> holdThumbnails{false};
  std::atomic<bool> holdWarps{false}, holdViews{false};
  std::atomic<bool> holdExport{false};         ///< an export waits until this is false or it is stopped
  std::atomic<bool> holdIndex{false};          ///< the index stays at 40 % until this is false or it is stopped
  std::optional<Error> openError, searchError, indexError, modelError, refineError;

  FakeLabelSession labels;  ///< of every archive
  FakeModelLibrary models;
  std::atomic<bool> holdReembed{false}, holdCounts{false};

  // What happened.
  std::mutex mutex;
  jobs::IndexPreview preview;                     ///< the next ones, under the mutex
  std::vector<jobs::IndexOptions> previewed, indexedWith;  ///< under the mutex
  std::vector<std::string> created, opened, searched, indexedPaths, reembedded;
  std::vector<TileId> thumbnailsRead;
  std::vector<ui::ComputeChoice> computes;
  std::atomic<std::int64_t> trimmedTo{-1};
  struct PicturesMoved {
    std::vector<std::filesystem::path> archives;
    std::filesystem::path from, to;
    bool keep = false;
  };
  std::filesystem::path picturePlace;          ///< under the mutex, as the next one
  std::vector<PicturesMoved> picturesMoved;
  std::vector<Query> asked;                ///< every search in full
  std::vector<std::vector<Mark>> refined;  ///< marks of every refinement
  std::vector<std::string> exported;           ///< targets
  std::vector<std::string> backups;            ///< targets
  std::atomic<int> searchesCancelled{0}, searchesPrepared{0};
  std::atomic<int> warpsRead{0}, windowsRead{0};
  std::atomic<int> windowPixels{0};            ///< width of the picture asked for last
  std::atomic<int> demosMade{0};
  std::vector<jobs::BackgroundSource> backgroundsRead;
  std::optional<Error> backgroundError, previewError;  ///< under the mutex

  template <typename T>
  T copyOf(const T& value) {
    const std::lock_guard lock(mutex);
    return value;
  }
};

/// A Backend without files, models or threads of its own.
class FakeBackend : public ui::Backend {
 public:
  explicit FakeBackend(std::shared_ptr<FakeWorld> world) : world_(std::move(world)) {}

  void createArchive(const std::filesystem::path& file) override;
  std::shared_ptr<ui::ArchiveSession> openArchive(const std::filesystem::path& file) override;
  jobs::IndexPreview previewIndex(const std::filesystem::path& archive, const jobs::IndexOptions& options,
                                  jobs::PreviewMemory& memory, JobContext& job) override;
  std::filesystem::path makeDemo(JobContext& job) override;
  void setCompute(const ui::ComputeChoice& choice) override;
  void setPicturePlace(const std::filesystem::path& folder) override;
  jobs::MovedPictures movePictures(const std::vector<std::filesystem::path>& archives,
                                   const std::filesystem::path& from, const std::filesystem::path& to, bool keep,
                                   JobContext& job) override;
  std::vector<jobs::DiagnosticPart> diagnostics() override;
  ui::ModelLibrary& models() override { return world_->models; }

 private:
  std::shared_ptr<FakeWorld> world_;
};

/// Scene and tile that the fake answers a query with at a rank, for tests to compare with.
TileId fakeTileAt(const FakeWorld& world, const std::string& text, int rank);

}  // namespace tilescout::test
