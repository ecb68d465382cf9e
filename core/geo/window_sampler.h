#pragma once
#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "base/scene.h"

class GDALDataset;

namespace tilescout::geo {

/// Values of a window at output size: `channels` planes (1 for grey, else red, green, blue), row by row, after scale
/// and offset; `coverage` is the share of each output pixel that is data (0 outside the scene, for nodata, NaN and
/// where alpha or mask say so). Values are averages over the data alone.
struct Samples {
  int width = 0;
  int height = 0;
  int channels = 1;
  std::vector<float> values;
  std::vector<float> coverage;

  const float* plane(int channel) const {
    return values.data() +
           static_cast<std::size_t>(channel) * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  }
};

/// Reads windows of one open dataset in strips of bounded size, from the overview that fits, and resamples them:
/// area average when shrinking, bilinear when enlarging, exact at 1:1. Palettes are expanded before averaging.
class WindowSampler {
 public:
  /// `bands` as in Rendering; equal numbers are read once. The dataset must outlive the sampler.
  WindowSampler(GDALDataset& dataset, std::array<int, 3> bands, bool palette);

  /// Throws Error{Corrupt, OutOfMemory} with the scene's name when a block cannot be read.
  Samples sample(const TileWindow& window, int outWidth, int outHeight) const;

  /// Pixels of an output.
  struct Size {
    int width = 0;
    int height = 0;
  };
  /// sample() in one size and, where `wanted` says so of that, in a second one too. The scene is read once where the
  /// window is small enough to be kept and both sizes need the same level of it.
  std::pair<Samples, std::optional<Samples>> sampleTwice(const TileWindow& window, Size first, Size second,
                                                         const std::function<bool(const Samples&)>& wanted) const;

 private:
  GDALDataset& dataset_;
  std::array<int, 3> bands_;
  bool palette_;
};

}  // namespace tilescout::geo
