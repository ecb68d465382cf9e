#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <thread>
#include <vector>

#include "base/error.h"
#include "geo/raster_fixture.h"
#include "geo/raster_reader.h"

using namespace tilescout;
using test::pixelAt;
using test::TempFolder;
using test::windowAt;
using Color = std::array<int, 3>;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

int greatestDifference(const Image& a, const Image& b) {
  REQUIRE(a.pixels.size() == b.pixels.size());
  int greatest = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) greatest = std::max(greatest, std::abs(a.pixels[i] - b.pixels[i]));
  return greatest;
}

std::vector<double> noise(int width, int height, unsigned seed) {
  return test::valuesOf(width, height, [seed](int x, int y) {
    const unsigned mixed = (static_cast<unsigned>(x) * 73856093u) ^ (static_cast<unsigned>(y) * 19349663u) ^ seed;
    return static_cast<double>((mixed * 2654435761u) >> 24);
  });
}

test::RasterSpec rgb(int width, int height) {
  test::RasterSpec spec{width, height};
  spec.bands = {noise(width, height, 1), noise(width, height, 2), noise(width, height, 3)};
  spec.bandXml = {"<ColorInterp>Red</ColorInterp>", "<ColorInterp>Green</ColorInterp>",
                  "<ColorInterp>Blue</ColorInterp>"};
  spec.sceneXml = test::utmXml();
  return spec;
}

test::RasterSpec grey(int width, int height, const std::string& type, std::vector<double> values,
                      const std::string& bandXml = "") {
  test::RasterSpec spec{width, height, type};
  spec.bands = {std::move(values)};
  spec.bandXml = {bandXml};
  spec.sceneXml = test::utmXml();
  return spec;
}

geo::WindowPixels readAll(const SceneInfo& scene) {
  return geo::RasterReader(scene).read(windowAt(0, 0, scene.width, scene.height), scene.width, scene.height);
}

}  // namespace

TEST_CASE("windows that are not shrunk equal gdal_translate's") {
  const TempFolder folder;
  auto spec = rgb(300, 200);
  spec.options = "-co TILED=YES -co BLOCKXSIZE=64 -co BLOCKYSIZE=32 -co COMPRESS=DEFLATE";
  test::writeRaster(folder / "rgb.tif", spec);
  const SceneInfo scene = test::scannedScene(folder / "rgb.tif");
  CHECK(scene.rendering.bands == Color{1, 2, 3});
  geo::RasterReader reader(scene);
  for (const std::array<int, 4> window :
       {std::array{0, 0, 300, 200}, {37, 51, 100, 80}, {299, 199, 1, 1}, {0, 7, 300, 1}}) {
    const auto pixels = reader.read(windowAt(window[0], window[1], window[2], window[3]), window[2], window[3]);
    const Image wanted = test::gdalWindow(scene.path, {1, 2, 3}, window, {window[2], window[3]}, "nearest", folder);
    CHECK(greatestDifference(pixels.image, wanted) == 0);
    CHECK(pixels.validFraction == 1.0);
  }
}

TEST_CASE("shrunk windows are the averages that gdal_translate gives") {
  const TempFolder folder;
  test::writeRaster(folder / "rgb.tif", rgb(300, 200));
  geo::RasterReader reader(test::scannedScene(folder / "rgb.tif"));
  const auto check = [&](std::array<int, 4> window, std::array<int, 2> size, int tolerance) {
    const auto pixels = reader.read(windowAt(window[0], window[1], window[2], window[3]), size[0], size[1]);
    CAPTURE(size[0]);
    CHECK(pixels.validFraction == 1.0);
    CHECK(greatestDifference(pixels.image, test::gdalWindow(folder / "rgb.tif", {1, 2, 3}, window, size, "average",
                                                            folder)) <= tolerance);
  };
  check({0, 0, 300, 200}, {150, 100}, 1);
  check({20, 10, 280, 140}, {70, 35}, 1);
  // Without overviews 16 of 25 pixels each way stand for an output pixel: noise, the worst case, shows it.
  check({0, 0, 300, 200}, {12, 8}, 16);
  check({1, 3, 290, 190}, {113, 71}, 1);
}

