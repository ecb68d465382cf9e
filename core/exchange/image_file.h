#pragma once
#include <cstdint>
#include <filesystem>

#include "base/image.h"

namespace tilescout::exchange {

/// Pictures of more than `maxPixels` pixels are read decimated, longest side `maxSide`: an enormous file, or one that
/// lies about its size, takes no more memory than that.
struct ImageFileLimits {
  std::int64_t maxPixels = std::int64_t{64} << 20;
  int maxSide = 4096;
};

/// JPEG and PNG are decoded from memory by OpenCV; every other picture by GDAL's local pixel drivers (no VRT, nothing
/// that could reach the network). Palettes are expanded, one band is grey, values wider than 8 bits are stretched from
/// their 2nd to their 98th percentile. Throws Error naming the file. Thread-safe.
Image decodeImageFile(const std::filesystem::path& file, const ImageFileLimits& limits = {});

}  // namespace tilescout::exchange
