#include "jobs/explore_job.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <new>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "archive/archive.h"
#include "base/error.h"
#include "base/process_memory.h"
#include "explore/cluster_matching.h"
#include "explore/clustering.h"
#include "explore/pca.h"
#include "explore/space_measures.h"
#include "explore/spectral.h"
#include "explore/umap.h"
#include "jobs/cluster_colours.h"
#include "jobs/explore_names.h"
#include "jobs/explore_settings.h"
#include "jobs/explore_space.h"
#include "jobs/explore_texts.h"
#include "jobs/layout_source.h"
#include "jobs/placed_marks.h"

namespace tilescout::jobs {

namespace {

using archive::Archive;
using archive::StoredLayout;

constexpr std::size_t kPlacedAtOnce = 16'384;
constexpr std::size_t kMostOutliers = 200;
constexpr std::size_t kQualityNeighbours = 15;
constexpr float kRoundingDistance =
    1e-4F;  ///< bfloat16 makes as much (5.5e-5 seen) of one picture among other companions

/// One run: what is stored already, what is computed, and how the two become one layout.
class ExploreRun {
 public:
  ExploreRun(const std::filesystem::path& file, LoadedModel* namer, const ExploreOptions& options, JobContext& job)
      : archive_(Archive::open(file, archive::OpenMode::ReadWrite)),
        model_(modelOfLayout(archive_, options.model)),
        namer_(namer),
        options_(options),
        job_(job) {
    if (namer_ != nullptr && namer_->card().fingerprint != model_.fingerprint) namer_ = nullptr;
    knn_.seed = options.seed;
    knn_.k = 14;  // umap-learn's 15 count the row itself
  }

  LayoutView run() {
    archive_.snapshot([&] {
      revision_ = archive_.revision();
      old_ = archive_.layoutOf(model_.id, options_.place ? std::string() : options_.method);
    });
    const std::int64_t count = archive_.embeddingCount(model_.id);
    if (count == 0) {
      throw Error(ErrorCode::InvalidInput, "holds no embeddings of this model yet; add scenes first",
                  archive_.file().string());
    }
    const bool placing = options_.place && old_ && !old_->tiles.empty();
    if (placing) options_.method = old_->method;
    if (options_.withTexts && !placing) chooseTexts();
    const bool noCaptions = options_.names == NameSource::Captions && archive_.captions().empty();
    if (noCaptions) options_.names = NameSource::LandCover;
    const bool same =
        old_ && shapeOf(old_->settings) == shapeOf(options_, textsTold()) && !options_.anew && !old_->tiles.empty();
    const auto missing = count - static_cast<std::int64_t>(old_ ? old_->tiles.size() : 0);
    if (!placing && (!same || missing > count / 2)) {
      layOutAnew(static_cast<std::size_t>(count));
    } else if (missing > 0) {
      addNewTiles(static_cast<std::size_t>(count));
    }
    if (!placing && same && old_->settings != settings()) nameAnew(static_cast<std::size_t>(count));
    std::optional<LayoutView> view = viewOfLayout(archive_, model_, options_.method);
    if (!view) throw Error(ErrorCode::Internal, "the layout that was just stored is not there");
    view->noCaptions = noCaptions;
    if (texts_.known > static_cast<std::int64_t>(view->texts.size())) view->textsKnown = texts_.known;
    return std::move(*view);
  }

 private:
  /// Captions that come into an archive without any make its layout another one: they take the words' place.
  void chooseTexts() {
    if (namer_ == nullptr) {
      throw Error(ErrorCode::InvalidInput,
                  "texts can be laid out only with the model that made these embeddings, and it is not among yours",
                  model_.name);
    }
    texts_ = spaceTexts(archive_, *namer_, options_.seed);
  }

  std::string textsTold() const {
    return texts_.texts.empty() ? "" : texts_.words ? " texts=land cover" : " texts=captions";
  }

  std::string settings() const { return settingsOf(options_, textsTold()); }

