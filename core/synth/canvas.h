#pragma once
#include <cstdint>
#include <opencv2/core.hpp>
#include <vector>

#include "synth/noise.h"

namespace tilescout::synth {

using Pt = cv::Point2d;  ///< metres; x to the right, y downwards as in the raster
using Poly = std::vector<Pt>;

/// Red, green, blue and near infrared, 0 … 255.
struct Colour {
  float r = 0, g = 0, b = 0, n = 0;
};
Colour lerp(const Colour& a, const Colour& b, double t);
Colour scaled(const Colour& c, double factor);

/// How an area looks: two colours mixed by noise, relief lit by the sun, rows or ripples, fine grain.
struct Material {
  Colour a, b;
  double blotch = 60.0;     ///< metres between patches of a and b
  double contrast = 0.5;    ///< 0: all halfway between a and b
  double relief = 0.0;      ///< strength of the lit relief (tree crowns, rock, waves)
  double reliefSize = 7.0;  ///< metres
  int reliefOctaves = 2;
  double stripe = 0.0;      ///< strength of rows or ripples
  double stripeLength = 5;  ///< metres from row to row
  double stripeAngle = 0;   ///< radians
  double stripeWarp = 0;    ///< metres by which noise bends the rows
  double grain = 4.0;       ///< fine noise, grey levels
  std::uint64_t seed = 1;
};

/// Sun as seen from above: shadows fall along `shadow` (unit vector), `length` metres for each metre of height.
struct Sun {
  Pt shadow{0.7, 0.7};
  double length = 0.8;
};

/// A local frame: u along `angle`, v to its right hand (downwards for angle 0).
struct Frame {
  Pt origin;
  double angle = 0.0;
  Pt at(double u, double v) const;
  Frame moved(double u, double v, double turn = 0.0) const { return {at(u, v), angle + turn}; }
  Poly rect(double u0, double v0, double u1, double v1) const;
};

Poly discOf(Pt centre, double radius, int corners = 0);
/// A strip along a path; `width` in metres. `left`/`right` scale the half widths (0: one-sided).
Poly stripOf(const Poly& path, double width, double left = 1.0, double right = 1.0);
/// A round, irregular outline: radius varies by `roughness` (0 … 0.5) with a few harmonics.
Poly blobOf(Pt centre, double radiusX, double radiusY, double roughness, std::uint64_t seed);
/// The path moved sideways (to the right of its direction) by `distance`.
Poly offsetPath(const Poly& path, double distance);
double pathLength(const Poly& path);
/// Place and direction (radians) at `distance` metres along the path.
Frame alongPath(const Poly& path, double distance);

/// A four-band picture of a piece of the world, painted in metres at several samples a pixel. A canvas of no size
/// paints nothing, for when only the list of objects is wanted.
class Canvas {
 public:
  Canvas(int width, int height, Pt origin, double metresPerPixel, int supersample);

  bool empty() const { return picture_.empty(); }
  /// Whether a box around `centre` reaches into the canvas.
  bool touches(Pt centre, double radius) const;
  double step() const { return step_; }
  const Sun& sun() const { return sun_; }
  void setSun(const Sun& sun) { sun_ = sun; }

  void fill(const Poly& outline, const Colour& colour);
  /// `softness`: metres over which the edge fades; `roughness`: how far (metres) noise frays it.
  void fill(const Poly& outline, const Material& material, double softness = 0.0, double roughness = 0.0);
  void fillAll(const Material& material);
  void disc(Pt centre, double radius, const Colour& colour);
  void line(const Poly& path, double width, const Colour& colour);
  /// Darkens (factor < 1) or lightens.
  void shade(const Poly& outline, double factor, double softness = 0.6);
  /// The shadow of an upright body of `height` metres over `outline`.
  void shadow(const Poly& outline, double height);
  /// Blends a whole painted field over the outline (weights 0 … 1 from `alpha`, same size as the samples).
  void blend(const cv::Mat4b& colours, const cv::Mat1b& alpha, const cv::Rect& box);

  /// Copies what another canvas of the same step shows, where the outline lies; edges as in fill().
  void stamp(const Canvas& other, const Poly& outline, double softness, double roughness);
  /// The samples' grid, for painters that compute their own fields.
  NoiseGrid grid() const;
  NoiseGrid grid(const cv::Rect& box) const;
  cv::Mat4b& samples() { return picture_; }
  /// The picture at its own resolution.
  cv::Mat4b finish() const;

 private:
  std::vector<cv::Point> toSamples(const Poly& outline, cv::Rect& box) const;
  cv::Mat1b maskOf(const Poly& outline, double softness, double roughness, cv::Rect& box) const;
  cv::Mat4b render(const Material& material, const cv::Rect& box) const;

  cv::Mat4b picture_;
  Pt origin_;
  double step_;
  int supersample_;
  Sun sun_;
};

}  // namespace tilescout::synth
