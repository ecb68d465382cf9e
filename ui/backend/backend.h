#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/job.h"
#include "jobs/catalog_service.h"
#include "jobs/diagnostics.h"
#include "jobs/index_job.h"
#include "jobs/index_preview.h"
#include "jobs/reembed_job.h"
#include "jobs/thumbnail_cache.h"
#include "model/model_card.h"
#include "search/query.h"

namespace tilescout::ui {

/// The model that answers, and where it computes ("cpu bf16").
struct ModelInfo {
  ModelCard card;
  std::string device;
};

/// Where models compute, in the words of the command line ("auto", "cpu", "cuda:0"; "auto", "fp32", "bf16", "fp16").
struct ComputeChoice {
  std::string device = "auto", precision = "auto";
  int threads = 0;  ///< 0: as many as there are
};

class ExploreSession;
class LabelSession;
class ModelLibrary;
class MapSession;
class MatchSession;
class QuerySession;
class RelinkSession;
class SavedSession;
class TrainSession;

/// One open archive. Every call may take long and is made on worker threads only; calls may run side by side.
/// Throws Error, and Cancelled where a stop token or job is given. Each area of the program has its own small interface
/// in <area>_session.h, got by an accessor here and living as long as this; the real one is core_<area>_session, the
/// tests' one fake_<area>_session.
class ArchiveSession {
 public:
  virtual ~ArchiveSession() = default;

  virtual std::filesystem::path file() const = 0;
  virtual jobs::ArchiveSummary summary() = 0;
  virtual std::vector<jobs::SceneSummary> scenes() = 0;
  virtual std::optional<jobs::SceneSummary> scene(SceneId id) = 0;
  virtual std::optional<TileInfo> tile(TileId id) = 0;
  virtual Image thumbnail(TileId tile, int size) = 0;
  virtual Image tileView(TileId tile, double margin, int size) = 0;
  virtual Image sceneOverview(SceneId scene, int maxSize) = 0;
  /// Loads the model when it is not loaded yet.
  virtual ModelInfo model() = 0;
  /// Reads what every search needs, unless it is in memory already. `stop`: of the archive's closing; a newer query
  /// needs the same.
  virtual void prepareSearch(std::stop_token stop) = 0;
  virtual SearchResult search(const Query& query, std::stop_token stop) = 0;
  /// Small pictures go where setPicturePlace() says.
  virtual jobs::IndexReport index(const jobs::IndexOptions& options, JobContext& job) = 0;
  /// Embeds every tile with this model while the present one answers, then makes it the archive's.
  virtual jobs::ReembedReport reembed(const std::string& model, JobContext& job) = 0;

  /// One file with the archive as it is now; what runs goes on.
  virtual void backUp(const std::filesystem::path& target, JobContext& job) = 0;

  /// Removes the oldest cached thumbnails until they take no more than this.
  virtual void trimThumbnails(std::int64_t bytes) = 0;

  virtual LabelSession& labels() = 0;
  virtual MatchSession& match() = 0;
  virtual QuerySession& query() = 0;
  virtual SavedSession& saved() = 0;
  virtual ExploreSession& explore() = 0;
  virtual MapSession& map() = 0;
  virtual RelinkSession& relink() = 0;
  /// Null: this one cannot train.
  virtual TrainSession* train() { return nullptr; }
};

/// What the interface needs of the core. The program uses CoreBackend, the tests a fake one.
class Backend {
 public:
  virtual ~Backend() = default;

  virtual void createArchive(const std::filesystem::path& file) = 0;
  virtual std::shared_ptr<ArchiveSession> openArchive(const std::filesystem::path& file) = 0;
  /// What indexing would find and make in this archive; an empty path: in a new one. Loads the model.
  virtual jobs::IndexPreview previewIndex(const std::filesystem::path& archive, const jobs::IndexOptions& options,
                                          jobs::PreviewMemory& memory, JobContext& job) = 0;
  /// Paints the demo scenes when they are not there yet; returns their folder.
  virtual std::filesystem::path makeDemo(JobContext& job) = 0;
  /// For models loaded from now on; a session's model() loads anew what was loaded with another choice.
  virtual void setCompute(const ComputeChoice& choice) = 0;
  /// Folder of all archives' small pictures, for open archives too; empty: beside each.
  virtual void setPicturePlace(const std::filesystem::path& folder) = 0;
  /// As jobs::moveThumbnails has it.
  virtual jobs::MovedPictures movePictures(const std::vector<std::filesystem::path>& archives,
                                           const std::filesystem::path& from, const std::filesystem::path& to, bool keep,
                                           JobContext& job) = 0;
  virtual std::vector<jobs::DiagnosticPart> diagnostics() = 0;
  /// The models of this computer.
  virtual ModelLibrary& models() = 0;
};

}  // namespace tilescout::ui
