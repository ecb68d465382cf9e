#include "search/search_engine.h"

#include <algorithm>
#include <new>
#include <unordered_map>

#include "base/error.h"
#include "search/distinct.h"
#include "search/relevance.h"
#include "search/scene_filter.h"

namespace tilescout::search {
namespace {

/// Tiles looked up in the archive between two looks at the stop token.
constexpr std::size_t tilesPerLook = 1024;

void checkStop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}

std::vector<TileInfo> tilesOf(archive::Archive& archive, std::span<const Neighbour> found) {
  std::vector<TileId> ids;
  for (const Neighbour& neighbour : found) ids.push_back(neighbour.tile);
  return archive.tiles(ids);
}

void addTileParts(const SearchEngine& engine, const Query& query, QueryParts& parts) {
  for (const TileId tile : query.like) parts.examples.push_back(engine.vectorOf(tile));
  for (const TileId tile : query.unlike) parts.notExamples.push_back(engine.vectorOf(tile));
}

}  // namespace

SearchEngine::SearchEngine(archive::Archive& archive, const archive::ModelRecord& model, std::stop_token stop,
                           int threads)
    : model_(model), index_(static_cast<std::size_t>(std::max(model.embedDim, 0)), threads) {
  try {
    index_.reserve(static_cast<std::size_t>(archive.embeddingCount(model.id)));
    archive.readEmbeddings(model.id, [&](std::span<const TileId> ids, std::span<const std::uint16_t> halves) {
      checkStop(stop);
      index_.append(ids, halves);
    });
    readScenes(archive);
  } catch (const std::bad_alloc&) {
    throw Error(ErrorCode::OutOfMemory, "no memory is left for the archive's embeddings", archive.file().string());
  }
}

void SearchEngine::readScenes(archive::Archive& archive) {
  std::unordered_map<SceneId, std::uint32_t> places;
  for (const archive::SceneRow& row : archive.scenes()) {
    places.emplace(row.info.id, static_cast<std::uint32_t>(scenes_.size()));
    scenes_.push_back({row.info.id, row.info.name, row.info.path, row.info.date});
  }
  const std::vector<SceneId> ofRows = archive.sceneOfEmbedded(model_.id);
  if (ofRows.size() != index_.size())
    throw Error(ErrorCode::Corrupt, "holds embeddings of tiles that do not exist", archive.file().string());
  sceneOfRow_.reserve(ofRows.size());
  for (const SceneId id : ofRows) {
    const auto place = places.find(id);
    if (place == places.end())
      throw Error(ErrorCode::Corrupt, "holds tiles of a scene that does not exist", archive.file().string());
    sceneOfRow_.push_back(place->second);
  }
}

std::vector<float> SearchEngine::vectorOf(TileId tile) const {
  const auto row = index_.rowOf(tile);
  if (!row)
    throw Error(ErrorCode::NotFound, "is not in the archive or has no embedding", "tile " + std::to_string(tile));
  return index_.vectorOf(*row);
}

RowMask SearchEngine::rowsOfScenes(const Query& query) const {
  const DateRange dates(query.fromDate, query.toDate);
  std::vector<char> passes(scenes_.size());
  std::transform(scenes_.begin(), scenes_.end(), passes.begin(), [&](const Scene& scene) {
    return dates.passes(scene.date) && (query.sceneGlob.empty() || globMatches(query.sceneGlob, scene.name)) ? 1 : 0;
  });
  RowMask mask(index_.size(), false);
  for (std::size_t row = 0; row < sceneOfRow_.size(); ++row)
    if (passes[sceneOfRow_[row]] != 0) mask.set(row);
  return mask;
}

RowMask SearchEngine::rowsInBox(archive::Archive& archive, const Box& box) const {
  RowMask mask(index_.size(), false);
  for (const TileId tile : archive.tilesInBox(box[0], box[1], box[2], box[3]))
    if (const auto row = index_.rowOf(tile)) mask.set(*row);
  return mask;
}

