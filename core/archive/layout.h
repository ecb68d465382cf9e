#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"

namespace tilescout::archive {

/// A cluster of a layout. `number` stays the cluster's over reruns, and with it the user's own name.
struct LayoutCluster {
  std::int64_t number = 0;
  std::string name;  ///< the program's; "" = none
  std::vector<std::string> otherNames;
  std::string ownName;      ///< the user's, shown instead; "" = none. Not stored by putLayout(): see nameCluster()
  std::string carriedName;  ///< stored by putLayout() as the user's own where the cluster has none; never read
  std::int64_t size = 0;
  TileId representative = 0;
  std::vector<float> centre;  ///< E floats, normalised
  int colour = -1;  ///< its place in the palette of categories; −1 = by its size among the layout's clusters
};

/// A tile with a figure: how far an outlier lies, which group of near-duplicates it belongs to.
struct MarkedTile {
  TileId tile = 0;
  double value = 0.0;
};

/// A text among the tiles of a layout that was made of both.
struct LayoutText {
  std::string text;
  bool word = false;  ///< of the program's own list, shown in the reader's language; else a caption
  float x = 0.0F, y = 0.0F;
  std::vector<float> vector;  ///< E floats, normalised: what its point was made from
};

/// The embedding space of one model, laid out: a point a tile, clusters, measures. One is kept a model and method.
struct StoredLayout {
  std::int64_t id = 0;
  ModelId model = 0;
  std::string method;                 ///< "umap" or "pca"
  std::string settings;               ///< what it was made with; another text means that it must be made anew
  std::string created;                ///< ISO 8601, UTC
  std::int64_t revision = 0;          ///< the archive's when it was made
  std::vector<TileId> tiles;          ///< rising
  std::vector<float> xy;              ///< two a tile
  std::vector<std::int32_t> cluster;  ///< number of the tile's cluster, −1 = none
  std::vector<LayoutCluster> clusters;
  std::map<std::string, double> measures;
  std::vector<double> similarity;                         ///< shares of pairs over equal bins of [−1, 1]
  std::map<std::string, std::vector<MarkedTile>> marked;  ///< "outlier", "duplicate"
  std::vector<LayoutText> texts;                          ///< laid out with the tiles; empty: tiles alone
};

/// The embedding spaces of two models over the same tiles, laid out together so that what did not change stays in
/// place. One is kept a pair of models.
struct StoredComparison {
  std::int64_t id = 0;
  ModelId before = 0, after = 0;
  std::string settings;         ///< as StoredLayout::settings
  std::string created;          ///< ISO 8601, UTC
  std::int64_t revision = 0;    ///< the archive's when it was made
  std::vector<TileId> tiles;    ///< rising
  std::vector<float> beforeXy;  ///< two a tile
  std::vector<float> afterXy;
  std::vector<float> drift;  ///< 0 … 1: share of the tile's neighbours before that are none of them after
  std::map<std::string, double> beforeMeasures, afterMeasures;
  std::vector<double> beforeSimilarity, afterSimilarity;  ///< as StoredLayout::similarity; empty = not measured
};

}  // namespace tilescout::archive
