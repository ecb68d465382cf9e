#include "exchange/image_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/error.h"
#include "exchange/gdal_support.h"

namespace tilescout::exchange {
namespace {

using Bytes = std::vector<std::uint8_t>;

struct PictureSize {
  std::int64_t width = 0;
  std::int64_t height = 0;
};

std::uint32_t bigEndian(std::span<const std::uint8_t> bytes, std::size_t at, int count) {
  std::uint32_t value = 0;
  for (int i = 0; i < count; ++i) value = (value << 8) | bytes[at + static_cast<std::size_t>(i)];
  return value;
}

bool startsWith(std::span<const std::uint8_t> bytes, std::initializer_list<std::uint8_t> magic) {
  return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin());
}

std::optional<PictureSize> pngSize(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 24) return std::nullopt;
  return PictureSize{bigEndian(bytes, 16, 4), bigEndian(bytes, 20, 4)};
}

/// Where the first segment of a JPEG begins whose marker `wanted` takes.
template <typename Wanted>
std::optional<std::size_t> jpegSegment(std::span<const std::uint8_t> bytes, Wanted wanted) {
  std::size_t at = 2;
  while (at + 9 < bytes.size()) {
    if (bytes[at] != 0xff) return std::nullopt;
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xff) {
      ++at;  // fill byte
      continue;
    }
    if (wanted(marker)) return at;
    at += 2 + bigEndian(bytes, at + 2, 2);
  }
  return std::nullopt;
}

/// Size from the first frame header (SOF0..SOF15 without DHT, JPG and DAC).
std::optional<PictureSize> jpegSize(std::span<const std::uint8_t> bytes) {
  const auto at = jpegSegment(bytes, [](std::uint8_t marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  });
  if (!at) return std::nullopt;
  return PictureSize{bigEndian(bytes, *at + 7, 2), bigEndian(bytes, *at + 5, 2)};
}

/// A JPEG without an end behind its first scan: decoders fill what is missing with grey and say nothing.
bool isCutShort(std::span<const std::uint8_t> bytes) {
  if (!startsWith(bytes, {0xff, 0xd8, 0xff})) return false;
  const auto scan = jpegSegment(bytes, [](std::uint8_t marker) { return marker == 0xda; });
  static constexpr std::array<std::uint8_t, 2> kEnd = {0xff, 0xd9};
  const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(scan.value_or(0));
  return std::search(from, bytes.end(), kEnd.begin(), kEnd.end()) == bytes.end();
}

/// Size of a JPEG or PNG as its header gives it; empty for every other file. Asked before decoding, because a few
/// kilobytes can announce gigabytes of pixels.
std::optional<PictureSize> openCvPictureSize(std::span<const std::uint8_t> bytes) {
  if (startsWith(bytes, {0x89, 'P', 'N', 'G'})) return pngSize(bytes);
  if (startsWith(bytes, {0xff, 0xd8, 0xff})) return jpegSize(bytes);
  return std::nullopt;
}

Bytes readBytes(const std::filesystem::path& file, std::size_t limit) {
  std::ifstream stream(file, std::ios::binary | std::ios::ate);
  if (!stream) throw Error(ErrorCode::Io, "cannot be opened for reading", file.string());
  const auto size = std::min(static_cast<std::size_t>(std::max<std::streamoff>(stream.tellg(), 0)), limit);
  Bytes bytes(size);
  stream.seekg(0);
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!stream) throw Error(ErrorCode::Io, "cannot be read", file.string());
  return bytes;
}

Image decodeWithOpenCv(const Bytes& bytes, const std::filesystem::path& file) {
  if (isCutShort(bytes)) throw Error(ErrorCode::Corrupt, "is a picture cut short: its end is missing", file.string());
  cv::Mat decoded;
  try {
    // As PIL reads it: a camera's orientation tag does not turn the picture.
    decoded = cv::imdecode(bytes, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
  } catch (const cv::Exception& failure) {
    throw Error(ErrorCode::Corrupt, "cannot be decoded: " + failure.err, file.string());
  }
  if (decoded.empty()) throw Error(ErrorCode::Corrupt, "is a damaged picture", file.string());
  Image image(decoded.cols, decoded.rows);
  cv::Mat rgb(decoded.rows, decoded.cols, CV_8UC3, image.pixels.data());
  cv::cvtColor(decoded, rgb, cv::COLOR_BGR2RGB);
  return image;
}

DatasetPtr openPicture(const std::filesystem::path& file) {
  registerDrivers();
  static const char* const localPixelDrivers[] = {"GTiff", "JP2OpenJPEG", "JPEG", "PNG",    "BMP", "GIF",  "WEBP",
                                                  "PNM",   "HFA",         "ENVI", "PCIDSK", "SGI", "NITF", nullptr};
  DatasetPtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, localPixelDrivers));
  if (!dataset) failGdal(ErrorCode::Corrupt, file, "is no picture that can be read here");
  if (dataset->GetRasterCount() < 1 || dataset->GetRasterXSize() < 1 || dataset->GetRasterYSize() < 1)
    failGdal(ErrorCode::Corrupt, file, "holds no raster band");
  return dataset;
}

