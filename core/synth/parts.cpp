#include "synth/parts.h"

#include <algorithm>
#include <cmath>

namespace tilescout::synth {

void tree(Brush& b, Pt at, double radius) {
  const Sun& sun = b.canvas.sun();
  const Colour body = jitter(b.style.trees.colour, 0.1, b.rng);  // drawn also for trees off the canvas: same choices in every block
  if (!b.canvas.touches(at, radius * 3)) return;
  b.canvas.shade(discOf(at + sun.shadow * (radius * (0.6 + 0.5 * sun.length)), radius, 10), 0.55, 0.4);
  b.canvas.disc(at, radius, scaled(body, 0.72));
  b.canvas.disc(at - sun.shadow * (radius * 0.22), radius * 0.74, body);
  b.canvas.disc(at - sun.shadow * (radius * 0.42), radius * 0.4, scaled(body, 1.28));
}

Thing treesThing(Brush& b, int count) {
  return {"tree", "trees", count, false, {b.style.trees.word}, "near"};
}

Thing roadThing(const std::string& relation, int count) {
  return {"road", "roads", count, true, {}, relation};
}

Thing scatterTrees(Brush& b, int wanted, double radius) {
  int planted = 0;
  Pt near = b.centre;
  for (int attempt = 0; attempt < wanted * 3 && planted < wanted; ++attempt) {
    // Half of the trees stand in clumps.
    Pt at = b.centre + Pt(b.rng.uniform(-1, 1), b.rng.uniform(-1, 1)) * b.half();
    if (planted > 0 && b.rng.chance(0.5)) at = near + Pt(b.rng.gauss(), b.rng.gauss()) * (radius * 2.4);
    const double size = radius * b.rng.uniform(0.65, 1.4);
    if (!b.inside(at) || !b.isFree(at, size)) continue;
    tree(b, at, size);
    near = at;
    ++planted;
  }
  return treesThing(b, planted);
}

void treeRow(Brush& b, const Poly& path, double spacing, double radius) {
  const double length = pathLength(path);
  for (double s = spacing / 2; s < length; s += spacing * b.rng.uniform(0.85, 1.2)) {
    const Pt at = alongPath(path, s).origin;
    if (b.isFree(at, radius * 0.6)) tree(b, at, radius * b.rng.uniform(0.75, 1.25));
  }
}

void building(Brush& b, const Frame& f, double halfU, double halfV, double height, const Colour& roof, Roof kind) {
  if (!b.canvas.touches(f.origin, halfU + halfV + 2 * height)) return;
  const Poly outline = f.rect(-halfU, -halfV, halfU, halfV);
  b.canvas.shadow(outline, height);
  // The side towards the sun is lit, the other one dim.
  const Pt across{-std::sin(f.angle), std::cos(f.angle)};
  const double facing = across.ddot(b.canvas.sun().shadow);
  if (kind == Roof::Flat) {
    b.canvas.fill(outline, scaled(roof, 0.8));
    const double rim = std::min({0.6, halfU * 0.2, halfV * 0.2});
    b.canvas.fill(f.rect(-halfU + rim, -halfV + rim, halfU - rim, halfV - rim), roof);
    const int boxes = static_cast<int>(halfU * halfV / 45);
    for (int i = 0; i < std::min(boxes, 14); ++i) {
      const Frame at = f.moved(b.rng.uniform(-0.75, 0.75) * halfU, b.rng.uniform(-0.7, 0.7) * halfV);
      const double size = b.rng.uniform(0.8, 1.9);
      b.canvas.shadow(at.rect(-size, -size * 0.7, size, size * 0.7), 1.2);
      b.canvas.fill(at.rect(-size, -size * 0.7, size, size * 0.7), scaled(roof, b.rng.uniform(0.75, 1.25)));
    }
    return;
  }
  b.canvas.fill(f.rect(-halfU, -halfV, halfU, 0), scaled(roof, 1.0 + 0.2 * facing));
  b.canvas.fill(f.rect(-halfU, 0, halfU, halfV), scaled(roof, 1.0 - 0.25 * facing));
  if (kind == Roof::Hip && halfU > halfV) {
    const double end = std::cos(f.angle) * b.canvas.sun().shadow.x + std::sin(f.angle) * b.canvas.sun().shadow.y;
    b.canvas.fill({f.at(halfU, -halfV), f.at(halfU, halfV), f.at(halfU - halfV, 0)}, scaled(roof, 1.0 - 0.25 * end));
    b.canvas.fill({f.at(-halfU, -halfV), f.at(-halfU, halfV), f.at(-halfU + halfV, 0)}, scaled(roof, 1.0 + 0.2 * end));
  }
  b.canvas.line({f.at(-halfU * (kind == Roof::Hip ? 0.6 : 1), 0), f.at(halfU * (kind == Roof::Hip ? 0.6 : 1), 0)}, 0.4, scaled(roof, 1.15));
}

int scatterHouses(Brush& b, int wanted, double minSize, double maxSize, const std::string& name) {
  int built = 0;
  for (int attempt = 0; attempt < wanted * 6 && built < wanted; ++attempt) {
    const double halfU = b.rng.uniform(minSize, maxSize), halfV = halfU * b.rng.uniform(0.5, 0.9);
    const double reach = std::hypot(halfU, halfV);
    const Pt at = b.centre + Pt(b.rng.uniform(-1, 1), b.rng.uniform(-1, 1)) * (b.half() - reach);
    if (!b.isFree(at, reach + 1)) continue;
    const NamedColour roof = roofColour(b.rng);
    const Frame f{at, b.rng.integer(0, 3) * CV_PI / 2 + b.rng.uniform(-0.3, 0.3)};
    building(b, f, halfU, halfV, b.rng.uniform(3, 7), roof.colour, b.rng.chance(0.3) ? Roof::Flat : Roof::Hip);
    b.take(at, reach + 2);
    b.add(name, f.rect(-halfU, -halfV, halfU, halfV), {{"colour", roof.word}});
    ++built;
  }
  return built;
}

Thing buildingsThing(int count) {
  return {"building", "buildings", count, false, {}, "near"};
}

void car(Brush& b, const Frame& f, double scale) {
  static const std::array<Colour, 9> paints{Colour{228, 228, 228, 150}, {205, 205, 210, 140}, {40, 42, 48, 50},
                                            {120, 122, 128, 90},        {150, 40, 38, 110},   {52, 74, 128, 90},
                                            {236, 236, 232, 150},       {70, 72, 76, 60},     {180, 172, 150, 110}};
  const Colour paint = jitter(b.rng.pick(paints), 0.05, b.rng);
  if (!b.canvas.touches(f.origin, 8)) return;
  const double u = 2.2 * scale, v = 0.95 * scale;
  b.canvas.shade(Frame{f.origin + b.canvas.sun().shadow * 0.7, f.angle}.rect(-u, -v, u, v), 0.6, 0.2);
  b.canvas.fill(f.rect(-u, -v, u, v), paint);
  b.canvas.fill(f.rect(u * 0.15, -v * 0.8, u * 0.5, v * 0.8), scaled(paint, 0.45));
}

int carPark(Brush& b, const Frame& f, double halfU, double halfV, double filled) {
  b.canvas.fill(f.rect(-halfU, -halfV, halfU, halfV), pavement(jitter(b.style.asphalt, 0.06, b.rng), b.rng), 0.3);
  const Colour paint{205, 205, 200, 130};
  const double stall = 2.7, depth = 5.0, aisle = 6.5;
  int cars = 0;
  // Two rows nose to nose, then an aisle.
  for (double v = -halfV + 0.6; v + depth <= halfV; v += 2 * depth + aisle)
    for (int row = 0; row < 2; ++row) {
      const double top = v + row * depth;
      if (top + depth > halfV) break;
      for (double u = -halfU + 1; u + stall <= halfU - 1; u += stall) {
        b.canvas.line({f.at(u, top), f.at(u, top + depth)}, 0.22, paint);
        if (!b.rng.chance(filled)) continue;
        const Frame at = f.moved(u + stall / 2, top + depth / 2, (b.rng.chance(0.5) ? 1 : -1) * CV_PI / 2);
        car(b, at);
        if (b.inside(at.origin)) ++cars;
      }
    }
  return cars;
}

Poly crossingPath(Brush& b, double angle, double bend, double sideways) {
  const Frame f{b.centre, angle};
  const double reach = b.half() * 1.75;
  const double phase = b.rng.uniform(0, 2 * CV_PI), wave = b.rng.uniform(0.7, 1.4) * CV_PI / reach;
  Poly path;
  for (int i = 0; i <= 48; ++i) {
    const double u = -reach + 2 * reach * i / 48;
    path.push_back(f.at(u, sideways + bend * (std::sin(wave * u + phase) - std::sin(phase)) + 0.3 * bend * std::sin(2.3 * wave * u + 2 * phase)));
  }
  return path;
}

double road(Brush& b, const Poly& path, int lanes, bool marked) {
  const double width = lanes * 3.6 + 1.5;
  const Colour surface = jitter(b.style.asphalt, 0.04, b.rng);
  b.canvas.fill(stripOf(path, width + 4), lerp(b.style.gravel, b.style.grass.colour, 0.5));
  b.canvas.fill(stripOf(path, width), pavement(surface, b.rng), 0.3);
  if (marked && lanes >= 2) {
    const Colour paint{215, 212, 200, 140};
    for (const double side : {-0.46, 0.46}) b.canvas.line(offsetPath(path, side * width), 0.3, paint);
    const double length = pathLength(path);
    for (int lane = 1; lane < lanes; ++lane) {
      const double at = (static_cast<double>(lane) / lanes - 0.5) * width * 0.92;
      for (double s = 0; s < length; s += 9) {
        const Frame f = alongPath(path, s).moved(0, at);
        b.canvas.fill(f.rect(0, -0.18, lane * 2 == lanes ? 9 : 4, 0.18), paint);
      }
    }
  }
  b.takePath(path, width / 2 + 1.5);
  return width;
}

int carsAlong(Brush& b, const Poly& path, double width, int wanted) {
  const double length = pathLength(path);
  int cars = 0;
  for (int i = 0; i < wanted; ++i) {
    const Frame f = alongPath(path, length * (i + b.rng.uniform(0.1, 0.9)) / wanted);
    const bool back = b.rng.chance(0.5);
    const Frame at = f.moved(0, width * b.rng.uniform(0.15, 0.32) * (back ? -1 : 1), back ? CV_PI : 0);
    car(b, at, b.rng.chance(0.12) ? 1.8 : 1.0);
    if (b.inside(at.origin, 2)) ++cars;
  }
  return cars;
}

void swimmingPool(Brush& b, const Frame& f, double halfU, double halfV) {
  b.canvas.fill(f.rect(-halfU - 1.5, -halfV - 1.5, halfU + 1.5, halfV + 1.5), b.style.concrete);
  b.canvas.fill(f.rect(-halfU, -halfV, halfU, halfV), jitter({84, 176, 204, 20}, 0.06, b.rng));
  b.take(f.origin, std::hypot(halfU, halfV) + 2);
  b.add("swimming pool", f.rect(-halfU, -halfV, halfU, halfV));
}

void boat(Brush& b, const Frame& f, double length) {
  const double u = length / 2, v = length * b.rng.uniform(0.11, 0.16);
  const Poly hull{f.at(-u, -v * 0.8), f.at(u * 0.4, -v), f.at(u, 0), f.at(u * 0.4, v), f.at(-u, v * 0.8)};
  b.canvas.shadow(hull, std::min(6.0, length * 0.08));
  b.canvas.fill(hull, jitter({225, 225, 222, 120}, 0.06, b.rng));
  b.canvas.fill(f.rect(-u * 0.5, -v * 0.5, u * 0.15, v * 0.5), jitter({150, 150, 155, 90}, 0.15, b.rng));
  b.canvas.fill(f.rect(u * 0.18, -v * 0.45, u * 0.32, v * 0.45), Colour{60, 74, 90, 40});
}

void pond(Brush& b, const Poly& outline) {
  Poly bank(outline);
  b.canvas.fill(bank, b.soil(), 2.5, 2.0);
  Pt middle{};
  for (const Pt& p : outline) middle += p;
  middle *= 1.0 / static_cast<double>(outline.size());
  Poly water;
  for (const Pt& p : outline) {
    const Pt d = p - middle;
    water.push_back(middle + d * (1.0 - 2.5 / std::max(5.0, std::hypot(d.x, d.y))));
  }
  b.canvas.fill(water, b.water(), 1.2, 0.8);
  b.takeArea(outline);
}

}  // namespace tilescout::synth