  void layOutAnew(std::size_t count) {
    other_ = archive_.layoutOf(model_.id, options_.method == "umap" ? "pca" : "umap");
    const std::size_t extra = texts_.texts.size();
    const std::size_t whole = affordableRows(count + extra, static_cast<std::size_t>(model_.embedDim), knn_.k,
                                             knn_.exactLimit, options_.memoryLimit);
    const std::size_t kept = whole - std::min(extra, whole / 2);
    space_ = readSpace(
        archive_, model_, [&](std::int64_t place, TileId) { return inSample(place, count, kept, options_.seed); },
        job_);
    if (!texts_.texts.empty()) {
      texts_.embed(*namer_, job_);
      space_.values.insert(space_.values.end(), texts_.values.begin(), texts_.values.end());
    }
    graph_ = explore::nearestNeighbours(space_.rows(), knn_, team_, job_);
    pca_ = explore::fitPca(space_.rows(), job_);
    arrange();
    StoredLayout layout = begin();
    layout.tiles = space_.tiles;
    takeTexts(layout);
    partition();
    for (const explore::Point& point : points_) layout.xy.insert(layout.xy.end(), {point.x, point.y});
    for (const std::int32_t of : partition_.of) layout.cluster.push_back(numberOf(of));
    describeClusters(layout);
    carryNames(layout);
    measure(layout);
    if (kept < count) placeRest(layout);
    chooseColours(layout, layoutsBefore());
    finish(layout);
  }

  /// What the archive's clusters looked like so far: by this method, by the other one, with other models.
  std::vector<StoredLayout> layoutsBefore() {
    std::vector<StoredLayout> layouts;
    if (old_) layouts.push_back(*old_);
    if (other_) layouts.push_back(*other_);
    for (const archive::ModelRecord& model : archive_.models()) {
      if (model.id == model_.id) continue;
      if (auto layout = archive_.layoutOf(model.id)) layouts.push_back(std::move(*layout));
    }
    return layouts;
  }

  /// Points of the tiles and, after them, of the texts: one layout over both kinds of rows.
  void arrange() {
    const bool both = !texts_.texts.empty();
    axes_ = both ? explore::fitPcaOfTwo(space_.rows(), space_.texts(), job_) : pca_;
    points_ = axes_.project(space_.all());
    if (options_.method != "umap") return;
    // What is said about tiles (clusters, duplicates, outliers) comes from their own neighbours alone.
    const explore::KnnGraph joint =
        both ? explore::nearestNeighbours(space_.all(), knn_, team_, job_) : explore::KnnGraph();
    const explore::KnnGraph& graph = both ? joint : graph_;
    const explore::SparseRows edges = explore::fuzzyUnion(graph, explore::membershipStrengths(graph));
    if (options_.start == "spectral") {
      points_ = explore::spectralStart(edges, points_, options_.seed, team_, job_);
    }
    points_ = explore::umapLayout(edges, points_, umap(), team_, job_);
  }

  /// The texts' points leave the tiles' alone from here on.
  void takeTexts(StoredLayout& layout) {
    for (std::size_t t = 0; t < texts_.texts.size(); ++t) {
      const explore::Point& point = points_[space_.tiles.size() + t];
      const auto first = texts_.values.begin() + static_cast<std::ptrdiff_t>(t * space_.dim);
      layout.texts.push_back(
          {texts_.texts[t], texts_.words, point.x, point.y, {first, first + static_cast<std::ptrdiff_t>(space_.dim)}});
    }
    points_.resize(space_.tiles.size());
    space_.values.resize(space_.tiles.size() * space_.dim);
  }

