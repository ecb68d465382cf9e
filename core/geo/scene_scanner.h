#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/job.h"
#include "base/scene.h"

namespace tilescout::geo {

struct ScanOptions {
  std::optional<std::array<int, 3>> bands;  ///< 1-based red, green, blue; empty: chosen from the file
  StretchSpec stretch;
  bool allowNetwork = false;  ///< else sources that name a network are refused with their name
  bool headersOnly = false;   ///< no pixels are read: the rendering tells its bands and no limits
};

/// A candidate is what the scan found; exactly one of scene and problem is set.
struct ScanResult {
  std::optional<SceneInfo> scene;
  std::optional<SceneProblem> problem;
};

/// Raster files under the given files and folders, in a stable order (sorted paths), symlink loops not followed.
/// Side files (.aux.xml, .ovr, .msk, world files) and plainly foreign files are left out; of a file whose ending tells
/// nothing GDAL's drivers look at the first bytes.
std::vector<std::filesystem::path> findRasterFiles(std::span<const std::filesystem::path> roots);

/// Opens one file and reads everything SceneInfo holds, the stretch included (computed once, from overviews).
/// Never throws for a bad file: it becomes a problem with code and reason.
ScanResult scanScene(const std::filesystem::path& file, const ScanOptions& options, JobContext& job);

/// The files that hold a scene's pixels: itself, and what a VRT or another description leads to.
std::vector<std::filesystem::path> contentFiles(const std::filesystem::path& file);

/// Cheap part only: size and modification time, to decide whether a scene is unchanged; of all contentFiles() together.
std::pair<std::uint64_t, std::int64_t> fileStamp(const std::filesystem::path& file);

}  // namespace tilescout::geo
