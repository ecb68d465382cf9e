#include "jobs/cluster_colours.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "explore/cluster_matching.h"

namespace tilescout::jobs {

namespace {

using archive::LayoutCluster;
using archive::StoredLayout;

/// Indices of the clusters, largest first.
std::vector<std::size_t> bySize(const StoredLayout& layout) {
  std::unordered_map<std::int64_t, std::size_t> sizes;
  for (const std::int32_t number : layout.cluster) ++sizes[number];
  std::vector<std::size_t> order(layout.clusters.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sizes[layout.clusters[a].number] > sizes[layout.clusters[b].number];
  });
  return order;
}

/// As the layout is shown, by cluster number.
std::map<std::int64_t, int> shownColours(const StoredLayout& layout) {
  std::map<std::int64_t, int> colours;
  int rank = 0;
  for (const std::size_t c : bySize(layout)) {
    const LayoutCluster& cluster = layout.clusters[c];
    colours[cluster.number] = cluster.colour < 0 ? rank : cluster.colour;
    ++rank;
  }
  return colours;
}

/// The other layout's cluster that is mostly the same tiles, by index of the layout's own; −1 = none.
std::vector<std::int64_t> matches(const StoredLayout& layout, const StoredLayout& other) {
  std::unordered_map<std::int64_t, std::int32_t> indexOf;
  for (std::size_t c = 0; c < layout.clusters.size(); ++c) {
    indexOf[layout.clusters[c].number] = static_cast<std::int32_t>(c);
  }
  std::vector<std::int64_t> before;
  std::vector<std::int32_t> after;
  std::size_t at = 0;
  std::int64_t beyond = 0;  // numbers from here on are nobody's
  for (const LayoutCluster& cluster : other.clusters) beyond = std::max(beyond, cluster.number + 1);
  for (std::size_t i = 0; i < layout.tiles.size(); ++i) {
    while (at < other.tiles.size() && other.tiles[at] < layout.tiles[i]) ++at;
    if (at == other.tiles.size()) break;
    if (other.tiles[at] != layout.tiles[i]) continue;
    const auto found = indexOf.find(layout.cluster[i]);
    before.push_back(other.cluster[at]);
    after.push_back(found == indexOf.end() ? -1 : found->second);
  }
  std::vector<std::int64_t> numbers =
      explore::stableNumbers(before, after, static_cast<int>(layout.clusters.size()), beyond);
  for (std::int64_t& number : numbers) number = number >= beyond ? -1 : number;
  return numbers;
}

}  // namespace

void chooseColours(StoredLayout& layout, std::span<const StoredLayout> others) {
  for (LayoutCluster& cluster : layout.clusters) cluster.colour = -1;
  std::set<int> taken;
  for (const StoredLayout& other : others) {
    const std::map<std::int64_t, int> colours = shownColours(other);
    const std::vector<std::int64_t> match = matches(layout, other);
    for (std::size_t c = 0; c < match.size(); ++c) {
      const auto found = colours.find(match[c]);
      if (layout.clusters[c].colour >= 0 || found == colours.end() || !taken.insert(found->second).second) continue;
      layout.clusters[c].colour = found->second;
    }
  }
  int next = 0;
  for (const std::size_t c : bySize(layout)) {
    if (layout.clusters[c].colour >= 0) continue;
    while (!taken.insert(next).second) ++next;
    layout.clusters[c].colour = next;
  }
}

bool takeClusters(const StoredLayout& other, const SpaceRows& space, explore::Partition& partition) {
  if (other.settings.find(" clusters=0") == std::string::npos) return false;  // so many were asked for there
  std::unordered_map<std::int64_t, std::int32_t> indexOf;
  std::vector<std::int32_t> of;
  for (const TileId tile : space.tiles) {
    const auto at = std::lower_bound(other.tiles.begin(), other.tiles.end(), tile);
    const bool there = at != other.tiles.end() && *at == tile;
    const std::int32_t number = there ? other.cluster[static_cast<std::size_t>(at - other.tiles.begin())] : -1;
    of.push_back(number < 0 ? -1 : indexOf.emplace(number, static_cast<std::int32_t>(indexOf.size())).first->second);
  }
  if (indexOf.size() < 2) return false;
  partition.count = static_cast<int>(indexOf.size());
  partition.of = std::move(of);
  partition.centres = explore::centresOf(space.rows(), partition.of, partition.count);
  return true;
}

}  // namespace tilescout::jobs
