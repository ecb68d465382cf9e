#include "jobs/reembed_job.h"

#include <utility>

#include "archive/archive.h"
#include "base/error.h"
#include "base/fail_point.h"
#include "jobs/archive_job.h"
#include "jobs/computation.h"
#include "jobs/embed_pipeline.h"
#include "jobs/scene_sync.h"

namespace tilescout::jobs {

using archive::Archive;
using archive::ModelRecord;
using archive::SceneRow;
using archive::SceneState;

namespace {

class ReembedRun {
 public:
  ReembedRun(Archive& archive, LoadedModel& model, JobContext& job, int readers)
      : archive_(archive), model_(model), job_(job), readers_(readers) {}

  ReembedReport run();

 private:
  void plan();
  bool readable(const SceneInfo& scene);
  void embed(const std::vector<SceneId>& scenes, double minValidFraction);
  void closeScene(SceneId id);
  void switchModel();

  Archive& archive_;
  LoadedModel& model_;
  JobContext& job_;
  const int readers_;
  ModelRecord record_;
  std::optional<ModelRecord> before_;
  std::vector<SceneId> whole_;     ///< every tile was looked at before
  std::vector<SceneId> halfDone_;  ///< an index run was broken off
  ReembedReport report_;
};

ReembedReport ReembedRun::run() {
  const ModelCard& card = model_.card();
  before_ = archive_.activeModel();
  if (before_) report_.before = before_->name;
  record_ = archive_.modelFor(card.name, card.fingerprint, card.embedDim);
  const auto otherwise = claimComputation(archive_.file(), record_.id, model_.deviceText());
  plan();
  // Which tiles are mostly without data was decided when they were indexed: only those never looked at are asked again.
  embed(whole_, 0.0);
  embed(halfDone_, geo::TilingOptions{}.minValidFraction);
  if (otherwise && report_.newTiles > 0) report_.problems.push_back(*otherwise);
  failPoint("reembed.before_switch");
  switchModel();
  return std::move(report_);
}

void ReembedRun::plan() {
  for (const SceneRow& row : archive_.scenes()) {
    job_.checkpoint();
    if (row.tiles == 0) continue;
    ++report_.scenes;
    const std::int64_t pending = archive_.pendingTileCount(row.info.id, record_.id);
    if (pending == 0) continue;
    if (!readable(row.info)) {
      report_.notSearchable += pending;
      continue;
    }
    const bool whole = before_ && archive_.pendingTileCount(row.info.id, before_->id) == 0;
    (whole ? whole_ : halfDone_).push_back(row.info.id);
  }
}

bool ReembedRun::readable(const SceneInfo& scene) {
  try {
    if (fileChange(scene, job_) != FileChange::Changed) return true;
    report_.problems.push_back(
        {scene.path, "changed", "has changed since it was indexed; run index on it to take the change in"});
  } catch (const Error& error) {
    report_.problems.push_back({scene.path, std::string(errorCodeName(error.code())), error.message()});
  }
  return false;
}

void ReembedRun::embed(const std::vector<SceneId>& scenes, double minValidFraction) {
  if (scenes.empty()) return;
  const EmbedWork work{record_.id, scenes, minValidFraction, readers_, {}};
  const EmbedOutcome outcome = embedPending(archive_, model_, work, job_, [](SceneId) {});
  report_.newTiles += outcome.embedded;
  for (const auto& [scene, problem] : outcome.problems) {
    report_.problems.push_back(problem);
    report_.notSearchable += archive_.pendingTileCount(scene, record_.id);
  }
  for (const SceneId scene : scenes) closeScene(scene);
}

/// A scene whose index run was broken off is whole now.
void ReembedRun::closeScene(SceneId id) {
  const std::optional<SceneRow> row = archive_.scene(id);
  if (!row || row->state != SceneState::Pending || archive_.pendingTileCount(id, record_.id) > 0) return;
  const SceneProblem warning = warningOf(row->info, {});
  archive_.setSceneState(id, SceneState::Indexed, warning.code.empty() ? nullptr : &warning);
}

void ReembedRun::switchModel() {
  report_.tiles = archive_.embeddingCount(record_.id);
  report_.switched = report_.tiles > 0 || report_.notSearchable == 0;
  report_.after = report_.switched ? record_.name : report_.before;
  if (report_.switched && !(before_ && before_->id == record_.id)) archive_.setActiveModel(record_.id);
}

std::string reembedSummary(const ReembedReport& report) {
  std::string text = std::to_string(report.newTiles) + " tiles embedded, ";
  text += report.switched ? "now answers with " + report.after : "still answers with " + report.before;
  if (report.notSearchable > 0) text += "; " + std::to_string(report.notSearchable) + " tiles could not be read";
  return text;
}

}  // namespace

ReembedReport runReembed(const std::filesystem::path& archiveFile, LoadedModel& model, JobContext& job, int readers) {
  return runArchiveJob(
      archiveFile, "reembed", model.card().name,
      [&](Archive& archive) { return ReembedRun(archive, model, job, readers).run(); }, reembedSummary);
}

}  // namespace tilescout::jobs
