#include "geo/footprint.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "geo/raster_fixture.h"

using namespace tilescout;
using test::TempFolder;

namespace {

double turned(double longitude) { return std::remainder(longitude, 360.0); }

void checkPlace(const LonLat& got, const LonLat& wanted) {
  CHECK(std::abs(turned(got.lon - wanted.lon)) < 1e-7);
  CHECK(std::abs(got.lat - wanted.lat) < 1e-7);
}

/// Points inside, on the edges and the scene's outline against gdaltransform.
void checkAgainstGdal(const std::filesystem::path& file) {
  const TempFolder folder;
  const SceneInfo scene = test::scannedScene(file);
  const geo::PixelToGround toGround(scene);
  REQUIRE(toGround.valid());
  const double w = scene.width;
  const double h = scene.height;
  const std::vector<std::array<double, 2>> pixels = {
      {0, 0}, {w, 0}, {w, h}, {0, h}, {w / 2, h / 2}, {w * 0.3, h * 0.7}, {w * 0.9, 1.5}};
  const std::vector<LonLat> wanted = test::gdalPlaces(file, pixels, folder);
  REQUIRE(wanted.size() == pixels.size());
  for (std::size_t i = 0; i < pixels.size(); ++i) checkPlace(toGround.at(pixels[i][0], pixels[i][1]), wanted[i]);
  REQUIRE(scene.footprint.size() == 36);
  for (std::size_t corner = 0; corner < 4; ++corner) checkPlace(scene.footprint[corner * 9], wanted[corner]);
  const Ring ring = toGround.ring(test::windowAt(0, 0, w, h));
  REQUIRE(ring.size() == 4);
  for (std::size_t corner = 0; corner < 4; ++corner) checkPlace(ring[corner], wanted[corner]);
  for (std::size_t i = 1; i < scene.footprint.size(); ++i)
    CHECK(std::abs(scene.footprint[i].lon - scene.footprint[i - 1].lon) < 180.0);
}

void writeFlat(const std::filesystem::path& file, const std::string& sceneXml) {
  test::RasterSpec spec{60, 40};
  spec.bands = {test::valuesOf(60, 40, [](int x, int y) { return x + y; })};
  spec.sceneXml = sceneXml;
  test::writeRaster(file, spec);
}

}  // namespace

TEST_CASE("footprints of projected, control-point and date-line scenes are those of gdaltransform") {
  TILESCOUT_NEEDS_SHARED();
  const auto scenes = test::sharedFolder() / "data" / "scenes";
  for (const char* name : {"naip_m_4709963_se_20150926.tif", "riotiler_cog_gcps.tif", "riotiler_cog_dateline.tif",
                           "landsat_pucallpa_2020.tif", "riotiler_cog_cmap.tif", "riotiler_pix4d_alpha_nodata.tif"}) {
    CAPTURE(name);
    checkAgainstGdal(scenes / name);
  }
}

TEST_CASE("footprints of rotated scenes are those of gdaltransform") {
  const TempFolder folder;
  writeFlat(folder / "turned.tif", "<SRS>EPSG:32633</SRS><GeoTransform>500000, 8, 6, 5300000, 6, -8</GeoTransform>");
  checkAgainstGdal(folder / "turned.tif");
  writeFlat(folder / "south_up.tif", "<SRS>EPSG:4326</SRS><GeoTransform>10, 0.1, 0, 40, 0, 0.1</GeoTransform>");
  checkAgainstGdal(folder / "south_up.tif");
  writeFlat(folder / "lambert.tif", "<SRS>EPSG:2154</SRS><GeoTransform>700000, 50, 3, 6600000, 2, -50</GeoTransform>");
  checkAgainstGdal(folder / "lambert.tif");
}

TEST_CASE("a scene over the date line has one unbroken ring and two boxes") {
  const TempFolder folder;
  writeFlat(folder / "fiji.tif",
            "<SRS>EPSG:32701</SRS><GeoTransform>100000, 5000, 0, 8100000, 0, -5000</GeoTransform>");
  checkAgainstGdal(folder / "fiji.tif");
  const SceneInfo scene = test::scannedScene(folder / "fiji.tif");
  const auto boxes = geo::boxesOf(scene.footprint);
  REQUIRE(boxes.size() == 2);
  CHECK(boxes[0].east == 180.0);
  CHECK(boxes[1].west == -180.0);
  const double width = (boxes[0].east - boxes[0].west) + (boxes[1].east - boxes[1].west);
  CHECK(width > 2.0);
  CHECK(width < 4.0);
  // A tile on either side keeps to its own side.
  const geo::PixelToGround toGround(scene);
  CHECK(geo::boxesOf(toGround.ring(test::windowAt(0, 0, 5, 5))).size() == 1);
  CHECK(geo::boxesOf(toGround.ring(test::windowAt(50, 0, 10, 10))).size() == 1);
}

