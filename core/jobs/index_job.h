#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/job.h"
#include "base/scene.h"
#include "jobs/model_service.h"

namespace tilescout::jobs {

/// Small pictures for lists, drawn while the tiles are read for the model, so that a list finds them without the scenes.
struct PictureOptions {
  int size = 0;                 ///< longest side, one of kPictureSizes; 0: none are drawn
  std::filesystem::path place;  ///< as ThumbnailCache has it; empty: beside the archive
  std::int64_t mostBytes = std::int64_t{2} << 30;  ///< that the archive's pictures take; the oldest go
};

struct IndexOptions {
  std::vector<std::filesystem::path> paths;
  bool update = false;       ///< instead of `paths`: what earlier runs were given, cut as then; unchanged scenes stay
  bool cutAsBefore = false;  ///< as the folder was indexed before; another one is cut as the latest was
  int tile = 0, stride = 0, levels = 0;  ///< 0 = not given
  double groundMetres = 0.0;
  std::optional<std::array<int, 3>> bands;
  StretchSpec stretch;
  bool allowNetwork = false;
  int shard = 0, shards = 1;  ///< every shards-th scene, beginning with shard (0-based)
  int readers = 0;            ///< reader threads, 0 = chosen
  PictureOptions pictures;
};

/// Busy seconds of each stage, summed over its threads, and the length of the whole embedding stage. Before it scenes
/// are found and scanned (an index only).
struct StageTimes {
  double reading = 0.0, embedding = 0.0, writing = 0.0, elapsed = 0.0, scanning = 0.0;
};

struct IndexReport {
  std::int64_t scenes = 0;    ///< raster files found
  std::int64_t indexed = 0;   ///< with all their tiles embedded, unchanged ones included
  std::int64_t tiles = 0;     ///< embedded tiles of these scenes
  std::int64_t skipped = 0;   ///< mostly nodata
  std::int64_t newTiles = 0;  ///< embedded in this run
  /// Refused and offline scenes, and warnings of indexed ones (codes "resolution" and "no_footprint").
  std::vector<SceneProblem> problems;
  StageTimes times;
};

/// How many raster files lie in what earlier runs were given and are no scenes of the archive yet. Looks at names,
/// and at first bytes where a name tells nothing. Throws Error, Cancelled.
std::int64_t countNewFiles(const std::filesystem::path& archiveFile, JobContext& job);

/// "percent:2,98" etc.; throws Error{InvalidInput}.
StretchSpec parseStretch(const std::string& text);

/// Scan → tile rows (pending) → reader threads → encoder → one writer, over bounded queues (architecture: Jobs).
/// Resumes: only pending tiles are embedded. The archive keeps what was given and how it was to be cut (its sources).
/// Stages reported: "scan", "embed". Throws Error or Cancelled; what was done is kept either way.
IndexReport runIndex(const std::filesystem::path& archiveFile, LoadedModel& model, const IndexOptions& options,
                     JobContext& job);

}  // namespace tilescout::jobs
