#pragma once
#include <cstdint>
#include <vector>

#include "base/job.h"
#include "explore/neighbours.h"
#include "explore/rows.h"
#include "explore/team.h"

namespace tilescout::explore {

/// Which cluster each row belongs to: 0 … count − 1, or −1 for rows that lie in no dense region.
struct Partition {
  int count = 0;
  std::vector<std::int32_t> of;
  std::vector<float> centres;  ///< count × dim, normalised
};

struct KMeansOptions {
  int clusters = 10;  ///< cut to the number of rows
  int iterations = 25;
  int rowsPerCluster = 256;  ///< more rows than this a cluster are sampled for the training
  std::uint64_t seed = 42;
};

/// Spherical k-means by Faiss. Every row is in a cluster and no cluster is empty. Rows must be normalised and finite.
Partition kMeans(const Rows& rows, const KMeansOptions& options, JobContext& job);

struct DensityOptions {
  std::size_t minClusterSize = 0;  ///< 0 = chosen from the number of rows
  std::size_t minSamples = 5;      ///< neighbours that make a row's surroundings dense
};

/// Clusters of any shape and number: HDBSCAN (Campello et al. 2013) with excess of mass on the mutual reachability of
/// the neighbour graph's edges; where that leaves most rows as noise, on the strengths of the fuzzy graph. What it
/// calls noise joins the cluster of its neighbours; rows whose surroundings are several times thinner than their
/// cluster's stay in none. Parts of the graph that are not connected count as far apart. Rows that are all alike, or
/// too few, are one cluster.
Partition densityClusters(const Rows& rows, const KnnGraph& graph, const DensityOptions& options, JobContext& job);

/// The same on the points of a layout, where groups stand as far apart as the eye sees them (UMAP before HDBSCAN, as in
/// BERTopic, Grootendorst 2022): for embeddings that run into one another so evenly that their own densities show one
/// group. `rows` give the centres. Points that are all alike, or too few, are one cluster.
Partition layoutClusters(const Rows& rows, const std::vector<Point>& points, const DensityOptions& options, Team& team,
                         JobContext& job);

/// Rows without a cluster join the one that most of their neighbours belong to; what has no such neighbour, the one
/// with the nearest centre.
void absorbNoise(const Rows& rows, const KnnGraph& graph, Partition& partition);

/// Clusters whose centres are no farther apart than `distance` (1 − cosine) become one: rounding parts what is the
/// same.
void mergeAlike(const Rows& rows, float distance, Partition& partition);

/// Normalised means of the clusters' rows, count × dim.
std::vector<float> centresOf(const Rows& rows, const std::vector<std::int32_t>& of, int count);

/// For each cluster the row nearest to its centre; −1 for an empty one.
std::vector<std::int64_t> representatives(const Rows& rows, const Partition& partition);

/// Mean silhouette with centres for clusters (Hruschka et al. 2004), −1 … 1: how much nearer rows are to their own
/// centre than to the next. 0 with fewer than two clusters.
double centroidSilhouette(const Rows& rows, const Partition& partition);

}  // namespace tilescout::explore
