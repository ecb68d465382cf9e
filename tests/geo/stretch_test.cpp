#include "geo/stretch.h"

#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "base/error.h"
#include "geo/raster_fixture.h"
#include "geo/raster_reader.h"

using namespace tilescout;
using test::TempFolder;
using test::windowAt;
using Color = std::array<int, 3>;

namespace {

std::pair<double, double> rangeOf(StretchSpec spec, std::vector<float> values, const std::string& type = "UInt16") {
  return geo::stretchRange(spec, values, type, 1.0, 0.0);
}

test::RasterSpec ramp(const std::string& type, double step, double start, const std::string& bandXml = "") {
  test::RasterSpec spec{101, 20, type};
  spec.bands = {test::valuesOf(101, 20, [&](int x, int) { return start + step * x; })};
  spec.bandXml = {bandXml};
  spec.sceneXml = test::utmXml();
  return spec;
}

}  // namespace

TEST_CASE("percentiles are NumPy's") {
  std::vector<float> values = {4, 1, 3, 2};
  CHECK(geo::percentile(values, 0) == 1);
  CHECK(geo::percentile(values, 100) == 4);
  CHECK(geo::percentile(values, 50) == doctest::Approx(2.5));
  CHECK(geo::percentile(values, 2) == doctest::Approx(1.06));  // numpy.percentile([1, 2, 3, 4], 2)
  CHECK(geo::percentile(values, 98) == doctest::Approx(3.94));
  std::vector<float> none;
  CHECK(geo::percentile(none, 50) == 0);
}

TEST_CASE("each kind of stretch gives its range") {
  using Kind = StretchSpec::Kind;
  std::vector<float> values;
  for (int i = 0; i <= 100; ++i) values.push_back(static_cast<float>(i * 10));
  CHECK(rangeOf({Kind::Auto, 2, 98}, values) == std::pair<double, double>{20, 980});
  CHECK(rangeOf({Kind::Percent, 10, 90}, values) == std::pair<double, double>{100, 900});
  CHECK(rangeOf({Kind::MinMax, 5, 50}, values) == std::pair<double, double>{5, 50});
  CHECK(rangeOf({Kind::Auto, 2, 98}, values, "Byte") == std::pair<double, double>{0, 255});
  CHECK(rangeOf({Kind::Percent, 2, 98}, values, "Byte") == std::pair<double, double>{20, 980});
  CHECK(rangeOf({Kind::None, 0, 0}, values) == std::pair<double, double>{0, 65535});
  CHECK(rangeOf({Kind::None, 0, 0}, values, "Float32") == std::pair<double, double>{0, 1});
  const auto sigma = rangeOf({Kind::Sigma, 2, 0}, values);
  CHECK(sigma.first == doctest::Approx(500 - 2 * 291.5476));
  CHECK(sigma.second == doctest::Approx(500 + 2 * 291.5476));
  const double infinite = std::numeric_limits<double>::infinity();
  for (const StretchSpec& senseless :
       {StretchSpec{Kind::MinMax, 5, 5}, StretchSpec{Kind::MinMax, 0, infinite}, StretchSpec{Kind::Percent, 98, 2},
        StretchSpec{Kind::Percent, 2, 101}, StretchSpec{Kind::Sigma, -1, 0}})
    CHECK_THROWS_AS(rangeOf(senseless, values), Error);
  const auto constant = rangeOf({Kind::Auto, 2, 98}, {7, 7, 7});
  CHECK(constant.first < 7);
  CHECK((constant.first + constant.second) / 2 == doctest::Approx(7));
}

