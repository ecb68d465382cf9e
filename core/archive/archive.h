#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive_lock.h"
#include "archive/layout.h"
#include "base/job.h"
#include "base/scene.h"

namespace tilescout::archive {

/// The archive's record of a model whose embeddings it holds. `fingerprint` covers weights, adapters, tokenizer and
/// preprocessing; embeddings of different fingerprints never mix.
struct ModelRecord {
  ModelId id = 0;
  std::string name;
  std::string fingerprint;
  int embedDim = 0;
  bool active = false;
};

enum class SceneState { Pending, Indexed, Refused, Offline };

/// Stable lower-case name: "pending", "indexed", "refused", "offline".
std::string_view stateName(SceneState state);

/// Row of the scene table as lists and `status` show it.
struct SceneRow {
  SceneInfo info;
  SceneState state = SceneState::Pending;
  std::string problemCode, problemMessage;  ///< Refused, or a warning of an indexed scene
  std::int64_t tiles = 0;
  std::int64_t skippedTiles = 0;  ///< mostly nodata
  std::string tilingKey;
  TileId sinceTile = 0;  ///< the first tile that this content of its file ever had; it may be gone
};

struct StoredTile {
  TileId id = 0;
  TileWindow window;
  Ring footprint;
};

struct CaptionRow {
  CaptionId id = 0;
  SceneId scene = 0;  ///< 0: the scene is gone
  TileId tile = 0;    ///< 0: an orphan, its scene has no tiles now
  std::string text;
};

struct JobRow {
  std::int64_t id = 0;
  std::string kind, state, detail;  ///< state: "running", "finished", "failed", "cancelled", "interrupted"
  std::string started, ended;       ///< ISO 8601, UTC
};

/// `tiles` are embedded ones of the active model.
struct ArchiveStatus {
  std::int64_t scenes = 0, tiles = 0, skipped = 0, captions = 0, bytes = 0;
  std::int64_t pendingTiles = 0;
  std::string indexed;  ///< when the last index ended, ISO 8601, UTC; "" = none has
  std::vector<ModelRecord> models;
  std::vector<JobRow> jobs;
};

struct VerifyProblem {
  std::string subject, message;
};

/// A scene whose file lies elsewhere now, unchanged.
struct MovedScene {
  SceneId scene = 0;
  std::string path;
  std::uint64_t fileSize = 0;
  std::int64_t modifiedNs = 0;
};

/// A folder or file that was given to be indexed.
struct Source {
  std::string path;     ///< absolute and normal
  std::string options;  ///< how its scenes are cut, as the index job writes it
  bool operator==(const Source&) const = default;
};

enum class OpenMode { ReadWrite, ReadOnly };

/// What became of a scene that was copied from another archive.
enum class SceneCopy {
  Added,         ///< it was new here, or had no tiles here
  Completed,     ///< it was here; embeddings, skipped tiles or captions were added
  Present,       ///< nothing of it was missing
  OtherContent,  ///< it was here with another content of its file; nothing was changed
  OtherCut       ///< it was here, cut into other tiles; nothing was changed
};

/// One archive: a SQLite file. All SQL lives in core/archive. An instance belongs to one thread; open another for a
/// second thread (WAL lets readers run beside the one writer). Throws Error: NotFound, Corrupt (damaged, or another
/// application's database), Incompatible (newer version), Busy (another program is writing), Io (disk full, ...).
class Archive {
 public:
  static Archive create(const std::filesystem::path& file);
  static Archive open(const std::filesystem::path& file, OpenMode mode);
  ~Archive();
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;

  const std::filesystem::path& file() const;

  /// Runs `body`, whose reads through this object all see one moment of the archive, whatever a writer does meanwhile.
  void snapshot(const std::function<void()>& body);

  // Scenes. Each call is one transaction.
  std::vector<SceneRow> scenes();
  std::optional<SceneRow> sceneByPath(const std::string& path);
  std::optional<SceneRow> scene(SceneId id);
  std::optional<SceneInfo> sceneInfo(SceneId id);  ///< quicker: counts no tiles
  /// Inserts or replaces the scene's row and its tiles (state Pending, no embeddings); captions of vanished tiles stay
  /// with the nearest new one or are kept as orphans, never lost silently.
  /// Hundreds of thousands of tiles take seconds: a stop asked for in `job` ends it with Cancelled, nothing changed.
  SceneId putScene(const SceneInfo& info, const std::string& tilingKey, std::span<const StoredTile> tiles,
                   const JobContext& job = {});
  /// Inserts or replaces the scene's row in state Refused, without tiles; captions stay as orphans.
  void putRefusedScene(const SceneInfo& info, const SceneProblem& problem);
  void setSceneState(SceneId id, SceneState state, const SceneProblem* problem = nullptr);
  void updateStamp(SceneId id, std::uint64_t fileSize, std::int64_t modifiedNs, const std::string& contentHash);

