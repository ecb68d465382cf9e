#include "jobs/find_job.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "archive/archive.h"
#include "archive/label_book.h"
#include "base/error.h"
#include "base/hash.h"
#include "explore/alike_groups.h"
#include "explore/label_queue.h"
#include "explore/neighbours.h"
#include "explore/space_measures.h"
#include "jobs/catalog_service.h"
#include "jobs/explore_space.h"
#include "jobs/layout_source.h"
#include "jobs/picture_look.h"
#include "jobs/tile_labels.h"
#include "search/geo_filter.h"

namespace tilescout::jobs {

namespace {

using archive::Archive;

constexpr std::size_t kNeighbours = 14;
constexpr std::size_t kMostPictures = 4000;
constexpr double kSamePixelsFrom = 0.999;  ///< pictures are compared only of pairs at least this alike
constexpr double kSamePlace = 0.5;         ///< share of the smaller footprint that lies over the other
constexpr int kLookSize = 128;
constexpr int kLookPixels = 1024;

/// The archive's space with its neighbour graph.
struct Space {
  Space(const std::filesystem::path& file, JobContext& job)
      : archive(Archive::open(file, archive::OpenMode::ReadOnly)) {
    const archive::ModelRecord model = modelOfLayout(archive, {});
    explore::KnnOptions knn;
    knn.k = kNeighbours;
    const auto count = static_cast<std::size_t>(archive.embeddingCount(model.id));
    const std::size_t kept = affordableRows(count, static_cast<std::size_t>(model.embedDim), knn.k, knn.exactLimit, 0);
    rows = readSpace(
        archive, model, [&](std::int64_t place, TileId) { return inSample(place, count, kept, knn.seed); }, job);
    if (rows.tiles.empty())
      throw Error(ErrorCode::InvalidInput, "holds no embeddings yet; add scenes first", file.string());
    explore::Team team;
    graph = explore::nearestNeighbours(rows.rows(), knn, team, job);
  }

  TileId tile(std::int32_t row) const { return rows.tiles[static_cast<std::size_t>(row)]; }

