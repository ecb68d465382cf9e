#include "jobs/compare_job.h"

#include <algorithm>
#include <iterator>
#include <new>
#include <numeric>

#include "archive/archive.h"
#include "base/error.h"
#include "explore/neighbour_overlap.h"
#include "explore/pca.h"
#include "explore/space_measures.h"
#include "explore/umap.h"
#include "jobs/compare_source.h"
#include "jobs/explore_job.h"
#include "jobs/explore_names.h"
#include "jobs/explore_space.h"

namespace tilescout::jobs {

namespace {

using archive::Archive;
using archive::ModelRecord;
using archive::StoredComparison;

constexpr float kPull = 0.3F;  ///< of a tile that did not change: enough to keep it in place; see umap_test
constexpr std::size_t kComparedAtOnce = 16'384;
constexpr std::size_t kComparedNeighbours = 15;

/// One model's half of the comparison.
struct Side {
  ModelRecord model;
  LoadedModel* loaded = nullptr;
  SpaceRows space;
  explore::KnnGraph graph;
  std::vector<explore::Point> points;
  std::map<std::string, double> measures;
  std::vector<double> similarity;
};

/// Both rows of each tile one after the other: what a picture that suits both models starts from.
SpaceRows joined(const SpaceRows& a, const SpaceRows& b) {
  SpaceRows both;
  both.dim = a.dim + b.dim;
  both.values.reserve(a.values.size() + b.values.size());
  for (std::size_t i = 0; i < a.tiles.size(); ++i) {
    both.values.insert(both.values.end(), a.rows().row(i), a.rows().row(i) + a.dim);
    both.values.insert(both.values.end(), b.rows().row(i), b.rows().row(i) + b.dim);
  }
  return both;
}

class CompareRun {
 public:
  CompareRun(const std::filesystem::path& file, const CompareModels& models, const CompareOptions& options,
             JobContext& job)
      : file_(file), archive_(Archive::open(file, archive::OpenMode::ReadWrite)), options_(options), job_(job) {
    before_.model = modelOfFingerprint(archive_, options.before);
    after_.model = modelOfFingerprint(archive_, options.after);
    before_.loaded = fitting(models.before, before_.model);
    after_.loaded = fitting(models.after, after_.model);
    if (before_.model.id == after_.model.id) {
      throw Error(ErrorCode::InvalidInput, "a model cannot be compared with itself; choose two", before_.model.name);
    }
    knn_.seed = options.seed;
    knn_.k = 14;
  }

  ComparisonView run() {
    common_ = commonTiles(archive_, before_.model, after_.model);
    if (common_.empty()) {
      throw Error(ErrorCode::InvalidInput, "holds no tile with embeddings of both models", file_.string());
    }
    if (!archive_.layoutOf(after_.model.id)) layOutLaterModel();
    const auto stored = archive_.comparisonOf(before_.model.id, after_.model.id);
    const bool useful = stored && stored->settings == settings() && stored->tiles.size() >= common_.size();
    if (!useful || options_.anew) compute();
    auto view = viewOfComparison(archive_, before_.model, after_.model);
    if (!view) throw Error(ErrorCode::Internal, "the comparison that was just stored is not there");
    return std::move(*view);
  }

 private:
  static LoadedModel* fitting(LoadedModel* loaded, const ModelRecord& model) {
    return loaded != nullptr && loaded->card().fingerprint == model.fingerprint ? loaded : nullptr;
  }

  std::string settings() const { return "seed=" + std::to_string(options_.seed) + std::string(kComparisonWay); }

  /// Its clusters and their names are those that both pictures show.
  void layOutLaterModel() {
    ExploreOptions explore;
    explore.model = after_.model.fingerprint;
    explore.seed = options_.seed;
    explore.memoryLimit = options_.memoryLimit;
    runExplore(file_, after_.loaded, explore, job_);
  }

  void compute() {
    StoredComparison result;
    result.before = before_.model.id;
    result.after = after_.model.id;
    result.settings = settings();
    const auto dim = static_cast<std::size_t>(before_.model.embedDim + after_.model.embedDim);
    const std::size_t kept = affordableRows(common_.size(), dim, 2 * knn_.k, knn_.exactLimit, options_.memoryLimit);
    archive_.snapshot([&] {
      result.revision = archive_.revision();
      for (Side* side : {&before_, &after_}) readSample(*side, kept);
    });
    if (before_.space.tiles != after_.space.tiles) {
      throw Error(ErrorCode::Busy, "changed while it was read; compare again", file_.string());
    }
    layOut();
    for (Side* side : {&before_, &after_}) measure(*side);
    result.tiles = before_.space.tiles;
    result.drift = explore::neighbourTurnover(before_.graph, after_.graph);
    appendPoints(before_.points, result.beforeXy);
    appendPoints(after_.points, result.afterXy);
    if (kept < common_.size()) placeRest(result);
    result.beforeMeasures = before_.measures;
    result.afterMeasures = after_.measures;
    result.beforeSimilarity = before_.similarity;
    result.afterSimilarity = after_.similarity;
    job_.checkpoint();
    archive_.putComparison(result);
  }

  void readSample(Side& side, std::size_t kept) {
    side.space = readSpace(
        archive_, side.model,
        [&](std::int64_t, TileId tile) {
          const std::int64_t place = placeOf(tile);
          return place >= 0 && inSample(place, common_.size(), kept, options_.seed);
        },
        job_);
  }

