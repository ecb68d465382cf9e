#include "geo/scene_warp.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "base/error.h"
#include "geo/raster_fixture.h"

using namespace tilescout;
using test::TempFolder;

namespace {

struct Opened {
  explicit Opened(const std::filesystem::path& file)
      : scene(test::scannedScene(file)), reader(scene), toGround(scene) {}
  MaskedImage warp(const MapBox& box, int width, int height) {
    return geo::warpToMap(reader, toGround, scene, box, width, height);
  }
  SceneInfo scene;
  geo::RasterReader reader;
  geo::PixelToGround toGround;
};

/// What the gdalwarp program makes of the same box: red, green, blue and alpha planes, pixel after pixel.
std::vector<std::uint8_t> gdalwarped(const std::filesystem::path& file, const MapBox& box, int width, int height,
                                     const TempFolder& folder) {
  std::ostringstream command;
  command.precision(15);
  const auto target = folder / "warped.raw";
  command << "gdalwarp -q -overwrite -of ENVI -co INTERLEAVE=BIP -dstalpha -r bilinear -t_srs EPSG:4326 -te "
          << box.west << ' ' << box.south << ' ' << box.east << ' ' << box.north << " -ts " << width << ' ' << height
          << " '" << file.string() << "' '" << target.string() << "' 2>/dev/null";
  test::runTool(command.str());
  std::ifstream stream(target, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

struct Difference {
  double mean = 0.0;         ///< of colours where both are opaque
  double opaqueApart = 0.0;  ///< share of pixels that one shows and the other does not
};

Difference compare(const MaskedImage& got, const std::vector<std::uint8_t>& wanted) {
  Difference difference;
  double both = 0;
  const std::size_t count = got.alpha.size();
  REQUIRE(wanted.size() % count == 0);
  const std::size_t bands = wanted.size() / count;
  for (std::size_t i = 0; i < count; ++i) {
    const bool a = got.alpha[i] > 127, b = wanted[i * bands + bands - 1] > 127;
    if (a != b) ++difference.opaqueApart;
    if (!a || !b) continue;
    ++both;
    for (std::size_t c = 0; c < 3; ++c)
      difference.mean += std::abs(got.image.pixels[i * 3 + c] - wanted[i * bands + c]) / 3.0;
  }
  REQUIRE(both > 0);
  difference.mean /= both;
  difference.opaqueApart /= static_cast<double>(count);
  return difference;
}

MapBox boxOf(const Ring& ring) {
  MapBox box{ring[0].lon, ring[0].lat, ring[0].lon, ring[0].lat};
  for (const LonLat& place : ring) {
    box.west = std::min(box.west, place.lon);
    box.east = std::max(box.east, place.lon);
    box.south = std::min(box.south, place.lat);
    box.north = std::max(box.north, place.lat);
  }
  return box;
}

/// Three 8-bit bands of slow waves, so that half a pixel's shift shows in the mean.
test::RasterSpec waves(int width, int height, const std::string& sceneXml) {
  test::RasterSpec spec{width, height};
  for (int band = 0; band < 3; ++band) {
    spec.bands.push_back(test::valuesOf(width, height, [&](int x, int y) {
      return std::round(128 + 100 * std::sin(x / (9.0 + band)) * std::cos(y / (13.0 - band)));
    }));
  }
  spec.sceneXml = sceneXml;
  return spec;
}

}  // namespace

TEST_CASE("pixels found from places lead back to where they came from") {
  const TempFolder folder;
  for (const auto& [name, xml] :
       {std::pair<std::string, std::string>{"utm.tif", test::utmXml()},
        {"turned.tif", "<SRS>EPSG:32633</SRS><GeoTransform>500000, 8, 6, 5300000, 6, -8</GeoTransform>"},
        {"grid360.tif", "<SRS>EPSG:4326</SRS><GeoTransform>170, 0.5, 0, 60, 0, -0.5</GeoTransform>"},
        {"arctic.tif", "<SRS>EPSG:3995</SRS><GeoTransform>-600000, 20000, 0, 400000, 0, -20000</GeoTransform>"}}) {
    CAPTURE(name);
    test::writeRaster(folder / name, waves(60, 40, xml));
    const Opened opened(folder / name);
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {60.0, 40.0}, {12.5, 33.25}, {59.0, 1.0}}) {
      LonLat place = opened.toGround.at(x, y);
      for (const double turn : {0.0, 360.0, -360.0}) {
        const auto pixel = opened.toGround.pixelAt({place.lon + turn, place.lat});
        REQUIRE(pixel.has_value());
        CHECK(pixel->x == doctest::Approx(x).epsilon(1e-5).scale(10));
        CHECK(pixel->y == doctest::Approx(y).epsilon(1e-5).scale(10));
      }
    }
  }
}

