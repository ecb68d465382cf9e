#include "exchange/vector_source.h"

#include <string>

namespace tilescout::exchange {

DatasetPtr openVectors(const std::filesystem::path& file, const char* what) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) throw Error(ErrorCode::NotFound, "is not there", file.string());
  registerDrivers();
  static const char* const drivers[] = {"GeoJSON",    "GeoJSONSeq", "TopoJSON", "GPKG", "ESRI Shapefile",
                                        "FlatGeobuf", "LIBKML",     "KML",      nullptr};
  // A caption that looks like a date is a text all the same; drivers that know no such option pass it over.
  static const char* const options[] = {"DATE_AS_STRING=YES", nullptr};
  DatasetPtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
  if (!dataset) failGdal(ErrorCode::InvalidInput, file, std::string("is no ") + what + " that can be read here");
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
