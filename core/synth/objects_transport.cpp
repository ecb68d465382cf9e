#include <algorithm>
#include <cmath>

#include "synth/parts.h"

namespace tilescout::synth {
namespace {

void airplane(Brush& b, const Frame& f, double length) {
  const double u = length / 2, body = length * 0.055, span = length * b.rng.uniform(0.46, 0.52);
  const Colour paint = jitter({232, 232, 234, 150}, 0.04, b.rng);
  const Poly fuselage{f.at(-u, 0), f.at(-u * 0.8, -body), f.at(u * 0.82, -body), f.at(u, 0), f.at(u * 0.82, body), f.at(-u * 0.8, body)};
  const auto wings = [&](const Frame& at) {
    return Poly{at.at(u * 0.28, 0), at.at(-u * 0.22, -span), at.at(-u * 0.36, -span), at.at(-u * 0.12, 0), at.at(-u * 0.36, span), at.at(-u * 0.22, span)};
  };
  const auto tail = [&](const Frame& at) {
    return Poly{at.at(-u * 0.72, 0), at.at(-u * 0.98, -span * 0.38), at.at(-u * 1.05, -span * 0.38), at.at(-u * 0.95, 0), at.at(-u * 1.05, span * 0.38), at.at(-u * 0.98, span * 0.38)};
  };
  const Frame below{f.origin + b.canvas.sun().shadow * (b.canvas.sun().length * 4), f.angle};
  for (const Poly& part : {wings(below), tail(below), below.rect(-u * 0.9, -body, u * 0.9, body)}) b.canvas.shade(part, 0.62, 0.5);
  b.canvas.fill(wings(f), scaled(paint, 0.93));
  b.canvas.fill(tail(f), scaled(paint, 0.9));
  for (const double side : {-0.42, 0.42}) b.canvas.fill(f.moved(-u * 0.02, side * span).rect(-u * 0.04, -body * 0.45, u * 0.16, body * 0.45), Colour{120, 122, 126, 80});
  b.canvas.fill(fuselage, paint);
  b.canvas.fill(f.rect(-u, -body * 0.3, -u * 0.72, body * 0.3), jitter(roofColour(b.rng).colour, 0.1, b.rng));
}

void runway(Brush& b, const Frame& f, double width) {
  const double reach = b.extent;
  b.canvas.fill(f.rect(-reach, -width / 2 - 2, reach, width / 2 + 2), b.style.concrete);
  b.canvas.fill(f.rect(-reach, -width / 2, reach, width / 2), pavement(jitter(b.style.asphalt, 0.08, b.rng), b.rng), 0.4);
  const Colour paint{232, 232, 226, 150};
  for (double u = -reach; u < reach; u += 30) b.canvas.fill(f.rect(u, -0.5, u + 18, 0.5), paint);
  for (const double side : {-0.46, 0.46}) b.canvas.fill(f.rect(-reach, side * width - 0.4, reach, side * width + 0.4), paint);
  if (b.rng.chance(0.5))
    for (double v = -width * 0.4; v < width * 0.4; v += 3) b.canvas.fill(f.rect(-b.half() * 0.6, v, -b.half() * 0.6 + 24, v + 1.5), paint);
  b.takePath({f.at(-reach, 0), f.at(reach, 0)}, width / 2 + 4);
  b.add("runway", f.rect(-b.half(), -width / 2, b.half(), width / 2));
}

void paintAirport(Brush& b) {
  layGround(b, Ground::Grass);
  const Frame f = b.frame(b.rng.integer(0, 3) * CV_PI / 2 + b.rng.uniform(-0.25, 0.25));
  const double e = b.extent;
  const bool withRunway = b.rng.chance(0.6), withTerminal = b.rng.chance(0.75);
  const double top = withRunway ? -0.12 * e : -0.55 * e;
  b.canvas.fill(f.rect(-e, top, e, 0.3 * e), pavement(jitter(b.style.concrete, 0.08, b.rng), b.rng), 0.5);
  b.takePath({f.at(-e, (top + 0.3 * e) / 2), f.at(e, (top + 0.3 * e) / 2)}, (0.3 * e - top) / 2 + 4);
  for (double u = -e; u < e; u += 12) b.canvas.line({f.at(u, top), f.at(u, 0.3 * e)}, 0.25, scaled(b.style.concrete, 0.9));
  b.canvas.line({f.at(-e, top + 8), f.at(e, top + 8)}, 0.7, {206, 176, 70, 110});
  int runways = 0;
  if (withRunway) runway(b, f.moved(0, -0.31 * e), b.rng.uniform(26, 42)), runways = 1;
  if (withTerminal) {
    const NamedColour roof{"gray", jitter({176, 178, 180, 120}, 0.12, b.rng)};
    const double depth = 0.08 * e;
    building(b, f.moved(0, 0.3 * e + depth * 0.4), 0.38 * e, depth, 14, roof.colour, Roof::Flat);
    b.take(f.at(0, 0.3 * e), 0.1 * e);
    b.takePath({f.at(-0.4 * e, 0.32 * e), f.at(0.4 * e, 0.32 * e)}, depth + 3);
    b.add("terminal", f.moved(0, 0.3 * e + depth * 0.4).rect(-0.38 * e, -depth, 0.38 * e, depth));
  }
  const double length = b.rng.uniform(26, 44);
  const int wanted = b.rng.integer(1, 8);
  const bool nose = b.rng.chance(0.7);
  int planes = 0;
  const double pitch = std::max(length * 1.1, 0.8 * e / wanted);
  for (int i = 0; i < wanted; ++i) {
    const double row = withRunway ? 0.3 * e - length * 0.75 : 0.3 * e - length * (0.75 + (i % 2) * 1.35);
    const Frame at = f.moved(-0.4 * e + (withRunway ? i : i / 2) * pitch + pitch / 2, row, nose ? CV_PI / 2 : CV_PI / 2 + b.rng.uniform(-0.5, 0.5));
    if (!b.inside(at.at(length / 2, length / 2), 1) || !b.inside(at.at(-length / 2, -length / 2), 1)) continue;
    if (!b.inside(at.at(length / 2, -length / 2), 1) || !b.inside(at.at(-length / 2, length / 2), 1)) continue;
    airplane(b, at, length * b.rng.uniform(0.9, 1.0));
    b.add("plane", at.rect(-length / 2, -length / 2, length / 2, length / 2));
    ++planes;
  }
  if (planes == 0) airplane(b, f.moved(0, 0.3 * e - length), length), b.add("plane", f.moved(0, 0.3 * e - length).rect(-length / 2, -length / 2, length / 2, length / 2)), planes = 1;
  b.site.main = {"plane", "planes", planes, true, {"white"}, "near"};
  b.site.others.push_back({"airport", "airports", 1, true, {}, "place"});
  if (runways > 0) b.site.others.push_back({"runway", "runways", runways, true, {"straight"}, "near"});
  if (withTerminal) b.site.others.push_back({"terminal", "terminals", 1, true, {"large"}, "near"});
  if (b.rng.chance(0.5)) {
    Thing trees = scatterTrees(b, b.rng.integer(8, 40));
    if (trees.count > 3) b.site.others.push_back(trees);
  }
  if (planes > 1) b.site.general = {"some planes are parked in an airport .", "there are planes at the airport ."};
  else b.site.general = {"a plane is parked in an airport .", "there is a plane at the airport ."};
}

void paintRoundabout(Brush& b) {
  Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Bare, Ground::Paved, Ground::Grass}));
  const double radius = b.rng.uniform(0.12, 0.22) * b.extent;
  const int arms = b.facing ? 4 : b.rng.integer(3, 5), lanes = b.rng.integer(2, 4);
  const double turn = b.turn();
  int cars = 0;
  for (int i = 0; i < arms; ++i) {
    const double a = turn + 2 * CV_PI * i / arms + (b.facing ? 0.0 : b.rng.uniform(-0.15, 0.15));
    const Frame f = b.frame(a);
    const Poly arm{f.at(radius * 0.8, 0), f.at(b.extent * 0.5, 0), f.at(b.extent, 0)};
    const double width = road(b, arm, lanes);
    cars += carsAlong(b, {f.at(radius * 1.4, 0), f.at(b.extent * 0.7, 0)}, width, b.rng.integer(0, 5));
  }
  const double ring = lanes * 3.6 + 4;
  b.canvas.fill(discOf(b.centre, radius + ring / 2 + 1), b.style.gravel);
  b.canvas.fill(discOf(b.centre, radius + ring / 2), pavement(b.style.asphalt, b.rng), 0.3);
  b.canvas.fill(discOf(b.centre, radius - ring / 2 + 0.8), b.style.concrete);
  const bool green = b.rng.chance(0.75);
  b.canvas.fill(discOf(b.centre, radius - ring / 2), green ? b.grass() : b.soil(), 0.3);
  b.add("roundabout", discOf(b.centre, radius + ring / 2));
  Poly circle = discOf(b.centre, radius - ring / 2 - 6, 60);
  if (green && radius - ring / 2 > 12) treeRow(b, circle, 7, 2.6);
  if (b.rng.chance(0.4)) b.canvas.shadow(discOf(b.centre, 3), 8), b.canvas.disc(b.centre, 3, b.style.concrete);
  b.take(b.centre, radius + ring / 2 + 2);
  const int houses = scatterHouses(b, b.rng.integer(0, 16), 6, 13, "building");
  b.site.main = {"roundabout", "roundabouts", 1, true, {}, "near"};
  b.site.others.push_back({"road", "roads", arms, true, {}, "connected"});
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  if (b.rng.chance(0.7)) b.site.others.push_back(scatterTrees(b, b.rng.integer(10, 60)));
  if (cars > 0) b.site.others.push_back({"car", "cars", cars, false, {}, "on"});
  if (green) b.site.details.push_back("a circle of " + b.style.grass.word + " grass is in the middle of the roundabout .");
  b.site.general = {"several roads meet at a roundabout .", "there is a roundabout with several roads ."};
}

