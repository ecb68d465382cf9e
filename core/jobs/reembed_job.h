#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/job.h"
#include "base/scene.h"
#include "jobs/model_service.h"

namespace tilescout::jobs {

struct ReembedReport {
  std::string before, after;        ///< names of the models that answered before and answer now; "" = none
  std::int64_t scenes = 0;          ///< with tiles
  std::int64_t tiles = 0;           ///< that the new model's embeddings cover
  std::int64_t newTiles = 0;        ///< embedded in this run
  std::int64_t notSearchable = 0;   ///< tiles of scenes that cannot be read: without an embedding of the new model
  bool switched = false;            ///< whether the archive answers with the new model now
  std::vector<SceneProblem> problems;  ///< scenes that could not be read ("not_found", "changed", "io", ...)
};

/// Embeds every tile with `model` beside the archive's present model, which keeps answering meanwhile, and then makes
/// it the archive's model in one transaction. A run that was killed or stopped goes on where it ended. Tiles stay as
/// they are cut. Scenes whose files are missing, changed or damaged keep the embeddings they have; the switch is made
/// without them, once everything that can be read is embedded, and the report says how many tiles the new model does
/// not find until their scenes are back and this runs again (or `index`). It is not made when none of the tiles has an
/// embedding of the new model. Old embeddings stay, so that switching back takes no new work. Stage: "embed".
/// Throws Error or Cancelled; what was done is kept either way.
ReembedReport runReembed(const std::filesystem::path& archiveFile, LoadedModel& model, JobContext& job,
                         int readers = 0);

}  // namespace tilescout::jobs
