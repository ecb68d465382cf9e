#include "exchange/vector_source.h"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

namespace tilescout::exchange {
namespace {

constexpr const char* formats = "GeoJSON, GeoPackage, Shapefile, FlatGeobuf or KML";

/// What GDAL would fail on without saying why. `name`: "polygon file".
void requireFile(const std::filesystem::path& file, const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code problem;
  const fs::file_status status = fs::status(file, problem);
  if (status.type() == fs::file_type::not_found) throw Error(ErrorCode::NotFound, "is not there", file.string());
  if (problem) throw Error(ErrorCode::Io, "cannot be reached: " + problem.message(), file.string());
  if (fs::is_directory(status))
    throw Error(ErrorCode::InvalidInput, "is a folder, no " + name + "; name one file in it (" + formats + ")",
                file.string());
  if (!fs::is_regular_file(status))
    throw Error(ErrorCode::InvalidInput, "is a device or pipe, no " + name, file.string());
  errno = 0;
  if (!std::ifstream(file, std::ios::binary)) {
    const std::string reason = std::generic_category().message(errno);
    throw Error(ErrorCode::Io, "cannot be opened for reading: " + reason, file.string());
  }
  if (fs::file_size(file, problem) == 0)
    throw Error(ErrorCode::InvalidInput, "is empty (0 bytes), no " + name, file.string());
}

/// Says what the file is in place of what was wanted. Looks at its head only, follows nothing.
[[noreturn]] void failForeign(const std::filesystem::path& file, const std::string& name) {
  const std::string reason = CPLGetLastErrorMsg();
  GDALDriverH raster = GDALIdentifyDriverEx(file.c_str(), GDAL_OF_RASTER, nullptr, nullptr);
  if (raster != nullptr)
    throw Error(ErrorCode::InvalidInput,
                "is no " + name + " but a picture (" + GDALGetDriverShortName(raster) + "); shapes come as " + formats,
                file.string());
  const std::string text = "is no " + name + " that can be read here (" + formats + ")";
  throw Error(ErrorCode::InvalidInput, reason.empty() ? text : text + ": " + reason, file.string());
}

}  // namespace

DatasetPtr openVectors(const std::filesystem::path& file, const char* what) {
  requireFile(file, what);
  registerDrivers();
  static const char* const drivers[] = {"GeoJSON",    "GeoJSONSeq", "TopoJSON", "GPKG", "ESRI Shapefile",
                                        "FlatGeobuf", "LIBKML",     "KML",      nullptr};
  // A caption that looks like a date is a text all the same; drivers that know no such option pass it over.
  static const char* const options[] = {"DATE_AS_STRING=YES", nullptr};
  DatasetPtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
  if (!dataset) failForeign(file, what);
  return dataset;
}

TransformPtr transformToWgs84(OGRLayer& layer, const std::filesystem::path& file) {
  const OGRSpatialReference* source = layer.GetSpatialRef();
  if (source == nullptr) return nullptr;
  OGRSpatialReference from(*source), wgs84;
  from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  wgs84.SetWellKnownGeogCS("WGS84");
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (from.IsSame(&wgs84)) return nullptr;
  TransformPtr transform(OGRCreateCoordinateTransformation(&from, &wgs84));
  if (!transform) failGdal(ErrorCode::InvalidInput, file, "has a coordinate system that cannot be turned into WGS 84");
  return transform;
}

}  // namespace tilescout::exchange
