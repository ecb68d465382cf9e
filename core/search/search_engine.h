#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "search/geo_filter.h"
#include "search/query.h"
#include "search/query_vector.h"
#include "search/row_mask.h"
#include "search/vector_index.h"

namespace tilescout::search {

/// One model's embeddings of an archive in memory, and what the filters need of its scenes. A picture of one moment:
/// give search() the archive at the same revision (Archive::snapshot). Reading is safe from many threads, each with an
/// archive connection of its own.
class SearchEngine {
 public:
  /// Reads all embeddings of the model. Throws Error{Corrupt} naming the tile of a damaged embedding, Cancelled.
  SearchEngine(archive::Archive& archive, const archive::ModelRecord& model, std::stop_token stop = {},
               int threads = 0);

  std::int64_t size() const noexcept { return static_cast<std::int64_t>(index_.size()); }
  const archive::ModelRecord& model() const noexcept { return model_; }
  const VectorIndex& index() const noexcept { return index_; }

  /// The tile's embedding; throws Error{NotFound} naming the tile when it has none.
  std::vector<float> vectorOf(TileId tile) const;

  /// Ranks the tiles that pass the query's filters. `parts` are its embedded texts and image (examples that are tiles
  /// are added here, and left out of the answer); `within` the polygons of its file. Hits: best first, equal scores by
  /// tile. Throws Error{InvalidInput} for a bad filter or an empty query, Error{NotFound} for an unknown example tile,
  /// Cancelled. tookMs, unknownWords and notice are the caller's.
  SearchResult search(archive::Archive& archive, const Query& query, QueryParts parts,
                      const std::vector<Polygon>& within, std::stop_token stop = {}) const;

 private:
  struct Scene {
    SceneId id;
    std::string name, path, date;
  };

  void readScenes(archive::Archive& archive);
  std::optional<RowMask> maskOf(archive::Archive& archive, const Query& query, const std::vector<Polygon>& within,
                                const std::stop_token& stop) const;
  RowMask rowsOfScenes(const Query& query) const;
  RowMask rowsInBox(archive::Archive& archive, const Box& box) const;
  RowMask rowsWithin(archive::Archive& archive, const std::vector<Polygon>& polygons, const RowMask* already,
                     const std::stop_token& stop) const;
  std::vector<Neighbour> choose(archive::Archive& archive, const Query& query, const std::vector<float>& vector,
                                const std::vector<float>& scores, const RowMask* mask,
                                const std::stop_token& stop) const;
  std::vector<Hit> describe(archive::Archive& archive, const std::vector<Neighbour>& found,
                            const std::vector<float>& scores) const;

  archive::ModelRecord model_;
  VectorIndex index_;
  std::vector<Scene> scenes_;
  std::vector<std::uint32_t> sceneOfRow_;  ///< index into scenes_
};

}  // namespace tilescout::search