TEST_CASE("16-bit scenes are stretched over their 2nd to 98th percentile") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", ramp("UInt16", 100, 1000));
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  CHECK(scene.rendering.low[0] == doctest::Approx(1200));
  CHECK(scene.rendering.high[0] == doctest::Approx(10800));
  geo::RasterReader reader(scene);
  const Image image = reader.read(windowAt(0, 0, 101, 20), 101, 20).image;
  CHECK(test::pixelAt(image, 0, 0) == Color{0, 0, 0});
  CHECK(test::pixelAt(image, 2, 0) == Color{0, 0, 0});
  CHECK(test::pixelAt(image, 26, 0) == Color{64, 64, 64});
  CHECK(test::pixelAt(image, 50, 0) == Color{128, 128, 128});
  CHECK(test::pixelAt(image, 98, 5) == Color{255, 255, 255});
}

TEST_CASE("scale and offset come before the stretch") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", ramp("Int16", 100, -5000, "<Offset>7</Offset><Scale>0.01</Scale>"));
  geo::ScanOptions options;
  options.stretch = {StretchSpec::Kind::MinMax, -43, 57};
  const SceneInfo scene = test::scannedScene(folder / "a.tif", options);
  CHECK(scene.rendering.low[0] == -43);
  const Image image = geo::RasterReader(scene).read(windowAt(0, 0, 101, 20), 101, 20).image;
  // Raw −5000 + 100·x is −43 + x.
  CHECK(test::pixelAt(image, 0, 0) == Color{0, 0, 0});
  CHECK(test::pixelAt(image, 40, 0) == Color{102, 102, 102});
  CHECK(test::pixelAt(image, 100, 0) == Color{255, 255, 255});
  const SceneInfo automatic = test::scannedScene(folder / "a.tif");
  CHECK(automatic.rendering.low[0] == doctest::Approx(-41));
  CHECK(automatic.rendering.high[0] == doctest::Approx(55));
}

TEST_CASE("8-bit scenes with a scale are shown as they are") {
  const TempFolder folder;
  test::writeRaster(folder / "a.tif", ramp("Byte", 2, 10, "<Offset>-1</Offset><Scale>0.1</Scale>"));
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  const Image image = geo::RasterReader(scene).read(windowAt(0, 0, 101, 20), 101, 20).image;
  for (int x = 0; x < 101; ++x) CHECK(test::pixelAt(image, x, 0)[0] == 10 + 2 * x);
}

TEST_CASE("nodata does not pull the stretch") {
  const TempFolder folder;
  auto spec = ramp("Int16", 10, 100, "<NoDataValue>-32768</NoDataValue>");
  for (std::size_t i = 0; i < spec.bands[0].size(); i += 3) spec.bands[0][i] = -32768;
  test::writeRaster(folder / "a.tif", spec);
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  CHECK(scene.rendering.low[0] >= 100);
  CHECK(scene.rendering.high[0] <= 1100);
}

TEST_CASE("bands can be chosen, and a band that is not there is refused") {
  const TempFolder folder;
  auto spec = ramp("Byte", 1, 0);
  for (int more = 0; more < 3; ++more) spec.bands.push_back(spec.bands[0]);
  test::writeRaster(folder / "a.tif", spec);
  geo::ScanOptions options;
  options.bands = {4, 3, 2};
  CHECK(test::scannedScene(folder / "a.tif", options).rendering.bands == Color{4, 3, 2});
  options.bands = {5, 1, 1};
  const auto refused = test::scanned(folder / "a.tif", options);
  REQUIRE(refused.problem.has_value());
  CHECK(refused.problem->code == "invalid_input");
  CHECK(refused.problem->message.find("no band 5") != std::string::npos);
}

TEST_CASE("large scenes without overviews are stretched from patches over the whole of them") {
  const TempFolder folder;
  test::RasterSpec spec{64, 64, "UInt16"};
  spec.bands = {test::valuesOf(64, 64, [](int x, int y) { return 100 * x + y; })};
  spec.sceneXml = test::utmXml();
  spec.options = "-outsize 6400 6400 -co COMPRESS=DEFLATE -co TILED=YES";
  test::writeRaster(folder / "a.tif", spec);
  const SceneInfo scene = test::scannedScene(folder / "a.tif");
  CHECK(scene.rendering.low[0] < 800);
  CHECK(scene.rendering.high[0] > 5600);
}
