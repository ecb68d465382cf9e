#include "archive/archive.h"

#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <utility>

#include "archive/apart_store.h"
#include "archive/caption_store.h"
#include "archive/comparison_store.h"
#include "archive/connection.h"
#include "archive/edit_log.h"
#include "archive/embedding_store.h"
#include "archive/file_place.h"
#include "archive/job_store.h"
#include "archive/label_copy.h"
#include "archive/layout_store.h"
#include "archive/model_store.h"
#include "archive/placed_rows.h"
#include "archive/scene_copy.h"
#include "archive/scene_store.h"
#include "archive/session.h"
#include "archive/source_store.h"
#include "archive/sqlite_guard.h"
#include "archive/tile_store.h"
#include "archive/verify.h"

namespace tilescout::archive {

namespace fs = std::filesystem;

namespace {

constexpr int kJobsShown = 20;

std::int64_t countOf(SQLite::Database& database, const char* sql) {
  SQLite::Statement query(database, sql);
  return firstRow(query, "a count").getColumn(0).getInt64();
}

std::int64_t bytesOnDisk(const fs::path& file) {
  std::int64_t bytes = 0;
  for (const char* suffix : {"", "-wal"}) {
    fs::path part = file;
    part += suffix;
    std::error_code status;
    const auto size = fs::file_size(part, status);
    if (!status) bytes += static_cast<std::int64_t>(size);
  }
  return bytes;
}

/// Lets a stop break off SQLite's longest statements; the transaction around them rolls back.
class Interruption {
 public:
  Interruption(SQLite::Database& database, const JobContext& job) : handle_(database.getHandle()), job_(job) {
    constexpr int kStepsBetween = 10'000;  // about a millisecond
    sqlite3_progress_handler(handle_, kStepsBetween, &stopped, const_cast<JobContext*>(&job_));
  }
  ~Interruption() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

 private:
  static int stopped(void* job) { return static_cast<const JobContext*>(job)->stopRequested() ? 1 : 0; }

  sqlite3* handle_;
  const JobContext& job_;
};

}  // namespace

struct Archive::Impl : Session {
  /// Counting walks over all that is counted, and lists and searches ask often: as long as the archive's revision stays,
  /// so do these.
  struct Counts {
    std::int64_t revision = 0;  ///< 0 = not counted yet
    ModelId model = 0;
    std::int64_t tiles = 0, skipped = 0, embedded = 0;
  };
  Counts counts{};

