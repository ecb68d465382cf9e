#include "geo/window_sampler.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "base/error.h"
#include "geo/gdal_session.h"
#include "geo/resample_axis.h"

namespace tilescout::geo {

namespace {

// Source cells read for one output cell at most, per axis, where no overview helps: memory stays bounded by the output.
constexpr int kMostCellsPerOutput = 16;
constexpr std::size_t kStripCells = std::size_t{1} << 20;
constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

/// The cells a window is read in: a pyramid level's pixels, or coarser where there is no fitting level.
struct Grid {
  double scaleX = 1.0;  ///< full-resolution pixels per cell
  double scaleY = 1.0;
  int width = 0;  ///< cells over the whole scene
  int height = 0;

  bool operator==(const Grid&) const = default;
};

/// One band as it is read: which cells are no data, and what its values mean.
struct BandSource {
  GDALRasterBand* band = nullptr;
  std::optional<double> nodata;
  double scale = 1.0;
  double offset = 0.0;
  bool floating = false;
};

GDALRasterBand* levelBand(GDALRasterBand& band, const Grid& grid) {
  if (band.GetXSize() == grid.width && band.GetYSize() == grid.height) return &band;
  for (int i = 0; i < band.GetOverviewCount(); ++i) {
    GDALRasterBand* overview = band.GetOverview(i);
    if (overview != nullptr && overview->GetXSize() == grid.width && overview->GetYSize() == grid.height)
      return overview;
  }
  return nullptr;
}

/// The coarsest level that is still at least as fine as the output, and no distorted or lying one.
Grid chooseGrid(GDALRasterBand& band, double perOutX, double perOutY) {
  const int width = band.GetXSize();
  const int height = band.GetYSize();
  Grid grid{1.0, 1.0, width, height};
  for (int i = 0; i < band.GetOverviewCount(); ++i) {
    GDALRasterBand* overview = band.GetOverview(i);
    if (overview == nullptr || overview->GetXSize() <= 0 || overview->GetYSize() <= 0) continue;
    const double scaleX = static_cast<double>(width) / overview->GetXSize();
    const double scaleY = static_cast<double>(height) / overview->GetYSize();
    const bool fine = scaleX <= perOutX * 1.01 && scaleY <= perOutY * 1.01;
    if (fine && scaleX > grid.scaleX && scaleY > grid.scaleY)
      grid = {scaleX, scaleY, overview->GetXSize(), overview->GetYSize()};
  }
  const auto coarsen = [](double& scale, int& cells, int full, double perOut) {
    const double most = perOut / kMostCellsPerOutput;
    if (scale >= most) return;
    cells = std::max(1, static_cast<int>(std::floor(full / most)));
    scale = static_cast<double>(full) / cells;
  };
  coarsen(grid.scaleX, grid.width, width, perOutX);
  coarsen(grid.scaleY, grid.height, height, perOutY);
  return grid;
}

class StripReader {
 public:
  StripReader(GDALDataset& dataset, const Grid& grid) : dataset_(dataset), grid_(grid) {}

  /// Cells [x0, x0 + width) × [y0, y0 + height) of the band into `out`, one value a cell (the nearest pixel).
  void read(GDALRasterBand& band, int x0, int y0, int width, int height, float* out) const {
    const GdalErrorTrap trap;
    CPLErr result = CE_None;
    if (GDALRasterBand* level = levelBand(band, grid_)) {
      result = level->RasterIO(GF_Read, x0, y0, width, height, out, width, height, GDT_Float32, 0, 0, nullptr);
    } else {
      result = readDecimated(band, x0, y0, width, height, out);
    }
    if (result != CE_None) trap.raise(dataset_.GetDescription(), "pixels cannot be read: the file is damaged");
  }

 private:
  CPLErr readDecimated(GDALRasterBand& band, int x0, int y0, int width, int height, float* out) const {
    GDALRasterIOExtraArg how;
    INIT_RASTERIO_EXTRA_ARG(how);
    how.eResampleAlg = GRIORA_NearestNeighbour;
    how.bFloatingPointWindowValidity = TRUE;
    const double sceneX = static_cast<double>(band.GetXSize()) / grid_.width;
    const double sceneY = static_cast<double>(band.GetYSize()) / grid_.height;
    how.dfXOff = x0 * sceneX;
    how.dfYOff = y0 * sceneY;
    how.dfXSize = std::min(width * sceneX, band.GetXSize() - how.dfXOff);
    how.dfYSize = std::min(height * sceneY, band.GetYSize() - how.dfYOff);
    const int left = static_cast<int>(how.dfXOff);
    const int top = static_cast<int>(how.dfYOff);
    const int right = std::min(band.GetXSize(), static_cast<int>(std::ceil(how.dfXOff + how.dfXSize)));
    const int bottom = std::min(band.GetYSize(), static_cast<int>(std::ceil(how.dfYOff + how.dfYSize)));
    return band.RasterIO(GF_Read, left, top, std::max(1, right - left), std::max(1, bottom - top), out, width, height,
                         GDT_Float32, 0, 0, &how);
  }