TEST_CASE("enlarged windows pass through the pixels and stay between neighbours") {
  const TempFolder folder;
  const auto ramp = test::valuesOf(64, 8, [](int x, int) { return x * 4; });
  test::writeRaster(folder / "ramp.tif", grey(64, 8, "Byte", ramp));
  geo::RasterReader reader(test::scannedScene(folder / "ramp.tif"));
  const auto pixels = reader.read(windowAt(10, 2, 4, 4), 16, 16);
  // Output cell i is centred at 10 + (i + 0.5) / 4, where the ramp is 4·(that − 0.5).
  for (int i = 0; i < 16; ++i) CHECK(std::abs(pixelAt(pixels.image, i, 5)[0] - 4 * (10 + (i + 0.5) / 4 - 0.5)) <= 0.51);
  CHECK(pixels.validFraction == 1.0);
}

TEST_CASE("overviews serve shrunk windows") {
  const TempFolder folder;
  test::writeRaster(folder / "flat.tif", grey(512, 512, "Byte", std::vector<double>(512 * 512, 40)));
  test::writeRaster(folder / "other.tif", grey(256, 256, "Byte", std::vector<double>(256 * 256, 200)));
  // An overview unlike its scene shows which of the two was read.
  test::writeText(folder / "mixed.vrt",
                  "<VRTDataset rasterXSize=\"512\" rasterYSize=\"512\">" + test::utmXml() +
                      "<VRTRasterBand dataType=\"Byte\" band=\"1\"><ColorInterp>Gray</ColorInterp><SimpleSource>"
                      "<SourceFilename relativeToVRT=\"1\">flat.tif</SourceFilename><SourceBand>1</SourceBand>"
                      "</SimpleSource><Overview><SourceFilename relativeToVRT=\"1\">other.tif</SourceFilename>"
                      "<SourceBand>1</SourceBand></Overview></VRTRasterBand></VRTDataset>");
  geo::RasterReader reader(test::scannedScene(folder / "mixed.vrt"));
  CHECK(pixelAt(reader.read(windowAt(0, 0, 512, 512), 512, 512).image, 9, 9) == Color{40, 40, 40});
  CHECK(pixelAt(reader.read(windowAt(0, 0, 512, 512), 300, 300).image, 9, 9) == Color{40, 40, 40});
  CHECK(pixelAt(reader.read(windowAt(0, 0, 512, 512), 256, 256).image, 9, 9) == Color{200, 200, 200});
  CHECK(pixelAt(reader.read(windowAt(0, 0, 512, 512), 64, 64).image, 9, 9) == Color{200, 200, 200});
}

TEST_CASE("what lies beyond the scene is black and no data") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", grey(40, 40, "Byte", std::vector<double>(1600, 90)));
  geo::RasterReader reader(test::scannedScene(folder / "a.tif"));
  const auto corner = reader.read(windowAt(-20, -20, 40, 40), 40, 40);
  CHECK(corner.validFraction == doctest::Approx(0.25));
  CHECK(pixelAt(corner.image, 5, 30) == Color{0, 0, 0});
  CHECK(pixelAt(corner.image, 20, 20) == Color{90, 90, 90});
  const auto outside = reader.read(windowAt(100, 0, 40, 40), 20, 20);
  CHECK(outside.validFraction == 0.0);
  CHECK(pixelAt(outside.image, 3, 3) == Color{0, 0, 0});
  CHECK_THROWS_AS(reader.read(windowAt(0, 0, 0, 40), 20, 20), Error);
  CHECK_THROWS_AS(reader.read(windowAt(0, 0, 40, 40), 0, 20), Error);
}

