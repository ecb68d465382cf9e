#include "synth/raster_writer.h"

#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <array>

#include "base/error.h"
#include "synth/gdal_handles.h"

namespace tilescout::synth {

GDALDriver& geoTiffDriver() {
  static std::once_flag registered;
  std::call_once(registered, [] { GDALAllRegister(); });
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  if (driver == nullptr) throw Error(ErrorCode::Internal, "GDAL has no GeoTIFF driver.");
  return *driver;
}

void failWriting(const std::filesystem::path& file) {
  const std::string reason = CPLGetLastErrorMsg();
  throw Error(ErrorCode::Io, "The raster cannot be written" + (reason.empty() ? std::string(".") : ": " + reason), file.string());
}

void setPlace(GDALDataset& dataset, const UtmPlace& place) {
  OGRSpatialReference reference;
  reference.SetWellKnownGeogCS("WGS84");
  reference.SetUTM(place.zone, place.north ? TRUE : FALSE);
  reference.AutoIdentifyEPSG();
  std::array<double, 6> transform{place.easting, place.metresPerPixel, 0, place.northing, 0, -place.metresPerPixel};
  dataset.SetSpatialRef(&reference);
  dataset.SetGeoTransform(transform.data());
}

void writeGeoTiff(const std::filesystem::path& file, const Image& image, const UtmPlace& place) {
  const char* options[] = {"COMPRESS=DEFLATE", "PHOTOMETRIC=RGB", "INTERLEAVE=PIXEL", nullptr};
  const DatasetHandle dataset(geoTiffDriver().Create(file.c_str(), image.width, image.height, 3, GDT_Byte, const_cast<char**>(options)));
  if (!dataset) failWriting(file);
  setPlace(*dataset, place);
  auto* pixels = const_cast<std::uint8_t*>(image.pixels.data());
  if (dataset->RasterIO(GF_Write, 0, 0, image.width, image.height, pixels, image.width, image.height, GDT_Byte, 3, nullptr, 3,
                        static_cast<GSpacing>(image.width) * 3, 1, nullptr) != CE_None)
    failWriting(file);
  if (dataset->FlushCache(), CPLGetLastErrorType() == CE_Failure) failWriting(file);
}

}  // namespace tilescout::synth
