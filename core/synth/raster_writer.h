#pragma once
#include <filesystem>

#include "base/image.h"

namespace tilescout::synth {

/// Where a north-up raster lies: upper left corner in metres of a UTM zone (WGS 84).
struct UtmPlace {
  int zone = 33;
  bool north = true;
  double easting = 500000.0;
  double northing = 5000000.0;
  double metresPerPixel = 1.0;
};

/// One 8-bit RGB GeoTIFF, compressed. Throws Error{Io} naming the file.
void writeGeoTiff(const std::filesystem::path& file, const Image& image, const UtmPlace& place);

}  // namespace tilescout::synth