TEST_CASE("a place on the other side of the Earth is not in a scene whose projection ends before it") {
  const TempFolder folder;
  test::writeRaster(folder / "utm.tif", waves(60, 40, test::utmXml()));
  const Opened opened(folder / "utm.tif");
  for (const LonLat& place : {LonLat{-165, -47}, {-165, 47}, {105, 0}, {15, -47}}) {
    const auto pixel = opened.toGround.pixelAt(place);
    const bool inside = pixel && pixel->x >= 0 && pixel->y >= 0 && pixel->x <= 60 && pixel->y <= 40;
    CHECK_FALSE(inside);
  }
}

TEST_CASE("a warped scene is what gdalwarp makes of it") {
  const TempFolder folder;
  for (const auto& [name, xml] :
       {std::pair<std::string, std::string>{"utm.tif", test::utmXml()},
        {"turned.tif", "<SRS>EPSG:32633</SRS><GeoTransform>500000, 8, 6, 5300000, 6, -8</GeoTransform>"},
        {"degrees.tif", "<SRS>EPSG:4326</SRS><GeoTransform>10, 0.0001, 0, 60, 0, -0.0001</GeoTransform>"}}) {
    CAPTURE(name);
    test::writeRaster(folder / name, waves(220, 180, xml));
    Opened opened(folder / name);
    const MapBox box = boxOf(opened.scene.footprint);
    const int width = 260, height = 200;
    const Difference difference =
        compare(opened.warp(box, width, height), gdalwarped(folder / name, box, width, height, folder));
    CHECK(difference.mean < 2.0);
    CHECK(difference.opaqueApart < 0.02);
  }
}

TEST_CASE("real scenes are warped as gdalwarp does, across the date line too") {
  TILESCOUT_NEEDS_SHARED();
  const TempFolder folder;
  const auto scenes = test::sharedFolder() / "data" / "scenes";
  const auto file = scenes / "naip_m_4709963_se_20150926.tif";
  Opened naip(file);
  const MapBox all = boxOf(naip.scene.footprint);
  // The scene's own resolution: what shrinking does with detail is a matter of filters.
  const MapBox box{all.west, all.north - (all.north - all.south) / 4, all.west + (all.east - all.west) / 4, all.north};
  const Difference difference = compare(naip.warp(box, 240, 180), gdalwarped(file, box, 240, 180, folder));
  CHECK(difference.mean < 4.0);
  CHECK(difference.opaqueApart < 0.02);

  Opened dateline(scenes / "riotiler_cog_dateline.tif");
  const MapBox around = boxOf(dateline.scene.footprint);
  REQUIRE(around.east > 180.0);
  const MaskedImage whole = dateline.warp(around, 64, 64);
  const MaskedImage east = dateline.warp({-180, around.south, around.east - 360, around.north}, 64, 64);
  REQUIRE_FALSE(whole.empty());
  REQUIRE_FALSE(east.empty());
  CHECK(std::count_if(east.alpha.begin(), east.alpha.end(), [](auto a) { return a > 0; }) > 1000);
}

