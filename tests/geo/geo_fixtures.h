#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/scene.h"
#include "geo/scene_scanner.h"

namespace tilescout::test {

/// A GeoTIFF to be written; pixel(band, x, y) gives the values, bands counted from 0.
struct TiffRecipe {
  int width = 64;
  int height = 64;
  int bands = 1;
  std::string type = "Byte";
  std::function<double(int, int, int)> pixel = [](int band, int x, int y) { return (x * 3 + y * 5 + band * 40) % 256; };
  std::optional<std::array<double, 6>> affine = std::array<double, 6>{500000, 10, 0, 5200000, 0, -10};
  int epsg = 32614;                                        ///< 0: none
  std::vector<std::string> interpretation;                 ///< "red", "alpha", ...; empty: GDAL's default
  std::vector<std::string> descriptions;
  std::optional<double> nodata;
  double scale = 1.0;
  double offset = 0.0;
  std::string unit;
  std::vector<std::array<short, 4>> palette;               ///< of band 1
  std::function<bool(int, int)> mask;                      ///< internal mask: true = data
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<std::string> creation;
  bool overviews = false;                                  ///< average, factors 2 and 4
};
void writeTiff(const std::filesystem::path& file, const TiffRecipe& recipe);

void writeText(const std::filesystem::path& file, const std::string& text);

/// Output of a program (standard output), given `input` on standard input. Fails the test when it does not end with 0.
std::string runProgram(const std::string& command, const std::string& input = {});

/// Scans with no job around it; requires that a scene came out.
SceneInfo scanned(const std::filesystem::path& file, const geo::ScanOptions& options = {});
/// Code of the problem that scanning gives, "" when it gives a scene.
std::string problemCode(const std::filesystem::path& file, const geo::ScanOptions& options = {});

}  // namespace tilescout::test
