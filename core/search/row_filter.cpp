#include "search/row_filter.h"

#include <algorithm>
#include <unordered_set>

#include "base/error.h"
#include "base/sensor_name.h"
#include "search/scene_filter.h"

namespace tilescout::search {
namespace {

/// Tiles looked up in the archive between two looks at the stop token.
constexpr std::size_t tilesPerLook = 1024;
/// Tiles that only touch along an edge, give or take rounding, do not overlap.
constexpr double overlapsFrom = 0.02;

void checkStop(const std::stop_token& stop) {
  if (stop.stop_requested()) throw Cancelled();
}

/// `asked` in small letters.
bool isOneOf(const std::vector<std::string>& asked, const std::string& sensor) {
  return std::any_of(asked.begin(), asked.end(),
                     [name = foldedSensor(sensor)](const std::string& wanted) { return globMatches(wanted, name); });
}

}  // namespace

RowMask RowFilter::rowsOfScenes(const Query& query) const {
  const DateRange dates(query.fromDate, query.toDate, query.undated);
  const std::unordered_set<SceneId> asked(query.scenes.begin(), query.scenes.end());
  std::vector<std::string> sensors;
  for (const std::string& sensor : query.sensors) sensors.push_back(foldedSensor(sensor));
  std::vector<char> passes(scenes_.scenes.size());
  std::transform(scenes_.scenes.begin(), scenes_.scenes.end(), passes.begin(), [&](const RowScenes::Scene& scene) {
    return dates.passes(scene.date) && (query.sceneGlob.empty() || globMatches(query.sceneGlob, scene.name)) &&
                   (asked.empty() || asked.contains(scene.id)) && (sensors.empty() || isOneOf(sensors, scene.sensor))
               ? 1
               : 0;
  });
  RowMask mask(index_.size(), false);
  for (std::size_t row = 0; row < scenes_.ofRow.size(); ++row)
    if (passes[scenes_.ofRow[row]] != 0) mask.set(row);
  return mask;
}

RowMask RowFilter::rowsOfTiles(const std::vector<TileId>& tiles) const {
  RowMask mask(index_.size(), false);
  for (const TileId tile : tiles)
    if (const auto row = index_.rowOf(tile)) mask.set(*row);
  return mask;
}

RowMask RowFilter::rowsAfter(TileId tile) const {
  RowMask mask(index_.size(), false);
  for (std::size_t row = 0; row < index_.size(); ++row)
    if (scenes_.of(row).since > tile) mask.set(row);
  return mask;
}

RowMask RowFilter::rowsInBox(const Box& box) const {
  return rowsOfTiles(archive_.tilesInBox(box[0], box[1], box[2], box[3]));
}

RowMask RowFilter::rowsWithin(const std::vector<Polygon>& polygons, const RowMask* already) const {
  RowMask mask(index_.size(), false);
  for (const Polygon& polygon : polygons) {
    const RowMask near = rowsInBox(boxAround(polygon));
    std::vector<TileId> asked;
    const auto look = [&] {
      checkStop(stop_);
      for (const TileInfo& tile : archive_.tiles(asked))
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

std::optional<RowMask> RowFilter::maskOf(const Query& query, const std::vector<Polygon>& within) const {
  std::optional<RowMask> mask;
  const auto restrict = [&](RowMask other) {
    if (mask)
      mask->keepOnly(other);
    else
      mask = std::move(other);
  };
  if (!query.sceneGlob.empty() || !query.fromDate.empty() || !query.toDate.empty() || !query.scenes.empty() ||
      !query.sensors.empty() || query.undated == Undated::Only)
    restrict(rowsOfScenes(query));
  if (query.afterTile > 0) restrict(rowsAfter(query.afterTile));
  if (query.tiles) restrict(rowsOfTiles(*query.tiles));
  if (query.bbox) restrict(rowsInBox(checkedBox(*query.bbox)));
  checkStop(stop_);
  if (!within.empty() || !query.withinFile.empty()) restrict(rowsWithin(within, mask ? &*mask : nullptr));
  return mask;
}

std::vector<TileId> RowFilter::tilesNear(const TileInfo& example, bool otherScenes) const {
  if (!example.footprint.empty()) {
    const Box box = boxAround({example.footprint});
    return archive_.tilesInBox(box[0], box[1], box[2], box[3]);
  }
  // Without a place only its own scene can be looked through.
  std::vector<TileId> tiles;
  if (otherScenes) return tiles;
  for (std::size_t row = 0; row < index_.size(); ++row)
    if (scenes_.of(row).id == example.scene) tiles.push_back(index_.ids()[row]);
  return tiles;
}

void RowFilter::addRowsAround(const TileInfo& example, const Query& query, std::vector<std::size_t>& rows) const {
  const std::vector<TileId> near = tilesNear(example, !query.leaveOutNeighbours);
  for (const TileInfo& tile : archive_.tiles(near)) {
    const bool sameScene = tile.scene == example.scene;
    if (!(sameScene ? query.leaveOutNeighbours : query.leaveOutSamePlace)) continue;
    const double share = sameScene ? overlapShare(tile.window, example.window)
                                   : overlapShare(tile.footprint, example.footprint);
    if (share <= overlapsFrom) continue;
    if (const auto row = index_.rowOf(tile.id)) rows.push_back(*row);
  }
}

std::vector<std::size_t> RowFilter::rowsOfExamples(const Query& query) const {
  std::vector<std::size_t> rows;
  for (const auto* examples : {&query.like, &query.unlike})
    for (const TileId tile : *examples)
      if (const auto row = index_.rowOf(tile)) rows.push_back(*row);
  if (!query.leaveOutNeighbours && !query.leaveOutSamePlace) return rows;
  for (const TileInfo& example : archive_.tiles(query.like)) {
    checkStop(stop_);
    addRowsAround(example, query, rows);
  }
  return rows;
}

}  // namespace tilescout::search
