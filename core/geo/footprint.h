#pragma once
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/scene.h"

namespace tilescout::geo {

/// Pixel ↔ WGS 84 for one scene, made once and used for all its tiles: geotransform (rotated ones too) or GCPs, then
/// the CRS. Longitudes of one ring run on past ±180 without a jump. Not thread-safe: one per thread.
class PixelToGround {
 public:
  explicit PixelToGround(const SceneInfo& scene);
  ~PixelToGround();

  bool valid() const noexcept;
  /// Whether the scene's own CRS counts in degrees.
  bool inDegrees() const noexcept;
  LonLat at(double pixel, double line) const;
  /// The way back. Whole turns of longitude do not matter; the pixel may lie outside the scene. Not a number where the
  /// scene's projection does not reach (a round trip that misses by more than a kilometre counts as that).
  /// `pixels` is as long as `places`.
  void pixelsAt(std::span<const LonLat> places, std::span<PixelPlace> pixels) const;
  std::optional<PixelPlace> pixelAt(const LonLat& place) const;
  /// A pixel in the units of the scene's own CRS (x east, y north); empty when not valid.
  std::optional<PixelPlace> crsAt(double pixel, double line) const;
  /// Corners: upper left, upper right, lower right, lower left in pixel space. Empty when not valid.
  Ring ring(const TileWindow& window) const;
  /// The scene's outline with `perSide` extra points on each side, so that curved edges are followed.
  Ring outline(int perSide = 8) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Ground size of one pixel at the scene's centre in metres (geodesic), 0 when unknown.
double groundSamplingDistance(const PixelToGround& toGround, int width, int height);

/// Box around a ring in [-180, 180]; two boxes when it crosses the date line.
struct GeoBox {
  double west = 0, south = 0, east = 0, north = 0;
};
std::vector<GeoBox> boxesOf(const Ring& ring);

}  // namespace tilescout::geo
