#include "jobs/merge_job.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "archive/archive.h"
#include "base/error.h"
#include "base/fail_point.h"
#include "jobs/archive_job.h"
#include "jobs/index_sources.h"

namespace tilescout::jobs {

namespace fs = std::filesystem;
using archive::Archive;
using archive::ModelRecord;
using archive::SceneCopy;
using archive::SceneRow;

namespace {

/// What of a shard is needed before and while it is copied.
struct Shard {
  fs::path file;
  Archive archive;
  std::vector<SceneId> scenes;
  std::vector<std::string> paths;
};

std::set<std::string> cutsOf(const std::vector<SceneRow>& rows) {
  std::set<std::string> cuts;
  for (const SceneRow& row : rows) {
    if (row.tiles > 0) cuts.insert(row.tilingKey);
  }
  return cuts;
}

bool haveCommon(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& cut) { return b.contains(cut); });
}

class MergeRun {
 public:
  MergeRun(Archive& archive, std::span<const fs::path> files, JobContext& job)
      : archive_(archive), files_(files), job_(job) {}

  MergeReport run();

 private:
  void openShards();
  void checkCut(const fs::path& file, const std::set<std::string>& cuts);
  std::map<ModelId, ModelId> matchModels(Shard& shard);
  void copyScenes(Shard& shard);
  void note(const std::string& path, SceneCopy copied, const fs::path& shard);

  Archive& archive_;
  std::span<const fs::path> files_;
  JobContext& job_;
  std::vector<Shard> shards_;
  std::set<std::string> cuts_;
  std::int64_t done_ = 0;
  MergeReport report_;
};

MergeReport MergeRun::run() {
  openShards();
  job_.report({"merge", 0, report_.scenes});
  for (Shard& shard : shards_) copyScenes(shard);
  // Last: a group's tiles can come from scenes of several shards.
  for (Shard& shard : shards_) {
    archive_.copyApart(shard.archive);
    for (const archive::Source& source : shard.archive.sources()) archive_.putSource(wholeSource(source));
  }
  failPoint("merge.before_finish");
  const archive::ArchiveStatus status = archive_.status();
  report_.tiles = status.tiles;
  report_.pendingTiles = status.pendingTiles;
  return std::move(report_);
}

void MergeRun::openShards() {
  cuts_ = cutsOf(archive_.scenes());
  for (const fs::path& file : files_) {
    job_.checkpoint();
    std::error_code status;
    if (fs::equivalent(file, archive_.file(), status)) {
      throw Error(ErrorCode::InvalidInput, "cannot be merged into itself", file.string());
    }
    Shard shard{file, Archive::open(file, archive::OpenMode::ReadOnly), {}, {}};
    const std::vector<SceneRow> rows = shard.archive.scenes();
    checkCut(file, cutsOf(rows));
    for (const SceneRow& row : rows) {
      shard.scenes.push_back(row.info.id);
      shard.paths.push_back(row.info.path);
    }
    report_.scenes += static_cast<std::int64_t>(rows.size());
    shards_.push_back(std::move(shard));
  }
  report_.shards = static_cast<std::int64_t>(shards_.size());
}

// Scores of tiles of different extents do not compare: shards of one archive were cut with the same options.
void MergeRun::checkCut(const fs::path& file, const std::set<std::string>& cuts) {
  if (!cuts_.empty() && !cuts.empty() && !haveCommon(cuts_, cuts)) {
    throw Error(ErrorCode::Incompatible,
                "its scenes are cut with other options (" + *cuts.begin() + ") than those it shall join (" +
                    *cuts_.begin() + "); index them with the same options",
                file.string());
  }
  cuts_.insert(cuts.begin(), cuts.end());
}

std::map<ModelId, ModelId> MergeRun::matchModels(Shard& shard) {
  std::map<ModelId, ModelId> models;
  for (const ModelRecord& model : shard.archive.models()) {
    const ModelRecord ours = archive_.modelFor(model.name, model.fingerprint, model.embedDim);
    models[model.id] = ours.id;
    if (!model.active) continue;
    const std::optional<ModelRecord> active = archive_.activeModel();
    if (!active || (active->id != ours.id && archive_.embeddingCount(active->id) == 0)) {
      archive_.setActiveModel(ours.id);
    } else if (active->id != ours.id) {
      report_.warnings.push_back(shard.file.string() + ": its tiles are embedded with the model '" + model.name +
                                 "', the archive answers with '" + active->name +
                                 "': they are not found before the archive is embedded anew (reembed)");
    }
  }
  return models;
}

void MergeRun::copyScenes(Shard& shard) {
  const std::map<ModelId, ModelId> models = matchModels(shard);
  for (const std::string& name : archive_.copySearches(shard.archive)) {
    report_.warnings.push_back(shard.file.string() + ": its saved search '" + name +
                               "' is left out, the archive has another of that name");
  }
  for (std::size_t i = 0; i < shard.scenes.size(); ++i) {
    job_.checkpoint();
    try {
      note(shard.paths[i], archive_.copyScene(shard.archive, shard.scenes[i], models, job_), shard.file);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::NotFound) throw;  // taken out of the shard meanwhile
      report_.problems.push_back({shard.paths[i], "not_found", "is no longer in " + shard.file.string()});
    }
    failPoint("merge.scene_done");
    job_.report({"merge", ++done_, report_.scenes});
  }
}

void MergeRun::note(const std::string& path, SceneCopy copied, const fs::path& shard) {
  if (copied == SceneCopy::Added || copied == SceneCopy::Completed) ++report_.changed;
  if (copied == SceneCopy::OtherContent) {
    report_.problems.push_back(
        {path, "changed", "had another content when " + shard.string() + " was made; the archive's own is kept"});
  } else if (copied == SceneCopy::OtherCut) {
    report_.problems.push_back(
        {path, "other_tiles", "is cut into other tiles in " + shard.string() + "; the archive's own are kept"});
  }
}

}  // namespace

MergeReport runMerge(const fs::path& archiveFile, std::span<const fs::path> shards, JobContext& job) {
  if (shards.empty()) throw Error(ErrorCode::InvalidInput, "there is nothing to merge into it", archiveFile.string());
  for (const fs::path& shard : shards) Archive::open(shard, archive::OpenMode::ReadOnly);
  std::error_code status;
  if (!fs::exists(archiveFile, status)) Archive::create(archiveFile);
  std::string detail;
  for (const fs::path& shard : shards) detail += (detail.empty() ? "" : ", ") + shard.string();
  return runArchiveJob(
      archiveFile, "merge", detail, [&](Archive& archive) { return MergeRun(archive, shards, job).run(); },
      [](const MergeReport& report) {
        return std::to_string(report.shards) + " shards, " + std::to_string(report.changed) + " scenes taken in";
      });
}

}  // namespace tilescout::jobs
