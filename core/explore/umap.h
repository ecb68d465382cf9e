#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "base/job.h"
#include "explore/fuzzy_graph.h"
#include "explore/neighbours.h"
#include "explore/rows.h"
#include "explore/team.h"

namespace tilescout::explore {

struct UmapOptions {
  float minDist = 0.1F;
  float spread = 1.0F;
  int epochs = 0;     ///< 0 = 500 up to 10,000 rows, else 200
  int negatives = 5;  ///< random rows pushed away for each edge that pulls, 7 at most
  std::uint64_t seed = 42;
};

/// UMAP (McInnes et al. 2018) of a neighbour graph, started from `start` (usually the principal components).
/// The descent takes a quarter of the points at a time: they all move by what they see of the others at that moment,
/// each with random numbers of its own, so the picture is the same on any number of threads. Stage: "layout". Always
/// finite; 0, 1 or 2 rows and rows that are all alike give points too.
std::vector<Point> umapLayout(const KnnGraph& graph, const std::vector<Point>& start, const UmapOptions& options,
                              Team& team, JobContext& job);

/// The same from the graph's fuzzy union (see fuzzyUnion), where that was needed for the start already.
std::vector<Point> umapLayout(const SparseRows& edges, const std::vector<Point>& start, const UmapOptions& options,
                              Team& team, JobContext& job);

/// Places new rows into a layout that stays as it is: `graph` holds their neighbours among the `fixed` points.
std::vector<Point> placePoints(const KnnGraph& graph, const std::vector<Point>& fixed, const UmapOptions& options,
                               Team& team, JobContext& job);

/// Two graphs over the same rows (two models) laid out together: beside its graph's forces each point is drawn to its
/// twin by its own pull, so that what did not change stays in place (after aligned UMAP, Dadu et al. 2023) and what did
/// is free to go: see alignmentPulls(). Throws Error{InvalidInput} unless all four are over the same rows.
std::array<std::vector<Point>, 2> alignedLayouts(const KnnGraph& before, const KnnGraph& after,
                                                 const std::vector<Point>& start, const std::vector<float>& pulls,
                                                 const UmapOptions& options, Team& team, JobContext& job);

/// Approximate bytes that a layout of `rows` × `dim` with `k` neighbours needs beside the rows themselves.
std::size_t layoutBytes(std::size_t rows, std::size_t dim, std::size_t k, std::size_t exactLimit);

/// The curve 1 / (1 + a d^2b) that is nearest to a step at `minDist` with an exponential tail of scale `spread`.
struct Curve {
  double a = 1.0, b = 1.0;
};
Curve fitCurve(double minDist, double spread);

}  // namespace tilescout::explore