  Archive archive;
  SpaceRows rows;
  explore::KnnGraph graph;
};

struct Pair {
  std::int32_t a = 0, b = 0;
  double cosine = 0.0;
};

/// Each pair once.
std::vector<Pair> pairsFrom(const explore::KnnGraph& graph, double cosine) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < graph.count; ++i) {
    for (std::size_t j = 0; j < graph.k; ++j) {
      const double alike = 1.0 - static_cast<double>(graph.distance[i * graph.k + j]);
      if (alike < cosine) break;
      const auto a = static_cast<std::int32_t>(i), b = graph.neighbour[i * graph.k + j];
      pairs.push_back({std::min(a, b), std::max(a, b), alike});
    }
  }
  std::sort(pairs.begin(), pairs.end(),
            [](const Pair& x, const Pair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  const auto same = [](const Pair& x, const Pair& y) { return x.a == y.a && x.b == y.b; };
  pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
  return pairs;
}

/// Hashes of pictures, read once each; nothing where a picture cannot be read, or when too many were asked for.
class Pictures {
 public:
  Pictures(const std::filesystem::path& file, JobContext& job) : catalog_(file), job_(job) {}

  std::optional<std::string> hashOf(const TileInfo& tile) {
    const auto found = known_.find(tile.id);
    if (found != known_.end()) return found->second;
    if (known_.size() >= kMostPictures) return std::nullopt;
    job_.checkpoint();
    std::optional<std::string> hash;
    try {
      const double side = std::max(tile.window.width, tile.window.height);
      const Image image = catalog_.tileView(tile.id, 0.0, std::clamp(static_cast<int>(side), 16, kLookPixels));
      hash = hashText({reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size()});
    } catch (const Error&) {
      // The scene is not to be read now: then place and likeness decide.
    }
    known_[tile.id] = hash;
    job_.report({"look", static_cast<std::int64_t>(known_.size()), static_cast<std::int64_t>(kMostPictures)});
    return hash;
  }

 private:
  CatalogService catalog_;
  JobContext& job_;
  std::unordered_map<TileId, std::optional<std::string>> known_;
};

/// What the archive says of the tiles of pairs.
class Places {
 public:
  Places(Archive& archive, const Space& space, const std::vector<Pair>& pairs) {
    std::vector<TileId> ids;
    for (const Pair& pair : pairs) ids.insert(ids.end(), {space.tile(pair.a), space.tile(pair.b)});
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (std::size_t at = 0; at < ids.size(); at += 4096) {
      const auto some = std::span(ids).subspan(at, std::min<std::size_t>(4096, ids.size() - at));
      for (TileInfo& tile : archive.tiles(some)) tiles_[tile.id] = std::move(tile);
    }
    for (const archive::SceneRow& row : archive.scenes())
      scenes_[row.info.id] = {row.info.date, row.info.gsdMetres, false};
  }

  const TileInfo* find(TileId tile) const {
    const auto found = tiles_.find(tile);
    return found == tiles_.end() ? nullptr : &found->second;
  }
  /// Without labels.
  const DuplicateFacts& facts(SceneId scene) const {
    static const DuplicateFacts unknown;
    const auto found = scenes_.find(scene);
    return found == scenes_.end() ? unknown : found->second;
  }
  const std::string& date(SceneId scene) const { return facts(scene).date; }

 private:
  std::unordered_map<TileId, TileInfo> tiles_;
  std::unordered_map<SceneId, DuplicateFacts> scenes_;
};

std::optional<DuplicateKind> kindOf(const Pair& pair, const TileInfo& a, const TileInfo& b, const Places& places,
                                    Pictures& pictures) {
  const bool overlapping = a.scene == b.scene && search::overlapShare(a.window, b.window) > 0;
  if (overlapping) return std::nullopt;
  if (pair.cosine >= kSamePixelsFrom && a.window.width == b.window.width && a.window.height == b.window.height) {
    const auto first = pictures.hashOf(a), second = pictures.hashOf(b);
    if (first && second && *first == *second) return DuplicateKind::SamePixels;
  }
  const bool samePlace = a.footprint.size() >= 3 && b.footprint.size() >= 3 &&
                         search::overlapShare(a.footprint, b.footprint) >= kSamePlace;
  if (!samePlace) return DuplicateKind::LookAlike;
  return places.date(a.scene) == places.date(b.scene) ? DuplicateKind::SamePlaceAndDate
                                                      : DuplicateKind::SamePlaceOtherDate;
}

std::vector<DuplicateGroup> groupsOf(const std::vector<Pair>& pairs, DuplicateKind kind, double cosine,
                                     const Space& space) {
  std::vector<explore::AlikePair> alike;
  for (const Pair& pair : pairs) alike.push_back({pair.a, pair.b});
  std::vector<DuplicateGroup> groups;
  for (const explore::AlikeGroup& found : explore::groupsAlike(alike, space.rows.rows(), cosine)) {
    DuplicateGroup& group = groups.emplace_back();
    group.kind = kind;
    group.similarity = found.least;
    for (const std::int32_t row : found.rows) group.tiles.push_back(space.tile(row));
  }
  return groups;
}

/// What the rules of keeping decide by.
void addFacts(std::vector<DuplicateGroup>& groups, const Places& places, const std::filesystem::path& file) {
  std::vector<TileId> tiles;
  for (const DuplicateGroup& group : groups) tiles.insert(tiles.end(), group.tiles.begin(), group.tiles.end());
  std::sort(tiles.begin(), tiles.end());
  tiles.erase(std::unique(tiles.begin(), tiles.end()), tiles.end());
  const TileLabels labels = readTileLabels(file, tiles);
  for (DuplicateGroup& group : groups) {
    for (const TileId tile : group.tiles) {
      const TileInfo* info = places.find(tile);
      DuplicateFacts& facts = group.facts.emplace_back();
      if (info != nullptr) facts = places.facts(info->scene);
      const auto at = static_cast<std::size_t>(std::lower_bound(tiles.begin(), tiles.end(), tile) - tiles.begin());
      facts.labelled = labels.isLabelled(at);
    }
  }
}

bool isApart(const std::vector<TileId>& group, const std::vector<std::vector<TileId>>& apart) {
  return std::any_of(apart.begin(), apart.end(), [&](const std::vector<TileId>& said) {
    return std::includes(said.begin(), said.end(), group.begin(), group.end());
  });
}

OutlierReason outlierReason(const PictureLook& look) {
  if (look.commonest > 0.4) return OutlierReason::Blank;
  if (look.mean > 225) return OutlierReason::Bright;
  if (look.mean < 20) return OutlierReason::Dark;
  if (look.deviation < 6) return OutlierReason::Plain;
  return OutlierReason::Rare;
}

/// Whether all that the tile is like at all lies in its own scene.
bool onlyOwnScene(Space& space, std::int32_t row) {
  const explore::KnnGraph& graph = space.graph;
  std::vector<TileId> near{space.tile(row)};
  for (std::size_t j = 0; j < graph.k; ++j) {
    near.push_back(space.tile(graph.neighbour[static_cast<std::size_t>(row) * graph.k + j]));
  }
  const std::vector<TileInfo> tiles = space.archive.tiles(near);
  return tiles.size() > 2 && std::all_of(tiles.begin(), tiles.end(),
                                         [&](const TileInfo& tile) { return tile.scene == tiles.front().scene; });
}

}  // namespace

std::vector<DuplicateGroup> findDuplicates(const std::filesystem::path& archiveFile, const DuplicateOptions& options,
                                           JobContext& job) {
  Space space(archiveFile, job);
  const double cosine = std::clamp(options.cosine, -1.0, 1.0);
  const std::vector<Pair> pairs = pairsFrom(space.graph, cosine);
  const Places places(space.archive, space, pairs);
  Pictures pictures(archiveFile, job);
  std::map<DuplicateKind, std::vector<Pair>> byKind;
  for (const Pair& pair : pairs) {
    job.checkpoint();
    const TileInfo* a = places.find(space.tile(pair.a));
    const TileInfo* b = places.find(space.tile(pair.b));
    if (a == nullptr || b == nullptr) continue;  // gone meanwhile
    if (const auto kind = kindOf(pair, *a, *b, places, pictures)) byKind[*kind].push_back(pair);
  }
  std::vector<DuplicateGroup> groups;
  for (const auto& [kind, ofKind] : byKind) {
    for (DuplicateGroup& group : groupsOf(ofKind, kind, cosine, space)) groups.push_back(std::move(group));
  }
  addFacts(groups, places, archiveFile);
  const std::vector<std::vector<TileId>> apart = space.archive.apart();
  for (DuplicateGroup& group : groups) group.apart = isApart(group.tiles, apart);
  return groups;
}

void sayApart(const std::filesystem::path& archiveFile, std::span<const std::vector<TileId>> groups) {
  archive::LabelBook(archiveFile, archive::OpenMode::ReadWrite).putApart(groups);
}

void takeBackApart(const std::filesystem::path& archiveFile, std::span<const std::vector<TileId>> groups) {
  archive::LabelBook(archiveFile, archive::OpenMode::ReadWrite).removeApart(groups);
}

std::vector<bool> areApart(const std::filesystem::path& archiveFile, std::span<const std::vector<TileId>> groups) {
  const auto apart = Archive::open(archiveFile, archive::OpenMode::ReadOnly).apart();
  std::vector<bool> answers;
  for (const std::vector<TileId>& group : groups) answers.push_back(isApart(group, apart));
  return answers;
}

std::vector<OutlierTile> findOutliers(const std::filesystem::path& archiveFile, std::size_t count, JobContext& job) {
  Space space(archiveFile, job);
  CatalogService catalog(archiveFile);
  std::vector<OutlierTile> found;
  const auto farthest = explore::outliers(space.graph, count);
  const bool severalScenes = space.archive.scenes().size() > 1;
  for (const auto& [row, distance] : farthest) {
    job.checkpoint();
    OutlierTile outlier;
    outlier.tile = space.tile(row);
    outlier.distance = static_cast<double>(distance);
    const std::size_t first = static_cast<std::size_t>(row) * space.graph.k;
    outlier.nearest = 1.0 - static_cast<double>(space.graph.distance[first]);
    try {
      outlier.reason = outlierReason(lookAt(catalog.thumbnail(outlier.tile, kLookSize)));
    } catch (const Error&) {
      // A scene that is not to be read now has no reason but its embedding.
    }
    if (severalScenes && outlier.reason == OutlierReason::Rare && onlyOwnScene(space, row)) {
      outlier.reason = OutlierReason::OwnScene;
    }
    found.push_back(outlier);
    job.report({"look", static_cast<std::int64_t>(found.size()), static_cast<std::int64_t>(farthest.size())});
  }
  return found;
}

std::vector<LabelSuggestion> suggestLabels(const std::filesystem::path& archiveFile, std::size_t count,
                                           JobContext& job) {
  Space space(archiveFile, job);
  const TileLabels labels = readTileLabels(archiveFile, space.rows.tiles);
  std::vector<std::uint8_t> labelled(space.rows.tiles.size());
  for (std::size_t i = 0; i < labelled.size(); ++i) labelled[i] = labels.isLabelled(i);
  std::vector<LabelSuggestion> suggestions;
  for (const explore::LabelCandidate& candidate :
       explore::worthLabelling(space.rows.rows(), space.graph, labelled, count, job)) {
    suggestions.push_back({space.tile(candidate.row), candidate.standsFor, candidate.distance});
  }
  return suggestions;
}

}  // namespace tilescout::jobs
