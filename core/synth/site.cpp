#include "synth/site.h"

#include <algorithm>
#include <cmath>

namespace tilescout::synth {

bool Brush::inside(Pt p, double margin) const {
  return std::abs(p.x - centre.x) <= half() - margin && std::abs(p.y - centre.y) <= half() - margin;
}

void Brush::takePath(const Poly& path, double halfWidth) {
  const double length = pathLength(path);
  for (double s = 0; s <= length; s += std::max(1.5, halfWidth)) take(alongPath(path, s).origin, halfWidth * 1.15);
}

void Brush::takeArea(const Poly& area) {
  Pt middle{};
  for (const Pt& p : area) middle += p;
  middle *= 1.0 / static_cast<double>(area.size());
  // Rings from the outline inwards cover any star-shaped area.
  for (std::size_t i = 0; i < area.size(); ++i) {
    const Pt a = area[i], d = area[(i + 1) % area.size()] - a;
    const double length = std::hypot(d.x, d.y);
    for (double s = 0; s < length; s += 6) {
      const Pt edge = a + d * (s / length);
      const Pt inwards = middle - edge;
      const double depth = std::hypot(inwards.x, inwards.y);
      for (double t = 0; t <= depth; t += 6) take(edge + inwards * (t / std::max(depth, 1e-9)), 4.5);
    }
  }
}

bool Brush::isFree(Pt p, double radius) const {
  return std::none_of(taken_.begin(), taken_.end(), [&](const Disc& disc) {
    const double dx = disc.at.x - p.x, dy = disc.at.y - p.y, reach = disc.radius + radius;
    return dx * dx + dy * dy < reach * reach;
  });
}

void Brush::add(const std::string& name, const Poly& outline, std::map<std::string, std::string> attributes) {
  site.objects.push_back({name, outline, std::move(attributes)});
}

const std::vector<SiteKind>& siteKinds() {
  static const std::vector<SiteKind> all = [] {
    std::vector<SiteKind> list;
    for (const auto* part : {&landKinds(), &waterKinds(), &transportKinds(), &buildingKinds(), &sportsKinds(), &industryKinds()})
      list.insert(list.end(), part->begin(), part->end());
    return list;
  }();
  return all;
}

}  // namespace tilescout::synth