  GDALDataset& dataset_;
  Grid grid_;
};

/// What says which cells are data, beside nodata values and NaN: a mask, or an alpha band.
GDALRasterBand* maskOf(GDALDataset& dataset, GDALRasterBand& band) {
  for (int number = 1; number <= dataset.GetRasterCount(); ++number) {
    GDALRasterBand* candidate = dataset.GetRasterBand(number);
    if (candidate->GetColorInterpretation() == GCI_AlphaBand && candidate != &band) return candidate;
  }
  const int flags = band.GetMaskFlags();
  if ((flags & (GMF_ALL_VALID | GMF_NODATA)) != 0) return nullptr;
  return band.GetMaskBand();
}

BandSource describe(GDALRasterBand& band) {
  BandSource source;
  source.band = &band;
  int hasNodata = FALSE;
  const double nodata = band.GetNoDataValue(&hasNodata);
  // Beyond a float's range nothing can equal it: such values are read as infinities, which are no data anyway.
  if (hasNodata) source.nodata = std::abs(nodata) <= std::numeric_limits<float>::max() ? nodata : kNotANumber;
  source.scale = band.GetScale();
  source.offset = band.GetOffset();
  if (!std::isfinite(source.scale) || source.scale == 0.0 || !std::isfinite(source.offset)) {
    source.scale = 1.0;
    source.offset = 0.0;
  }
  source.floating = GDALDataTypeIsFloating(band.GetRasterDataType()) != 0;
  return source;
}

/// Red, green, blue of every palette index; alpha 0 means no data.
struct Palette {
  std::vector<std::array<float, 4>> entries;

  explicit Palette(const GDALRasterBand& band) {
    const GDALColorTable* table = const_cast<GDALRasterBand&>(band).GetColorTable();
    const int count = table == nullptr ? 0 : std::min(table->GetColorEntryCount(), 65536);
    for (int i = 0; i < count; ++i) {
      GDALColorEntry entry{};
      table->GetColorEntryAsRGB(i, &entry);
      entries.push_back({static_cast<float>(entry.c1), static_cast<float>(entry.c2), static_cast<float>(entry.c3),
                         static_cast<float>(entry.c4)});
    }
  }
};

/// One strip of cells, channel planes with validity 0 or 1 shared by the channels.
struct Strip {
  int width = 0;
  int rows = 0;
  std::vector<std::vector<float>> planes;
  std::vector<float> valid;
};

class StripSource {
 public:
  StripSource(GDALDataset& dataset, const Grid& grid, const std::array<int, 3>& numbers, bool palette)
      : reader_(dataset, grid) {
    const bool grey = numbers[0] == numbers[1] && numbers[1] == numbers[2];
    for (int i = 0; i < (grey || palette ? 1 : 3); ++i)
      bands_.push_back(describe(*dataset.GetRasterBand(numbers[static_cast<std::size_t>(i)])));
    mask_ = maskOf(dataset, *bands_[0].band);
    if (palette) palette_.emplace(*bands_[0].band);
  }

  int channels() const { return palette_ ? 3 : static_cast<int>(bands_.size()); }
  float scaled(float value, int channel) const {
    if (palette_) return value;
    const BandSource& band = bands_[static_cast<std::size_t>(channel)];
    return band.scale == 1.0 && band.offset == 0.0 ? value : static_cast<float>(value * band.scale + band.offset);
  }

  void read(int x0, int y0, int width, int rows, Strip& strip) const {
    const auto count = static_cast<std::size_t>(width) * static_cast<std::size_t>(rows);
    strip.width = width;
    strip.rows = rows;
    strip.planes.resize(static_cast<std::size_t>(channels()));
    for (std::size_t i = 0; i < bands_.size(); ++i) {
      strip.planes[i].resize(count);
      reader_.read(*bands_[i].band, x0, y0, width, rows, strip.planes[i].data());
    }
    markData(strip, count);
    if (mask_ != nullptr) {
      std::vector<float> mask(count);
      reader_.read(*mask_, x0, y0, width, rows, mask.data());
      for (std::size_t i = 0; i < count; ++i) strip.valid[i] = mask[i] > 0 ? strip.valid[i] : 0.0f;
    }
    if (palette_) expand(strip, count);
  }