  /// New paths for scenes whose tiles stay; the offline ones among them can be read again, and a source whose scenes
  /// have all moved follows them. One transaction, and one step of the history ("scenes.move", detail `to`), which
  /// LabelBook takes back.
  void moveScenes(std::span<const MovedScene> scenes, const std::string& to);
  /// Copies a scene of another archive with its tiles, embeddings and labels; scenes are told apart by their paths,
  /// numbers are given anew. `models` maps the other archive's models to this one's. One transaction; done twice it
  /// changes nothing the second time.
  SceneCopy copyScene(Archive& from, SceneId scene, const std::map<ModelId, ModelId>& models,
                      const JobContext& job = {});
  /// Copies saved searches whose names are free here; returns the names of those left out.
  std::vector<std::string> copySearches(Archive& from);
  /// Copies what was said to be no duplicates, of tiles that are here; twice adds nothing.
  void copyApart(Archive& from);

  // Sources.
  std::vector<Source> sources();  ///< in the order in which they were given
  /// Given (again): takes the place of what lies below it. Nothing is stored below a source of the same options.
  void putSource(const Source& source);

  // Tiles and embeddings.
  /// Neither embedded nor skipped, in tile order; `after` and `limit` page through a large scene (limit < 0: all).
  std::vector<StoredTile> pendingTiles(SceneId scene, ModelId model, TileId after = 0, int limit = -1);
  std::vector<StoredTile> tilesOf(SceneId scene);  ///< all but skipped ones, in tile order
  std::int64_t pendingTileCount(SceneId scene, ModelId model);
  std::vector<SceneId> scenesWithPendingTiles(ModelId model);
  struct EmbeddedTile {
    TileId tile = 0;
    bool skipped = false;                 ///< mostly nodata: no embedding
    std::span<const std::uint16_t> half;  ///< E fp16 values, L2-normalised before rounding
  };
  void storeEmbeddings(ModelId model, std::span<const EmbeddedTile> batch);  ///< one transaction
  /// All embedded tiles of a model in tile order: ids and a callback per block of rows (fp16, row-major).
  std::int64_t embeddingCount(ModelId model);
  void readEmbeddings(ModelId model,
                      const std::function<void(std::span<const TileId>, std::span<const std::uint16_t>)>& block);
  std::optional<TileInfo> tile(TileId id);
  std::vector<TileInfo> tiles(std::span<const TileId> ids);
  /// The scene of each of these tiles, ascending as readEmbeddings gives them; 0: there is no such tile. Reads no more
  /// than an index, so that filters over all tiles need no query a tile.
  std::vector<SceneId> scenesOfTiles(std::span<const TileId> ids);
  /// Tiles whose footprint's box meets the box (R*Tree).
  std::vector<TileId> tilesInBox(double west, double south, double east, double north);

  // Captions. They stay with their pixels: see putScene.
  CaptionId addCaption(TileId tile, const std::string& text);
  std::vector<CaptionRow> captions();

  // Models.
  ModelRecord modelFor(const std::string& name, const std::string& fingerprint, int embedDim);  ///< found or added
  std::vector<ModelRecord> models();
  std::optional<ModelRecord> activeModel();
  void setActiveModel(ModelId id);

  // Layouts of the embedding space; one a model and method, replaced when made anew.
  std::int64_t putLayout(const StoredLayout& layout);
  std::optional<StoredLayout> layoutOf(ModelId model, const std::string& method = {});  ///< "" = the latest
  std::int64_t putComparison(const StoredComparison& comparison);  ///< replaces that of the same two models
  std::optional<StoredComparison> comparisonOf(ModelId before, ModelId after);

  /// Groups of tiles of which someone said that they are no duplicates, in the order in which it was said; tiles rise.
  /// They stay with their pixels, as captions do; LabelBook changes them.
  std::vector<std::vector<TileId>> apart();

  // Jobs and health.
  std::int64_t beginJob(const std::string& kind, const std::string& detail);
  void endJob(std::int64_t id, const std::string& state, const std::string& detail);
  ArchiveStatus status();
  std::vector<VerifyProblem> verify();  ///< integrity of database, embeddings, scene files
  /// Changes whenever tiles or embeddings change: caches and vector indexes carry it.
  std::int64_t revision();

 private:
  struct Impl;
  explicit Archive(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::archive
