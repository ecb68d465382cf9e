#include <algorithm>
#include <cmath>

#include "synth/parts.h"

namespace tilescout::synth {
namespace {

void storageTank(Brush& b, Pt at, double radius, const Colour& paint) {
  const Pt sun = b.canvas.sun().shadow;
  b.canvas.fill(discOf(at, radius * 1.12), scaled(b.style.concrete, 0.9));
  b.canvas.shadow(discOf(at, radius, 28), radius * 0.75);
  b.canvas.disc(at, radius, scaled(paint, 0.72));
  b.canvas.disc(at - sun * 0.35, radius * 0.96, paint);
  if (b.rng.chance(0.45)) {  // floating roof: the wall's shadow lies on it
    b.canvas.disc(at, radius * 0.88, scaled(paint, 0.6));
    b.canvas.disc(at + sun * (radius * 0.16), radius * 0.8, scaled(paint, 0.9));
  } else {
    b.canvas.disc(at - sun * (radius * 0.25), radius * 0.6, scaled(paint, 1.04));
    b.canvas.disc(at, radius * 0.12, scaled(paint, 0.75));
  }
  const double a = b.rng.uniform(0, 2 * CV_PI);
  b.canvas.line({at + Pt(std::cos(a), std::sin(a)) * radius * 0.9, at + Pt(std::cos(a + 0.6), std::sin(a + 0.6)) * radius * 0.97}, 0.8, scaled(paint, 0.5));
}

void paintTanks(Brush& b) {
  Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Bare, Ground::Paved, Ground::Grass}));
  const double e = b.extent;
  const bool river = b.rng.chance(0.2);
  const Frame f = b.frame(b.rng.integer(0, 3) * CV_PI / 2 + b.rng.uniform(-0.2, 0.2));
  if (river) {
    const Poly path = crossingPath(b, f.angle, 6, 0.4 * e);
    b.canvas.fill(stripOf(path, 34), b.soil(), 2, 2);
    b.canvas.fill(stripOf(path, 28), b.water(), 1.2, 1);
    b.takePath(path, 20);
  } else if (b.rng.chance(0.6)) {
    const Poly path = crossingPath(b, f.angle, 4, 0.42 * e);
    carsAlong(b, path, road(b, path, 2), b.rng.integer(0, 4));
    b.site.others.push_back(roadThing());
  }
  static const std::array<NamedColour, 4> paints{NamedColour{"white", {230, 230, 226, 150}}, {"white", {218, 219, 216, 145}}, {"gray", {158, 160, 160, 110}}, {"red", {150, 92, 72, 110}}};
  const NamedColour paint = b.rng.pick(paints);
  const int columns = b.rng.integer(1, 4), rows = b.rng.integer(1, 3);
  const double pitch = std::min(0.8 * e / columns, 0.66 * e / rows), radius = std::min(b.rng.uniform(9, 24), pitch * 0.36);
  const bool grid = columns * rows > 3;
  for (int i = 0; i < columns; ++i)
    for (int j = 0; j < rows; ++j) {
      if (grid && b.rng.chance(0.15)) continue;
      const Frame cell = f.moved((i - (columns - 1) / 2.0) * pitch, (j - (rows - 1) / 2.0) * pitch - 0.08 * e);
      const double size = radius * b.rng.uniform(0.85, 1.05);
      if (!b.inside(cell.origin, size) || !b.isFree(cell.origin, size)) continue;
      if (b.rng.chance(0.5)) {
        Poly bund = cell.rect(-pitch * 0.46, -pitch * 0.46, pitch * 0.46, pitch * 0.46);
        bund.push_back(bund.front());
        b.canvas.line(bund, 1.0, b.style.concrete);
      }
      storageTank(b, cell.origin, size, jitter(paint.colour, 0.02, b.rng));
      b.take(cell.origin, size * 1.4);
      b.add("storage tank", discOf(cell.origin, size, 24), {{"colour", paint.word}});
    }
  if (b.site.objects.empty()) storageTank(b, b.centre, radius, paint.colour), b.take(b.centre, radius * 1.4), b.add("storage tank", discOf(b.centre, radius, 24), {{"colour", paint.word}});
  const int tanks = static_cast<int>(b.site.objects.size());
  b.site.main = {"storage tank", "storage tanks", tanks, true, {paint.word}, "near"};
  if (radius > 19) b.site.main.adjectives.push_back("large");
  if (river) b.site.others.push_back({"river", "rivers", 1, true, {b.style.water.word}, "near"});
  if (ground.one != "ground") b.site.others.push_back(ground);
  const int houses = scatterHouses(b, b.rng.integer(0, 6), 5, 12, "building");
  if (houses > 0) b.site.others.push_back({"building", "buildings", houses, true, {}, "near"});
  Thing trees = scatterTrees(b, b.rng.integer(0, 50));
  if (trees.count > 3) b.site.others.push_back(trees);
  b.site.general = {tanks == 1 ? "there is a storage tank here ." : "there are some storage tanks here .",
                    tanks == 1 ? "the storage tank is round ." : "the storage tanks are round ."};
}