  void partition() {
    const explore::Rows rows = space_.rows();
    job_.report({"cluster", 0, 1});
    if (options_.clusters > 0) {
      explore::KMeansOptions kmeans;
      kmeans.clusters = options_.clusters;
      kmeans.seed = options_.seed;
      partition_ = explore::kMeans(rows, kmeans, job_);
    } else {
      partition_ = explore::densityClusters(rows, graph_, {}, job_);
      // Real imagery may run into itself so evenly that its densities show one group where the picture shows many.
      if (partition_.count == 1 && options_.method == "umap") {
        partition_ = explore::layoutClusters(rows, points_, {}, team_, job_);
      }
      if (partition_.count == 1 && options_.method == "pca" && other_) {
        sameAsOther_ = takeClusters(*other_, space_, partition_);
      }
      explore::mergeAlike(rows, kRoundingDistance, partition_);
    }
    numbers_ = numbersAfter(old_ ? old_ : other_);
    job_.report({"cluster", 1, 1});
  }

  /// The numbers of the stored layout's clusters for those that are mostly the same tiles.
  std::vector<std::int64_t> numbersAfter(const std::optional<StoredLayout>& stored) const {
    std::unordered_map<TileId, std::int64_t> before;
    std::int64_t next = 1;
    if (stored) {
      for (std::size_t i = 0; i < stored->tiles.size(); ++i) before[stored->tiles[i]] = stored->cluster[i];
      for (const archive::LayoutCluster& cluster : stored->clusters) next = std::max(next, cluster.number + 1);
    }
    std::vector<std::int64_t> was;
    for (const TileId tile : space_.tiles) was.push_back(before.contains(tile) ? before[tile] : -1);
    return explore::stableNumbers(was, partition_.of, partition_.count, next);
  }

  /// People's names for the same tiles in the layout by the other method; a name of their own they keep. The program's
  /// too where all clusters are the same: of several alike it would count them otherwise.
  void carryNames(StoredLayout& layout) const {
    if (!other_) return;
    const std::vector<std::int64_t> there = old_ ? numbersAfter(other_) : numbers_;
    for (std::size_t c = 0; c < layout.clusters.size(); ++c) {
      for (const archive::LayoutCluster& cluster : other_->clusters) {
        if (cluster.number != there[c]) continue;
        layout.clusters[c].carriedName = cluster.ownName;
        if (!sameAsOther_ || namesOf(other_->settings) != namesOf(settings())) continue;
        layout.clusters[c].name = cluster.name;
        layout.clusters[c].otherNames = cluster.otherNames;
      }
    }
  }

  void describeClusters(StoredLayout& layout) {
    const auto representatives = explore::representatives(space_.rows(), partition_);
    const auto names = chooseNames(archive_, namer_, options_, space_.rows(), partition_, job_);
    for (std::size_t c = 0; c < numbers_.size(); ++c) {
      archive::LayoutCluster cluster;
      cluster.number = numbers_[c];
      cluster.name = names[c].name;
      cluster.otherNames = names[c].others;
      const auto representative = static_cast<std::size_t>(representatives[c]);
      cluster.representative = representatives[c] < 0 ? 0 : space_.tiles[representative];
      const auto centre = partition_.centres.begin() + static_cast<std::ptrdiff_t>(c * space_.dim);
      cluster.centre.assign(centre, centre + static_cast<std::ptrdiff_t>(space_.dim));
      layout.clusters.push_back(std::move(cluster));
    }
  }

  void measure(StoredLayout& layout) {
    measureRows(layout);
    markRows(layout, graph_, space_.rows(), std::min(kMostOutliers, space_.tiles.size() / 20));
  }

