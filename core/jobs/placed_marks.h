#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "archive/layout.h"
#include "explore/neighbours.h"

namespace tilescout::jobs {

/// From this cosine on two tiles are near-duplicates.
inline constexpr double kDuplicateCosine = 0.995;

/// Outliers and near-duplicates of a layout into which tiles are placed.
class PlacedMarks {
 public:
  explicit PlacedMarks(std::map<std::string, std::vector<archive::MarkedTile>>& marked) : marked_(marked) {
    for (const archive::MarkedTile& each : marked_["duplicate"]) {
      const auto group = static_cast<std::int64_t>(each.value);
      const auto [first, isNew] = firstOf_.try_emplace(group, each.tile);
      if (!isNew) join(first->second, each.tile);
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
      std::vector<double> distances;
      for (const auto& [graph, others] : near) {
        for (std::size_t j = i * graph.k; j < (i + 1) * graph.k; ++j) {
          const TileId other = others[static_cast<std::size_t>(graph.neighbour[j])];
          if (other == tiles[i]) continue;
          distances.push_back(graph.distance[j]);
          if (distances.back() <= 1.0 - kDuplicateCosine) join(tiles[i], other);
        }
      }
      if (distances.empty()) continue;
      std::sort(distances.begin(), distances.end());
      distances.resize(std::min(distances.size(), k));
      distance_[tiles[i]] =
          std::accumulate(distances.begin(), distances.end(), 0.0) / static_cast<double>(distances.size());
    }
  }

  void store(std::size_t mostOutliers) {
    std::map<TileId, std::vector<TileId>> groups;
    for (const auto& [tile, up] : parent_) groups[rootOf(tile)].push_back(tile);
    std::vector<archive::MarkedTile>& duplicates = marked_["duplicate"];
    duplicates.clear();
    double number = 0.0;
    for (const auto& [root, tiles] : groups) {
      for (const TileId tile : tiles) duplicates.push_back({tile, number});
      number += 1.0;
    }
    std::vector<archive::MarkedTile>& outliers = marked_["outlier"];
    outliers.clear();
    for (const auto& [tile, distance] : distance_) outliers.push_back({tile, distance});
    std::stable_sort(outliers.begin(), outliers.end(), [](const auto& a, const auto& b) { return a.value > b.value; });
    outliers.resize(std::min(outliers.size(), mostOutliers));
  }

 private:
  TileId rootOf(TileId tile) {
    while (parent_.try_emplace(tile, tile).first->second != tile) tile = parent_[tile] = parent_[parent_[tile]];
    return tile;
  }
  void join(TileId a, TileId b) {
    const TileId first = rootOf(a), second = rootOf(b);
    parent_[std::max(first, second)] = std::min(first, second);
  }

  std::map<std::string, std::vector<archive::MarkedTile>>& marked_;
  std::map<std::int64_t, TileId> firstOf_;
  std::map<TileId, TileId> parent_;  ///< union-find over near-duplicates
  std::map<TileId, double> distance_;
};

}  // namespace tilescout::jobs