void paintSolar(Brush& b) {
  const Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Bare, Ground::Bare}));
  const Frame f = b.frame(b.rng.uniform(-0.25, 0.25));
  const double e = b.extent, gap = b.rng.uniform(5, 8.5), depth = gap * b.rng.uniform(0.42, 0.68);
  const Colour panel = jitter({40, 54, 92, 40}, 0.12, b.rng);
  const int blocks = b.rng.integer(1, 3);
  const double block = 0.94 * e / blocks;
  int rows = 0;
  for (int i = 0; i < blocks; ++i)
    for (double v = -0.42 * e; v < 0.42 * e; v += gap, ++rows) {
      const double u0 = -0.47 * e + i * block + 3, u1 = u0 + block - 7;
      b.canvas.shade(Frame{f.origin + b.canvas.sun().shadow * 1.4, f.angle}.rect(u0, v, u1, v + depth), 0.6, 0.4);
      b.canvas.fill(f.rect(u0, v, u1, v + depth), pavement(panel, b.rng), 0.1);
      b.canvas.fill(f.rect(u0, v + depth * 0.46, u1, v + depth * 0.54), scaled(panel, 1.5));
      for (double u = u0; u < u1; u += 12) b.canvas.fill(f.rect(u, v, u + 0.4, v + depth), scaled(panel, 1.6));
    }
  for (double v = -0.44 * e; v < 0.46 * e; v += 12) b.takePath({f.at(-0.48 * e, v), f.at(0.48 * e, v)}, 9);
  b.add("solar farm", f.rect(-0.47 * e, -0.42 * e, 0.47 * e, 0.42 * e), {{"rows", std::to_string(rows)}});
  b.site.main = {"solar panel", "solar panels", 60, false, {"blue"}, "near"};
  if (ground.one != "ground") b.site.others.push_back({ground.one, "", 1, false, ground.adjectives, "base"});
  Thing trees = scatterTrees(b, b.rng.integer(0, 24));
  if (trees.count > 3) b.site.others.push_back(trees);
  b.site.details.push_back("rows of solar panels are arranged neatly .");
  if (blocks > 1) b.site.details.push_back(blocks == 2 ? "the solar farm is divided into two parts ." : "the solar farm is divided into three parts .");
  b.site.general = {"there is a solar farm with many solar panels here .", "many solar panels are in a solar farm ."};
}

