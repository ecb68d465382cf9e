#include "geo/scene_checks.h"

#include <gdal_priv.h>

#include <cstdlib>
#include <string_view>

namespace tilescout::geo {

namespace {

constexpr double kMostPixels = 4e12;  // two million pixels each way
constexpr int kMostBands = 4096;
constexpr double kLargeBlock = 64e6;  // bytes decoded at once that need a reason
constexpr double kLargestBlock = 1e9;
constexpr double kBestCompression = 2000;  // deflate ends at 1032:1
constexpr std::int64_t kMostBlocksChecked = 20'000;

/// Bytes that GDAL decodes at once: pixel-interleaved bands come together.
double blockBytes(GDALDataset& dataset) {
  GDALRasterBand& band = *dataset.GetRasterBand(1);
  int width = 0;
  int height = 0;
  band.GetBlockSize(&width, &height);
  const char* interleave = dataset.GetMetadataItem("INTERLEAVE", "IMAGE_STRUCTURE");
  const bool together = interleave != nullptr && std::string_view(interleave) == "PIXEL";
  return static_cast<double>(width) * height * GDALGetDataTypeSizeBytes(band.GetRasterDataType()) *
         (together ? dataset.GetRasterCount() : 1);
}

std::uint64_t blockItem(GDALRasterBand& band, const char* what, int x, int y) {
  const std::string name = std::string("BLOCK_") + what + "_" + std::to_string(x) + "_" + std::to_string(y);
  const char* value = band.GetMetadataItem(name.c_str(), "TIFF");
  return value == nullptr ? 0 : std::strtoull(value, nullptr, 10);
}

/// Calls `test` with column and row of blocks until it gives true: from the last one, since files that end early lack
/// their end, a sample of them where there are very many, and the first one always.
template <typename Test>
bool anyBlock(GDALRasterBand& band, Test test) {
  int blockWidth = 0;
  int blockHeight = 0;
  band.GetBlockSize(&blockWidth, &blockHeight);
  if (blockWidth <= 0 || blockHeight <= 0) return false;
  const int columns = (band.GetXSize() - 1) / blockWidth + 1;
  const int rows = (band.GetYSize() - 1) / blockHeight + 1;
  const std::int64_t count = std::int64_t{columns} * rows;
  const std::int64_t step = count / kMostBlocksChecked + 1;
  for (std::int64_t block = count - 1; block > 0; block -= step) {
    if (test(static_cast<int>(block % columns), static_cast<int>(block / columns))) return true;
  }
  return test(0, 0);
}

std::optional<std::string> truncatedBand(GDALRasterBand& band, std::uint64_t fileBytes) {
  std::optional<std::string> reason;
  anyBlock(band, [&](int x, int y) {
    const std::uint64_t offset = blockItem(band, "OFFSET", x, y);
    if (offset == 0) return false;  // a block that was never written
    const std::uint64_t size = blockItem(band, "SIZE", x, y);
    if (offset <= fileBytes && size <= fileBytes - offset) return false;
    int width = 0;
    int height = 0;
    band.GetBlockSize(&width, &height);
    reason = "ends early: the data of column " + std::to_string(std::int64_t{x} * width) + ", row " +
             std::to_string(std::int64_t{y} * height) + " lies beyond the end of the file";
    return true;
  });
  return reason;
}

bool isGeoTiff(GDALDataset& dataset) {
  return dataset.GetDriver() != nullptr && GDALGetDriverShortName(dataset.GetDriver()) == std::string_view("GTiff");
}

}  // namespace

std::optional<std::string> implausibleSize(GDALDataset& dataset, std::uint64_t fileBytes) {
  const double width = dataset.GetRasterXSize();
  const double height = dataset.GetRasterYSize();
  const std::string size = std::to_string(dataset.GetRasterXSize()) + " × " + std::to_string(dataset.GetRasterYSize());
  if (width * height > kMostPixels) return "claims " + size + " pixels, more than can be handled";
  if (dataset.GetRasterCount() > kMostBands) return "claims " + std::to_string(dataset.GetRasterCount()) + " bands";
  if (GDALGetDriverShortName(dataset.GetDriver()) == std::string_view("VRT")) return std::nullopt;
  const double block = blockBytes(dataset);
  if (block > kLargestBlock || (block > kLargeBlock && block > kBestCompression * static_cast<double>(fileBytes)))
    return "claims " + size + " pixels in blocks that a file of its size cannot hold";
  return std::nullopt;
}

std::optional<std::string> truncation(GDALDataset& dataset, std::uint64_t fileBytes) {
  if (!isGeoTiff(dataset)) return std::nullopt;
  // Planar files keep each band apart, the last one at the end.
  for (const int number : {1, dataset.GetRasterCount()}) {
    GDALRasterBand& band = *dataset.GetRasterBand(number);
    if (auto reason = truncatedBand(band, fileBytes)) return reason;
  }
  return std::nullopt;
}

bool neverWritten(GDALDataset& dataset) {
  if (!isGeoTiff(dataset)) return false;
  for (int number = 1; number <= dataset.GetRasterCount(); ++number) {
    GDALRasterBand& band = *dataset.GetRasterBand(number);
    if (anyBlock(band, [&](int x, int y) { return blockItem(band, "OFFSET", x, y) != 0; })) return false;
  }
  return true;
}

}  // namespace tilescout::geo