TEST_CASE("a scene over the pole fills every longitude up to it") {
  const TempFolder folder;
  test::RasterSpec spec{100, 100};
  // Quadrants around the pole, told apart by their grey.
  spec.bands = {test::valuesOf(100, 100, [](int x, int y) { return (x < 50 ? 40 : 90) + (y < 50 ? 0 : 100); })};
  spec.sceneXml = "<SRS>EPSG:3995</SRS><GeoTransform>-500000, 10000, 0, 500000, 0, -10000</GeoTransform>";
  test::writeRaster(folder / "pole.tif", spec);
  Opened opened(folder / "pole.tif");
  const MaskedImage warped = opened.warp({-180, 86, 180, 90}, 360, 80);
  REQUIRE_FALSE(warped.empty());
  // 500 km around the pole is 4.5 degrees: all of it is there.
  CHECK(std::all_of(warped.alpha.begin(), warped.alpha.end(), [](auto a) { return a > 250; }));
  const auto greyAt = [&](double lon) { return warped.image.row(40)[static_cast<int>(lon + 180) * 3]; };
  // EPSG:3995 looks down with Greenwich towards the bottom: 45° E is lower right.
  CHECK(greyAt(45) == 190);
  CHECK(greyAt(135) == 90);
  CHECK(greyAt(-45) == 140);
  CHECK(greyAt(-135) == 40);
}

TEST_CASE("a scene of a few pixels of the map does not fall between the nodes, and one elsewhere is not there") {
  const TempFolder folder;
  test::writeRaster(folder / "utm.tif", waves(60, 40, test::utmXml()));
  Opened opened(folder / "utm.tif");
  const MaskedImage europe = opened.warp({14.9, 47.7, 15.156, 47.956}, 256, 256);
  REQUIRE_FALSE(europe.empty());
  CHECK(std::any_of(europe.alpha.begin(), europe.alpha.end(), [](auto a) { return a > 0; }));
  CHECK(opened.warp({-100, 30, -90, 40}, 256, 256).empty());
}

TEST_CASE("what is no data is transparent in the warped picture") {
  const TempFolder folder;
  test::RasterSpec spec = waves(80, 80, test::utmXml());
  for (auto& band : spec.bands) {
    for (std::size_t i = 0; i < band.size(); ++i) band[i] = i % 80 < 40 ? 0 : 200;
  }
  spec.bandXml.assign(3, "<NoDataValue>0</NoDataValue>");
  test::writeRaster(folder / "half.tif", spec);
  Opened opened(folder / "half.tif");
  const MapBox box = boxOf(opened.scene.footprint);
  const MaskedImage warped = opened.warp(box, 80, 80);
  CHECK(warped.alpha[40 * 80 + 20] == 0);
  CHECK(warped.alpha[40 * 80 + 60] == 255);
  CHECK(warped.image.row(40)[60 * 3] == 200);
}

TEST_CASE("a box without area is refused") {
  const TempFolder folder;
  test::writeRaster(folder / "utm.tif", waves(20, 20, test::utmXml()));
  Opened opened(folder / "utm.tif");
  CHECK_THROWS_AS(opened.warp({10, 50, 10, 51}, 64, 64), Error);
  CHECK_THROWS_AS(opened.warp({10, 50, 11, 51}, 0, 64), Error);
  CHECK_THROWS_AS(opened.warp({10, 50, 11, 51}, 64, 100'000), Error);
  CHECK_THROWS_AS(opened.warp({-200, 0, 200, 10}, 64, 64), Error);
}

TEST_CASE("other bands get a stretch of their own values") {
  const TempFolder folder;
  test::RasterSpec spec{100, 100, "UInt16"};
  for (const double top : {1000.0, 2000.0, 4000.0, 8000.0})
    spec.bands.push_back(test::valuesOf(100, 100, [&](int x, int y) { return top * (x + y * 100) / 10'000.0; }));
  spec.sceneXml = test::utmXml();
  test::writeRaster(folder / "four.tif", spec);
  Opened opened(folder / "four.tif");
  JobContext job;
  const Rendering rendering = opened.reader.renderingFor({4, 2, 1}, {StretchSpec::Kind::Percent, 0.0, 100.0}, job);
  CHECK(rendering.bands == std::array<int, 3>{4, 2, 1});
  CHECK(rendering.high[0] == doctest::Approx(8000.0).epsilon(0.01));
  CHECK(rendering.high[2] == doctest::Approx(1000.0).epsilon(0.01));
  const MaskedImage shown = opened.reader.readMasked(test::windowAt(0, 0, 100, 100), 100, 100, rendering);
  CHECK(shown.image.row(99)[99 * 3] == 255);
  CHECK(shown.alpha[0] == 255);
  CHECK_THROWS_AS(opened.reader.renderingFor({5, 1, 1}, {}, job), Error);
}
