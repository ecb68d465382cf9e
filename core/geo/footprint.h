#pragma once
#include <memory>

#include "base/scene.h"

namespace tilescout::geo {

/// Pixel → WGS 84 for one scene, made once and used for all its tiles: geotransform (rotated ones too) or GCPs, then
/// the CRS. Longitudes of one ring run on past ±180 without a jump. Not thread-safe: one per thread.
class PixelToGround {
 public:
  explicit PixelToGround(const SceneInfo& scene);
  ~PixelToGround();

  bool valid() const noexcept;
  LonLat at(double pixel, double line) const;
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
