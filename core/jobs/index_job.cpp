#include "jobs/index_job.h"

#include <chrono>
#include <iterator>
#include <map>

#include "archive/archive.h"
#include "base/error.h"
#include "base/fail_point.h"
#include "jobs/archive_job.h"
#include "jobs/computation.h"
#include "jobs/embed_pipeline.h"
#include "jobs/index_sources.h"
#include "jobs/scene_sync.h"
#include "jobs/thumbnail_cache.h"

namespace tilescout::jobs {

using archive::Archive;
using archive::ModelRecord;
using archive::SceneRow;
using archive::SceneState;

namespace {

SyncOptions syncOptions(const IndexOptions& options, const ModelCard& card) {
  SyncOptions sync;
  sync.roots = options.paths;
  sync.scan = scanOf(options);
  sync.tiling = tilingOf(options, card);
  sync.shard = options.shard;
  sync.shards = options.shards;
  return sync;
}

/// The archive's record of the model, made active when nothing is embedded yet. Embeddings of two models never mix.
ModelRecord claimModel(Archive& archive, const ModelCard& card) {
  const std::optional<ModelRecord> active = archive.activeModel();
  if (active && active->fingerprint == card.fingerprint && active->embedDim == card.embedDim) return *active;
  if (active && archive.embeddingCount(active->id) > 0) {
    throw Error(ErrorCode::Incompatible,
                "its tiles were embedded with the model '" + active->name + "', not with '" + card.name +
                    "'; index with that model, or embed the whole archive with this one first (tilescout-cli reembed)",
                archive.file().string());
  }
  ModelRecord record = archive.modelFor(card.name, card.fingerprint, card.embedDim);
  archive.setActiveModel(record.id);
  record.active = true;
  return record;
}

class IndexRun {
 public:
  IndexRun(Archive& archive, LoadedModel& model, const IndexOptions& options, JobContext& job)
      : archive_(archive), model_(model), options_(options), job_(job) {}

  IndexReport run();

 private:
  void sync(const IndexOptions& options);
  void finishScene(SceneId id);
  void closeScene(SceneId id);

  Archive& archive_;
  LoadedModel& model_;
  const IndexOptions& options_;
  JobContext& job_;
  std::vector<SceneId> scenes_;
  std::map<SceneId, geo::TilingOptions> tiling_;
  ModelRecord record_;
  EmbedOutcome outcome_;
  IndexReport report_;
};

IndexReport IndexRun::run() {
  record_ = claimModel(archive_, model_.card());
  const auto otherwise = claimComputation(archive_.file(), record_.id, model_.deviceText());
  const auto start = std::chrono::steady_clock::now();
  if (options_.update) {
    for (const IndexOptions& run : earlierRuns(archive_)) sync(run);
  } else {
    IndexOptions run = options_;
    if (options_.cutAsBefore) cutAsBefore(archive_, run);
    putSources(archive_, run);
    sync(run);
  }
  const std::chrono::duration<double> scanning = std::chrono::steady_clock::now() - start;
  EmbedWork work{record_.id, scenes_, geo::TilingOptions().minValidFraction, options_.readers,
                 options_.pictures};
  outcome_ = embedPending(archive_, model_, work, job_, [this](SceneId id) { finishScene(id); });
  report_.newTiles = outcome_.embedded;
  if (otherwise && outcome_.embedded > 0) report_.problems.push_back(*otherwise);
  report_.times = outcome_.times;
  report_.times.scanning = scanning.count();
  failPoint("index.before_finish");
  for (const SceneId id : scenes_) closeScene(id);
  return std::move(report_);
}

void IndexRun::sync(const IndexOptions& options) {
  SyncOptions wanted = syncOptions(options, model_.card());
  wanted.keepCut = options_.update;
  wanted.scan.allowNetwork = options_.allowNetwork;
  SyncResult synced = syncScenes(archive_, wanted, job_);
  report_.scenes += synced.found;
  std::move(synced.problems.begin(), synced.problems.end(), std::back_inserter(report_.problems));
  for (const SceneId id : synced.scenes) {
    // A folder inside another source, given with options of its own, comes twice.
    if (tiling_.try_emplace(id, wanted.tiling).second) scenes_.push_back(id);
  }
}

void IndexRun::finishScene(SceneId id) {
  const std::optional<SceneInfo> info = archive_.sceneInfo(id);
  if (!info) return;
  const SceneProblem warning = warningOf(*info, tiling_.at(id));
  archive_.setSceneState(id, SceneState::Indexed, warning.code.empty() ? nullptr : &warning);
  failPoint("index.scene_done");
}

// States and figures come from the archive, so that a run that found everything done reports as the one that did it.
void IndexRun::closeScene(SceneId id) {
  std::optional<SceneRow> row = archive_.scene(id);
  if (!row) return;
  const std::int64_t pending = archive_.pendingTileCount(id, record_.id);
  const std::int64_t embedded = row->tiles - row->skippedTiles - pending;
  if (pending == 0 && row->state != SceneState::Indexed) {
    finishScene(id);
    row = archive_.scene(id);
  }
  const auto problem = outcome_.problems.find(id);
  if (pending > 0 && problem != outcome_.problems.end()) {
    const bool gone = problem->second.code == errorCodeName(ErrorCode::NotFound);
    const SceneState state = gone ? SceneState::Offline : embedded == 0 ? SceneState::Refused : SceneState::Pending;
    archive_.setSceneState(id, state, &problem->second);
    report_.problems.push_back(problem->second);
  } else if (!row->problemCode.empty()) {
    report_.problems.push_back({row->info.path, row->problemCode, row->problemMessage});
  }
  report_.indexed += pending == 0 ? 1 : 0;
  report_.tiles += embedded;
  report_.skipped += row->skippedTiles;
}

}  // namespace

void checkIndexOptions(const IndexOptions& options) {
  if (options.tile < 0 || options.stride < 0 || options.levels < 0 || !(options.groundMetres >= 0.0)) {
    throw Error(ErrorCode::InvalidInput, "tile size, stride, levels and ground size cannot be negative");
  }
  if (options.shards < 1 || options.shard < 0 || options.shard >= options.shards) {
    throw Error(ErrorCode::InvalidInput, "the shard must be one of the shards");
  }
  if (options.pictures.size != 0 && pictureSizeFor(options.pictures.size) != options.pictures.size) {
    throw Error(ErrorCode::InvalidInput, "there are no pictures of this size for lists");
  }
}

IndexReport runIndex(const std::filesystem::path& archiveFile, LoadedModel& model, const IndexOptions& options,
                     JobContext& job) {
  if (options.paths.empty() != options.update) {
    throw Error(ErrorCode::InvalidInput, options.update ? "an update takes what earlier runs were given, and no paths"
                                                        : "there is no file or folder to index");
  }
  checkIndexOptions(options);
  std::string detail = options.update ? "update" : "";
  for (const std::filesystem::path& path : options.paths) detail += (detail.empty() ? "" : ", ") + path.string();
  return runArchiveJob(
      archiveFile, "index", detail, [&](Archive& archive) { return IndexRun(archive, model, options, job).run(); },
      [](const IndexReport& report) {
        return std::to_string(report.indexed) + " scenes, " + std::to_string(report.newTiles) + " new tiles";
      });
}

}  // namespace tilescout::jobs
