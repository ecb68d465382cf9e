#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "synth/parts.h"

namespace tilescout::synth {
namespace {

bool contains(const Poly& area, Pt p) {
  std::vector<cv::Point2f> outline(area.begin(), area.end());
  return cv::pointPolygonTest(outline, cv::Point2f(static_cast<float>(p.x), static_cast<float>(p.y)), false) > 0;
}

Poly wholePlace(const Brush& b) {
  const double reach = b.half() * 1.5;
  return Frame{b.centre, 0}.rect(-reach, -reach, reach, reach);
}

/// Rectangular parcels over the area's box, cut at the area's edge by painting them through it.
void layCrops(Brush& b, const Poly& area, double softness) {
  const double angle = b.rng.uniform(0, CV_PI);
  b.canvas.fill(area, cropMaterial(cropColour(b.rng), angle, b.rng), softness);
  const Frame f{b.centre, angle};
  const double reach = b.half() * 1.5;
  for (double u = -reach; u < reach;) {
    const double width = b.rng.uniform(25, 70);
    for (double v = -reach; v < reach;) {
      const double length = b.rng.uniform(40, 140);
      const Poly parcel = f.rect(u + 1, v + 1, u + width, v + length);
      std::vector<cv::Point2f> first(area.begin(), area.end()), second(parcel.begin(), parcel.end()), cut;
      bool whole = true;
      for (const Pt& p : parcel) whole = whole && contains(area, p);
      const Material crop = cropMaterial(cropColour(b.rng), angle + (b.rng.chance(0.6) ? 0 : CV_PI / 2), b.rng);
      if (whole && b.canvas.touches(f.at(u + width / 2, v + length / 2), width + length)) b.canvas.fill(parcel, crop, 0.8);
      v += length;
    }
    u += width;
  }
}

int housesIn(Brush& b, const Poly& area, int wanted) {
  int built = 0;
  for (int attempt = 0; attempt < wanted * 8 && built < wanted; ++attempt) {
    const Pt at = b.centre + Pt(b.rng.uniform(-1, 1), b.rng.uniform(-1, 1)) * (b.half() - 6);
    if (!contains(area, at) || !b.isFree(at, 9)) continue;
    const NamedColour roof = roofColour(b.rng);
    const Frame f{at, b.rng.uniform(-0.2, 0.2) + b.rng.integer(0, 1) * CV_PI / 2};
    building(b, f, b.rng.uniform(5, 8), b.rng.uniform(3.5, 5.5), b.rng.uniform(3, 7), roof.colour, b.rng.chance(0.3) ? Roof::Flat : Roof::Hip);
    b.take(at, 10);
    b.add("building", f.rect(-6, -5, 6, 5), {{"colour", roof.word}});
    ++built;
  }
  return built;
}

}  // namespace

Ground anyGround(Brush& b, std::initializer_list<Ground> choices) {
  return choices.begin()[b.rng.integer(0, static_cast<int>(choices.size()) - 1)];
}

Thing layGround(Brush& b, Ground ground) { return layGround(b, ground, wholePlace(b), 0.0); }

Thing layGround(Brush& b, Ground ground, const Poly& area, double softness) {
  switch (ground) {
    case Ground::Grass:
      b.canvas.fill(area, b.grass(), softness);
      return {"meadow", "", 1, false, {b.style.grass.word}, "near"};
    case Ground::Bare:
      b.canvas.fill(area, b.soil(), softness);
      return {"bareland", "", 1, false, {b.style.soil.word}, "near"};
    case Ground::Forest:
      b.canvas.fill(area, b.forest(), softness, 3.0);
      return {"tree", "trees", 200, false, {b.style.trees.word}, "near"};
    case Ground::Crops:
      layCrops(b, area, softness);
      return {"farmland", "farmlands", 20, false, {}, "near"};
    case Ground::Town: {
      b.canvas.fill(area, b.grass(), softness);
      const int houses = housesIn(b, area, 60);
      return {"building", "buildings", houses, false, {}, "near"};
    }
    case Ground::Paved: break;
  }
  b.canvas.fill(area, pavement(jitter(b.style.concrete, 0.05, b.rng), b.rng), softness);
  return {"ground", "", 1, false, {"gray"}, "near"};
}

}  // namespace tilescout::synth