 private:
  /// A cell is data when any channel is: black water in one band of a picture is no hole. What is missing in a cell
  /// that is otherwise data counts as 0.
  void markData(Strip& strip, std::size_t count) const {
    const bool all = std::all_of(bands_.begin(), bands_.end(),
                                 [](const BandSource& b) { return b.nodata.has_value() || b.floating; });
    strip.valid.assign(count, all ? 0.0f : 1.0f);
    for (std::size_t b = 0; b < bands_.size(); ++b) {
      const BandSource& band = bands_[b];
      if (!band.nodata && !band.floating) continue;
      const float nodata = band.nodata ? static_cast<float>(*band.nodata) : std::numeric_limits<float>::quiet_NaN();
      for (std::size_t i = 0; i < count; ++i) {
        float& value = strip.planes[b][i];
        if (!std::isfinite(value)) {
          value = 0.0f;
        } else if (value != nodata) {
          strip.valid[i] = 1.0f;
        } else if (band.floating) {
          value = 0.0f;
        }
      }
    }
  }

  void expand(Strip& strip, std::size_t count) const {
    strip.planes[1].resize(count);
    strip.planes[2].resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto index = static_cast<std::int64_t>(strip.planes[0][i]);
      const bool known = index >= 0 && index < static_cast<std::int64_t>(palette_->entries.size());
      const std::array<float, 4> color =
          known ? palette_->entries[static_cast<std::size_t>(index)] : std::array<float, 4>{};
      for (std::size_t c = 0; c < 3; ++c) strip.planes[c][i] = color[c];
      if (color[3] == 0.0f) strip.valid[i] = 0.0f;
    }
  }

  StripReader reader_;
  std::vector<BandSource> bands_;
  GDALRasterBand* mask_ = nullptr;
  std::optional<Palette> palette_;
};

/// Adds strips to the output: rows are shrunk across first, then weighted into the output rows they touch.
class Accumulator {
 public:
  Accumulator(const ResampleAxis& across, const ResampleAxis& down, int channels)
      : across_(across),
        down_(down),
        out_{static_cast<int>(across.cells.size()), static_cast<int>(down.cells.size()), channels, {}, {}} {
    const std::size_t cells = across.cells.size() * down.cells.size();
    out_.values.assign(cells * static_cast<std::size_t>(channels), 0.0f);
    out_.coverage.assign(cells, 0.0f);
    line_.resize(across.cells.size());
    weight_.resize(across.cells.size());
  }

  void add(const Strip& strip, int x0, int y0) {
    for (int row = 0; row < strip.rows; ++row) {
      const int source = y0 + row;
      while (firstRow_ < down_.cells.size() && ended(down_.cells[firstRow_], source)) ++firstRow_;
      const float* valid = strip.valid.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(strip.width);
      shrink(nullptr, valid, x0, weight_);
      spread(weight_, source, out_.coverage.data());
      for (int c = 0; c < out_.channels; ++c) {
        const auto& plane = strip.planes[static_cast<std::size_t>(c)];
        shrink(plane.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(strip.width), valid, x0, line_);
        spread(line_, source, out_.values.data() + static_cast<std::size_t>(c) * out_.coverage.size());
      }
    }
  }

  Samples finish(const StripSource& source) {
    for (int c = 0; c < out_.channels; ++c) {
      float* plane = out_.values.data() + static_cast<std::size_t>(c) * out_.coverage.size();
      for (std::size_t i = 0; i < out_.coverage.size(); ++i) {
        plane[i] = out_.coverage[i] > 0 ? source.scaled(plane[i] / out_.coverage[i], c) : 0.0f;
      }
    }
    return std::move(out_);
  }

 private:
  static bool ended(const ResampleAxis::Cell& cell, int source) {
    return cell.weights.empty() || cell.first + static_cast<int>(cell.weights.size()) <= source;
  }

  void shrink(const float* values, const float* valid, int x0, std::vector<float>& line) const {
    for (std::size_t i = 0; i < line.size(); ++i) {
      const ResampleAxis::Cell& cell = across_.cells[i];
      float sum = 0.0f;
      line[i] = 0.0f;
      if (cell.weights.empty()) continue;
      const float* mask = valid + (cell.first - x0);
      if (values == nullptr) {
        for (std::size_t k = 0; k < cell.weights.size(); ++k) sum += cell.weights[k] * mask[k];
      } else {
        const float* value = values + (cell.first - x0);
        for (std::size_t k = 0; k < cell.weights.size(); ++k) sum += cell.weights[k] * mask[k] * value[k];
      }
      line[i] = sum;
    }
  }

