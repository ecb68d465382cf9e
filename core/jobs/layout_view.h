#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/job.h"

namespace tilescout::jobs {

/// A cluster as lists and legends show it.
struct ClusterView {
  std::int64_t id = 0;  ///< stays the cluster's when the layout is made anew
  std::string name;
  std::vector<std::string> otherNames;
  std::int64_t size = 0;
  TileId representative = 0;
  std::string programName;  ///< `name` unless it is the user's own
  bool ownName = false;
  int colour = -1;  ///< its place in the palette of categories, which it keeps as its id; −1 = by its place in the list
};

struct LayoutScene {
  SceneId id = 0;
  std::string name;
  std::string date;  ///< ISO 8601, "" = unknown
};

/// A text that was laid out with the tiles.
struct LayoutTextView {
  std::string text;
  float x = 0.0F, y = 0.0F;
};

/// An archive's embedding space as the interface and the command line show it. Point i is that of tiles[i].
struct LayoutView {
  std::int64_t id = 0;
  std::string model, method, created;
  std::int64_t unplaced = 0;          ///< tiles indexed since, which have no point yet
  std::vector<TileId> tiles;          ///< rising
  std::vector<float> xy;              ///< two a tile
  std::vector<std::int32_t> cluster;  ///< ClusterView::id, −1 = in no cluster
  std::vector<std::int32_t> scene;    ///< index into scenes, −1 = unknown
  std::vector<LayoutScene> scenes;
  std::vector<ClusterView> clusters;                ///< largest first
  std::map<std::string, double> measures;           ///< by the names of the command line's JSON
  std::vector<double> similarity;                   ///< shares of pairs over equal bins of [−1, 1]
  std::vector<std::pair<TileId, double>> outliers;  ///< farthest first, with mean distance to the neighbours
  std::vector<std::vector<TileId>> duplicates;      ///< groups of near-duplicates, largest first
  std::vector<LayoutTextView> texts;                ///< none: tiles alone were laid out
  bool textsAreWords = false;                       ///< the program's own land-cover words, for want of captions
  std::int64_t textsKnown = 0;  ///< different captions of which `texts` are a sample; 0: all are there. Not stored
  bool noCaptions = false;      ///< they were to name the clusters, and there are none: land cover did. Not stored
};

/// The stored layout of a model ("" = the active one) and method ("" = the latest); nothing when there is none.
std::optional<LayoutView> readLayout(const std::filesystem::path& archiveFile, const std::string& model = {},
                                     const std::string& method = {});

/// Gives a cluster the user's own name, which it keeps when the layout is made anew; "" = the program's name again. One
/// step of the history, "cluster.name". Throws Error{NotFound} for a cluster that is gone, Error{Io}.
void renameCluster(const std::filesystem::path& archiveFile, std::int64_t layout, std::int64_t cluster,
                   const std::string& name);

/// Writes points and clusters by the file's ending: .csv, .gpkg (tiles as polygons), .png (a picture of `pixels`
/// square). Throws Error{InvalidInput} for another ending, Error{Io}, Cancelled.
void exportLayout(const std::filesystem::path& archiveFile, const LayoutView& view, const std::filesystem::path& file,
                  JobContext& job, int pixels = 1600);

/// The same as one HTML page with some of the tiles' pictures inside: the clusters' representatives, and others evenly
/// spread. `words` are what the page says, by the keys of exchange::PageWords. Stages: "export", "look".
void exportLayoutPage(const std::filesystem::path& archiveFile, const LayoutView& view,
                      const std::map<std::string, std::string>& words, const std::filesystem::path& file,
                      JobContext& job);

}  // namespace tilescout::jobs