TEST_CASE("nodata is counted, left black and kept out of averages") {
  const TempFolder folder;
  // Columns of data (100) and nodata (7) by turns in the left half.
  const auto values = test::valuesOf(64, 32, [](int x, int) { return x < 32 && x % 2 == 1 ? 7 : 100; });
  test::writeRaster(folder / "a.tif", grey(64, 32, "Byte", values, "<NoDataValue>7</NoDataValue>"));
  geo::RasterReader reader(test::scannedScene(folder / "a.tif"));
  const auto full = reader.read(windowAt(0, 0, 64, 32), 64, 32);
  CHECK(full.validFraction == doctest::Approx(0.75));
  CHECK(pixelAt(full.image, 1, 0) == Color{0, 0, 0});
  CHECK(pixelAt(full.image, 2, 0) == Color{100, 100, 100});
  const auto half = reader.read(windowAt(0, 0, 64, 32), 32, 16);
  CHECK(half.validFraction == doctest::Approx(0.75));
  CHECK(pixelAt(half.image, 4, 4) == Color{100, 100, 100});
}

TEST_CASE("a pixel is data when one of its bands is") {
  const TempFolder folder;
  auto spec = rgb(16, 16);
  spec.bands = {std::vector<double>(256, 0), test::valuesOf(16, 16, [](int x, int) { return x < 8 ? 0 : 50; }),
                std::vector<double>(256, 0)};
  for (auto& xml : spec.bandXml) xml = "<NoDataValue>0</NoDataValue>" + xml;
  test::writeRaster(folder / "a.tif", spec);
  const auto all = readAll(test::scannedScene(folder / "a.tif"));
  CHECK(all.validFraction == doctest::Approx(0.5));
  CHECK(pixelAt(all.image, 12, 3) == Color{0, 50, 0});
}

TEST_CASE("alpha and internal masks hide pixels, also where the picture is shrunk") {
  const TempFolder folder;
  auto alpha = rgb(64, 64);
  alpha.bands.push_back(test::valuesOf(64, 64, [](int x, int) { return x < 16 ? 0 : 255; }));
  for (std::size_t band = 0; band < 3; ++band) alpha.bands[band].assign(64 * 64, 200);
  alpha.bandXml.emplace_back("<ColorInterp>Alpha</ColorInterp>");
  test::writeRaster(folder / "alpha.tif", alpha);
  auto mask = alpha;
  mask.options = "-b 1 -b 2 -b 3 -mask 4 --config GDAL_TIFF_INTERNAL_MASK YES";
  test::writeRaster(folder / "mask.tif", mask);
  auto greyAlpha = grey(64, 64, "Byte", alpha.bands[0]);
  greyAlpha.bands.push_back(alpha.bands[3]);
  greyAlpha.bandXml.emplace_back("<ColorInterp>Alpha</ColorInterp>");
  test::writeRaster(folder / "grey_alpha.tif", greyAlpha);
  for (const char* name : {"alpha.tif", "mask.tif", "grey_alpha.tif"}) {
    CAPTURE(name);
    geo::RasterReader reader(test::scannedScene(folder / name));
    const auto full = reader.read(windowAt(0, 0, 64, 64), 64, 64);
    CHECK(full.validFraction == doctest::Approx(0.75));
    CHECK(pixelAt(full.image, 15, 9) == Color{0, 0, 0});
    CHECK(pixelAt(full.image, 16, 9) == Color{200, 200, 200});
    const auto shrunk = reader.read(windowAt(0, 0, 64, 64), 24, 24);
    CHECK(shrunk.validFraction == doctest::Approx(0.75).epsilon(1e-4));
    CHECK(pixelAt(shrunk.image, 6, 9) == Color{200, 200, 200});
  }
}

