#include "jobs/export_job.h"

#include <cstdio>
#include <set>

#include "archive/archive.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "exchange/feature_export.h"
#include "exchange/geopackage_writer.h"
#include "exchange/qgis_project.h"
#include "exchange/scene_clip.h"
#include "jobs/hit_notes.h"

namespace tilescout::jobs {
namespace {

using exchange::HitFormat;

// A project with thousands of layers would keep QGIS from opening; the best hits' scenes are what is looked at.
constexpr std::size_t kMostSceneLayers = 100;

HitFormat hitFormat(ExportFormat format) {
  switch (format) {
    case ExportFormat::GeoJson: return HitFormat::GeoJson;
    case ExportFormat::Csv: return HitFormat::Csv;
    case ExportFormat::Json: return HitFormat::Json;
    case ExportFormat::Kml: return HitFormat::Kml;
    case ExportFormat::GeoPackage:
    case ExportFormat::GeoTiffs:
    case ExportFormat::QgisProject: break;
  }
  return HitFormat::GeoPackage;
}

void writeText(const std::filesystem::path& file, const std::string& text) {
  AtomicFile out(file);
  out.write(text);
  out.commit();
}

/// Scenes of the hits, best hit first, that the archive still knows and that lie on disk.
std::vector<SceneInfo> scenesOf(const std::filesystem::path& archiveFile, const std::vector<Hit>& hits) {
  archive::Archive archive = archive::Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  std::vector<SceneInfo> scenes;
  std::set<SceneId> seen;
  for (const Hit& hit : hits) {
    if (scenes.size() >= kMostSceneLayers) break;
    if (!seen.insert(hit.sceneId).second) continue;
    if (std::optional<SceneInfo> scene = archive.sceneInfo(hit.sceneId)) scenes.push_back(*std::move(scene));
  }
  return scenes;
}

std::filesystem::path beside(const std::filesystem::path& file, const char* extension) {
  return std::filesystem::path(file).replace_extension(extension);
}

void writeProject(const std::filesystem::path& archiveFile, const ExportRequest& request, JobContext& job,
                  ExportReport& report) {
  const std::filesystem::path data = beside(request.target, ".gpkg");
  exchange::writeGeoPackage(request.result, request.query, data, true, job, notesOf(archiveFile, request.result.hits));
  writeText(request.target, exchange::qgisProject(request.result, request.query, data.filename().string(),
                                                  scenesOf(archiveFile, request.result.hits)));
  report.files = {request.target, data};
}

std::string tileFileName(const Hit& hit) {
  char number[16];
  std::snprintf(number, sizeof number, "%04d_", hit.rank);
  const std::string stem = std::filesystem::path(hit.scene).stem().string();
  return number + exchange::fileNamePart(stem) + "_tile" + std::to_string(hit.tile) + ".tif";
}

std::vector<std::pair<std::string, std::string>> tagsOf(const Hit& hit, const ExportRequest& request) {
  return {{"TILESCOUT_QUERY", request.query.text},        {"TILESCOUT_MODEL", request.result.model},
          {"TILESCOUT_SCORE", std::to_string(hit.score)}, {"TILESCOUT_SCENE", hit.scene},
          {"TILESCOUT_TILE", std::to_string(hit.tile)},   {"TILESCOUT_DATE", hit.date}};
}

/// Cuts every hit, then lists those that came out well in hits.csv.
void clipTiles(const std::filesystem::path& archiveFile, const ExportRequest& request, JobContext& job,
               ExportReport& report) {
  std::error_code failure;
  std::filesystem::create_directories(request.target, failure);
  if (failure) throw Error(ErrorCode::Io, "cannot be made: " + failure.message(), request.target.string());
  SearchResult cut = request.result;
  cut.hits.clear();
  const auto total = static_cast<std::int64_t>(request.result.hits.size());
  std::int64_t done = 0;
  for (const Hit& hit : request.result.hits) {
    job.checkpoint();
    const std::filesystem::path file = request.target / tileFileName(hit);
    try {
      exchange::clipToGeoTiff(hit.scenePath, hit.window, tagsOf(hit, request), file);
      report.files.push_back(file);
      cut.hits.push_back(hit);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::Io && error.subject() == file.string()) throw;  // the next ones would fail alike
      report.problems.push_back({hit.scenePath, std::string(errorCodeName(error.code())), error.message()});
    }
    job.report({"clip", ++done, total});
  }
  const std::filesystem::path list = request.target / "hits.csv";
  writeText(list, exchange::hitsToText(cut, request.query, HitFormat::Csv, notesOf(archiveFile, cut.hits)));
  report.files.insert(report.files.begin(), list);
  report.hits = static_cast<std::int64_t>(cut.hits.size());
}

}  // namespace

ExportReport runExport(const std::filesystem::path& archiveFile, const ExportRequest& request, JobContext& job) {
  ExportReport report;
  const auto total = static_cast<std::int64_t>(request.result.hits.size());
  report.hits = total;
  job.checkpoint();
  if (request.format == ExportFormat::GeoTiffs) {
    clipTiles(archiveFile, request, job, report);
    return report;
  }
  job.report({"export", 0, total});
  if (request.format == ExportFormat::QgisProject) {
    writeProject(archiveFile, request, job, report);
  } else if (request.format == ExportFormat::GeoPackage) {
    exchange::writeGeoPackage(request.result, request.query, request.target, true, job,
                              notesOf(archiveFile, request.result.hits));
    report.files = {request.target};
  } else {
    exchange::writeHits(request.result, request.query, hitFormat(request.format), request.target,
                        notesOf(archiveFile, request.result.hits));
    report.files = {request.target};
  }
  job.report({"export", total, total});
  return report;
}

}  // namespace tilescout::jobs
