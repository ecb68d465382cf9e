#pragma once
#include <cstdint>
#include <optional>
#include <string>

class GDALDataset;

namespace tilescout::geo {

/// Why a raster's sizes cannot be true or not be handled (pixels, bands, blocks far larger than its file could fill).
std::optional<std::string> implausibleSize(GDALDataset& dataset, std::uint64_t fileBytes);

/// Says where a GeoTIFF's data ends early: a block that lies beyond the end of the file. Empty for sound files and for
/// other formats, whose damage shows when they are read.
std::optional<std::string> truncation(GDALDataset& dataset, std::uint64_t fileBytes);

/// True for a GeoTIFF none of whose blocks is in the file, whether it was left empty or its size lies.
bool neverWritten(GDALDataset& dataset);

}  // namespace tilescout::geo
