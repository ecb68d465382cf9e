#pragma once
#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace tilescout::jobs {

/// What a small GeoTIFF of a test shows: every tile differs, and `seed` changes every pixel.
struct ScenePicture {
  int width = 256;
  int height = 192;
  int seed = 1;
  double west = 500'000.0;  ///< UTM 32N, 5 m pixels
  int emptyColumns = 0;     ///< columns from the left that are nodata
};

inline void writeScene(const std::filesystem::path& file, const ScenePicture& picture) {
  GDALAllRegister();
  std::filesystem::create_directories(file.parent_path());
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  REQUIRE(driver != nullptr);
  const char* options[] = {"PHOTOMETRIC=RGB", "TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64", nullptr};
  GDALDataset* data =
      driver->Create(file.c_str(), picture.width, picture.height, 3, GDT_Byte, const_cast<char**>(options));
  REQUIRE(data != nullptr);
  double transform[6] = {picture.west, 5.0, 0.0, 5'400'000.0, 0.0, -5.0};
  data->SetGeoTransform(transform);
  OGRSpatialReference crs;
  crs.importFromEPSG(32632);
  data->SetSpatialRef(&crs);
  std::vector<std::uint8_t> line(static_cast<std::size_t>(picture.width));
  for (int band = 1; band <= 3; ++band) {
    if (picture.emptyColumns > 0) data->GetRasterBand(band)->SetNoDataValue(0);
    for (int y = 0; y < picture.height; ++y) {
      for (int x = 0; x < picture.width; ++x) {
        const int value =
            x < picture.emptyColumns ? 0 : 1 + (x * 3 + y * 7 * band + picture.seed * 37 + x * y / 50) % 254;
        line[static_cast<std::size_t>(x)] = static_cast<std::uint8_t>(value);
      }
      REQUIRE(data->GetRasterBand(band)->RasterIO(GF_Write, 0, y, picture.width, 1, line.data(), picture.width, 1,
                                                  GDT_Byte, 0, 0) == CE_None);
    }
  }
  GDALClose(data);
}

/// Four files: two good scenes (one in a folder of its own), one half nodata, one that is no raster.
inline void writeSmallWorld(const std::filesystem::path& folder) {
  writeScene(folder / "a.tif", {256, 192, 1, 500'000.0, 0});
  writeScene(folder / "b" / "b.tif", {320, 130, 2, 510'000.0, 0});
  writeScene(folder / "c.tif", {256, 128, 3, 520'000.0, 140});
  std::ofstream(folder / "d.tif") << "this is no raster";
}

}  // namespace tilescout::jobs