void paintWind(Brush& b) {
  Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Crops, Ground::Bare, Ground::Crops}));
  const double e = b.extent;
  const int wanted = b.rng.integer(1, 5);
  const double size = e * b.rng.uniform(0.07, 0.1);
  const Poly track = crossingPath(b, b.rng.uniform(0, CV_PI), 0.06 * e);
  b.canvas.line(track, 4, b.style.gravel);
  b.takePath(track, 4);
  const double wind = b.rng.uniform(0, 2 * CV_PI);
  int built = 0;
  for (int attempt = 0; attempt < 60 && built < wanted; ++attempt) {
    const Pt at = b.centre + Pt(b.rng.uniform(-0.72, 0.72), b.rng.uniform(-0.72, 0.72)) * b.half();
    if (!b.isFree(at, size * 1.9)) continue;
    const Pt sun = b.canvas.sun().shadow;
    b.canvas.disc(at, size * 0.16, b.style.gravel);
    // From above a rotor is a thin line or a star; its shadow tells what it is.
    const double phase = b.rng.uniform(0, 2 * CV_PI), thick = size * 0.05;
    const Pt hub = at + sun * size * 1.5;
    b.canvas.shade(stripOf({at, hub}, thick * 1.6), 0.5, 0.3);
    for (int blade = 0; blade < 3; ++blade) {
      const double a = phase + blade * 2.0944;
      b.canvas.shade(stripOf({hub, hub + Pt(std::cos(a), std::sin(a)) * size}, thick * 1.4), 0.5, 0.3);
    }
    const Frame nacelle{at, wind};
    for (int blade = 0; blade < 3; ++blade) {
      const double a = wind + 0.4 + phase * 0.1 + blade * 2.0944;
      b.canvas.line({at, at + Pt(std::cos(a), std::sin(a)) * size * 0.95}, thick, {240, 240, 240, 160});
    }
    b.canvas.fill(nacelle.rect(-size * 0.12, -size * 0.05, size * 0.1, size * 0.05), Colour{236, 236, 236, 160});
    b.take(at, size * 1.9);
    b.add("wind turbine", discOf(at, size, 16));
    ++built;
  }
  b.site.main = {"wind turbine", "wind turbines", built, true, {"white"}, "near"};
  ground.relation = ground.many.empty() ? "base" : "near";
  if (ground.many == "farmlands") ground.relation = "base";
  b.site.others.push_back(ground);
  b.site.others.push_back({"road", "roads", 1, true, {"narrow"}, "near"});
  b.site.general = {built == 1 ? "there is a wind turbine on the land ." : "there are wind turbines on the land .", built == 1 ? "the wind turbine has a long shadow ." : "the wind turbines have long shadows ."};
}

void paintGreenhouses(Brush& b) {
  const Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Bare, Ground::Crops}));
  const Frame f = b.randomFrame();
  const double e = b.extent, width = b.rng.uniform(7, 12), gap = b.rng.uniform(1.5, 6), length = b.rng.uniform(0.18, 0.36) * e;
  const NamedColour cover = b.rng.chance(0.7) ? NamedColour{"white", {216, 220, 222, 160}} : NamedColour{"gray", {166, 172, 176, 130}};
  int houses = 0;
  const int blocks = b.rng.integer(1, 2);
  for (int i = 0; i < blocks; ++i) {
    const double u0 = blocks == 1 ? -length : (i == 0 ? -0.44 * e : 0.04 * e), u1 = blocks == 1 ? length : u0 + 0.38 * e;
    for (double v = -0.34 * e; v + width < 0.36 * e; v += width + gap) {
      if (b.rng.chance(0.06)) continue;
      const Frame at = f.moved((u0 + u1) / 2, v + width / 2);
      const double halfU = (u1 - u0) / 2;
      building(b, at, halfU, width / 2, 3.5, jitter(cover.colour, 0.03, b.rng), Roof::Gable);
      for (double u = -halfU + 2; u < halfU; u += 4) b.canvas.line({at.at(u, -width / 2), at.at(u, width / 2)}, 0.35, scaled(cover.colour, 0.9));
      b.takePath({at.at(-halfU, 0), at.at(halfU, 0)}, width);
      b.add("greenhouse", at.rect(-halfU, -width / 2, halfU, width / 2), {{"colour", cover.word}});
      ++houses;
    }
  }
  b.site.main = {"greenhouse", "greenhouses", houses, true, {cover.word}, "near"};
  b.site.others.push_back(ground.one == "farmland" ? Thing{"farmland", "farmlands", 20, false, {}, "near"} : ground);
  if (b.rng.chance(0.5)) {
    const Poly path = crossingPath(b, f.angle, 3, 0.43 * e);
    road(b, path, b.rng.integer(1, 2), false);
    b.site.others.push_back(roadThing());
  }
  Thing trees = scatterTrees(b, b.rng.integer(0, 30));
  if (trees.count > 3) b.site.others.push_back(trees);
  b.site.details.push_back("rows of " + cover.word + " greenhouses are arranged neatly .");
  b.site.general = {"there are many greenhouses here .", "the greenhouses are long and parallel ."};
}

}  // namespace

const std::vector<SiteKind>& industryKinds() {
  static const std::vector<SiteKind> kinds{
      {"tanks", "storagetanks", paintTanks, 120, 260, true},      {"solar", "solarfarm", paintSolar, 140, 260, true},
      {"wind", "windturbine", paintWind, 420, 900, true},         {"greenhouses", "greenhouse", paintGreenhouses, 140, 260, true}};
  return kinds;
}

}  // namespace tilescout::synth