TEST_CASE("NaN and infinities are no data") {
  const TempFolder folder;
  const auto values = test::valuesOf(40, 40, [](int x, int y) {
    if (y >= 30) return std::numeric_limits<double>::infinity();
    return x < 10 ? kNan : static_cast<double>(x);
  });
  test::writeRaster(folder / "a.tif", grey(40, 40, "Float32", values));
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  CHECK(scene.rendering.low[0] >= 10);
  CHECK(scene.rendering.high[0] <= 39);
  const auto all = readAll(scene);
  CHECK(all.validFraction == doctest::Approx(30.0 * 30 / 1600));
  CHECK(pixelAt(all.image, 3, 3) == Color{0, 0, 0});
  CHECK(pixelAt(all.image, 39, 3) == Color{255, 255, 255});
  test::writeRaster(folder / "nan.tif", grey(40, 40, "Float32", values, "<NoDataValue>nan</NoDataValue>"));
  CHECK(readAll(test::scannedScene(folder / "nan.tif")).validFraction == doctest::Approx(30.0 * 30 / 1600));
  test::writeRaster(folder / "only.tif", grey(40, 40, "Float32", std::vector<double>(1600, kNan)));
  const auto empty = test::scanned(folder / "only.tif");
  REQUIRE(empty.problem.has_value());
  CHECK(empty.problem->code == "empty");
}

TEST_CASE("extreme nodata values are no data") {
  const TempFolder folder;
  for (const std::string nodata : {"-3.4028234663852886e+38", "-9999", "1e30"}) {
    CAPTURE(nodata);
    const auto values = test::valuesOf(40, 40, [&](int x, int y) { return x < 10 ? std::stod(nodata) : x + y * 0.01; });
    test::writeRaster(folder / "a.tif", grey(40, 40, "Float32", values, "<NoDataValue>" + nodata + "</NoDataValue>"));
    const SceneInfo scene = test::scannedScene(folder / "a.tif");
    CHECK(scene.rendering.low[0] >= 10);
    CHECK(scene.rendering.high[0] < 40);
    CHECK(readAll(scene).validFraction == doctest::Approx(0.75));
  }
  // What a wider type calls nodata may lie beyond what pixels are read as.
  const auto values =
      test::valuesOf(40, 40, [](int x, int) { return x < 10 ? -std::numeric_limits<double>::max() : x; });
  test::writeRaster(folder / "wide.tif",
                    grey(40, 40, "Float64", values, "<NoDataValue>-1.7976931348623157e+308</NoDataValue>"));
  CHECK(readAll(test::scannedScene(folder / "wide.tif")).validFraction == doctest::Approx(0.75));
}

TEST_CASE("other formats than GeoTIFF are read, with a place where they have one") {
  const TempFolder folder;
  auto spec = rgb(160, 120);
  const auto check = [&](const std::string& name, const std::string& options, bool exact, bool placed) {
    CAPTURE(name);
    spec.options = options;
    test::writeRaster(folder / name, spec);
    const SceneInfo scene = test::scannedScene(folder / name);
    CHECK(scene.footprint.empty() != placed);
    CHECK(scene.rendering.bands == Color{1, 2, 3});
    const auto pixels = geo::RasterReader(scene).read(windowAt(16, 8, 100, 90), 100, 90);
    CHECK(pixels.validFraction == 1.0);
    const Image own = test::gdalWindow(folder / name, {1, 2, 3}, {16, 8, 100, 90}, {100, 90}, "nearest", folder);
    CHECK(greatestDifference(pixels.image, own) == 0);
    if (!exact) return;
    spec.options = "";
    test::writeRaster(folder / "plain.tif", spec);
    const Image plain =
        test::gdalWindow(folder / "plain.tif", {1, 2, 3}, {16, 8, 100, 90}, {100, 90}, "nearest", folder);
    CHECK(greatestDifference(pixels.image, plain) == 0);
  };
  check("a.jp2", "-of JP2OpenJPEG -co REVERSIBLE=YES -co QUALITY=100 -co YCBCR420=NO", true, true);
  check("cog.tif", "-of COG -co BLOCKSIZE=128 -co COMPRESS=DEFLATE", true, true);
  check("a.img", "-of HFA", true, true);
  check("bands.tif", "-co INTERLEAVE=BAND -co COMPRESS=LZW", true, true);
  spec.sceneXml = "";
  check("a.png", "-of PNG", true, false);
  check("a.jpg", "-of JPEG", false, false);
}

