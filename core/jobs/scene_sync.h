#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/job.h"
#include "geo/scene_scanner.h"
#include "geo/tile_grid.h"
#include "jobs/index_job.h"

namespace tilescout::jobs {

struct SyncOptions {
  std::vector<std::filesystem::path> roots;
  geo::ScanOptions scan;
  geo::TilingOptions tiling;
  int shard = 0, shards = 1;
  bool keepCut = false;  ///< unchanged scenes stay as they are cut, whatever the other options say
};

struct SyncResult {
  std::int64_t found = 0;              ///< raster files, of this shard
  std::vector<SceneId> scenes;         ///< readable, with their tile rows in place
  std::vector<SceneProblem> problems;  ///< refused files, vanished scenes, unreachable roots
};

/// One spelling for one place, absolute and normal: the archive knows its scenes and sources by it.
std::filesystem::path rootOf(const std::filesystem::path& path);

/// Brings the archive's scenes in line with the files under the roots. Unchanged scenes (size and time, else content
/// hash, same options) are left alone; changed ones are tiled anew; what cannot be reached becomes Offline and keeps
/// everything. Each scene is one transaction.
SyncResult syncScenes(archive::Archive& archive, const SyncOptions& options, JobContext& job);

enum class FileChange { None, Touched, Changed };  ///< Touched: another time, the same content

/// Compares a scene's file with what the archive knows of it: size and time, on doubt the content's hash. Throws Error
/// when the file cannot be read.
FileChange fileChange(const SceneInfo& scene, const JobContext& job);

/// What is said about a scene although it was indexed: "resolution" or "no_footprint"; empty code = nothing.
SceneProblem warningOf(const SceneInfo& scene, const geo::TilingOptions& tiling);

/// Text of everything that decides how a scene is cut and rendered; a scene with another one is tiled anew.
std::string sceneKey(const SyncOptions& options);

}  // namespace tilescout::jobs
