#include "synth/scene_layout.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <limits>
#include <sstream>

namespace tilescout::synth {
namespace {

struct Theme {
  std::string name;
  std::vector<Ground> grounds;
  std::vector<std::string> sites;
  double roads;   ///< chance of a road on each line between cells
  double filled;  ///< chance that a cell holds a site
  bool river, coast;
};

const std::vector<Theme>& themes() {
  static const std::vector<Theme> list{
      {"riverland", {Ground::Crops, Ground::Grass, Ground::Forest, Ground::Crops},
       {"fields", "paddies", "pond", "sparse", "medium", "greenhouses", "tanks", "forest", "meadow", "church", "baseball", "solar"}, 0.4, 0.85, true, false},
      {"harbour", {Ground::Grass, Ground::Bare, Ground::Grass},
       {"tanks", "industrial", "dense", "parking", "airport", "resort", "medium", "tennis", "tanks", "commercial", "stadium"}, 0.6, 0.92, false, true},
      {"city", {Ground::Grass, Ground::Grass, Ground::Bare},
       {"dense", "medium", "commercial", "park", "square", "stadium", "playground", "parking", "church", "industrial", "tennis", "baseball"}, 0.75, 0.97, true, false},
      {"plains", {Ground::Crops, Ground::Grass, Ground::Bare},
       {"pivots", "fields", "wind", "solar", "bareland", "sparse", "airport", "greenhouses", "pivots", "wind"}, 0.4, 0.9, false, false},
      {"highland", {Ground::Forest, Ground::Grass, Ground::Forest},
       {"mountain", "snow", "forest", "meadow", "pond", "sparse", "snow", "mountain", "resort"}, 0.25, 0.9, true, false},
      {"desert", {Ground::Bare, Ground::Bare, Ground::Bare},
       {"desert", "bareland", "solar", "pivots", "airport", "tanks", "mountain", "desert", "industrial"}, 0.3, 0.85, false, false}};
  return list;
}

const SiteKind* kindOf(const std::string& key) {
  for (const SiteKind& kind : siteKinds())
    if (kind.key == key) return &kind;
  return nullptr;
}

/// A bent line of points every kRoadStep metres across the scene.
Poly lineAcross(double size, bool horizontal, double at, double bend, double waves, double phase) {
  Poly path;
  const double margin = 2 * SceneLayout::kRoadStep;
  for (double u = -margin; u <= size + margin; u += SceneLayout::kRoadStep) {
    const double v = at + bend * std::sin(u * waves + phase) + 0.4 * bend * std::sin(u * waves * 2.3 + 2 * phase);
    path.push_back(horizontal ? Pt(u, v) : Pt(v, u));
  }
  return path;
}

bool overlaps(const SiteSlot& a, const SiteSlot& b) {
  const double reach = (a.square + b.square) / 2;
  return std::abs(a.centre.x - b.centre.x) < reach && std::abs(a.centre.y - b.centre.y) < reach;
}

bool fits(const SceneLayout& layout, const SiteSlot& slot) {
  const double half = slot.square / 2, size = layout.spec.size;
  if (slot.centre.x - half < 0 || slot.centre.y - half < 0 || slot.centre.x + half > size || slot.centre.y + half > size) return false;
  if (!layout.river.empty() && distanceToPath(layout.river, slot.centre) < layout.riverWidth / 2 + 0.72 * slot.square) return false;
  if (!layout.coast.empty() && !slot.facing) {
    // The sea lies below the coast line, which runs from left to right.
    for (const double side : {-0.5, 0.0, 0.5})
      for (const Pt& p : layout.coast)
        if (std::abs(p.x - (slot.centre.x + side * slot.square)) < 40 && slot.centre.y + half + layout.beach + 25 > p.y) return false;
  }
  return std::none_of(layout.slots.begin(), layout.slots.end(), [&](const SiteSlot& other) { return overlaps(slot, other); });
}

void layRoads(SceneLayout& layout, const Theme& theme, Rng& rng) {
  std::vector<double> rows, columns;
  const double block = 2 * SceneLayout::kCell;
  for (double at = block; at < layout.spec.size - 100; at += block)
    for (const bool horizontal : {true, false}) {
      const double bend = rng.uniform(0, 7), phase = rng.uniform(0, 6);
      const int lanes = rng.integer(1, 4);
      const std::uint64_t seed = rng.next();
      if (!rng.chance(theme.roads)) continue;
      layout.roads.push_back({lineAcross(layout.spec.size, horizontal, at, bend, 0.004, phase), lanes, seed});
      (horizontal ? rows : columns).push_back(at);
    }
  static const std::array<const char*, 3> crossings{"crossroads", "roundabout", "viaduct"};
  for (const double y : rows)
    for (const double x : columns) {
      const SiteKind* kind = kindOf(rng.pick(crossings));
      const double extent = kind->minExtent * 1.02;
      SiteSlot slot{kind, {x, y}, extent, extent * 1.06, rng.next(), 0.0};
      if (!layout.coast.empty() && y > 0.6 * layout.spec.size) continue;
      if (fits(layout, slot)) layout.slots.push_back(slot);
    }
}

void layBridges(SceneLayout& layout) {
  if (layout.river.empty()) return;
  for (const SceneRoad& road : layout.roads) {
    const double length = pathLength(road.path);
    double start = -1;
    for (double s = 0; s <= length; s += 4) {
      const bool wet = distanceToPath(layout.river, alongPath(road.path, s).origin) < layout.riverWidth / 2;
      if (wet && start < 0) start = s;
      if (wet || start < 0) continue;
      // A road that runs along the river for long is no bridge worth listing.
      if (s - start < 4 * layout.riverWidth)
        layout.bridges.push_back({alongPath(road.path, (s + start) / 2), (s - start) / 2 + 8, road.lanes * 1.8 + 2.2, road.lanes});
      start = -1;
    }
  }
}

void laySites(SceneLayout& layout, const Theme& theme, Rng& rng) {
  const double cell = SceneLayout::kCell;
  for (double y = 0; y < layout.spec.size; y += 2 * cell)
    for (double x = 0; x < layout.spec.size; x += 2 * cell) {
      const SiteKind* first = kindOf(rng.pick(theme.sites));
      if (first->minExtent > 260) {
        const double extent = std::min(first->maxExtent, 530.0);
        const SiteSlot slot{first, {x + cell, y + cell}, extent, extent + 40, rng.next(), {}};
        if (fits(layout, slot)) layout.slots.push_back(slot);
        continue;
      }
      for (int quarter = 0; quarter < 4; ++quarter) {
        const SiteKind* kind = kindOf(rng.pick(theme.sites));
        const double extent = std::min(kind->maxExtent, rng.uniform(276, 290));
        const SiteSlot slot{kind, {x + cell * (quarter % 2 + 0.5) + rng.uniform(-0.5, 0.5) * (290 - extent), y + cell * (quarter / 2 + 0.5) + rng.uniform(-0.5, 0.5) * (290 - extent)},
                            extent, extent + 24, rng.next(), {}};
        if (kind->minExtent <= 260 && rng.chance(theme.filled) && fits(layout, slot)) layout.slots.push_back(slot);
      }
    }
}

void layPorts(SceneLayout& layout, Rng& rng) {
  for (double s = rng.uniform(200, 420); s < layout.spec.size - 150; s += rng.uniform(380, 800)) {
    const Frame shore = alongPath(layout.coast, s + 2 * SceneLayout::kRoadStep);
    const SiteKind* kind = kindOf("port");
    const double extent = 230;
    const SiteSlot slot{kind, shore.at(0, 0.2 * extent), extent, extent * 1.02, rng.next(), shore.angle};
    if (fits(layout, slot)) layout.slots.push_back(slot);
  }
}

}  // namespace

double distanceToPath(const Poly& path, Pt at) {
  double best = std::numeric_limits<double>::max();
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Pt a = path[i - 1], d = path[i] - a;
    const double t = std::clamp((at - a).ddot(d) / std::max(d.ddot(d), 1e-9), 0.0, 1.0);
    const Pt gap = at - a - d * t;
    best = std::min(best, gap.ddot(gap));
  }
  return std::sqrt(best);
}