void ramp(Brush& b, const Poly& path, double height) {
  b.canvas.shade(stripOf([&] { Poly moved(path); for (Pt& p : moved) p += b.canvas.sun().shadow * (b.canvas.sun().length * height); return moved; }(), 9), 0.6, 0.8);
  b.canvas.fill(stripOf(path, 9), b.style.concrete);
  b.canvas.fill(stripOf(path, 7.4), b.style.asphalt);
  b.takePath(path, 7);
}

void paintViaduct(Brush& b) {
  Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Bare, Ground::Grass}));
  const double turn = b.turn(), size = b.half();
  const int lanes = b.rng.integer(3, 6);
  const int loops = b.rng.chance(0.2) ? 0 : b.rng.integer(1, 4);
  const Frame f = b.frame(turn);
  for (int quarter = 0; quarter < 4; ++quarter) {
    const Frame q{b.centre, turn + quarter * CV_PI / 2};
    if (quarter < loops) {  // a leaf of the clover
      const double radius = size * 0.26;
      Poly leaf;
      for (int i = 0; i <= 40; ++i) {
        const double a = CV_PI * 1.5 * i / 40 - CV_PI / 2;
        leaf.push_back(q.at(radius * 1.1 + radius * std::cos(a), radius * 1.1 + radius * std::sin(a)));
      }
      leaf.insert(leaf.begin(), q.at(0, radius * 0.12));
      leaf.push_back(q.at(radius * 0.12, 0));
      ramp(b, leaf, 3);
    }
    Poly bend;  // the outer connection
    for (int i = 0; i <= 24; ++i) {
      const double t = i / 24.0, reach = size * 1.5;
      bend.push_back(q.at(reach * (1 - t) * (1 - t) + size * 0.28 * 2 * t * (1 - t) + 8 * t * t, 8 * (1 - t) * (1 - t) + size * 0.28 * 2 * t * (1 - t) + reach * t * t));
    }
    ramp(b, bend, 3);
  }
  const double reach = b.extent;
  const Poly lower{f.at(-reach, 0), f.at(0, 0), f.at(reach, 0)}, upper{f.at(0, -reach), f.at(0, 0), f.at(0, reach)};
  int cars = 0;
  double width = road(b, lower, lanes);
  cars += carsAlong(b, lower, width, b.rng.integer(2, 18));
  const double deck = lanes * 3.6 + 3;
  b.canvas.shadow(f.rect(-deck / 2, -size * 0.6, deck / 2, size * 0.6), 8);
  b.canvas.fill(stripOf(upper, deck), b.style.concrete);
  width = road(b, upper, lanes);
  cars += carsAlong(b, upper, width, b.rng.integer(2, 18));
  b.add("viaduct", f.rect(-size, -size, size, size), {{"loops", std::to_string(loops)}});
  const int houses = scatterHouses(b, b.rng.integer(0, 14), 6, 14, "building");
  b.site.main = {"viaduct", "viaducts", 1, true, {}, "near"};
  if (loops >= 3) b.site.main.adjectives.push_back("complicated"), b.site.details.push_back("the viaduct has " + std::string(loops == 3 ? "three" : "four") + " circles .");
  ground.relation = "around";
  b.site.others.push_back(scatterTrees(b, b.rng.integer(20, 110)));
  b.site.others.push_back(ground);
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  if (cars > 5) b.site.others.push_back({"car", "cars", cars, false, {}, "on"});
  b.site.general = {"a viaduct is over the road .", "the roads of the viaduct cross each other .", "there is a viaduct with several roads in this area ."};
}