  void measureRows(StoredLayout& layout) {
    const explore::Rows rows = space_.rows();
    const auto space = explore::measureSpace(rows, pca_.effectiveRank(), options_.seed, job_);
    const auto pairs = measureCaptions(archive_, namer_, rows, space_.tiles, options_.seed, job_);
    // A few hundred rows tell the figure to two digits; each is compared with all.
    const std::size_t asked = rows.count() > 50'000 ? 200 : 500;
    const auto quality = explore::layoutQuality(rows, points_, kQualityNeighbours, asked, options_.seed, job_);
    layout.measures = {
        {"uniformity_image", space.uniformity},       {"effective_rank", space.effectiveRank},
        {"mean_similarity", space.similarity.mean},   {"silhouette", explore::centroidSilhouette(rows, partition_)},
        {"trustworthiness", quality.trustworthiness}, {"neighbours_kept", quality.preservation}};
    if (pairs.pairs > 0) {
      layout.measures["alignment"] = pairs.alignment;
      layout.measures["modality_gap"] = pairs.modalityGap;
      if (pairs.pairs > 1) layout.measures["uniformity_text"] = pairs.uniformityText;
    }
    layout.similarity.assign(space.similarity.share.begin(), space.similarity.share.end());
  }

  /// Tiles indexed since the layout was made go where their neighbours are; everything else stays.
  void addNewTiles(std::size_t count) {
    StoredLayout layout = *old_;
    layout.revision = revision_;
    const std::size_t kept =
        affordableRows(count, static_cast<std::size_t>(model_.embedDim), knn_.k, knn_.exactLimit, options_.memoryLimit);
    const auto placed = [&](TileId tile) { return std::binary_search(old_->tiles.begin(), old_->tiles.end(), tile); };
    space_ = readSpace(
        archive_, model_,
        [&](std::int64_t place, TileId tile) { return placed(tile) && inSample(place, count, kept, options_.seed); },
        job_);
    points_.clear();
    for (const TileId tile : space_.tiles) {
      const auto at = static_cast<std::size_t>(std::lower_bound(old_->tiles.begin(), old_->tiles.end(), tile) -
                                               old_->tiles.begin());
      points_.push_back({old_->xy[2 * at], old_->xy[2 * at + 1]});
      fixedCluster_.push_back(old_->cluster[at]);
    }
    if (points_.empty()) return layOutAnew(count);
    if (options_.method == "pca") fitAxesAgain(*old_);
    placeRest(layout);
    measureAgain(layout, count, kept);
    finish(layout);
  }

  /// The axes of a stored layout, from the rows that it was made from.
  void fitAxesAgain(const StoredLayout& layout) {
    const std::size_t tiles = space_.values.size();
    for (const archive::LayoutText& text : layout.texts) {
      if (text.vector.size() != space_.dim)
        throw Error(ErrorCode::Corrupt, "a layout of the archive is damaged; make it again");
      space_.values.insert(space_.values.end(), text.vector.begin(), text.vector.end());
    }
    axes_ = explore::fitPcaOfTwo(space_.rows(), space_.texts(), job_);
    space_.values.resize(tiles);
  }

  /// Names by other words: points and clusters stay as they are.
  void nameAnew(std::size_t count) {
    std::optional<StoredLayout> layout = archive_.layoutOf(model_.id, options_.method);
    if (!layout || layout->settings == settings()) return;  // laid out anew, and named with it
    takeUp(*layout, count,
           affordableRows(count, static_cast<std::size_t>(model_.embedDim), knn_.k, knn_.exactLimit,
                          options_.memoryLimit));
    const auto names = chooseNames(archive_, namer_, options_, space_.rows(), partition_, job_);
    for (std::size_t c = 0; c < layout->clusters.size(); ++c) {
      layout->clusters[c].name = names[c].name;
      layout->clusters[c].otherNames = names[c].others;
    }
    layout->settings = settings();
    finish(*layout);
  }

