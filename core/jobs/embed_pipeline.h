#pragma once
#include <functional>
#include <map>
#include <vector>

#include "archive/archive.h"
#include "base/job.h"
#include "jobs/index_job.h"
#include "jobs/model_service.h"

namespace tilescout::jobs {

struct EmbedWork {
  ModelId model = 0;
  std::vector<SceneId> scenes;     ///< whose pending tiles are embedded
  double minValidFraction = 0.25;  ///< tiles with less data are marked as skipped
  int readers = 0;                 ///< threads, 0 = chosen
  PictureOptions pictures = {};    ///< drawn by the readers and written by the writer, for tiles embedded here
};

struct EmbedOutcome {
  std::int64_t embedded = 0, skipped = 0;
  std::map<SceneId, SceneProblem> problems;  ///< the first of each scene; its unread tiles stay pending
  StageTimes times;
};

/// Reader threads → encoder thread → this thread, which writes one transaction a batch. Memory depends on the batch,
/// not on the number of tiles. `sceneDone` is called on this thread for each scene with nothing pending any more.
/// A tile's embedding depends on its pixels alone, so a run that was killed and goes on ends as one that was not.
/// Throws Error or Cancelled; what was written stays.
EmbedOutcome embedPending(archive::Archive& archive, LoadedModel& model, const EmbedWork& work, JobContext& job,
                          const std::function<void(SceneId)>& sceneDone);

}  // namespace tilescout::jobs
