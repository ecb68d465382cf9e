#include "geo/scene_scanner.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <new>

#include "base/error.h"
#include "geo/acquisition_date.h"
#include "geo/band_choice.h"
#include "geo/footprint.h"
#include "geo/gdal_session.h"
#include "geo/scene_checks.h"
#include "geo/scene_rendering.h"

namespace tilescout::geo {

namespace fs = std::filesystem;

namespace {

ScanResult problem(const fs::path& file, std::string code, std::string message) {
  return {std::nullopt, SceneProblem{file.string(), std::move(code), std::move(message)}};
}

void addNote(SceneInfo& scene, const std::string& text) { scene.note += (scene.note.empty() ? "" : "; ") + text; }

std::vector<BandInfo> bandsOf(GDALDataset& dataset) {
  std::vector<BandInfo> bands;
  for (int number = 1; number <= dataset.GetRasterCount(); ++number) {
    GDALRasterBand& band = *dataset.GetRasterBand(number);
    std::string interpretation = GDALGetColorInterpretationName(band.GetColorInterpretation());
    std::transform(interpretation.begin(), interpretation.end(), interpretation.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    // An index without a table is plain grey.
    if (interpretation == "palette" && band.GetColorTable() == nullptr) interpretation = "gray";
    bands.push_back({number, band.GetDescription(), interpretation, GDALGetDataTypeName(band.GetRasterDataType())});
  }
  return bands;
}

void readDate(GDALDataset& dataset, SceneInfo& scene) {
  std::vector<std::pair<std::string, std::string>> items;
  for (const char* domain : {"IMAGERY", "", "IMD", "EXIF"}) {
    const CSLConstList list = dataset.GetMetadata(domain);
    for (int i = 0; list != nullptr && list[i] != nullptr; ++i) {
      const std::string_view item(list[i]);
      const auto equals = item.find('=');
      if (equals != std::string_view::npos) items.emplace_back(item.substr(0, equals), item.substr(equals + 1));
    }
  }
  scene.date = dateFromMetadata(items);
  if (scene.date.empty()) scene.date = dateFromName(scene.name);
  if (scene.date.size() == 4) addNote(scene, "only the year is known, from the file name");
}

/// WKT and name of the CRS, geotransform or GCPs.
void readGeoreference(GDALDataset& dataset, SceneInfo& scene) {
  std::array<double, 6> affine{};
  const bool placed = dataset.GetGeoTransform(affine.data()) == CE_None;
  const bool sound = placed && std::all_of(affine.begin(), affine.end(), [](double v) { return std::isfinite(v); }) &&
                     std::abs(affine[1] * affine[5] - affine[2] * affine[4]) > 0;
  scene.gcps = !sound && dataset.GetGCPCount() >= 3;
  if (sound) scene.geoTransform = affine;
  const OGRSpatialReference* crs = scene.gcps ? dataset.GetGCPSpatialRef() : dataset.GetSpatialRef();
  if (crs == nullptr) return;
  char* wkt = nullptr;
  if (crs->exportToWkt(&wkt, std::array<const char*, 2>{"FORMAT=WKT2_2018", nullptr}.data()) == OGRERR_NONE &&
      wkt != nullptr)
    scene.crs = wkt;
  CPLFree(wkt);
  if (const char* name = crs->GetName()) scene.crsName = name;
}

/// Pixel size from the CRS's own unit, for bodies other than the Earth.
double plainPixelSize(const SceneInfo& scene) {
  OGRSpatialReference crs;
  if (!scene.geoTransform || crs.importFromWkt(scene.crs.c_str()) != OGRERR_NONE || !crs.IsProjected()) return 0.0;
  const auto& t = *scene.geoTransform;
  return std::sqrt(std::abs(t[1] * t[5] - t[2] * t[4])) * crs.GetLinearUnits();
}

void placeScene(SceneInfo& scene) {
  const PixelToGround toGround(scene);
  if (scene.crs.empty()) {
    addNote(scene, "no footprint: it has no coordinate reference system");
  } else if (!scene.geoTransform && !scene.gcps) {
    addNote(scene, "no footprint: nothing says where its pixels lie");
  } else if (!toGround.valid()) {
    scene.gsdMetres = plainPixelSize(scene);
    addNote(scene, "no footprint: “" + scene.crsName + "” does not lead to places on the Earth");
  } else {
    scene.gsdMetres = groundSamplingDistance(toGround, scene.width, scene.height);
    scene.footprint = toGround.outline(8);
    if (scene.footprint.empty()) addNote(scene, "no footprint: its edges lie off the Earth");
  }
}

std::string containerMessage(GDALDataset& dataset) {
  const int parts = CSLCount(dataset.GetMetadata("SUBDATASETS")) / 2;
  return parts > 0
             ? "holds " + std::to_string(parts) + " pictures of its own; name one of them or convert it to GeoTIFF"
             : "holds no raster bands";
}

ScanResult scanOpened(const fs::path& file, GDALDataset& dataset, const ScanOptions& options, JobContext& job,
                      SceneInfo scene) {
  scene.driver = GDALGetDriverShortName(dataset.GetDriver());
  scene.width = dataset.GetRasterXSize();
  scene.height = dataset.GetRasterYSize();
  if (dataset.GetRasterCount() == 0)
    return problem(file, std::string(errorCodeName(ErrorCode::Incompatible)), containerMessage(dataset));
  if (const auto reason = implausibleSize(dataset, scene.fileSize))
    return problem(file, std::string(errorCodeName(ErrorCode::InvalidInput)), *reason);
  if (const auto reason = truncation(dataset, scene.fileSize))
    return problem(file, std::string(errorCodeName(ErrorCode::Corrupt)), *reason);
  if (neverWritten(dataset)) return problem(file, "empty", "holds no pixels: none of its blocks was ever written");
  job.checkpoint();
  scene.bands = bandsOf(dataset);
  if (!options.bands) {
    if (const auto reason = notAPicture(scene, dataset.GetRasterBand(1)->GetUnitType()))
      return problem(file, "not_a_picture", *reason);
  }
  readGeoreference(dataset, scene);
  readDate(dataset, scene);
  placeScene(scene);
  if (options.headersOnly) {
    scene.rendering = chosenBands(options, scene);
    return {std::move(scene), std::nullopt};
  }
  if (!computeRendering(dataset, options, job, scene))
    return problem(file, "empty", "holds no data: every pixel is nodata or masked");
  return {std::move(scene), std::nullopt};
}

}  // namespace

ScanResult scanScene(const fs::path& file, const ScanOptions& options, JobContext& job) {
  job.checkpoint();
  std::error_code ignored;
  const fs::path absolute = fs::absolute(file, ignored).lexically_normal();
  try {
    const NetworkPermit permit(options.allowNetwork);
    const GdalErrorTrap trap;
    SceneInfo scene;
    scene.path = absolute.string();
    scene.name = absolute.filename().string();
    std::tie(scene.fileSize, scene.modifiedNs) = fileStamp(absolute);
    const DatasetPtr dataset = openRaster(absolute, options.allowNetwork);
    ScanResult result = scanOpened(absolute, *dataset, options, job, std::move(scene));
    if (!trap.refusedSource().empty()) trap.raise(absolute.string(), "");
    return result;
  } catch (const NetworkSourceRefused& error) {
    return problem(absolute, "network_source", error.message());
  } catch (const Error& error) {
    return problem(absolute, std::string(errorCodeName(error.code())), error.message());
  } catch (const std::bad_alloc&) {
    return problem(absolute, std::string(errorCodeName(ErrorCode::OutOfMemory)), "needs more memory than there is");
  }
}

}  // namespace tilescout::geo