  /// A stored layout's rows, points and clusters, as if they had just been computed; of very many, a sample's.
  void takeUp(const StoredLayout& layout, std::size_t count, std::size_t kept) {
    space_ = {};
    const auto at = [&](TileId tile) {
      return static_cast<std::size_t>(std::lower_bound(layout.tiles.begin(), layout.tiles.end(), tile) -
                                      layout.tiles.begin());
    };
    space_ = readSpace(
        archive_, model_,
        [&](std::int64_t place, TileId tile) {
          return inSample(place, count, kept, options_.seed) &&
                 std::binary_search(layout.tiles.begin(), layout.tiles.end(), tile);
        },
        job_);
    std::unordered_map<std::int64_t, std::int32_t> indexOf;
    for (std::size_t c = 0; c < layout.clusters.size(); ++c) {
      indexOf[layout.clusters[c].number] = static_cast<std::int32_t>(c);
    }
    points_.clear();
    partition_ = {static_cast<int>(layout.clusters.size()), {}, {}};
    for (const TileId tile : space_.tiles) {
      points_.push_back({layout.xy[2 * at(tile)], layout.xy[2 * at(tile) + 1]});
      const auto found = indexOf.find(layout.cluster[at(tile)]);
      partition_.of.push_back(found == indexOf.end() ? -1 : found->second);
    }
  }

  /// Figures, centres and representatives of a layout into which tiles were placed. Points, clusters and names stay.
  void measureAgain(StoredLayout& layout, std::size_t count, std::size_t kept) {
    takeUp(layout, count, kept);
    partition_.centres = explore::centresOf(space_.rows(), partition_.of, partition_.count);
    const auto representatives = explore::representatives(space_.rows(), partition_);
    for (std::size_t c = 0; c < layout.clusters.size(); ++c) {
      if (representatives[c] < 0) continue;
      layout.clusters[c].representative = space_.tiles[static_cast<std::size_t>(representatives[c])];
      const auto centre = partition_.centres.begin() + static_cast<std::ptrdiff_t>(c * space_.dim);
      layout.clusters[c].centre.assign(centre, centre + static_cast<std::ptrdiff_t>(space_.dim));
    }
    pca_ = explore::fitPca(space_.rows(), job_);
    measureRows(layout);
  }

  /// Places every tile that has no point yet, block by block.
  void placeRest(StoredLayout& layout) {
    if (fixedCluster_.empty()) fixedCluster_ = layout.cluster;
    const std::vector<TileId> present = layout.tiles;
    const auto missing = [&](std::int64_t, TileId tile) {
      return !std::binary_search(present.begin(), present.end(), tile);
    };
    std::int64_t done = 0;
    const std::int64_t total = archive_.embeddingCount(model_.id) - static_cast<std::int64_t>(present.size());
    PlacedMarks marks(layout.marked);
    const auto place = [&](const SpaceRows& block) {
      const auto graph = explore::neighboursAmong(block.rows(), space_.rows(), knn_.k + 1, team_, job_);
      JobContext quiet(job_.stopToken());
      const std::vector<explore::Point> points = options_.method == "umap"
                                                     ? explore::placePoints(graph, points_, umap(), team_, quiet)
                                                     : axes_.project(block.rows());
      for (std::size_t i = 0; i < block.tiles.size(); ++i) {
        layout.tiles.push_back(block.tiles[i]);
        layout.xy.insert(layout.xy.end(), {points[i].x, points[i].y});
        layout.cluster.push_back(clusterByNeighbours(graph, i));
      }
      const auto own = explore::neighboursAmong(block.rows(), block.rows(), knn_.k + 1, team_, quiet);
      marks.add(block.tiles, {{graph, space_.tiles}, {own, block.tiles}}, knn_.k);
      done += static_cast<std::int64_t>(block.tiles.size());
      job_.report({"place", done, total});
    };
    readSpaceInBlocks(archive_, model_, kPlacedAtOnce, missing, place, job_);
    marks.store(std::min(kMostOutliers, layout.tiles.size() / 20));
    sortByTile(layout);
  }

  std::int32_t clusterByNeighbours(const explore::KnnGraph& graph, std::size_t row) const {
    std::unordered_map<std::int32_t, int> votes;
    std::int32_t most = -1;
    for (std::size_t j = 0; j < graph.k; ++j) {
      const std::int32_t of = fixedCluster_[static_cast<std::size_t>(graph.neighbour[row * graph.k + j])];
      // Nearest first: of equal votes the nearer cluster keeps the lead.
      if (++votes[of] > (j == 0 ? 0 : votes[most])) most = of;
    }
    return most;
  }