TEST_CASE("control points on both sides of the date line give a ring of their own size") {
  const TempFolder folder;
  const auto write = [&](const std::string& name, double west) {
    std::string points = "<GCPList Projection=\"EPSG:4326\">";
    int id = 0;
    for (int line = 0; line <= 40; line += 20) {
      for (int pixel = 0; pixel <= 60; pixel += 20) {
        const double longitude = std::remainder(west + pixel * 0.05 + line * 0.01, 360.0);
        points += "<GCP Id=\"" + std::to_string(++id) + "\" Pixel=\"" + std::to_string(pixel) + "\" Line=\"" +
                  std::to_string(line) + "\" X=\"" + std::to_string(longitude) + "\" Y=\"" +
                  std::to_string(50 - line * 0.05) + "\"/>";
      }
    }
    writeFlat(folder / name, points + "</GCPList>");
    return test::scannedScene(folder / name);
  };
  const SceneInfo inland = write("inland.tif", 10.0);
  const SceneInfo crossing = write("crossing.tif", 178.5);
  REQUIRE(crossing.footprint.size() == inland.footprint.size());
  for (std::size_t i = 0; i < inland.footprint.size(); ++i) {
    CHECK(crossing.footprint[i].lon == doctest::Approx(inland.footprint[i].lon + 168.5).epsilon(1e-6));
    CHECK(crossing.footprint[i].lat == doctest::Approx(inland.footprint[i].lat).epsilon(1e-6));
  }
  CHECK(geo::boxesOf(crossing.footprint).size() == 2);
}

TEST_CASE("longitudes beyond 180 in the file itself come back into range") {
  const TempFolder folder;
  writeFlat(folder / "east.tif", "<SRS>EPSG:4326</SRS><GeoTransform>190, 0.1, 0, 40, 0, -0.1</GeoTransform>");
  const SceneInfo scene = test::scannedScene(folder / "east.tif");
  const auto boxes = geo::boxesOf(scene.footprint);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].west == doctest::Approx(-170));
  CHECK(boxes[0].east == doctest::Approx(-164));
}

TEST_CASE("the whole globe is one box") {
  const TempFolder folder;
  writeFlat(folder / "globe.tif", "<SRS>EPSG:4326</SRS><GeoTransform>-180, 6, 0, 90, 0, -4.5</GeoTransform>");
  const SceneInfo scene = test::scannedScene(folder / "globe.tif");
  const auto boxes = geo::boxesOf(scene.footprint);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].west == -180);
  CHECK(boxes[0].east == 180);
  CHECK(boxes[0].north == 90);
}

TEST_CASE("a scene around the pole has a box of all longitudes up to the pole") {
  const TempFolder folder;
  writeFlat(folder / "pole.tif",
            "<SRS>EPSG:3413</SRS><GeoTransform>-300000, 10000, 0, 200000, 0, -10000</GeoTransform>");
  const SceneInfo scene = test::scannedScene(folder / "pole.tif");
  const auto boxes = geo::boxesOf(scene.footprint);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].north == 90);
  CHECK(boxes[0].west == -180);
  CHECK(boxes[0].east == 180);
  CHECK(boxes[0].south > 86);
}

TEST_CASE("the ground size of a pixel is measured on the ellipsoid") {
  const TempFolder folder;
  writeFlat(folder / "utm.tif", test::utmXml());
  CHECK(test::scannedScene(folder / "utm.tif").gsdMetres == doctest::Approx(10.0).epsilon(0.001));
  // Web Mercator stretches by 1/cos(latitude): at 60 degrees a pixel of 10 is 5 m on the ground.
  writeFlat(folder / "mercator.tif", "<SRS>EPSG:3857</SRS><GeoTransform>0, 10, 0, 8399738, 0, -10</GeoTransform>");
  CHECK(test::scannedScene(folder / "mercator.tif").gsdMetres == doctest::Approx(5.0).epsilon(0.01));
  writeFlat(folder / "feet.tif", "<SRS>EPSG:2263</SRS><GeoTransform>980000, 10, 0, 200000, 0, -10</GeoTransform>");
  CHECK(test::scannedScene(folder / "feet.tif").gsdMetres == doctest::Approx(3.048).epsilon(0.001));
}

TEST_CASE("scenes without a place are kept, and say why") {
  const TempFolder folder;
  writeFlat(folder / "bare.tif", "");
  writeFlat(folder / "no_crs.tif", "<GeoTransform>500000, 10, 0, 5300000, 0, -10</GeoTransform>");
  writeFlat(folder / "no_transform.tif", "<SRS>EPSG:32633</SRS>");
  writeFlat(folder / "flat_transform.tif", "<SRS>EPSG:32633</SRS><GeoTransform>5, 1, 0, 5, 0, 0</GeoTransform>");
  for (const char* name : {"bare.tif", "no_crs.tif", "no_transform.tif", "flat_transform.tif"}) {
    CAPTURE(name);
    const SceneInfo scene = test::scannedScene(folder / name);
    CHECK(scene.footprint.empty());
    CHECK(scene.note.find("no footprint") != std::string::npos);
    CHECK(geo::PixelToGround(scene).ring(test::windowAt(0, 0, 5, 5)).empty());
  }
}