  const Counts& counted(SQLite::Database& open, ModelId model) {
    const std::int64_t now = countOf(open, "SELECT value FROM meta WHERE key = 'revision'");
    if (counts.revision == now && counts.model == model) return counts;
    counts = {now, model, countOf(open, "SELECT count(*) FROM tile"),
              countOf(open, "SELECT count(*) FROM tile WHERE skipped = 1"),
              model != 0 ? EmbeddingStore(open).count(model) : 0};
    return counts;
  }
};

Archive::Archive(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Archive::~Archive() = default;
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;

Archive Archive::create(const fs::path& file) {
  createDatabase(file, placeOf(file));
  return open(file, OpenMode::ReadWrite);
}

Archive Archive::open(const fs::path& file, OpenMode mode) {
  auto impl = std::make_unique<Impl>(Impl{Session::open(file, mode)});
  return Archive(std::move(impl));
}

const fs::path& Archive::file() const { return impl_->file; }

void Archive::snapshot(const std::function<void()>& body) {
  impl_->read([&](SQLite::Database& database) {
    SQLite::Transaction transaction(database);
    body();
  });
}

std::vector<SceneRow> Archive::scenes() {
  return impl_->read([](auto& database) { return SceneStore(database).all(); });
}

std::optional<SceneRow> Archive::sceneByPath(const std::string& path) {
  return impl_->read([&](auto& database) { return SceneStore(database).byPath(path); });
}

std::optional<SceneRow> Archive::scene(SceneId id) {
  return impl_->read([&](auto& database) { return SceneStore(database).byId(id); });
}

std::optional<SceneInfo> Archive::sceneInfo(SceneId id) {
  return impl_->read([&](auto& database) { return SceneStore(database).info(id); });
}

SceneId Archive::putScene(const SceneInfo& info, const std::string& tilingKey, std::span<const StoredTile> tiles,
                          const JobContext& job) {
  const Interruption interruption(*impl_->database, job);
  return impl_->write([&](SQLite::Database& database) {
    SceneStore scenes(database);
    const TileId since = scenes.sinceTile(info.path, info.contentHash);
    const SceneId id = scenes.upsert(info, tilingKey, SceneState::Pending, nullptr);
    TileStore tileStore(database);
    tileStore.removeAllOf(id);
    tileStore.insert(id, tiles);
    scenes.setSinceTile(id, since);
    reattachPlaced(database, id);
    bumpRevision(database);
    return id;
  });
}

void Archive::putRefusedScene(const SceneInfo& info, const SceneProblem& problem) {
  impl_->write([&](SQLite::Database& database) {
    const SceneId id = SceneStore(database).upsert(info, "", SceneState::Refused, &problem);
    TileStore(database).removeAllOf(id);
    bumpRevision(database);
  });
}

void Archive::setSceneState(SceneId id, SceneState state, const SceneProblem* problem) {
  impl_->write([&](auto& database) { SceneStore(database).setState(id, state, problem); });
}

void Archive::updateStamp(SceneId id, std::uint64_t fileSize, std::int64_t modifiedNs, const std::string& contentHash) {
  impl_->write([&](auto& database) { SceneStore(database).setStamp(id, fileSize, modifiedNs, contentHash); });
}

void Archive::moveScenes(std::span<const MovedScene> scenes, const std::string& to) {
  if (scenes.empty()) return;
  impl_->write([&](SQLite::Database& database) {
    Edit edit(database, {0, "scenes.move", static_cast<std::int64_t>(scenes.size()), to, {}, {}});
    SourceStore(database).follow(scenes, edit);
    SceneStore store(database);
    for (const MovedScene& scene : scenes) {
      edit.touching("scene", scene.scene);
      store.move(scene);
    }
    bumpRevision(database);
    database.exec("UPDATE meta SET value = value + 1 WHERE key = 'label_revision'");
    edit.finish();
  });
}

SceneCopy Archive::copyScene(Archive& from, SceneId scene, const std::map<ModelId, ModelId>& models,
                             const JobContext& job) {
  const Interruption interruption(*impl_->database, job);
  return impl_->write([&](SQLite::Database& database) {
    return from.impl_->read([&](SQLite::Database& source) {
      const SceneCopy copied = SceneCopier(source, database, models).copy(scene);
      if (copied == SceneCopy::Added || copied == SceneCopy::Completed) bumpRevision(database);
      return copied;
    });
  });
}

std::vector<std::string> Archive::copySearches(Archive& from) {
  return impl_->write([&](SQLite::Database& database) {
    return from.impl_->read([&](SQLite::Database& source) { return archive::copySearches(source, database); });
  });
}

void Archive::copyApart(Archive& from) {
  impl_->write([&](SQLite::Database& database) {
    from.impl_->read([&](SQLite::Database& source) { archive::copyApart(source, database); });
  });
}

std::vector<Source> Archive::sources() {
  return impl_->read([](auto& database) { return SourceStore(database).all(); });
}

void Archive::putSource(const Source& source) {
  impl_->write([&](auto& database) { SourceStore(database).put(source); });
}

std::vector<StoredTile> Archive::pendingTiles(SceneId scene, ModelId model, TileId after, int limit) {
  return impl_->read([&](auto& database) { return TileStore(database).pending(scene, model, after, limit); });
}

std::vector<StoredTile> Archive::tilesOf(SceneId scene) {
  constexpr ModelId kNoModel = 0;  // nothing is embedded with it
  return impl_->read([&](auto& database) { return TileStore(database).pending(scene, kNoModel, 0, -1); });
}

std::int64_t Archive::pendingTileCount(SceneId scene, ModelId model) {
  return impl_->read([&](auto& database) { return TileStore(database).pendingCount(scene, model); });
}

std::vector<SceneId> Archive::scenesWithPendingTiles(ModelId model) {
  return impl_->read([&](auto& database) { return TileStore(database).scenesWithPending(model); });
}

void Archive::storeEmbeddings(ModelId model, std::span<const EmbeddedTile> batch) {
  impl_->write([&](SQLite::Database& database) {
    EmbeddingStore(database).store(model, batch);
    bumpRevision(database);
  });
}

std::int64_t Archive::embeddingCount(ModelId model) {
  return impl_->read([&](auto& database) { return EmbeddingStore(database).count(model); });
}

void Archive::readEmbeddings(
    ModelId model, const std::function<void(std::span<const TileId>, std::span<const std::uint16_t>)>& block) {
  impl_->read([&](auto& database) { EmbeddingStore(database).read(model, block); });
}

std::optional<TileInfo> Archive::tile(TileId id) {
  return impl_->read([&](auto& database) { return TileStore(database).byId(id); });
}

std::vector<TileInfo> Archive::tiles(std::span<const TileId> ids) {
  return impl_->read([&](auto& database) { return TileStore(database).byIds(ids); });
}

std::vector<SceneId> Archive::scenesOfTiles(std::span<const TileId> ids) {
  return impl_->read([&](auto& database) { return TileStore(database).scenesOf(ids); });
}

std::vector<TileId> Archive::tilesInBox(double west, double south, double east, double north) {
  return impl_->read([&](auto& database) { return TileStore(database).inBox(west, south, east, north); });
}

CaptionId Archive::addCaption(TileId tile, const std::string& text) {
  return impl_->write([&](auto& database) { return CaptionStore(database).add(tile, text); });
}

std::vector<CaptionRow> Archive::captions() {
  return impl_->read([](auto& database) { return CaptionStore(database).all(); });
}

ModelRecord Archive::modelFor(const std::string& name, const std::string& fingerprint, int embedDim) {
  return impl_->write([&](auto& database) { return ModelTable(database).findOrAdd(name, fingerprint, embedDim); });
}

std::vector<ModelRecord> Archive::models() {
  return impl_->read([](auto& database) { return ModelTable(database).all(); });
}

std::optional<ModelRecord> Archive::activeModel() {
  return impl_->read([](auto& database) { return ModelTable(database).active(); });
}

void Archive::setActiveModel(ModelId id) {
  impl_->write([&](SQLite::Database& database) {
    ModelTable(database).setActive(id);
    bumpRevision(database);
  });
}

std::int64_t Archive::putLayout(const StoredLayout& layout) {
  return impl_->write([&](auto& database) { return LayoutStore(database).put(layout); });
}

std::optional<StoredLayout> Archive::layoutOf(ModelId model, const std::string& method) {
  return impl_->read([&](auto& database) { return LayoutStore(database).of(model, method); });
}

std::int64_t Archive::putComparison(const StoredComparison& comparison) {
  return impl_->write([&](auto& database) { return ComparisonStore(database).put(comparison); });
}

std::optional<StoredComparison> Archive::comparisonOf(ModelId before, ModelId after) {
  return impl_->read([&](auto& database) { return ComparisonStore(database).of(before, after); });
}

std::vector<std::vector<TileId>> Archive::apart() {
  return impl_->read([](auto& database) { return ApartStore(database).all(); });
}

std::int64_t Archive::beginJob(const std::string& kind, const std::string& detail) {
  return impl_->write([&](auto& database) { return JobStore(database).begin(kind, detail); });
}

void Archive::endJob(std::int64_t id, const std::string& state, const std::string& detail) {
  impl_->write([&](auto& database) { JobStore(database).end(id, state, detail); });
}

ArchiveStatus Archive::status() {
  return impl_->read([&](SQLite::Database& database) {
    SQLite::Transaction transaction(database);  // all figures from one moment
    ArchiveStatus status;
    status.scenes = countOf(database, "SELECT count(*) FROM scene");
    status.captions = CaptionStore(database).count();
    status.models = ModelTable(database).all();
    status.jobs = JobStore(database).latest(kJobsShown);
    status.indexed = JobStore(database).lastEnd("index");
    const std::optional<ModelRecord> active = ModelTable(database).active();
    const Impl::Counts& counts = impl_->counted(database, active ? active->id : 0);
    status.skipped = counts.skipped;
    status.tiles = counts.embedded;
    status.pendingTiles = counts.tiles - counts.skipped - counts.embedded;
    status.bytes = bytesOnDisk(impl_->file);
    return status;
  });
}

std::vector<VerifyProblem> Archive::verify() {
  return impl_->read([&](SQLite::Database& database) { return verifyArchive(database, impl_->file); });
}

std::int64_t Archive::revision() {
  return impl_->read([](auto& database) { return countOf(database, "SELECT value FROM meta WHERE key = 'revision'"); });
}

}  // namespace tilescout::archive