SceneSpec specOf(const DemoOptions& options, int number) {
  // Real corners of the world, so that maps have something to show; what is painted there is invented.
  static const std::array<UtmPlace, 8> places{UtmPlace{33, true, 452000, 5412000, 1}, {55, false, 318000, 5812000, 1}, {50, true, 431000, 3462000, 1}, {14, true, 604000, 5186000, 1},
                                              {32, true, 388000, 5148000, 1},         {39, true, 712000, 2744000, 1},  {23, false, 333000, 7394000, 1}, {18, true, 584000, 4508000, 1}};
  SceneSpec spec;
  const auto index = static_cast<std::size_t>(number);
  const Theme& theme = themes()[index % themes().size()];
  spec.seed = mixSeed(options.seed, index);
  Rng rng(spec.seed);
  spec.theme = theme.name;
  spec.size = options.size;
  spec.place = places[index % places.size()];
  spec.place.easting += static_cast<double>(index / places.size()) * (options.size + 2000.0);
  spec.bands = number % 3 == 2 ? 3 : 4;
  spec.sixteenBit = number % 4 == 3;
  spec.style = makeStyle(rng);
  if (spec.style.trees.word == "yellow") spec.style.trees = {"green", {50, 78, 42, 165}};
  std::ostringstream date, name;
  date << std::setfill('0') << rng.integer(2018, 2025) << '-' << std::setw(2) << rng.integer(4, 10) << '-' << std::setw(2) << rng.integer(1, 28);
  spec.date = date.str();
  std::string digits = spec.date;
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  name << "demo_" << std::setfill('0') << std::setw(2) << number + 1 << '_' << spec.theme << '_' << digits << ".tif";
  spec.name = name.str();
  return spec;
}

SceneLayout layOut(const SceneSpec& spec) {
  SceneLayout layout;
  layout.spec = spec;
  Rng rng(mixSeed(spec.seed, 11));
  const Theme& theme = *std::find_if(themes().begin(), themes().end(), [&](const Theme& t) { return t.name == spec.theme; });
  layout.grounds = theme.grounds;
  const double size = spec.size;
  if (theme.river) {
    layout.riverWidth = rng.uniform(26, 60);
    layout.river = lineAcross(size, rng.chance(0.5), size * rng.uniform(0.35, 0.65), std::min(size * 0.1, 320.0), 2 * CV_PI / std::min(size * 0.9, 3000.0), rng.uniform(0, 6));
  }
  if (theme.coast) {
    layout.beach = rng.uniform(14, 34);
    layout.coast = lineAcross(size, true, size * rng.uniform(0.66, 0.76), std::min(size * 0.03, 90.0), 2 * CV_PI / 1400, rng.uniform(0, 6));
    layPorts(layout, rng);
  }
  layRoads(layout, theme, rng);
  layBridges(layout);
  laySites(layout, theme, rng);
  return layout;
}

}  // namespace tilescout::synth
