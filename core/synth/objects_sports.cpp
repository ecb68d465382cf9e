#include <algorithm>
#include <cmath>

#include "synth/parts.h"

namespace tilescout::synth {

void tennisCourt(Brush& b, const Frame& f) {
  static const std::array<std::pair<Colour, Colour>, 5> paints{
      std::pair{Colour{60, 110, 80, 90}, Colour{150, 80, 62, 110}}, std::pair{Colour{58, 92, 148, 80}, Colour{70, 118, 84, 90}},
      std::pair{Colour{168, 92, 66, 115}, Colour{168, 92, 66, 115}}, std::pair{Colour{70, 120, 90, 90}, Colour{92, 142, 106, 95}},
      std::pair{Colour{60, 92, 150, 80}, Colour{60, 92, 150, 80}}};
  const auto& [inner, outer] = paints[static_cast<std::size_t>(mixSeed(static_cast<std::uint64_t>(b.style.haze * 1e6), 3) % paints.size())];
  const Colour line{232, 232, 228, 150};
  b.canvas.fill(f.rect(-18, -9, 18, 9), outer);
  b.canvas.fill(f.rect(-11.9, -5.5, 11.9, 5.5), inner);
  const auto draw = [&](double u0, double v0, double u1, double v1) { b.canvas.line({f.at(u0, v0), f.at(u1, v1)}, 0.35, line); };
  for (const double v : {-5.5, -4.1, 4.1, 5.5}) draw(-11.9, v, 11.9, v);
  for (const double u : {-11.9, 11.9}) draw(u, -5.5, u, 5.5);
  for (const double u : {-6.4, 6.4}) draw(u, -4.1, u, 4.1);
  draw(-6.4, 0, 6.4, 0);
  b.canvas.shade(f.rect(-0.3, -6.2, 0.5, 6.2), 0.55, 0.2);
}

void footballField(Brush& b, const Frame& f, double halfU, double halfV, bool track) {
  const Colour line{230, 234, 226, 160};
  if (track) {
    const auto oval = [&](double grow) {
      Poly outline;
      const double radius = halfV * 1.08 + grow, straight = halfU * 0.82;
      for (int i = 0; i <= 24; ++i) outline.push_back(f.at(straight + radius * std::sin(CV_PI * i / 24), -radius * std::cos(CV_PI * i / 24)));
      for (int i = 0; i <= 24; ++i) outline.push_back(f.at(-straight - radius * std::sin(CV_PI * i / 24), radius * std::cos(CV_PI * i / 24)));
      return outline;
    };
    static const std::array<Colour, 3> tracks{Colour{168, 82, 62, 120}, {150, 66, 56, 115}, {146, 140, 134, 110}};
    const Colour tartan = jitter(b.rng.pick(tracks), 0.06, b.rng);
    b.canvas.fill(oval(9), pavement(tartan, b.rng), 0.3);
    for (double lane = 1.5; lane < 9; lane += 1.5) {
      Poly ring = oval(lane);
      ring.push_back(ring.front());
      b.canvas.line(ring, 0.2, scaled(tartan, 1.3));
    }
    b.canvas.fill(oval(0), b.grass(), 0.3);
  }
  const Colour turf = jitter({78, 124, 62, 160}, 0.1, b.rng);
  const int bands = b.rng.chance(0.6) ? 10 : 1;
  for (int i = 0; i < bands; ++i) {
    const double u = -halfU + 2 * halfU * i / bands;
    b.canvas.fill(f.rect(u, -halfV, u + 2 * halfU / bands, halfV), pavement(scaled(turf, i % 2 == 0 ? 1.0 : 0.9), b.rng), 0.2);
  }
  const auto frameLine = [&](double u0, double v0, double u1, double v1) {
    Poly outline = f.rect(u0, v0, u1, v1);
    outline.push_back(outline.front());
    b.canvas.line(outline, 0.4, line);
  };
  frameLine(-halfU + 1.5, -halfV + 1.5, halfU - 1.5, halfV - 1.5);
  frameLine(-0.1, -halfV + 1.5, 0.1, halfV - 1.5);
  for (const int side : {-1, 1}) frameLine(side * (halfU - 1.5), -halfV * 0.55, side * (halfU - halfU * 0.3), halfV * 0.55);
  Poly circle = discOf(f.origin, halfV * 0.27, 32);
  circle.push_back(circle.front());
  b.canvas.line(circle, 0.4, line);
}

namespace {

void paintTennis(Brush& b) {
  layGround(b, anyGround(b, {Ground::Grass, Ground::Paved, Ground::Grass}));
  const Frame f = b.frame(b.rng.integer(0, 1) * CV_PI / 2 + b.rng.uniform(-0.3, 0.3));
  const int columns = b.rng.integer(1, 2), rows = b.rng.integer(1, 4);
  for (int i = 0; i < columns; ++i)
    for (int j = 0; j < rows; ++j) {
      const Frame at = f.moved((i - (columns - 1) / 2.0) * 37, (j - (rows - 1) / 2.0) * 18.5);
      tennisCourt(b, at);
      b.take(at.origin, 20);
      b.add("tennis court", at.rect(-18, -9, 18, 9));
    }
  const int count = columns * rows;
  b.site.main = {"tennis court", "tennis courts", count, true, {}, "near"};
  if (b.rng.chance(0.5)) {
    const Poly path = crossingPath(b, f.angle, 2, 0.43 * b.extent);
    carsAlong(b, path, road(b, path, 2), b.rng.integer(0, 6));
    b.site.others.push_back(roadThing());
  }
  const int houses = scatterHouses(b, b.rng.integer(0, 6), 6, 12, "building");
  if (houses > 0) b.site.others.push_back({"building", "buildings", houses, true, {}, "near"});
  Thing trees = scatterTrees(b, b.rng.integer(10, 60));
  if (trees.count > 3) b.site.others.push_back(trees);
  if (count >= 4) b.site.details.push_back("the tennis courts are arranged neatly in rows .");
  b.site.general = {count == 1 ? "there is a tennis court here ." : "there are some tennis courts here .",
                    count == 1 ? "a tennis court is near some trees ." : "some tennis courts are near trees ."};
  if (trees.count <= 3) b.site.general.pop_back();
}

/// Diamond at the origin, field opening along +u.
void diamond(Brush& b, const Frame& f, double reach) {
  const Colour clay = jitter({176, 130, 92, 130}, 0.06, b.rng);
  const auto fan = [&](double radius) {
    Poly outline{f.origin};
    for (int i = 0; i <= 24; ++i) outline.push_back(f.at(radius * std::cos(-CV_PI / 4 + CV_PI / 2 * i / 24), radius * std::sin(-CV_PI / 4 + CV_PI / 2 * i / 24)));
    return outline;
  };
  const Colour turf = jitter({82, 122, 62, 165}, 0.1, b.rng);
  b.canvas.fill(fan(reach * 1.05), clay);
  b.canvas.fill(fan(reach), pavement(turf, b.rng), 0.4);
  b.canvas.fill(fan(reach * 0.46), pavement(clay, b.rng), 0.6);
  const double base = reach * 0.25;
  b.canvas.fill(f.moved(base * 0.71, 0, CV_PI / 4).rect(-base * 0.42, -base * 0.42, base * 0.42, base * 0.42), pavement(turf, b.rng), 0.4);
  b.canvas.fill(discOf(f.at(base * 0.7, 0), 2.6), clay);
  b.canvas.fill(discOf(f.origin, 5), clay);
  for (const int side : {-1, 1}) b.canvas.line({f.origin, f.at(reach * 0.7071, side * reach * 0.7071)}, 0.4, {232, 232, 226, 150});
}

void paintBaseball(Brush& b) {
  layGround(b, Ground::Grass);
  const int wanted = b.rng.integer(1, 4);
  const double turn = b.rng.uniform(0, 2 * CV_PI), e = b.extent;
  const double reach = wanted == 1 ? e * b.rng.uniform(0.42, 0.55) : e * 0.33;
  for (int i = 0; i < wanted; ++i) {
    const double a = turn + i * CV_PI / 2 * (wanted == 2 ? 2 : 1);
    // Several fields lie back to back around the middle, a single one fills the place.
    const Frame f = wanted == 1 ? b.frame(turn).moved(-reach * 0.5, 0) : b.frame(a).moved(e * 0.06, 0);
    diamond(b, f, reach);
    b.take(f.at(reach * 0.5, 0), reach * 0.68);
    b.add("baseball field", f.rect(0, -reach * 0.7, reach, reach * 0.7));
  }
  b.site.main = {"baseball field", "baseball fields", wanted, true, {}, "near"};
  if (b.rng.chance(0.45)) {
    const Poly path = crossingPath(b, turn + CV_PI / 4, 3, 0.45 * e);
    carsAlong(b, path, road(b, path, 2), b.rng.integer(0, 5));
    b.site.others.push_back(roadThing());
  }
  const int houses = scatterHouses(b, b.rng.integer(0, 5), 5, 10, "building");
  if (houses > 0) b.site.others.push_back({"building", "buildings", houses, true, {}, "near"});
  Thing trees = scatterTrees(b, b.rng.integer(10, 80));
  if (trees.count > 3) b.site.others.push_back(trees);
  b.site.general = {wanted == 1 ? "a baseball field is here ." : "some baseball fields are here .", "the baseball field is covered with grass and soil ."};
}

void paintPlayground(Brush& b) {
  layGround(b, anyGround(b, {Ground::Grass, Ground::Paved, Ground::Grass, Ground::Bare}));
  const Frame f = b.frame(b.rng.integer(0, 1) * CV_PI / 2 + b.rng.uniform(-0.35, 0.35));
  const bool track = b.rng.chance(0.65);
  const double halfU = b.rng.uniform(38, 50), halfV = halfU * b.rng.uniform(0.58, 0.68);
  const Frame at = f.moved(0, b.rng.uniform(-0.1, 0.1) * b.extent);
  footballField(b, at, halfU, halfV, track);
  for (const double u : {-0.6, 0.0, 0.6}) b.take(at.at(halfU * u, 0), halfV * 1.35 + (track ? 10 : 0));
  b.take(at.at(halfU + 8, 0), halfV * 0.9), b.take(at.at(-halfU - 8, 0), halfV * 0.9);
  b.add("football field", at.rect(-halfU, -halfV, halfU, halfV), {{"track", track ? "yes" : "no"}});
  b.site.main = track ? Thing{"playground", "playgrounds", 1, true, {}, "near"} : Thing{"football field", "football fields", 1, true, {"rectangular"}, "near"};
  int courts = 0;
  if (b.rng.chance(0.4))
    for (int i = -1; i <= 1; ++i) {
      const Frame court = f.moved(i * 38, 0.41 * b.extent);
      if (!b.inside(court.at(18, 9), 0) || !b.inside(court.at(-18, -9), 0) || !b.inside(court.at(18, -9)) || !b.inside(court.at(-18, 9)) || !b.isFree(court.origin, 12)) continue;
      tennisCourt(b, court);
      b.take(court.origin, 20);
      b.add("tennis court", court.rect(-18, -9, 18, 9));
      ++courts;
    }
  const int houses = scatterHouses(b, b.rng.integer(0, 14), 8, 16, "building");
  Thing trees = scatterTrees(b, b.rng.integer(10, 90));
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  if (trees.count > 3) b.site.others.push_back(trees);
  if (courts > 0) b.site.others.push_back({"tennis court", "tennis courts", courts, true, {}, "near"});
  if (track) b.site.details.push_back("a football field is in the middle of the playground ."), b.site.details.push_back("a track is around the football field .");
  b.site.general = {track ? "there is a playground here ." : "there is a football field here .", "a green football field is near some trees ."};
  if (trees.count <= 3) b.site.general.pop_back();
}

void paintStadium(Brush& b) {
  layGround(b, anyGround(b, {Ground::Paved, Ground::Grass, Ground::Paved}));
  const Frame f = b.randomFrame();
  const double halfU = 46, halfV = 30, outerU = b.rng.uniform(0.33, 0.42) * b.extent, outerV = outerU * b.rng.uniform(0.76, 0.97);
  const auto ellipse = [&](double u, double v) {
    Poly outline;
    for (int i = 0; i < 72; ++i) outline.push_back(f.at(u * std::cos(2 * CV_PI * i / 72), v * std::sin(2 * CV_PI * i / 72)));
    return outline;
  };
  const NamedColour roof{"white", jitter({212, 212, 210, 140}, 0.1, b.rng)};
  const bool round = outerV > 0.92 * outerU;
  b.canvas.fill(ellipse(outerU + 9, outerV + 9), pavement(b.style.concrete, b.rng), 0.5);
  b.canvas.shadow(ellipse(outerU, outerV), 24);
  b.canvas.fill(ellipse(outerU, outerV), roof.colour);
  const double rimU = outerU * 0.8, rimV = outerV * 0.78;
  static const std::array<Colour, 4> seatColours{Colour{90, 110, 150, 90}, {160, 78, 64, 110}, {150, 150, 150, 100}, {90, 130, 100, 95}};
  const Colour seats = b.rng.pick(seatColours);
  for (int ring = 0; ring < 8; ++ring) {
    const double t = 1.0 - ring * 0.045;
    b.canvas.fill(ellipse(rimU * t, rimV * t), scaled(seats, ring % 2 == 0 ? 0.95 : 0.75));
  }
  for (int i = 0; i < 36; ++i) {
    const double a = 2 * CV_PI * i / 36;
    b.canvas.line({f.at(rimU * std::cos(a), rimV * std::sin(a)), f.at(outerU * std::cos(a), outerV * std::sin(a))}, 0.6, scaled(roof.colour, 0.8));
  }
  const double inU = rimU * 0.68, inV = rimV * 0.68;
  b.canvas.fill(ellipse(inU, inV), pavement({150, 84, 66, 110}, b.rng), 0.4);
  const double fit = std::min(inU / (halfU * 1.28), inV / (halfV * 1.28));
  footballField(b, f, halfU * fit, halfV * fit, false);
  b.take(b.centre, outerU + 8);
  b.add("stadium", ellipse(outerU, outerV), {{"shape", round ? "circle" : "oval"}});
  b.site.main = {"stadium", "stadiums", 1, true, {round ? "circle" : "oval", "large"}, "near"};
  if (b.rng.chance(0.6)) {
    const Poly path = crossingPath(b, f.angle + CV_PI / 4, 3, 0.47 * b.extent);
    carsAlong(b, path, road(b, path, b.rng.integer(2, 4)), b.rng.integer(1, 8));
    b.site.others.push_back(roadThing());
  }
  Thing trees = scatterTrees(b, b.rng.integer(10, 90));
  if (trees.count > 3) b.site.others.push_back(trees);
  const int houses = scatterHouses(b, b.rng.integer(0, 8), 8, 14, "building");
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  b.site.details.push_back("a football field is in the middle of the stadium .");
  b.site.general = {"there is a large stadium here .", "the stadium has a football field in it ."};
}

void paintSquare(Brush& b) {
  layGround(b, anyGround(b, {Ground::Grass, Ground::Paved, Ground::Grass}));
  const Frame f = b.randomFrame();
  const bool round = b.rng.chance(0.35);
  const double size = b.extent * b.rng.uniform(0.22, 0.33);
  const Colour stone = jitter(lerp(b.style.concrete, b.style.gravel, b.rng.uniform()), 0.05, b.rng);
  const Poly outline = round ? discOf(b.centre, size) : f.rect(-size, -size * 0.8, size, size * 0.8);
  b.canvas.fill(outline, pavement(stone, b.rng), 0.4);
  b.add("square", outline);
  const int rings = b.rng.integer(2, 5);
  for (int i = rings; i > 0; --i) b.canvas.disc(b.centre, size * 0.62 * i / rings, scaled(stone, i % 2 == 0 ? 1.12 : 0.84));
  const bool fountain = b.rng.chance(0.5);
  b.canvas.disc(b.centre, size * 0.14, fountain ? Colour{92, 150, 170, 25} : b.style.grass.colour);
  for (int i = 0; i < 4; ++i) {
    const Frame bed = f.moved(0, 0, i * CV_PI / 2 + CV_PI / 4).moved(size * 0.72, 0);
    if (!round) b.canvas.fill(bed.rect(-size * 0.08, -size * 0.22, size * 0.08, size * 0.22), b.grass(), 0.4), treeRow(b, {bed.at(0, -size * 0.2), bed.at(0, size * 0.2)}, 5.5, 2.1);
  }
  Poly edge = round ? discOf(b.centre, size + 5, 48) : f.rect(-size - 5, -size * 0.8 - 5, size + 5, size * 0.8 + 5);
  edge.push_back(edge.front());
  treeRow(b, edge, 8, 2.9);
  b.take(b.centre, size * (round ? 1.06 : 1.3));
  const int houses = scatterHouses(b, b.rng.integer(3, 22), 9, 18, "building");
  b.site.main = {"square", "squares", 1, true, {round ? "circle" : "rectangular"}, "near"};
  Thing around = buildingsThing(houses);
  around.relation = houses > 8 ? "around" : "near";
  if (houses > 0) b.site.others.push_back(around);
  Thing trees = treesThing(b, 26);
  trees.relation = "around";
  b.site.others.push_back(trees);
  if (fountain) b.site.details.push_back("a fountain is in the center of the square .");
  if (round) b.site.details.push_back("the square is in the shape of circle .");
  b.site.general = {"some trees are around the square .", "there is a square with some trees around it ."};
}

void paintPark(Brush& b) {
  layGround(b, Ground::Grass);
  const double e = b.extent;
  const Pt at = b.centre + Pt(b.rng.uniform(-0.1, 0.1), b.rng.uniform(-0.1, 0.1)) * e;
  const bool water = b.rng.chance(0.75);
  for (int i = b.rng.integer(2, 4); i > 0; --i) {
    const Poly path = crossingPath(b, b.rng.uniform(0, CV_PI), b.rng.uniform(10, 34), b.rng.uniform(-0.25, 0.25) * e);
    b.canvas.fill(stripOf(path, 3.2), b.style.gravel);
    b.takePath(path, 2.5);
  }
  if (water) {
    const Poly shore = blobOf(at, e * b.rng.uniform(0.14, 0.26), e * b.rng.uniform(0.1, 0.18), 0.3, b.rng.next());
    pond(b, shore);
    b.add("pond", shore, {{"colour", b.style.water.word}});
  }
  b.add("park", b.frame(0).rect(-b.half(), -b.half(), b.half(), b.half()));
  const int houses = b.rng.chance(0.6) ? scatterHouses(b, b.rng.integer(1, 9), 6, 13, "building") : 0;
  Thing trees = scatterTrees(b, b.rng.integer(90, 240), 3.6);
  b.site.main = {"park", "parks", 1, true, {}, "near"};
  trees.relation = "in";
  b.site.others.push_back(trees);
  if (water) b.site.others.push_back({"pond", "ponds", 1, true, {b.style.water.word}, "in"});
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  b.site.others.push_back({"path", "paths", 3, false, {}, "in"});
  b.site.general = {"many trees are in a park .", "some paths are through the park .", "the park is full of trees and meadows ."};
}

}  // namespace

const std::vector<SiteKind>& sportsKinds() {
  static const std::vector<SiteKind> kinds{
      {"tennis", "tenniscourt", paintTennis, 110, 170, true},       {"baseball", "baseballfield", paintBaseball, 170, 300, true},
      {"playground", "playground", paintPlayground, 170, 260, true}, {"stadium", "stadium", paintStadium, 220, 330, true},
      {"square", "square", paintSquare, 150, 270, true},            {"park", "park", paintPark, 170, 280, true}};
  return kinds;
}

}  // namespace tilescout::synth
