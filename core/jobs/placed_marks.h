#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "archive/layout.h"
#include "explore/alike_groups.h"
#include "explore/space_measures.h"

namespace tilescout::jobs {

/// From this cosine on two tiles are near-duplicates.
inline constexpr double kDuplicateCosine = 0.995;
/// From this one on what is true of one tile is true of the other.
inline constexpr double kSameCosine = 1.0 - 1e-5;

/// Outliers and near-duplicates of a layout whose tiles are the rows of the graph.
inline void markRows(archive::StoredLayout& layout, const explore::KnnGraph& graph, const explore::Rows& rows,
                     std::size_t mostOutliers) {
  const auto mark = [&](const char* kind, std::int32_t row, double value) {
    layout.marked[kind].push_back({layout.tiles[static_cast<std::size_t>(row)], value});
  };
  for (const auto& [row, distance] : explore::outliers(graph, mostOutliers)) {
    mark("outlier", row, static_cast<double>(distance));
  }
  double number = 0.0;
  for (const explore::AlikeGroup& group : explore::nearDuplicates(graph, rows, kDuplicateCosine)) {
    mark("duplicate", group.centre, number);  // first: PlacedMarks goes by it
    for (const std::int32_t row : group.rows) {
      if (row != group.centre) mark("duplicate", row, number);
    }
    number += 1.0;
  }
}

/// Outliers and near-duplicates of a layout into which tiles are placed. As in explore::AlikeGroup all tiles of a group
/// are like its first one: a tile that is only like another of the group stays outside, so that no chains grow.
class PlacedMarks {
 public:
  explicit PlacedMarks(std::map<std::string, std::vector<archive::MarkedTile>>& marked) : marked_(marked) {
    double last = -1.0;
    for (const archive::MarkedTile& each : marked_["duplicate"]) {
      if (groups_.empty() || each.value != last) groups_.emplace_back();
      last = each.value;
      put(each.tile, groups_.size() - 1);
    }
    for (const archive::MarkedTile& each : marked_["outlier"]) distance_[each.tile] = each.value;
  }

  /// The nearest of `others` to each of the tiles that are added.
  struct Near {
    const explore::KnnGraph& graph;
    const std::vector<TileId>& others;
  };

  /// `k`: how many neighbours an outlier is judged by.
  void add(const std::vector<TileId>& tiles, const std::vector<Near>& near, std::size_t k) {
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      std::vector<std::pair<float, TileId>> nearest;
      for (const auto& [graph, others] : near) {
        for (std::size_t j = i * graph.k; j < (i + 1) * graph.k; ++j) {
          const TileId other = others[static_cast<std::size_t>(graph.neighbour[j])];
          if (other != tiles[i]) nearest.emplace_back(graph.distance[j], other);
        }
      }
      if (nearest.empty()) continue;
      std::sort(nearest.begin(), nearest.end());
      joinAlike(tiles[i], nearest);
      nearest.resize(std::min(nearest.size(), k));
      distance_[tiles[i]] = std::accumulate(nearest.begin(), nearest.end(), 0.0,
                                            [](double sum, const auto& each) { return sum + each.first; }) /
                            static_cast<double>(nearest.size());
    }
  }

  void store(std::size_t mostOutliers) {
    std::stable_sort(groups_.begin(), groups_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::vector<archive::MarkedTile>& duplicates = marked_["duplicate"];
    duplicates.clear();
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      for (const TileId tile : groups_[group]) duplicates.push_back({tile, static_cast<double>(group)});
    }
    std::vector<archive::MarkedTile>& outliers = marked_["outlier"];
    outliers.clear();
    for (const auto& [tile, distance] : distance_) outliers.push_back({tile, distance});
    std::stable_sort(outliers.begin(), outliers.end(), [](const auto& a, const auto& b) { return a.value > b.value; });
    outliers.resize(std::min(outliers.size(), mostOutliers));
  }

 private:
  void put(TileId tile, std::size_t group) {
    groups_[group].push_back(tile);
    groupOf_[tile] = group;
  }

  /// Into the group whose first tile it is like; with a tile that is in none it makes one.
  void joinAlike(TileId tile, const std::vector<std::pair<float, TileId>>& nearest) {
    if (groupOf_.contains(tile)) return;  // one of the tiles before it is like it
    for (const auto& [distance, other] : nearest) {
      if (distance > 1.0 - kDuplicateCosine) return;
      const auto found = groupOf_.find(other);
      if (found == groupOf_.end()) {
        groups_.emplace_back();
        put(std::min(tile, other), groups_.size() - 1);
        put(std::max(tile, other), groups_.size() - 1);
        return;
      }
      if (groups_[found->second].front() == other || distance <= 1.0 - kSameCosine) return put(tile, found->second);
    }
  }

  std::map<std::string, std::vector<archive::MarkedTile>>& marked_;
  std::vector<std::vector<TileId>> groups_;  ///< of near-duplicates, the one that the others are like first
  std::unordered_map<TileId, std::size_t> groupOf_;
  std::map<TileId, double> distance_;
};

}  // namespace tilescout::jobs