void paintParking(Brush& b) {
  const Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Paved, Ground::Bare}));
  const Frame f = b.frame(b.rng.integer(0, 3) * CV_PI / 2 + b.rng.uniform(-0.3, 0.3));
  const double e = b.extent;
  const double halfU = b.rng.uniform(0.28, 0.48) * e, halfV = b.rng.uniform(0.2, 0.34) * e, filled = b.rng.chance(0.15) ? 0.06 : b.rng.uniform(0.35, 0.97);
  const Frame lot = f.moved(0, b.rng.uniform(-0.06, 0.06) * e);
  const int cars = carPark(b, lot, halfU, halfV, filled);
  b.takePath({lot.at(-halfU, 0), lot.at(halfU, 0)}, halfV + 2);
  b.add("parking lot", lot.rect(-halfU, -halfV, halfU, halfV), {{"cars", std::to_string(cars)}});
  b.site.main = {"parking lot", "parking lots", 1, true, {}, "near"};
  if (halfU * halfV > 0.12 * e * e) b.site.main.adjectives.push_back("large");
  b.site.others.push_back({"car", "cars", cars, false, {}, "parked"});
  if (b.rng.chance(0.6)) {
    const Poly way{f.at(-e, 0.42 * e), f.at(e, 0.42 * e)};
    const double width = road(b, way, b.rng.integer(2, 4));
    carsAlong(b, way, width, b.rng.integer(1, 8));
    b.site.others.push_back(roadThing());
  }
  const int houses = scatterHouses(b, b.rng.integer(0, 5), 9, 20, "building");
  if (houses > 0) b.site.others.push_back({"building", "buildings", houses, true, {}, "near"});
  if (b.rng.chance(0.7)) b.site.others.push_back(scatterTrees(b, b.rng.integer(6, 50)));
  if (filled > 0.8) b.site.details.push_back("the parking lot is almost full of cars .");
  if (filled < 0.1) b.site.details.push_back("the parking lot is almost empty .");
  b.site.general = {"cars are parked in the parking lot .", "there is a parking lot with marked lines in this area ."};
}

