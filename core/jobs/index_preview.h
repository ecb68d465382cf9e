#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/job.h"
#include "base/scene.h"
#include "jobs/index_job.h"

namespace tilescout::jobs {

/// What an index would find and make, told before it starts. Headers are read, of many files those of an even sample,
/// and no pixels; figures for all files are then an estimate by file size.
struct IndexPreview {
  std::int64_t files = 0;   ///< raster files that are no scenes of the archive yet
  std::int64_t known = 0;   ///< raster files found that are
  std::int64_t bytes = 0;   ///< of `files`
  std::int64_t looked = 0;  ///< of `files`, those whose headers were read
  std::int64_t refused = 0, unplaced = 0;  ///< of `looked`: no usable picture; without a place on the ground
  std::int64_t unseen = 0;                 ///< of `looked`: the model has not seen ground of such a resolution
  std::vector<SceneProblem> problems;      ///< of the refused, at most kMostProblems
  std::int64_t tiles = 0;                  ///< of `files`, estimated unless looked == files
  double finestMetres = 0.0, coarsestMetres = 0.0;            ///< of the scenes' pixels; 0: none is known
  double smallestTileMetres = 0.0, largestTileMetres = 0.0;   ///< sides of tiles on the ground; 0: none is known
  std::int64_t archiveBytes = 0;  ///< that the archive grows by, about
  double seconds = 0.0;           ///< that embedding takes at the speed measured just now; 0: not measured
  std::string bandScene;          ///< the scene with most bands among those looked at, its bands, and those that are
  std::vector<BandInfo> bands;    ///< shown of it as red, green, blue
  std::array<int, 3> shown{1, 1, 1};

  static constexpr std::size_t kMostProblems = 20;
};

/// What a preview found out that the next one, with other choices over the same files, need not find out again: files
/// and their sizes, headers read, the model's speed. One thread at a time.
struct PreviewMemory {
  struct Content;
  std::shared_ptr<Content> content;  ///< null: nothing yet
};

/// Stages reported: "find", "look". `archiveFile` may be empty or not there yet. Reads headers for about ten seconds at
/// most. Throws Error{InvalidInput} for options that cannot be, Cancelled; what was found out by then stays in `memory`.
IndexPreview previewIndex(const std::filesystem::path& archiveFile, LoadedModel& model, const IndexOptions& options,
                          PreviewMemory& memory, JobContext& job);

}  // namespace tilescout::jobs
