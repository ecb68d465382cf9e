#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/job.h"
#include "base/scene.h"

namespace tilescout::jobs {

struct MergeReport {
  std::int64_t shards = 0;
  std::int64_t scenes = 0;   ///< in the shards
  std::int64_t changed = 0;  ///< new in the archive, or completed there
  std::int64_t tiles = 0;    ///< embedded ones of the archive's model, in the end
  std::int64_t pendingTiles = 0;        ///< of the archive, in the end: not embedded yet
  std::vector<SceneProblem> problems;   ///< scenes left as the archive has them, and why
  std::vector<std::string> warnings;    ///< shards of another model
};

/// Brings scenes, tiles, embeddings and labels of `shards` into one archive, which is made when it is not there. A
/// scene is known by its path: merging twice, or again after a kill, changes nothing more. One transaction a scene.
/// Everything is checked before anything is changed; Error{Incompatible} names a shard that is of a newer version, or
/// whose scenes are cut with other options than the archive's. Shards are only read. Stage: "merge".
MergeReport runMerge(const std::filesystem::path& archiveFile, std::span<const std::filesystem::path> shards,
                     JobContext& job);

}  // namespace tilescout::jobs