void paintRailway(Brush& b) {
  layGround(b, anyGround(b, {Ground::Grass, Ground::Bare, Ground::Grass}));
  const double angle = b.rng.uniform(0, 2 * CV_PI), e = b.extent;
  const Frame f = b.frame(angle);
  const int tracks = b.rng.integer(4, 16);
  const double gap = b.rng.uniform(4.6, 6.2), half = tracks * gap / 2 + 3;
  b.canvas.fill(f.rect(-e, -half, e, half), pavement(jitter({128, 116, 104, 90}, 0.1, b.rng), b.rng), 1.5, 1);
  b.takePath({f.at(-e, 0), f.at(e, 0)}, half + 2);
  int trains = 0;
  for (int i = 0; i < tracks; ++i) {
    const double v = (i - (tracks - 1) / 2.0) * gap;
    b.canvas.fill(f.rect(-e, v - 1.3, e, v + 1.3), Colour{96, 86, 78, 70});
    for (const double rail : {-0.72, 0.72}) b.canvas.fill(f.rect(-e, v + rail - 0.15, e, v + rail + 0.15), Colour{176, 170, 164, 110});
    if (!b.rng.chance(0.3)) continue;
    const double start = b.rng.uniform(-0.35, 0.05) * e, length = b.rng.uniform(0.25, 0.45) * e;
    const Colour paint = jitter(roofColour(b.rng).colour, 0.1, b.rng);
    const bool freight = b.rng.chance(0.5);
    b.canvas.shadow(f.rect(start, v - 1.5, start + length, v + 1.5), 3.5);
    for (double u = start; u + 14 < start + length; u += 15) b.canvas.fill(f.rect(u, v - 1.5, u + 14, v + 1.5), freight ? jitter(paint, 0.25, b.rng) : paint);
    b.add("train", f.rect(start, v - 1.5, start + length, v + 1.5));
    ++trains;
  }
  b.add("railway station", f.rect(-b.half(), -half, b.half(), half), {{"tracks", std::to_string(tracks)}});
  const bool hall = b.rng.chance(0.45);
  if (hall) {
    const double width = b.rng.uniform(0.1, 0.2) * e;
    building(b, f.moved(b.rng.uniform(-0.1, 0.1) * e, 0), width, std::min(half * 0.8, 0.2 * e), 12, jitter({186, 190, 196, 130}, 0.1, b.rng), Roof::Flat);
  }
  const int houses = scatterHouses(b, b.rng.integer(4, 26), 6, 15, "building");
  b.site.main = {"railway station", "railway stations", 1, true, {}, "near"};
  Thing sides = buildingsThing(houses);
  sides.relation = "sides";
  if (houses > 5) b.site.others.push_back(sides);
  Thing trees = scatterTrees(b, b.rng.integer(10, 60));
  if (trees.count > 4) b.site.others.push_back(trees);
  if (trains > 0 && !hall) b.site.others.push_back({"train", "trains", trains, true, {}, "in"});
  b.site.details.push_back("many railways are parallel to each other .");
  if (hall) b.site.details.push_back("a large building is over the railways .");
  b.site.general = {"there are many railways in the railway station .", "the railways in the station are straight and parallel ."};
}