  void spread(const std::vector<float>& line, int source, float* plane) const {
    for (std::size_t row = firstRow_; row < down_.cells.size(); ++row) {
      const ResampleAxis::Cell& cell = down_.cells[row];
      if (cell.weights.empty() || cell.first > source) break;
      if (ended(cell, source)) continue;
      const float weight = cell.weights[static_cast<std::size_t>(source - cell.first)];
      float* target = plane + row * line.size();
      for (std::size_t i = 0; i < line.size(); ++i) target[i] += weight * line[i];
    }
  }

  const ResampleAxis& across_;
  const ResampleAxis& down_;
  Samples out_;
  std::vector<float> line_;
  std::vector<float> weight_;
  std::size_t firstRow_ = 0;
};

/// One picture of a window: which cells of the scene it is made of, and what has been added of them.
class Output {
 public:
  Output(GDALDataset& dataset, const std::array<int, 3>& bands, bool palette, const TileWindow& window,
         WindowSampler::Size size)
      : grid_(gridOf(dataset, bands[0], window, size)),
        across_(makeAxis(window.x / grid_.scaleX, window.width / size.width / grid_.scaleX, size.width, grid_.width)),
        down_(makeAxis(window.y / grid_.scaleY, window.height / size.height / grid_.scaleY, size.height, grid_.height)),
        source_(dataset, grid_, bands, palette),
        sum_(across_, down_, source_.channels()) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  Samples read() {
    const int width = across_.end - across_.begin;
    if (width > 0) {
      const int stripRows = std::max(1, static_cast<int>(kStripCells / static_cast<std::size_t>(width)));
      Strip strip;
      for (int y = down_.begin; y < down_.end; y += stripRows) {
        source_.read(across_.begin, y, width, std::min(stripRows, down_.end - y), strip);
        sum_.add(strip, across_.begin, y);
      }
    }
    return sum_.finish(source_);
  }

  /// The cells that both need, where they are of one level and few enough to be kept.
  std::optional<Strip> readFor(const Output& other, int& x0, int& y0) const {
    if (grid_ != other.grid_) return std::nullopt;
    x0 = std::min(across_.begin, other.across_.begin);
    y0 = std::min(down_.begin, other.down_.begin);
    const int width = std::max(across_.end, other.across_.end) - x0;
    const int rows = std::max(down_.end, other.down_.end) - y0;
    const bool inside = across_.end > across_.begin && down_.end > down_.begin;
    if (!inside || static_cast<std::size_t>(width) * static_cast<std::size_t>(rows) > kStripCells) return std::nullopt;
    Strip strip;
    source_.read(x0, y0, width, rows, strip);
    return strip;
  }
  Samples take(const Strip& strip, int x0, int y0) {
    sum_.add(strip, x0, y0);
    return sum_.finish(source_);
  }

 private:
  static Grid gridOf(GDALDataset& dataset, int band, const TileWindow& window, WindowSampler::Size size) {
    if (size.width <= 0 || size.height <= 0 || !(window.width > 0) || !(window.height > 0))
      throw Error(ErrorCode::InvalidInput, "a window without area was asked for", dataset.GetDescription());
    return chooseGrid(*dataset.GetRasterBand(band), window.width / size.width, window.height / size.height);
  }

  const Grid grid_;
  const ResampleAxis across_, down_;
  const StripSource source_;
  Accumulator sum_;
};

}  // namespace

WindowSampler::WindowSampler(GDALDataset& dataset, std::array<int, 3> bands, bool palette)
    : dataset_(dataset), bands_(bands), palette_(palette) {
  for (const int band : bands) {
    if (band < 1 || band > dataset.GetRasterCount())
      throw Error(ErrorCode::InvalidInput, "has no band " + std::to_string(band), dataset.GetDescription());
  }
}

Samples WindowSampler::sample(const TileWindow& window, int outWidth, int outHeight) const {
  return Output(dataset_, bands_, palette_, window, {outWidth, outHeight}).read();
}

std::pair<Samples, std::optional<Samples>> WindowSampler::sampleTwice(
    const TileWindow& window, Size first, Size second, const std::function<bool(const Samples&)>& wanted) const {
  Output one(dataset_, bands_, palette_, window, first), other(dataset_, bands_, palette_, window, second);
  int x0 = 0, y0 = 0;
  const std::optional<Strip> both = one.readFor(other, x0, y0);
  Samples samples = both ? one.take(*both, x0, y0) : one.read();
  std::optional<Samples> more;
  if (wanted(samples)) more = both ? other.take(*both, x0, y0) : other.read();
  return {std::move(samples), std::move(more)};
}

}  // namespace tilescout::geo
