#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/scene.h"
#include "geo/scene_scanner.h"
#include "support/test_files.h"

namespace tilescout::test {

/// A raster to be built with GDAL's own gdal_translate, so that no reader is tested against its own writer. `bands`
/// hold width·height values each; `bandXml` and `sceneXml` are VRT elements (NoDataValue, ColorInterp, SRS, …).
struct RasterSpec {
  int width = 0;
  int height = 0;
  std::string type = "Byte";  ///< Byte, UInt16, Int16, Float32, Float64
  std::vector<std::vector<double>> bands = {};
  std::vector<std::string> bandXml = {};
  std::string sceneXml = {};
  std::string options = {};  ///< more arguments of gdal_translate
};

/// UTM 33N, upper left corner at 500 km east, 5300 km north, 10 m pixels.
std::string utmXml();

/// Throws std::runtime_error when the tool fails.
void writeRaster(const std::filesystem::path& file, const RasterSpec& spec);

void writeText(const std::filesystem::path& file, const std::string& text);

/// What a command says on standard output; throws std::runtime_error when it fails.
std::string runTool(const std::string& command);

/// A window as gdal_translate gives it: 8-bit bands as they are, resampled with `method` when the sizes differ.
Image gdalWindow(const std::filesystem::path& file, std::array<int, 3> bands, std::array<int, 4> window,
                 std::array<int, 2> size, const std::string& method, const TempFolder& folder);

/// Places that the gdaltransform program gives for (pixel, line) pairs of a file.
std::vector<LonLat> gdalPlaces(const std::filesystem::path& file, const std::vector<std::array<double, 2>>& pixels,
                               const TempFolder& folder);

geo::ScanResult scanned(const std::filesystem::path& file, const geo::ScanOptions& options = {});

/// The scene; fails the test case with the problem's sentence when there is none.
SceneInfo scannedScene(const std::filesystem::path& file, const geo::ScanOptions& options = {});

TileWindow windowAt(double x, double y, double width, double height);
std::array<int, 3> pixelAt(const Image& image, int x, int y);

/// width·height values from a function of (x, y).
template <typename Function>
std::vector<double> valuesOf(int width, int height, Function value) {
  std::vector<double> values;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) values.push_back(value(x, y));
  }
  return values;
}

}  // namespace tilescout::test