  std::int64_t placeOf(TileId tile) const {
    const auto found = std::lower_bound(common_.begin(), common_.end(), tile);
    return found != common_.end() && *found == tile ? found - common_.begin() : -1;
  }

  void layOut() {
    for (Side* side : {&before_, &after_})
      side->graph = explore::nearestNeighbours(side->space.rows(), knn_, team_, job_);
    std::vector<explore::Point> start;
    {
      const SpaceRows both = joined(before_.space, after_.space);
      start = explore::fitPca(both.all(), job_).project(both.all());
    }
    const std::vector<float> pulls = explore::alignmentPulls(before_.graph, after_.graph, kPull);
    auto points = explore::alignedLayouts(before_.graph, after_.graph, start, pulls, umap(), team_, job_);
    before_.points = std::move(points[0]);
    after_.points = std::move(points[1]);
  }

  void measure(Side& side) {
    const explore::Rows rows = side.space.rows();
    const auto space = explore::measureSpace(rows, explore::fitPca(rows, job_).effectiveRank(), options_.seed, job_);
    const auto pairs = measureCaptions(archive_, side.loaded, rows, side.space.tiles, options_.seed, job_);
    const auto quality = explore::layoutQuality(rows, side.points, kComparedNeighbours, 300, options_.seed, job_);
    side.measures = {{"uniformity_image", space.uniformity},
                     {"effective_rank", space.effectiveRank},
                     {"mean_similarity", space.similarity.mean},
                     {"trustworthiness", quality.trustworthiness},
                     {"neighbours_kept", quality.preservation}};
    side.similarity.assign(space.similarity.share.begin(), space.similarity.share.end());
    if (pairs.pairs > 0) {
      side.measures["alignment"] = pairs.alignment;
      side.measures["modality_gap"] = pairs.modalityGap;
      if (pairs.pairs > 1) side.measures["uniformity_text"] = pairs.uniformityText;
    }
  }

  /// Tiles beyond the sample go where their neighbours of the sample are, in each of the two pictures.
  void placeRest(StoredComparison& result) {
    std::vector<TileId> rest;
    std::set_difference(common_.begin(), common_.end(), result.tiles.begin(), result.tiles.end(),
                        std::back_inserter(rest));
    explore::KnnGraph graphs[2];
    place(before_, rest, result.beforeXy, graphs[0]);
    place(after_, rest, result.afterXy, graphs[1]);
    const std::vector<float> drift = explore::neighbourTurnover(graphs[0], graphs[1]);
    result.tiles.insert(result.tiles.end(), rest.begin(), rest.end());
    result.drift.insert(result.drift.end(), drift.begin(), drift.end());
    sortByTile(result);
  }

  void place(Side& side, const std::vector<TileId>& rest, std::vector<float>& xy, explore::KnnGraph& whole) {
    const auto wanted = [&](std::int64_t, TileId tile) { return std::binary_search(rest.begin(), rest.end(), tile); };
    const auto take = [&](const SpaceRows& block) {
      const auto graph = explore::neighboursAmong(block.rows(), side.space.rows(), knn_.k, team_, job_);
      JobContext quiet(job_.stopToken());
      appendPoints(explore::placePoints(graph, side.points, umap(), team_, quiet), xy);
      whole.k = graph.k;
      whole.count += graph.count;
      whole.neighbour.insert(whole.neighbour.end(), graph.neighbour.begin(), graph.neighbour.end());
      job_.report({"place", static_cast<std::int64_t>(whole.count), static_cast<std::int64_t>(rest.size())});
    };
    readSpaceInBlocks(archive_, side.model, kComparedAtOnce, wanted, take, job_);
    if (whole.count != rest.size()) {
      throw Error(ErrorCode::Busy, "changed while it was read; compare again", file_.string());
    }
  }

  static void appendPoints(const std::vector<explore::Point>& points, std::vector<float>& xy) {
    for (const explore::Point& point : points) xy.insert(xy.end(), {point.x, point.y});
  }

  static void sortByTile(StoredComparison& result) {
    std::vector<std::size_t> order(result.tiles.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return result.tiles[a] < result.tiles[b]; });
    StoredComparison sorted;
    for (const std::size_t i : order) {
      sorted.tiles.push_back(result.tiles[i]);
      sorted.beforeXy.insert(sorted.beforeXy.end(), {result.beforeXy[2 * i], result.beforeXy[2 * i + 1]});
      sorted.afterXy.insert(sorted.afterXy.end(), {result.afterXy[2 * i], result.afterXy[2 * i + 1]});
      sorted.drift.push_back(result.drift[i]);
    }
    result.tiles = std::move(sorted.tiles);
    result.beforeXy = std::move(sorted.beforeXy);
    result.afterXy = std::move(sorted.afterXy);
    result.drift = std::move(sorted.drift);
  }

  explore::UmapOptions umap() const {
    explore::UmapOptions umap;
    umap.seed = options_.seed;
    return umap;
  }

  const std::filesystem::path file_;
  Archive archive_;
  const CompareOptions options_;
  JobContext& job_;
  explore::Team team_;
  explore::KnnOptions knn_;
  Side before_, after_;
  std::vector<TileId> common_;
};

}  // namespace

ComparisonView runCompare(const std::filesystem::path& archiveFile, const CompareModels& models,
                          const CompareOptions& options, JobContext& job) {
  try {
    return CompareRun(archiveFile, models, options, job).run();
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "not enough memory to compare the models", archiveFile.string());
  }
}

}  // namespace tilescout::jobs