std::pair<int, int> outputSize(GDALDataset& dataset, const ImageFileLimits& limits) {
  const std::int64_t width = dataset.GetRasterXSize();
  const std::int64_t height = dataset.GetRasterYSize();
  if (width * height <= limits.maxPixels) return {static_cast<int>(width), static_cast<int>(height)};
  const double scale = static_cast<double>(limits.maxSide) / static_cast<double>(std::max(width, height));
  return {std::max(1, static_cast<int>(std::lround(static_cast<double>(width) * scale))),
          std::max(1, static_cast<int>(std::lround(static_cast<double>(height) * scale)))};
}

std::vector<float> readBand(GDALDataset& dataset, int number, int width, int height,
                            const std::filesystem::path& file) {
  std::vector<float> values(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  const CPLErr status =
      dataset.GetRasterBand(number)->RasterIO(GF_Read, 0, 0, dataset.GetRasterXSize(), dataset.GetRasterYSize(),
                                              values.data(), width, height, GDT_Float32, 0, 0, nullptr);
  if (status != CE_None) failGdal(ErrorCode::Corrupt, file, "cannot be read");
  return values;
}

void storePlane(Image& image, std::size_t channel, const std::vector<float>& plane) {
  for (std::size_t i = 0; i < plane.size(); ++i)
    image.pixels[i * 3 + channel] = static_cast<std::uint8_t>(std::lround(std::clamp(plane[i], 0.0F, 255.0F)));
}

void storePalette(Image& image, const std::vector<float>& index, const GDALColorTable& table) {
  for (std::size_t i = 0; i < index.size(); ++i) {
    const GDALColorEntry* entry = table.GetColorEntry(static_cast<int>(index[i]));
    if (entry == nullptr) continue;
    image.pixels[i * 3] = static_cast<std::uint8_t>(entry->c1);
    image.pixels[i * 3 + 1] = static_cast<std::uint8_t>(entry->c2);
    image.pixels[i * 3 + 2] = static_cast<std::uint8_t>(entry->c3);
  }
}

/// 2nd to 98th percentile of every band onto 0..255.
void stretchPlane(std::vector<float>& plane) {
  std::vector<float> finite;
  finite.reserve(plane.size());
  std::copy_if(plane.begin(), plane.end(), std::back_inserter(finite), [](float v) { return std::isfinite(v); });
  if (finite.empty()) {
    std::fill(plane.begin(), plane.end(), 0.0F);
    return;
  }
  const auto percentile = [&](double share) {
    const auto nth = finite.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(finite.size() - 1));
    std::nth_element(finite.begin(), nth, finite.end());
    return *nth;
  };
  const float low = percentile(0.02);
  const float high = percentile(0.98);
  const float scale = high > low ? 255.0F / (high - low) : 0.0F;
  for (float& value : plane) value = std::isfinite(value) ? (value - low) * scale : 0.0F;
}

Image decodeWithGdal(const std::filesystem::path& file, const ImageFileLimits& limits) {
  const QuietGdal quiet;
  const DatasetPtr dataset = openPicture(file);
  const auto [width, height] = outputSize(*dataset, limits);
  Image image(width, height);
  GDALRasterBand* first = dataset->GetRasterBand(1);
  if (const GDALColorTable* palette = first->GetColorTable(); palette != nullptr) {
    storePalette(image, readBand(*dataset, 1, width, height, file), *palette);
    return image;
  }
  const bool colour = dataset->GetRasterCount() >= 3;
  for (int channel = 0; channel < 3; ++channel) {
    // One band at a time: floats of three would be the largest thing in memory.
    std::vector<float> plane = readBand(*dataset, colour ? channel + 1 : 1, width, height, file);
    if (first->GetRasterDataType() != GDT_Byte) stretchPlane(plane);
    storePlane(image, static_cast<std::size_t>(channel), plane);
  }
  return image;
}

}  // namespace

Image decodeImageFile(const std::filesystem::path& file, const ImageFileLimits& limits) {
  std::error_code ignored;
  // A regular file only: names such as /vsicurl/... mean a network to GDAL.
  if (!std::filesystem::is_regular_file(file, ignored)) throw Error(ErrorCode::NotFound, "is not there", file.string());
  try {
    constexpr std::size_t headerBytes = std::size_t{1} << 20;
    const auto size = openCvPictureSize(readBytes(file, headerBytes));
    if (size && size->width * size->height <= limits.maxPixels)
      return decodeWithOpenCv(readBytes(file, std::size_t{1} << 30), file);
    return decodeWithGdal(file, limits);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "is too large for the memory that is left", file.string());
  }
}

}  // namespace tilescout::exchange