RowMask SearchEngine::rowsWithin(archive::Archive& archive, const std::vector<Polygon>& polygons,
                                 const RowMask* already, const std::stop_token& stop) const {
  RowMask mask(index_.size(), false);
  for (const Polygon& polygon : polygons) {
    const RowMask near = rowsInBox(archive, boxAround(polygon));
    std::vector<TileId> asked;
    const auto look = [&] {
      checkStop(stop);
      for (const TileInfo& tile : archive.tiles(asked))
        if (meets(tile.footprint, polygon)) mask.set(*index_.rowOf(tile.id));
      asked.clear();
    };
    for (std::size_t row = 0; row < index_.size(); ++row) {
      if (!near.passes(row) || mask.passes(row) || (already != nullptr && !already->passes(row))) continue;
      asked.push_back(index_.ids()[row]);
      if (asked.size() == tilesPerLook) look();
    }
    look();
  }
  return mask;
}

std::optional<RowMask> SearchEngine::maskOf(archive::Archive& archive, const Query& query,
                                            const std::vector<Polygon>& within, const std::stop_token& stop) const {
  std::optional<RowMask> mask;
  const auto restrict = [&](RowMask other) {
    if (mask)
      mask->keepOnly(other);
    else
      mask = std::move(other);
  };
  if (!query.sceneGlob.empty() || !query.fromDate.empty() || !query.toDate.empty()) restrict(rowsOfScenes(query));
  if (query.bbox) restrict(rowsInBox(archive, checkedBox(*query.bbox)));
  checkStop(stop);
  if (!within.empty() || !query.withinFile.empty())
    restrict(rowsWithin(archive, within, mask ? &*mask : nullptr, stop));
  return mask;
}

std::vector<Neighbour> SearchEngine::choose(archive::Archive& archive, const Query& query,
                                            const std::vector<float>& vector, const std::vector<float>& scores,
                                            const RowMask* mask, const std::stop_token& stop) const {
  const auto top = static_cast<std::size_t>(query.top);
  if (!(query.distinctMetres > 0)) return index_.select(vector, scores, top, mask);
  DistinctPlaces places(query.distinctMetres);
  std::vector<Neighbour> chosen;
  std::size_t seen = 0;
  // Ask for ever more candidates until enough of them show different places; most archives need the first round only.
  for (std::size_t asked = std::max<std::size_t>(64, 4 * top);; asked *= 4) {
    const std::vector<Neighbour> ranked = index_.select(vector, scores, asked, mask);
    while (seen < ranked.size()) {
      checkStop(stop);
      const auto block = std::span(ranked).subspan(seen, std::min(tilesPerLook, ranked.size() - seen));
      const std::vector<TileInfo> tiles = tilesOf(archive, block);
      for (std::size_t i = 0; i < block.size() && chosen.size() < top; ++i)
        if (places.take(tiles[i])) chosen.push_back(block[i]);
      if (chosen.size() == top) return chosen;
      seen += block.size();
    }
    if (ranked.size() < asked) return chosen;
  }
}

std::vector<Hit> SearchEngine::describe(archive::Archive& archive, const std::vector<Neighbour>& found,
                                        const std::vector<float>& scores) const {
  const std::vector<TileInfo> tiles = tilesOf(archive, found);
  const std::vector<double> percentiles = percentilesOf(scores, found);
  std::vector<Hit> hits(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Scene& scene = scenes_[sceneOfRow_[found[i].row]];
    hits[i] = {static_cast<int>(i) + 1, found[i].tile,  scene.id,        scene.name,         scene.path,
               found[i].score,          percentiles[i], tiles[i].window, tiles[i].footprint, scene.date};
  }
  return hits;
}

SearchResult SearchEngine::search(archive::Archive& archive, const Query& query, QueryParts parts,
                                  const std::vector<Polygon>& within, std::stop_token stop) const {
  if (query.top < 1) throw Error(ErrorCode::InvalidInput, "the number of hits asked for must be at least 1");
  addTileParts(*this, query, parts);
  const std::vector<float> vector = combineQuery(parts, query.textWeight);
  std::optional<RowMask> mask = maskOf(archive, query, within, stop);
  SearchResult result;
  result.model = model_.name;
  result.searched = size();
  result.passed = mask ? static_cast<std::int64_t>(mask->count()) : size();
  // An example answers itself with score 1; nobody asks to see it again.
  for (const auto* examples : {&query.like, &query.unlike})
    for (const TileId tile : *examples) {
      if (!mask) mask.emplace(index_.size(), true);
      mask->clear(*index_.rowOf(tile));
    }
  const std::vector<float> scores = index_.scan(vector, stop);
  result.hits = describe(archive, choose(archive, query, vector, scores, mask ? &*mask : nullptr, stop), scores);
  return result;
}

}  // namespace tilescout::search