TEST_CASE("a cloud-optimised scene shrinks its mask with its picture") {
  const TempFolder folder;
  auto spec = rgb(600, 600);
  for (auto& band : spec.bands) band.assign(600 * 600, 120);
  spec.bands.push_back(test::valuesOf(600, 600, [](int x, int y) { return x + y < 600 ? 0 : 255; }));
  spec.bandXml.emplace_back("<ColorInterp>Alpha</ColorInterp>");
  for (const std::string options : {"-of COG -co BLOCKSIZE=128", "-of COG -co BLOCKSIZE=128 -b 1 -b 2 -b 3 -mask 4"}) {
    CAPTURE(options);
    spec.options = options + " -co COMPRESS=DEFLATE";
    test::writeRaster(folder / "a.tif", spec);
    geo::RasterReader reader(test::scannedScene(folder / "a.tif"));
    const auto small = reader.read(windowAt(0, 0, 600, 600), 75, 75);
    CHECK(small.validFraction == doctest::Approx(0.5).epsilon(0.02));
    CHECK(pixelAt(small.image, 20, 20) == Color{0, 0, 0});
    CHECK(pixelAt(small.image, 60, 60) == Color{120, 120, 120});
  }
}

TEST_CASE("palettes are expanded before averaging; transparent entries are no data") {
  const TempFolder folder;
  const auto indices = test::valuesOf(32, 32, [](int x, int y) { return y < 8 ? 2 : x % 2; });
  test::writeRaster(folder / "a.tif",
                    grey(32, 32, "Byte", indices,
                         "<NoDataValue>2</NoDataValue><ColorInterp>Palette</ColorInterp><ColorTable>"
                         "<Entry c1=\"200\" c2=\"10\" c3=\"0\" c4=\"255\"/><Entry c1=\"100\" c2=\"30\" c3=\"90\" "
                         "c4=\"255\"/><Entry c1=\"9\" c2=\"9\" c3=\"9\" c4=\"255\"/></ColorTable>"));
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  CHECK(scene.rendering.palette);
  geo::RasterReader reader(scene);
  const auto full = reader.read(windowAt(0, 0, 32, 32), 32, 32);
  CHECK(pixelAt(full.image, 0, 10) == Color{200, 10, 0});
  CHECK(pixelAt(full.image, 1, 10) == Color{100, 30, 90});
  CHECK(pixelAt(full.image, 0, 0) == Color{0, 0, 0});
  CHECK(full.validFraction == doctest::Approx(0.75));
  CHECK(pixelAt(reader.read(windowAt(0, 8, 32, 24), 16, 12).image, 4, 4) == Color{150, 20, 45});
}

TEST_CASE("the same pixel looks the same in every tile that shows it") {
  const TempFolder folder;
  auto spec = rgb(300, 300);
  spec.type = "UInt16";
  // Bright on the left, dark on the right: a stretch of each tile by itself would differ.
  for (auto& band : spec.bands) {
    for (std::size_t i = 0; i < band.size(); ++i) band[i] = band[i] * 20 + (i % 300 < 150 ? 3000 : 500);
  }
  test::writeRaster(folder / "a.tif", spec);
  geo::RasterReader reader(test::scannedScene(folder / "a.tif"));
  const auto left = reader.read(windowAt(0, 0, 200, 200), 200, 200).image;
  const auto right = reader.read(windowAt(100, 50, 200, 200), 200, 200).image;
  int differing = 0;
  for (int y = 50; y < 200; ++y) {
    for (int x = 100; x < 200; ++x) differing += pixelAt(left, x, y) != pixelAt(right, x - 100, y - 50) ? 1 : 0;
  }
  CHECK(differing == 0);
}

TEST_CASE("other bands and another stretch can be asked for at any time") {
  const TempFolder folder;
  auto spec = rgb(32, 32);
  spec.bands[0].assign(1024, 10);
  spec.bands[1].assign(1024, 20);
  spec.bands[2].assign(1024, 30);
  test::writeRaster(folder / "a.tif", spec);
  geo::RasterReader reader(test::scannedScene(folder / "a.tif"));
  Rendering other;
  other.bands = {3, 1, 2};
  CHECK(pixelAt(reader.read(windowAt(0, 0, 32, 32), 32, 32, other).image, 3, 3) == Color{30, 10, 20});
  other.low = {10, 10, 10};
  other.high = {30, 30, 30};
  CHECK(pixelAt(reader.read(windowAt(0, 0, 32, 32), 32, 32, other).image, 3, 3) == Color{255, 0, 128});
  other.bands = {9, 1, 2};
  CHECK_THROWS_AS(reader.read(windowAt(0, 0, 32, 32), 32, 32, other), Error);
}

