#pragma once
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/job.h"
#include "base/scene.h"
#include "search/query.h"

namespace tilescout::jobs {

enum class ExportFormat { GeoPackage, GeoJson, Csv, Json, Kml, GeoTiffs, QgisProject };

/// Hits (all of an answer, or those selected) on their way out. `target` is a file; for GeoTiffs a folder, which is
/// made when it is not there; a QgisProject "x.qgs" brings its GeoPackage "x.gpkg" along.
struct ExportRequest {
  SearchResult result;
  Query query;
  ExportFormat format = ExportFormat::GeoPackage;
  std::filesystem::path target;
};

struct ExportReport {
  std::int64_t hits = 0;                     ///< written
  std::vector<std::filesystem::path> files;  ///< the one to open comes first
  std::vector<SceneProblem> problems;        ///< scenes whose tiles could not be cut
};

/// Writes the hits; each file appears whole or not at all. Stages reported: "export" (hits), "clip" (tiles cut).
/// A tile that cannot be cut is recorded and left out. Throws Error{Io} naming the file, Cancelled (files that are
/// finished stay).
ExportReport runExport(const std::filesystem::path& archiveFile, const ExportRequest& request, JobContext& job);

}  // namespace tilescout::jobs
