#pragma once
#include <array>
#include <memory>
#include <optional>

#include "base/image.h"
#include "base/job.h"
#include "base/scene.h"

namespace tilescout::geo {

/// What a window read gave. `validFraction`: share of pixels that are data (mask, alpha, nodata, NaN respected).
struct WindowPixels {
  Image image;
  double validFraction = 0.0;
};

/// Reads rendered windows of one scene. Opens its own GDAL dataset: one reader per thread. Memory does not grow with
/// the scene; overviews are used when the window is shrunk. Invalid pixels are black (0, 0, 0).
class RasterReader {
 public:
  /// Throws Error{NotFound, Corrupt, ...} naming the file; Incompatible when the file is not what was scanned.
  explicit RasterReader(const SceneInfo& scene, bool allowNetwork = false);
  ~RasterReader();
  RasterReader(RasterReader&&) noexcept;
  RasterReader& operator=(RasterReader&&) noexcept;

  /// The window (full-resolution pixels, may reach beyond the scene: invalid there) as outWidth × outHeight RGB,
  /// anti-aliased when shrinking. `rendering` replaces the scene's own for live band and stretch changes.
  WindowPixels read(const TileWindow& window, int outWidth, int outHeight,
                    const std::optional<Rendering>& rendering = std::nullopt);

  /// read(), and where at least `leastValid` of the window is data, a second picture of it, of other pixels: the same
  /// as a second read() gives, but the scene's pixels are decoded once.
  struct WindowAndPicture {
    WindowPixels window;
    Image picture;  ///< empty: too little of it is data
  };
  WindowAndPicture readWithPicture(const TileWindow& window, int outWidth, int outHeight, int pictureWidth,
                                   int pictureHeight, double leastValid);

  /// As read(), with what is data as opacity: for laying pictures over others.
  MaskedImage readMasked(const TileWindow& window, int outWidth, int outHeight,
                         const std::optional<Rendering>& rendering = std::nullopt);

  /// Stretch for other bands or another specification, from a bounded sample as when the scene was scanned.
  /// Throws Error{InvalidInput} for a band that is not there.
  Rendering renderingFor(const std::array<int, 3>& bands, const StretchSpec& stretch, JobContext& job);

  /// The whole scene, longest side at most `maxSize` pixels.
  Image overview(int maxSize);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tilescout::geo
