#include <algorithm>
#include <cmath>

#include "synth/parts.h"

namespace tilescout::synth {
namespace {

/// Sides of a river or road: one cover on each.
void laySides(Brush& b, const Poly& path) {
  const Ground left = anyGround(b, {Ground::Forest, Ground::Crops, Ground::Grass, Ground::Bare, Ground::Town, Ground::Forest});
  const Ground right = b.rng.chance(0.55) ? left : anyGround(b, {Ground::Forest, Ground::Crops, Ground::Grass, Ground::Bare, Ground::Town});
  b.takePath(path, 24);
  if (left == right) {
    Thing side = layGround(b, left);
    side.relation = "sides";
    b.site.others.push_back(side);
    return;
  }
  Thing one = layGround(b, left);
  Thing two = layGround(b, right, stripOf(path, 6 * b.extent, 0.0, 1.0), 3.0);
  one.relation = two.relation = "beside";
  // Houses of the first side may have been covered by the second.
  if (left == Ground::Town) one.count = 0;
  if (one.count != 0) b.site.others.push_back(one);
  b.site.others.push_back(two);
}

void layRiver(Brush& b, const Poly& path, double width) {
  Material bank = b.soil();
  b.canvas.fill(stripOf(path, width + b.rng.uniform(3, 12)), bank, 2.5, 2.5);
  b.canvas.fill(stripOf(path, width), b.water(), 1.5, 1.2);
}

void paintRiver(Brush& b) {
  const bool curved = b.rng.chance(0.7);
  const Poly path = crossingPath(b, b.rng.uniform(0, 2 * CV_PI), curved ? b.half() * b.rng.uniform(0.3, 0.6) : 4);
  const double width = b.rng.uniform(16, 60) * b.extent / 300;
  laySides(b, path);
  layRiver(b, path, width);
  b.site.main = {"river", "rivers", 1, true, {b.style.water.word, curved ? "curved" : "straight"}, "near"};
  if (width < 26 * b.extent / 300) b.site.main.adjectives.push_back("narrow");
  b.add("river", stripOf(path, width), {{"colour", b.style.water.word}});
  b.site.general = {"the river flows through the land .", "there is a river in the middle of this area ."};
  if (curved) b.site.details.push_back("this is a curved river .");
  if (b.rng.chance(0.3)) {
    const int boats = b.rng.integer(1, 4);
    int shown = 0;
    for (int i = 0; i < boats; ++i) {
      const Frame f = alongPath(path, pathLength(path) * (0.36 + 0.28 * (i + 0.5) / boats)).moved(0, width * b.rng.uniform(-0.25, 0.25));
      if (!b.inside(f.origin, 12)) continue;
      boat(b, f, std::min(16.0, width * 0.45));
      b.add("boat", discOf(f.origin, 8, 8));
      ++shown;
    }
    if (shown > 0) b.site.others.push_back({"boat", "boats", shown, true, {}, "on"});
  }
}

void paintBridge(Brush& b) {
  const double angle = b.rng.uniform(0, 2 * CV_PI), width = b.rng.uniform(0.22, 0.5) * b.extent;
  const Poly path = crossingPath(b, angle, b.rng.uniform(0, 14));
  laySides(b, path);
  layRiver(b, path, width);
  const int bridges = b.rng.chance(0.22) ? 2 : 1;
  const int lanes = b.rng.integer(1, 6);
  int cars = 0;
  const bool railway = b.rng.chance(0.15);
  for (int i = 0; i < bridges; ++i) {
    const double along = bridges == 1 ? b.rng.uniform(-0.15, 0.15) * b.extent : (i - 0.5) * (lanes * 3.6 + b.rng.uniform(22, 40));
    const Frame f = b.frame(angle + CV_PI / 2).moved(0, -along);
    const double deck = lanes * 3.6 + 3;
    const double reach = b.half() * 1.6;
    const Poly way{f.at(-reach, 0), f.at(0, 0), f.at(reach, 0)};
    const double surface = road(b, way, lanes);
    b.canvas.shadow(f.rect(-width * 0.56, -deck / 2, width * 0.56, deck / 2), 9);
    b.canvas.fill(f.rect(-width * 0.58, -deck / 2, width * 0.58, deck / 2), b.style.concrete);
    if (railway) b.canvas.fill(f.rect(-width * 0.58, -deck * 0.35, width * 0.58, deck * 0.35), Colour{104, 92, 84, 80});
    else road(b, {f.at(-width * 0.6, 0), f.at(width * 0.6, 0)}, lanes);
    for (double u = -width * 0.5; u < width * 0.5; u += width * 0.2)
      for (const double side : {-0.5, 0.5}) b.canvas.fill(f.moved(u, side * deck).rect(-1.2, -0.8, 1.2, 0.8), scaled(b.style.concrete, 0.8));
    if (!railway) cars += carsAlong(b, way, surface, b.rng.integer(0, 12));
    b.add("bridge", f.rect(-width * 0.58, -deck / 2, width * 0.58, deck / 2), {{"lanes", std::to_string(lanes)}});
  }
  b.site.main = {"bridge", "bridges", bridges, true, {}, "near"};
  if (width > 0.36 * b.extent) b.site.main.adjectives.push_back("long");
  b.site.others.insert(b.site.others.begin(), {"river", "rivers", 1, true, {b.style.water.word}, "under"});
  if (cars > 0) b.site.others.push_back({"car", "cars", cars, false, {}, "on"});
  b.site.general = {"there is a bridge over the river .", "the bridge is built over the river .", "the bridge connects the two sides of the river ."};
  if (bridges == 2) b.site.general = {"there are two bridges over the river ."}, b.site.details.push_back("two parallel bridges are over the river .");
}

/// Water, surf and sand along a coast path; the land lies on its left.
void layCoast(Brush& b, const Poly& coast, double beach, double surf) {
  b.canvas.fill(offsetPath(coast, 0).empty() ? Poly{} : stripOf(coast, 8 * b.extent, 0.0, 1.0), b.water(), 0.0);
  Material shallow = b.water();
  shallow.a = lerp(b.style.water.colour, {112, 168, 156, 40}, 0.55);
  shallow.b = lerp(b.style.water.colour, b.style.sand.colour, 0.35);
  b.canvas.fill(stripOf(coast, 2 * b.rng.uniform(18, 50), 0.0, 1.0), shallow, 12, 8);
  for (double at = 4; at < surf * 10; at += b.rng.uniform(5, 12)) {
    Material foam;
    foam.a = {240, 244, 244, 120};
    foam.b = lerp(foam.a, shallow.a, 0.7);
    foam.blotch = 14;
    foam.contrast = 1.3;
    foam.seed = b.rng.next();
    b.canvas.fill(stripOf(offsetPath(coast, at), b.rng.uniform(1.5, 5)), foam, 1.5, 4);
  }
  b.canvas.fill(stripOf(coast, beach * 0.4 + 5, 1.0, 1.0), [&] {
    Material wet = sandMaterial(b.style, b.rng);
    wet.a = scaled(wet.a, 0.74), wet.b = scaled(wet.b, 0.7);
    return wet;
  }(), 2.5, 2);
  b.canvas.fill(stripOf(coast, 2 * beach, 1.0, 0.0), sandMaterial(b.style, b.rng), 3, 3);
}

void paintBeach(Brush& b) {
  const double angle = b.rng.uniform(0, 2 * CV_PI);
  const Poly coast = crossingPath(b, angle, b.rng.uniform(4, 40), b.rng.uniform(-0.15, 0.15) * b.extent);
  const Ground land = anyGround(b, {Ground::Forest, Ground::Grass, Ground::Bare, Ground::Forest, Ground::Town});
  const double beach = b.rng.uniform(12, 55);
  for (double seaward = 0; seaward < 2 * b.half(); seaward += 20) b.takePath(offsetPath(coast, seaward), 14);
  b.takePath(coast, beach + 8);
  Thing behind = layGround(b, land);
  behind.relation = "near";
  const double surf = b.rng.chance(0.75) ? b.rng.uniform(0.6, 3.5) : 0;
  layCoast(b, coast, beach, surf);
  b.add("beach", stripOf(coast, 2 * beach, 1.0, 0.0), {{"colour", b.style.sand.word}});
  b.site.main = {"beach", "", 1, false, {b.style.sand.word}, "near"};
  b.site.others.push_back({"ocean", "", 1, false, {b.style.water.word}, "near"});
  b.site.others.push_back(behind);
  if (surf > 0) b.site.others.push_back({"wave", "waves", 8, false, {"white"}, "near"});
  b.site.general = {"the beach is next to the ocean .", "the sea is near the beach .", "there is a beach by the sea ."};
  if (surf > 1.5) b.site.details.push_back("white waves are lapping the beach .");
  if (b.rng.chance(0.35)) {
    int shown = 0;
    for (double s = 4; s < pathLength(coast); s += b.rng.uniform(5, 9)) {
      const Pt at = alongPath(coast, s).at(0, -beach * b.rng.uniform(0.35, 0.8));
      static const std::array<Colour, 4> cloth{Colour{220, 60, 50, 120}, {240, 240, 235, 150}, {60, 110, 190, 90}, {235, 200, 70, 130}};
      b.canvas.shade(discOf(at + b.canvas.sun().shadow, 1.3, 8), 0.6, 0.3);
      b.canvas.disc(at, 1.3, b.rng.pick(cloth));
      shown += b.inside(at) ? 1 : 0;
    }
    if (shown > 3) b.site.others.push_back({"umbrella", "umbrellas", shown, false, {}, "on"});
  }
}

void paintPort(Brush& b) {
  const double angle = b.turn(), quay = (b.facing ? -0.2 : b.rng.uniform(-0.32, -0.1)) * b.extent;
  const Frame f = b.frame(angle);
  b.canvas.fillAll(b.water());
  const double reach = 2 * b.extent;
  b.canvas.fill(f.rect(-reach, -reach, reach, quay), pavement(b.style.concrete, b.rng), 0.4);
  b.canvas.shade(f.rect(-reach, quay, reach, quay + 1.5), 0.6);
  b.take(f.at(0, b.extent * 0.9 + quay), b.extent * 0.88);
  const bool marina = b.rng.chance(0.55);
  int boats = 0;
  const int piers = marina ? b.rng.integer(2, 5) : b.rng.integer(0, 2);
  for (int i = 0; i < piers; ++i) {
    const double u = (i - (piers - 1) / 2.0) * b.extent * 0.8 / piers, length = b.extent * b.rng.uniform(0.3, 0.45);
    b.canvas.fill(f.rect(u - 1.5, quay - 2, u + 1.5, quay + length), b.style.concrete);
    b.add("pier", f.rect(u - 1.5, quay, u + 1.5, quay + length));
    if (!marina) continue;
    const double size = b.rng.uniform(9, 16);
    for (double v = quay + 8; v < quay + length; v += size * 0.5)
      for (const int side : {-1, 1}) {
        const Frame berth = f.moved(u + side * (2.2 + size / 2), v, side > 0 ? 0 : CV_PI);
        if (!b.rng.chance(0.72) || !b.inside(berth.origin, size * 0.5)) continue;
        boat(b, berth, size * b.rng.uniform(0.75, 1.05));
        b.add("boat", discOf(berth.origin, size / 2, 8));
        ++boats;
      }
  }
  int ships = 0;
  for (int i = marina ? 0 : b.rng.integer(1, 4); i > 0; --i) {
    const double length = b.rng.uniform(45, 90);
    const Frame at = f.moved(b.rng.uniform(-0.25, 0.25) * b.extent, quay + 14 + ships * 30, b.rng.chance(0.5) ? 0 : CV_PI);
    if (!b.inside(at.at(length / 2, 0), 2) || !b.inside(at.at(-length / 2, 0), 2)) continue;
    const double v = length * 0.08;
    const Poly hull{at.at(-length / 2, -v), at.at(length * 0.36, -v), at.at(length / 2, 0), at.at(length * 0.36, v), at.at(-length / 2, v)};
    static const std::array<Colour, 4> hulls{Colour{130, 60, 50, 90}, {66, 78, 92, 50}, {180, 180, 176, 110}, {60, 100, 80, 60}};
    b.canvas.shadow(hull, 8);
    b.canvas.fill(hull, jitter(b.rng.pick(hulls), 0.06, b.rng));
    for (double u = -length * 0.28; u < length * 0.3; u += 7)
      for (double w = -v * 0.7; w < v * 0.6; w += 2.6)
        b.canvas.fill(at.moved(u, w).rect(0, 0, 6.2, 2.4), jitter(roofColour(b.rng).colour, 0.2, b.rng));
    b.canvas.fill(at.rect(-length * 0.45, -v * 0.8, -length * 0.33, v * 0.8), Colour{232, 232, 230, 140});
    b.add("ship", hull);
    ++ships;
  }
  const int sheds = scatterHouses(b, b.rng.integer(3, 12), 8, 20, "building");
  b.site.main = {"port", "ports", 1, true, {}, "near"};
  if (boats > 0) b.site.others.push_back({"boat", "boats", boats, true, {"white"}, "in"});
  if (ships > 0) b.site.others.push_back({"ship", "ships", ships, true, {}, "in"});
  if (sheds > 0) b.site.others.push_back(buildingsThing(sheds));
  b.site.others.push_back({"water", "", 1, false, {b.style.water.word}, "with"});
  if (boats > 12) b.site.details.push_back("rows of boats are docked neatly at the port .");
  b.site.general = {"some boats are in the port .", "the port is near the water ."};
  if (boats + ships == 0) b.site.general = {"the port is near the water ."}, b.site.details.push_back("there are no boats in the port .");
  if (boats == 0 && ships > 0) b.site.general[0] = "ships are docked at the port .";
}

void paintPond(Brush& b) {
  const Ground around = anyGround(b, {Ground::Grass, Ground::Crops, Ground::Bare, Ground::Grass, Ground::Forest});
  Thing ground = layGround(b, around);
  const int count = b.rng.chance(0.6) ? 1 : b.rng.integer(2, 6);
  int dug = 0;
  bool rectangular = b.rng.chance(0.35);
  for (int attempt = 0; attempt < 60 && dug < count; ++attempt) {
    const double size = b.half() * (count == 1 ? b.rng.uniform(0.3, 0.6) : b.rng.uniform(0.14, 0.26));
    const Pt at = b.centre + Pt(b.rng.uniform(-1, 1), b.rng.uniform(-1, 1)) * (count == 1 ? b.half() * 0.2 : b.half() - size * 1.4);
    if (!b.isFree(at, size * 1.3)) continue;
    const Poly shore = rectangular ? Frame{at, 0.3}.rect(-size, -size * 0.7, size, size * 0.7) : blobOf(at, size, size * b.rng.uniform(0.6, 0.95), 0.25, b.rng.next());
    pond(b, shore);
    b.add("pond", shore, {{"colour", b.style.water.word}});
    ++dug;
  }
  b.site.main = {"pond", "ponds", dug, true, {b.style.water.word, rectangular ? "rectangular" : "irregular"}, "near"};
  ground.relation = "around";
  b.site.others.push_back(ground);
  if (around != Ground::Forest && b.rng.chance(0.7)) {
    Thing trees = scatterTrees(b, b.rng.integer(15, 70));
    trees.relation = "around";
    b.site.others.push_back(trees);
  }
  if (b.rng.chance(0.3)) {
    const int houses = scatterHouses(b, b.rng.integer(1, 5), 5, 9);
    if (houses > 0) b.site.others.push_back({"house", "houses", houses, true, {}, "near"});
  }
  b.site.general = {dug == 1 ? "there is a pond here ." : "there are some ponds here .", "the water in the pond is " + b.style.water.word + " ."};
}

void paintSea(Brush& b) {
  Material m = b.water();
  m.relief = b.rng.uniform(2, 9), m.reliefSize = b.rng.uniform(8, 22), m.reliefOctaves = 3;
  b.canvas.fillAll(m);
  b.site.main = {"sea", "", 1, false, {b.style.water.word}, "near"};
  int ships = 0;
  for (int i = b.rng.integer(0, 4); i > 0; --i) {
    const Frame f{b.centre + Pt(b.rng.uniform(-0.7, 0.7), b.rng.uniform(-0.7, 0.7)) * b.half(), b.rng.uniform(0, 2 * CV_PI)};
    if (!b.isFree(f.origin, 34)) continue;
    const double length = b.rng.uniform(14, 42);
    const Poly wake{f.at(-length * 0.4, -1), f.at(-length * 2.2, -length * 0.3), f.at(-length * 2.2, length * 0.3), f.at(-length * 0.4, 1)};
    b.canvas.shade(wake, 1.35, 3);
    boat(b, f, length);
    b.take(f.origin, 34);
    b.add("boat", discOf(f.origin, length / 2, 10));
    ++ships;
  }
  if (ships > 0) b.site.others.push_back({"boat", "boats", ships, true, {"white"}, "on"});
  if (ships == 0) b.site.details.push_back("there is nothing on the sea .");
  b.add("sea", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()), {{"colour", b.style.water.word}});
  b.site.general = {"it is a large piece of water .", "the sea is very calm .", "the sea is " + b.style.water.word + " ."};
}

}  // namespace

const std::vector<SiteKind>& waterKinds() {
  static const std::vector<SiteKind> kinds{
      {"river", "river", paintRiver, 220, 520, false}, {"bridge", "bridge", paintBridge, 160, 300, false},
      {"beach", "beach", paintBeach, 160, 320, false}, {"port", "port", paintPort, 170, 300, false},
      {"pond", "pond", paintPond, 160, 300, true},     {"sea", "sea", paintSea, 200, 320, false}};
  return kinds;
}

}  // namespace tilescout::synth