void paintCrossroads(Brush& b) {
  Thing ground = layGround(b, anyGround(b, {Ground::Grass, Ground::Paved, Ground::Bare}));
  const double turn = b.turn(), e = b.extent;
  const Frame f = b.frame(turn);
  const int lanes = b.rng.integer(2, 6);
  const Poly one{f.at(-e, 0), f.at(0, 0), f.at(e, 0)}, two{f.at(0, -e), f.at(0, 0), f.at(0, e)};
  const double wide = road(b, one, lanes), narrow = road(b, two, std::max(2, lanes - b.rng.integer(0, 2)));
  b.canvas.fill(f.rect(-narrow / 2, -wide / 2, narrow / 2, wide / 2), pavement(b.style.asphalt, b.rng), 0.3);
  for (const int side : {-1, 1})
    for (double v = -wide * 0.42; v < wide * 0.42; v += 1.4) b.canvas.fill(f.moved(side * (narrow / 2 + 3), v).rect(-1.8, 0, 1.8, 0.7), Colour{226, 226, 222, 150});
  const int cars = carsAlong(b, one, wide, b.rng.integer(2, 16)) + carsAlong(b, two, narrow, b.rng.integer(2, 16));
  b.add("crossroads", f.rect(-narrow / 2, -wide / 2, narrow / 2, wide / 2));
  const int houses = scatterHouses(b, b.rng.integer(4, 24), 8, 16, "building");
  b.site.main = {"crossroad", "crossroads", 1, true, {}, "near"};
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  b.site.others.push_back(scatterTrees(b, b.rng.integer(10, 50)));
  if (cars > 0) b.site.others.push_back({"car", "cars", cars, false, {}, "on"});
  b.site.details.push_back("two roads cross each other vertically .");
  b.site.general = {"two roads cross each other in the middle of the area .", "there are some cars on the roads ."};
  if (cars < 2) b.site.general.pop_back();
}

}  // namespace

const std::vector<SiteKind>& transportKinds() {
  static const std::vector<SiteKind> kinds{
      {"airport", "airport", paintAirport, 240, 420, true},           {"roundabout", "roundabout", paintRoundabout, 160, 280, false},
      {"viaduct", "viaduct", paintViaduct, 240, 420, false},          {"parking", "parking", paintParking, 120, 220, true},
      {"railway", "railwaystation", paintRailway, 180, 320, false},   {"crossroads", "crossroads", paintCrossroads, 130, 240, false}};
  return kinds;
}

}  // namespace tilescout::synth