TEST_CASE("readers in several threads see the same picture") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", rgb(400, 400));
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  const Image wanted = geo::RasterReader(scene).read(windowAt(3, 5, 390, 380), 130, 95).image;
  std::vector<int> differing(4, -1);
  {
    std::vector<std::jthread> threads;
    for (int& count : differing) {
      threads.emplace_back([&] {
        geo::RasterReader reader(scene);
        count = 0;
        for (int i = 0; i < 20; ++i)
          count += reader.read(windowAt(3, 5, 390, 380), 130, 95).image.pixels == wanted.pixels ? 0 : 1;
      });
    }
  }
  CHECK(differing == std::vector<int>(4, 0));
}

TEST_CASE("the overview shows the whole scene within the size asked for") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", rgb(300, 100));
  geo::RasterReader reader(test::scannedScene(folder / "a.tif"));
  const Image small = reader.overview(60);
  CHECK(small.width == 60);
  CHECK(small.height == 20);
  const Image whole = reader.overview(5000);
  CHECK(whole.width == 300);
  CHECK(greatestDifference(whole, test::gdalWindow(folder / "a.tif", {1, 2, 3}, {0, 0, 300, 100}, {300, 100}, "nearest",
                                                   folder)) == 0);
}

TEST_CASE("a scene that changed its size after the scan is refused") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", rgb(30, 20));
  SceneInfo scene = test::scannedScene(folder / "a.tif");
  test::writeRaster(folder / "a.tif", rgb(30, 21));
  CHECK_THROWS_AS(geo::RasterReader{scene}, Error);
  std::filesystem::remove(folder / "a.tif");
  CHECK_THROWS_AS(geo::RasterReader{scene}, Error);
}

TEST_CASE("a picture that is read together with a window is the one that is read by itself") {
  const TempFolder folder;
  test::writeRaster(folder / "rgb.tif", rgb(1500, 1200));  // a window of all needs more than one strip
  const std::string overviews = (folder / "levels.tif").string();
  test::writeRaster(overviews, rgb(512, 512));
  test::runTool("gdaladdo -q -r average '" + overviews + "' 2 4 8");
  for (const char* name : {"rgb.tif", "levels.tif"}) {
    geo::RasterReader reader(test::scannedScene(folder / name));
    for (const TileWindow& window : {windowAt(13.5, 7, 64, 64), windowAt(0, 0, 512, 512), windowAt(-20, 490, 64, 48),
                                     windowAt(0, 0, 1500, 1200)}) {
      const auto alone = reader.read(window, 32, 32);
      const auto both = reader.readWithPicture(window, 32, 32, 160, 120, 0.0);
      CHECK(both.window.image.pixels == alone.image.pixels);
      CHECK(both.window.validFraction == alone.validFraction);
      CHECK(both.picture.pixels == reader.read(window, 160, 120).image.pixels);
    }
  }
}

TEST_CASE("a window with too little data has no picture") {
  const TempFolder folder;
  const auto halfEmpty = test::valuesOf(64, 64, [](int x, int) { return x < 32 ? 0 : 100; });
  test::writeRaster(folder / "half.tif", grey(64, 64, "Byte", halfEmpty, "<NoDataValue>0</NoDataValue>"));
  geo::RasterReader reader(test::scannedScene(folder / "half.tif"));
  CHECK(reader.readWithPicture(windowAt(0, 0, 64, 64), 32, 32, 160, 160, 0.51).picture.empty());
  CHECK(reader.readWithPicture(windowAt(0, 0, 64, 64), 32, 32, 160, 160, 0.49).picture.width == 160);
}
