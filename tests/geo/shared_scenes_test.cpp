#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "geo/raster_fixture.h"
#include "geo/raster_reader.h"
#include "geo/tile_grid.h"

using namespace tilescout;

namespace {

/// What a scan has to find, written after a look at each file with gdalinfo.
struct Expected {
  const char* name;
  const char* problem;  ///< "" for a scene
  std::array<int, 3> bands{1, 1, 1};
  const char* date = "";
  double gsd = 0;  ///< metres, to 2 %
  bool footprint = true;
  bool palette = false;
};

const std::vector<Expected>& expected() {
  static const std::vector<Expected> list = {
      {"elevation_dsm.tif", "not_a_picture"},
      {"landsat_pucallpa_1985.tif", "", {1, 2, 3}, "1985", 89.2},
      {"landsat_pucallpa_2005.tif", "", {1, 2, 3}, "2005", 89.2},
      {"landsat_pucallpa_2020.tif", "", {1, 2, 3}, "2020", 89.2},
      {"naip_m_4709963_se_20100629.tif", "", {1, 2, 3}, "2010-06-29", 5},
      {"naip_m_4709963_se_20150926.tif", "", {1, 2, 3}, "2015-09-26", 5},
      {"naip_m_4709963_se_20200831.tif", "", {1, 2, 3}, "2020-08-31", 5},
      {"planet_float64_cog.tif", "", {3, 2, 1}, "", 7.73},
      {"rasterio_RGB.byte.tif", "", {1, 2, 3}, "", 300},
      {"rasterio_RGBA.byte.tif", "", {1, 2, 3}, "", 300},
      {"rasterio_RGBA.uint16.tif", "", {3, 2, 1}, "", 1.38},
      {"rasterio_all-nodata.tif", "empty"},
      {"rasterio_corrupt.tif", "corrupt"},
      {"rasterio_goes.tif", "", {1, 2, 3}, "", 20055, false},
      {"rasterio_world.rgb.tif", "", {1, 2, 3}, "", 78000},
      {"riotiler_cog_cmap.tif", "", {1, 1, 1}, "", 0.916, true, true},
      {"riotiler_cog_dateline.tif", "", {1, 1, 1}, "", 100},
      {"riotiler_cog_gcps.tif", "", {1, 1, 1}, "2018-07-16", 201},
      {"riotiler_cog_hirise_mars.tif", "", {1, 2, 3}, "", 5, false},
      {"riotiler_cog_int16.tif", "", {1, 1, 1}, "", 100},
      {"riotiler_cog_nodata.tif", "", {1, 1, 1}, "", 100},
      {"riotiler_cog_nodata_nan.tif", "", {1, 1, 1}, "2020-01-06", 200},
      {"riotiler_cog_scale_epsg4326.tif", "", {1, 1, 1}, "", 436},
      {"riotiler_cog_world.tif", "", {1, 1, 1}, "", 1110},
      {"riotiler_colorado_mask.tif", "", {1, 2, 3}, "", 0.15},
      {"riotiler_pix4d_alpha_nodata.tif", "", {1, 2, 3}, "", 0.353},
  };
  return list;
}

void checkScene(const SceneInfo& scene, const Expected& wanted) {
  CHECK(scene.rendering.bands == wanted.bands);
  CHECK(scene.rendering.palette == wanted.palette);
  CHECK(scene.date == wanted.date);
  CHECK(scene.gsdMetres == doctest::Approx(wanted.gsd).epsilon(0.02));
  CHECK(scene.footprint.empty() != wanted.footprint);
  if (!wanted.footprint) CHECK(scene.note.find("no footprint") != std::string::npos);
}

}  // namespace

TEST_CASE("all shared scenes are found, and each becomes what it is") {
  TILESCOUT_NEEDS_SHARED();
  const std::filesystem::path folder = test::sharedFolder() / "data" / "scenes";
  const std::vector<std::filesystem::path> files = geo::findRasterFiles(std::vector{folder});
  REQUIRE(files.size() == expected().size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Expected* wanted = nullptr;
    for (const Expected& candidate : expected()) {
      if (files[i].filename() == candidate.name) wanted = &candidate;
    }
    REQUIRE(wanted != nullptr);
    CAPTURE(wanted->name);
    const geo::ScanResult result = test::scanned(files[i]);
    CHECK(result.scene.has_value() != result.problem.has_value());
    CHECK((result.problem ? result.problem->code : "") == wanted->problem);
    if (result.scene && *wanted->problem == '\0') checkScene(*result.scene, *wanted);
  }
}

TEST_CASE("real scenes that are not shrunk look as gdal_translate shows them") {
  TILESCOUT_NEEDS_SHARED();
  const std::filesystem::path folder = test::sharedFolder() / "data" / "scenes";
  const test::TempFolder work;
  for (const char* name :
       {"naip_m_4709963_se_20150926.tif", "rasterio_world.rgb.tif", "riotiler_cog_hirise_mars.tif"}) {
    CAPTURE(name);
    const SceneInfo scene = test::scannedScene(folder / name);
    geo::RasterReader reader(scene);
    const auto window = reader.read(test::windowAt(101, 53, 200, 150), 200, 150);
    CHECK(window.validFraction == 1.0);
    CHECK(window.image.pixels ==
          test::gdalWindow(folder / name, scene.rendering.bands, {101, 53, 200, 150}, {200, 150}, "nearest", work)
              .pixels);
  }
}

TEST_CASE("a world of 36,000 pixels is seen whole without being read whole") {
  TILESCOUT_NEEDS_SHARED();
  const SceneInfo scene = test::scannedScene(test::sharedFolder() / "data" / "scenes" / "riotiler_cog_world.tif");
  geo::RasterReader reader(scene);
  const Image small = reader.overview(256);
  CHECK(small.width == 256);
  CHECK(small.height == 128);
  const auto tile = reader.read(test::windowAt(0, 0, 18000, 18000), 224, 224);
  CHECK(tile.validFraction > 0.05);
  geo::TilingOptions options;
  options.tile = 224;
  options.levels = 8;
  CHECK(geo::planTiles(scene, options).windows.back().height == 18000);
}