  static void sortByTile(StoredLayout& layout) {
    std::vector<std::size_t> order(layout.tiles.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return layout.tiles[a] < layout.tiles[b]; });
    StoredLayout sorted;
    for (const std::size_t i : order) {
      sorted.tiles.push_back(layout.tiles[i]);
      sorted.xy.insert(sorted.xy.end(), {layout.xy[2 * i], layout.xy[2 * i + 1]});
      sorted.cluster.push_back(layout.cluster[i]);
    }
    layout.tiles = std::move(sorted.tiles);
    layout.xy = std::move(sorted.xy);
    layout.cluster = std::move(sorted.cluster);
  }

  StoredLayout begin() const {
    StoredLayout layout;
    layout.model = model_.id;
    layout.method = options_.method;
    layout.settings = settings();
    layout.revision = revision_;
    return layout;
  }

  void finish(StoredLayout& layout) {
    for (archive::LayoutCluster& cluster : layout.clusters) {
      cluster.size = std::count(layout.cluster.begin(), layout.cluster.end(), cluster.number);
    }
    job_.checkpoint();
    archive_.putLayout(layout);
  }

  std::int32_t numberOf(std::int32_t of) const {
    return of < 0 ? -1 : static_cast<std::int32_t>(numbers_[static_cast<std::size_t>(of)]);
  }

  explore::UmapOptions umap() const {
    explore::UmapOptions umap;
    umap.seed = options_.seed;
    return umap;
  }

  Archive archive_;
  archive::ModelRecord model_;
  LoadedModel* namer_;
  ExploreOptions options_;
  JobContext& job_;
  explore::Team team_;
  explore::KnnOptions knn_;
  std::int64_t revision_ = 0;
  std::optional<StoredLayout> old_, other_;  ///< by the same method and by the other one
  SpaceRows space_;
  explore::KnnGraph graph_;
  SpaceTexts texts_;   ///< laid out with the tiles; none: these alone
  explore::Pca pca_;   ///< of the tiles
  explore::Pca axes_;  ///< of what is laid out
  std::vector<explore::Point> points_;
  explore::Partition partition_;
  bool sameAsOther_ = false;                ///< the clusters are those of other_
  std::vector<std::int64_t> numbers_;       ///< of the partition's clusters
  std::vector<std::int32_t> fixedCluster_;  ///< cluster numbers of the rows of space_, when others are placed by them
};

}  // namespace

LayoutCost layoutCost(const std::filesystem::path& archiveFile, const std::string& name, std::size_t memoryLimit) {
  Archive archive = Archive::open(archiveFile, archive::OpenMode::ReadOnly);
  LayoutCost cost;
  if (name.empty() && !archive.activeModel()) return cost;
  const archive::ModelRecord model = modelOfLayout(archive, name);
  const auto dim = static_cast<std::size_t>(model.embedDim);
  const explore::KnnOptions knn;
  cost.tiles = archive.embeddingCount(model.id);
  cost.free = static_cast<std::size_t>(availableMemory());
  const std::size_t kept = affordableRows(static_cast<std::size_t>(cost.tiles), dim, knn.k, knn.exactLimit, memoryLimit);
  cost.laidOut = static_cast<std::int64_t>(kept);
  cost.bytes = kept * dim * sizeof(float) + explore::layoutBytes(kept, dim, knn.k, knn.exactLimit);
  return cost;
}

LayoutView runExplore(const std::filesystem::path& archiveFile, LoadedModel* namer, const ExploreOptions& options,
                      JobContext& job) {
  checkOptions(options);
  try {
    return ExploreRun(archiveFile, namer, options, job).run();
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "not enough memory to lay the tiles out", archiveFile.string());
  }
}

}  // namespace tilescout::jobs
