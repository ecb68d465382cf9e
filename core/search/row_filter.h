#pragma once
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "search/geo_filter.h"
#include "search/query.h"
#include "search/row_mask.h"
#include "search/vector_index.h"

namespace tilescout::search {

/// Which scene each row of an index belongs to, and what filters need to know of the scenes.
struct RowScenes {
  struct Scene {
    SceneId id = 0;
    std::string name, path, date, sensor;
    TileId since = 0;  ///< the first tile that its content ever had
  };
  std::vector<Scene> scenes;
  std::vector<std::uint32_t> ofRow;  ///< index into scenes
  const Scene& of(std::size_t row) const { return scenes[ofRow[row]]; }
};

/// Turns a query's filters into a mask over an index's rows. Lives as long as one search.
class RowFilter {
 public:
  RowFilter(archive::Archive& archive, const VectorIndex& index, const RowScenes& scenes, std::stop_token stop)
      : archive_(archive), index_(index), scenes_(scenes), stop_(std::move(stop)) {}

  /// Rows that pass scenes, dates, areas and lists of tiles; empty when nothing restricts.
  /// Throws Error{InvalidInput} for a bad filter, Cancelled.
  std::optional<RowMask> maskOf(const Query& query, const std::vector<Polygon>& within) const;

  /// Rows that show an example over again: the example tiles themselves, and as the query asks their overlapping
  /// neighbours and the same place in other scenes.
  std::vector<std::size_t> rowsOfExamples(const Query& query) const;

 private:
  RowMask rowsOfScenes(const Query& query) const;
  RowMask rowsAfter(TileId tile) const;
  RowMask rowsInBox(const Box& box) const;
  RowMask rowsOfTiles(const std::vector<TileId>& tiles) const;
  RowMask rowsWithin(const std::vector<Polygon>& polygons, const RowMask* already) const;
  void addRowsAround(const TileInfo& example, const Query& query, std::vector<std::size_t>& rows) const;
  std::vector<TileId> tilesNear(const TileInfo& example, bool otherScenes) const;

  archive::Archive& archive_;
  const VectorIndex& index_;
  const RowScenes& scenes_;
  std::stop_token stop_;
};

}  // namespace tilescout::search
