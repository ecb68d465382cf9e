#include <algorithm>
#include <cmath>

#include "synth/parts.h"

namespace tilescout::synth {
namespace {

struct Quarter {
  double plotU, plotV;      ///< metres a plot
  double house;             ///< half length of a house
  double streetEvery;       ///< plots between streets
  double treeShare;         ///< trees a plot
  double gap;               ///< chance of an empty plot
  bool tall;
  double pools;
};

/// Streets and plots over the whole place; returns the number of houses inside.
int layQuarter(Brush& b, const Quarter& q, std::vector<std::string>& roofs, int& pools, int& cars) {
  const Frame f = b.frame(b.rng.integer(0, 3) * CV_PI / 2 + b.rng.uniform(-0.4, 0.4));
  const double reach = b.half() * 1.5, bend = b.rng.chance(0.4) ? b.rng.uniform(0, 14) : 0;
  const std::array<NamedColour, 2> palette{roofColour(b.rng), roofColour(b.rng)};
  const bool mixed = b.rng.chance(0.4);
  int houses = 0;
  const double block = 2 * q.plotV + 9;
  for (double v = -reach; v < reach; v += block) {
    Poly street;
    for (int i = 0; i <= 24; ++i) street.push_back(f.at(-reach + 2 * reach * i / 24, v + bend * std::sin(i * 0.35)));
    const double width = road(b, street, 2, q.tall);
    cars += carsAlong(b, street, width, b.rng.integer(2, 14));
  }
  for (double u = -reach + 20; u < reach; u += q.plotU * q.streetEvery) {
    road(b, {f.at(u, -reach), f.at(u, reach)}, 2, false);
  }
  for (double v = -reach; v < reach; v += block)
    for (int row = 0; row < 2; ++row)
      for (double u = -reach; u < reach; u += q.plotU) {
        const double shift = bend * std::sin((u + reach) / (2 * reach) * 24 * 0.35);
        const Frame at = f.moved(u + q.plotU / 2 + b.rng.uniform(-1, 1), v + 4.5 + q.plotV * (row + 0.5) + shift + b.rng.uniform(-1, 1));
        const double halfU = q.house * b.rng.uniform(0.8, 1.25), halfV = halfU * b.rng.uniform(0.5, 0.85);
        if (b.rng.chance(q.gap) || !b.isFree(at.origin, halfV)) continue;
        if (!b.canvas.empty() && !b.canvas.touches(at.origin, 40) && !b.inside(at.origin)) continue;
        const NamedColour roof = mixed ? roofColour(b.rng) : b.rng.pick(palette);
        const double height = q.tall ? b.rng.uniform(12, 45) : b.rng.uniform(4, 8);
        building(b, at, halfU, halfV, height, jitter(roof.colour, 0.05, b.rng), q.tall || b.rng.chance(0.15) ? Roof::Flat : (b.rng.chance(0.5) ? Roof::Gable : Roof::Hip));
        b.take(at.origin, halfU * 0.95);
        if (b.inside(at.origin)) {
          ++houses;
          roofs.push_back(roof.word);
          b.add(q.tall ? "building" : "house", at.rect(-halfU, -halfV, halfU, halfV), {{"colour", roof.word}});
          if (b.rng.chance(q.pools)) {
            const Frame pool = at.moved(b.rng.uniform(-3, 3), (row == 0 ? 1 : -1) * (halfV + 5));
            if (b.inside(pool.origin, 5) && b.isFree(pool.origin, 4)) swimmingPool(b, pool, 4, 2.2), ++pools;
          }
        }
      }
  return houses;
}

std::string mostly(const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (std::count(words.begin(), words.end(), word) * 4 > static_cast<long>(words.size()) * 3) return word;
  return {};
}

void paintQuarter(Brush& b, const Quarter& q, const std::string& area) {
  layGround(b, b.rng.chance(0.25) ? Ground::Bare : Ground::Grass);
  std::vector<std::string> roofs;
  int pools = 0, cars = 0;
  const int houses = layQuarter(b, q, roofs, pools, cars);
  const std::string roof = mostly(roofs);
  b.site.main = {q.tall ? "tall building" : "house", q.tall ? "tall buildings" : "houses", houses, false, {}, "near"};
  if (!roof.empty()) b.site.details.push_back("many houses with " + roof + " roofs are arranged neatly .");
  if (q.tall && !roof.empty()) b.site.details.back() = "many tall buildings have " + roof + " roofs .";
  b.site.others.push_back({area, area, 1, true, {}, "place"});
  Thing trees = scatterTrees(b, static_cast<int>(q.treeShare * houses));
  if (trees.count > 8) b.site.others.push_back(trees);
  b.site.others.push_back({"road", "roads", 3, false, {}, "near"});
  if (pools > 0) b.site.others.push_back({"swimming pool", "swimming pools", pools, true, {}, "near"});
  if (cars > 8) b.site.others.push_back({"car", "cars", cars, false, {}, "near"});
  b.site.general = {"many buildings are in a " + area + " .", "there are many buildings and roads here .", "the houses are arranged along the roads ."};
}

void paintDense(Brush& b) {
  const double size = b.rng.uniform(4.2, 7);
  paintQuarter(b, {2.5 * size, 2.4 * size, size, b.rng.uniform(6, 14), b.rng.uniform(0.1, 0.7), 0.04, false, 0.0}, "dense residential area");
}

void paintMedium(Brush& b) {
  const double size = b.rng.uniform(6, 8.5);
  paintQuarter(b, {3.4 * size, 4.0 * size, size, b.rng.uniform(6, 12), b.rng.uniform(0.8, 2.6), 0.1, false, b.rng.chance(0.35) ? 0.2 : 0.0}, "medium residential area");
}

void paintCommercial(Brush& b) {
  const double size = b.rng.uniform(13, 20);
  paintQuarter(b, {2.7 * size, 2.2 * size, size, b.rng.uniform(3, 5), b.rng.uniform(0.3, 1.5), 0.1, true, 0.0}, "commercial area");
  b.site.general = {"many tall buildings are in a commercial area .", "there are many tall buildings and roads here ."};
}

void paintSparse(Brush& b) {
  const Ground kind = anyGround(b, {Ground::Grass, Ground::Bare, Ground::Grass});
  Thing ground = layGround(b, kind);
  const bool path = b.rng.chance(0.75);
  if (path) road(b, crossingPath(b, b.rng.uniform(0, CV_PI), 14, b.rng.uniform(-0.2, 0.2) * b.extent), b.rng.integer(1, 2), false);
  int houses = scatterHouses(b, b.rng.integer(1, 5), 7, 12);
  for (int attempt = 0; attempt < 8 && houses == 0; ++attempt) houses = scatterHouses(b, 1, 5, 7);
  b.site.main = {"house", "houses", houses, true, {}, "near"};
  if (houses == 1) b.site.main.adjectives = {b.site.objects.back().attributes["colour"]};
  int pools = 0;
  if (b.rng.chance(0.25)) {
    for (int attempt = 0; attempt < 20 && pools == 0; ++attempt) {
      const Frame at{b.centre + Pt(b.rng.uniform(-0.6, 0.6), b.rng.uniform(-0.6, 0.6)) * b.half(), b.rng.uniform(0, CV_PI)};
      if (b.isFree(at.origin, 8)) swimmingPool(b, at, 5, 2.6), ++pools;
    }
  }
  Thing trees = scatterTrees(b, b.rng.integer(30, 230), 4);
  trees.relation = trees.count > 70 ? "surround" : "near";
  b.site.others.push_back(trees);
  ground.relation = "on";
  b.site.others.push_back(ground);
  if (path) b.site.others.push_back(roadThing());
  if (pools > 0) b.site.others.push_back({"swimming pool", "swimming pools", pools, true, {}, "near"});
  b.site.general = {"some trees are around the house .", "this is a sparse residential area ."};
}

void paintIndustrial(Brush& b) {
  layGround(b, anyGround(b, {Ground::Paved, Ground::Bare, Ground::Grass}));
  const Frame f = b.frame(b.rng.integer(0, 3) * CV_PI / 2 + b.rng.uniform(-0.35, 0.35));
  const double e = b.extent;
  const bool way = b.rng.chance(0.7);
  if (way) {
    const Poly path{f.at(-e, 0.4 * e), f.at(e, 0.4 * e)};
    carsAlong(b, path, road(b, path, b.rng.integer(2, 4)), b.rng.integer(0, 8));
  }
  int halls = 0;
  std::vector<std::string> roofs;
  const NamedColour common = roofColour(b.rng);
  const double pitch = b.rng.uniform(42, 80);
  for (double u = -0.48 * e; u < 0.48 * e; u += pitch)
    for (double v = -0.46 * e; v < 0.36 * e;) {
      const double halfU = pitch * b.rng.uniform(0.3, 0.44), halfV = b.rng.uniform(9, 26);
      const Frame at = f.moved(u + pitch / 2, v + halfV);
      v += 2 * halfV + b.rng.uniform(6, 16);
      if (b.rng.chance(0.15) || !b.inside(at.origin, 4) || !b.isFree(at.origin, std::min(halfU, halfV))) continue;
      const NamedColour roof = b.rng.chance(0.75) ? common : roofColour(b.rng);
      const bool ribbed = b.rng.chance(0.7);
      building(b, at, halfU, halfV, b.rng.uniform(7, 13), jitter(roof.colour, 0.04, b.rng), b.rng.chance(0.5) ? Roof::Gable : Roof::Flat);
      if (ribbed)
        for (double x = -halfU + 3; x < halfU; x += 5) b.canvas.line({at.at(x, -halfV), at.at(x, halfV)}, 0.4, scaled(roof.colour, 0.86));
      b.takePath({at.at(-halfU, 0), at.at(halfU, 0)}, halfV + 1);
      b.add("industrial building", at.rect(-halfU, -halfV, halfU, halfV), {{"colour", roof.word}});
      roofs.push_back(roof.word);
      ++halls;
    }
  b.site.main = {"building", "buildings", std::max(halls, 1), false, {"large"}, "near"};
  const std::string roof = mostly(roofs);
  if (!roof.empty()) b.site.main.adjectives.push_back(roof), b.site.details.push_back("many factories have " + roof + " roofs .");
  b.site.others.push_back({"industrial area", "industrial areas", 1, true, {}, "place"});
  if (way) b.site.others.push_back(roadThing());
  Thing trees = scatterTrees(b, b.rng.integer(0, 50));
  if (trees.count > 4) b.site.others.push_back(trees);
  b.site.general = {"many buildings are in an industrial area .", "there are several large factories in this industrial area ."};
}

void paintChurch(Brush& b) {
  layGround(b, anyGround(b, {Ground::Paved, Ground::Grass, Ground::Grass}));
  const Frame f = b.randomFrame();
  const NamedColour roof = roofColour(b.rng);
  const double nave = b.rng.uniform(17, 27), width = nave * b.rng.uniform(0.28, 0.38);
  const bool dome = b.rng.chance(0.3);
  const bool way = b.rng.chance(0.75);
  b.take(f.at(0, 0), nave * 1.1);
  if (way) {
    const Poly path = crossingPath(b, f.angle + CV_PI / 2, 2, -nave * 1.9);
    carsAlong(b, path, road(b, path, 2), b.rng.integer(0, 6));
  }
  building(b, f, nave, width, 15, roof.colour, Roof::Gable);
  building(b, f.moved(-nave * 0.3, 0, CV_PI / 2), nave * 0.62, width * 0.85, 15, roof.colour, Roof::Gable);
  const Frame tower = f.moved(nave * 0.95, 0);
  b.canvas.shadow(tower.rect(-3.5, -3.5, 3.5, 3.5), 36);
  b.canvas.fill(tower.rect(-3.5, -3.5, 3.5, 3.5), b.style.concrete);
  b.canvas.fill({tower.at(-3, -3), tower.at(3, -3), tower.at(0, 0)}, scaled(roof.colour, 1.15));
  b.canvas.fill({tower.at(-3, 3), tower.at(3, 3), tower.at(0, 0)}, scaled(roof.colour, 0.7));
  if (dome) {
    const Pt at = f.at(-nave * 0.3, 0);
    for (double r = width * 0.75; r > 0.5; r -= 0.8) b.canvas.disc(at - b.canvas.sun().shadow * (width * 0.75 - r) * 0.4, r, scaled({120, 168, 148, 120}, 0.7 + 0.5 * (1 - r / (width * 0.75))));
    b.site.details.push_back("the church has a round dome .");
  }
  b.add("church", f.rect(-nave, -nave * 0.62, nave, nave * 0.62), {{"colour", roof.word}});
  b.site.main = {"church", "churches", 1, true, {roof.word}, "near"};
  const int houses = scatterHouses(b, b.rng.integer(0, 16), 6, 11, "building");
  if (houses > 0) b.site.others.push_back(buildingsThing(houses));
  Thing trees = scatterTrees(b, b.rng.integer(6, 50));
  if (trees.count > 3) b.site.others.push_back(trees);
  if (way) b.site.others.push_back(roadThing());
  b.site.details.push_back("the roof of the church is " + roof.word + " .");
  b.site.general = {"there is a church with a pitched roof in this area .", "the church has a tower .", "the church is in the shape of a cross ."};
}

void paintResort(Brush& b) {
  Thing ground = layGround(b, Ground::Grass);
  const Frame f = b.randomFrame();
  const int pools = b.rng.integer(1, 4);
  int dug = 0;
  for (int attempt = 0; attempt < 40 && dug < pools; ++attempt) {
    const Pt at = b.centre + Pt(b.rng.uniform(-0.6, 0.6), b.rng.uniform(-0.6, 0.6)) * b.half();
    const double size = b.rng.uniform(9, 17);
    if (!b.isFree(at, size * 1.6)) continue;
    const Poly rim = blobOf(at, size, size * 0.7, 0.22, b.rng.next());
    b.canvas.fill(blobOf(at, size + 5, size * 0.7 + 5, 0.15, b.rng.next()), b.style.concrete);
    b.canvas.fill(rim, pavement({80, 178, 206, 20}, b.rng), 0.4);
    b.add("swimming pool", rim);
    b.take(at, size * 1.5 + 5);
    ++dug;
  }
  const NamedColour roof = roofColour(b.rng);
  int houses = 0;
  for (int i = 0; i < 22; ++i) {
    const Frame at = f.moved(b.rng.uniform(-0.45, 0.45) * b.extent, b.rng.uniform(-0.45, 0.45) * b.extent, b.rng.integer(0, 1) * CV_PI / 2);
    const double halfU = b.rng.uniform(8, 20);
    if (!b.inside(at.origin, halfU) || !b.isFree(at.origin, halfU)) continue;
    building(b, at, halfU, b.rng.uniform(5, 7), 9, jitter(roof.colour, 0.05, b.rng), Roof::Hip);
    b.take(at.origin, halfU * 1.1);
    b.add("building", at.rect(-halfU, -6, halfU, 6), {{"colour", roof.word}});
    ++houses;
  }
  b.site.main = {"swimming pool", "swimming pools", dug, true, {"blue"}, "near"};
  b.site.others.push_back({"resort", "resorts", 1, true, {}, "place"});
  if (houses > 0) {
    b.site.others.push_back(buildingsThing(houses));
    b.site.details.push_back("the roofs of the buildings are " + roof.word + " .");
  }
  Thing trees = scatterTrees(b, b.rng.integer(25, 120), 3.5);
  b.site.others.push_back(trees);
  b.site.general = {"there are buildings and swimming pools in the resort .", "the resort has a swimming pool ."};
  if (houses < 2) b.site.general = {"there is a swimming pool in the resort ."};
}

}  // namespace

const std::vector<SiteKind>& buildingKinds() {
  static const std::vector<SiteKind> kinds{
      {"dense", "denseresidential", paintDense, 170, 290, true},    {"medium", "mediumresidential", paintMedium, 150, 260, true},
      {"sparse", "sparseresidential", paintSparse, 130, 230, true}, {"commercial", "commercial", paintCommercial, 200, 340, true},
      {"industrial", "industrial", paintIndustrial, 200, 340, true}, {"church", "church", paintChurch, 110, 190, true},
      {"resort", "resort", paintResort, 150, 240, true}};
  return kinds;
}

}  // namespace tilescout::synth
