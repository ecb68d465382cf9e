#include "archive/placed_rows.h"

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "archive/sqlite_guard.h"
#include "archive/tile_store.h"

namespace tilescout::archive {

namespace {

struct Place {
  std::int64_t id = 0;
  double x = 0, y = 0, width = 0, height = 0;
};

using Window = std::tuple<double, double, double, double>;

Window windowOf(const Place& place) { return {place.x, place.y, place.width, place.height}; }

std::vector<Place> placesOf(SQLite::Database& database, const std::string& sql, std::int64_t id) {
  SQLite::Statement query(database, sql);
  query.bind(1, id);
  std::vector<Place> places;
  while (query.executeStep()) {
    places.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getDouble(), query.getColumn(2).getDouble(),
                      query.getColumn(3).getDouble(), query.getColumn(4).getDouble()});
  }
  return places;
}

std::vector<Place> tilesOf(SQLite::Database& database, SceneId scene) {
  return placesOf(database, "SELECT id, x, y, width, height FROM tile WHERE scene_id = ? ORDER BY id", scene);
}

// Distance of the centres in units of the label's own window; a window of twice the size counts as one unit away.
double distance(const Place& label, const Place& tile) {
  const double unit = std::max({label.width, label.height, 1e-9});
  const double dx = (tile.x + tile.width / 2 - label.x - label.width / 2) / unit;
  const double dy = (tile.y + tile.height / 2 - label.y - label.height / 2) / unit;
  const double scale = std::log2(std::max(tile.width, 1e-9) / std::max(label.width, 1e-9));
  return dx * dx + dy * dy + scale * scale;
}

/// Finds tiles for windows; many labels share one window, and most windows are a tile's own.
class TileFinder {
 public:
  explicit TileFinder(std::vector<Place> tiles) : tiles_(std::move(tiles)) {
    for (const Place& tile : tiles_) known_.try_emplace(windowOf(tile), tile.id);
  }

  TileId nearest(const Place& label) {
    const auto [at, isNew] = known_.try_emplace(windowOf(label), 0);
    if (!isNew) return at->second;
    double least = std::numeric_limits<double>::infinity();
    for (const Place& tile : tiles_) {
      const double away = distance(label, tile);
      if (away >= least) continue;
      least = away;
      at->second = tile.id;
    }
    return at->second;
  }

 private:
  std::vector<Place> tiles_;
  std::map<Window, TileId> known_;
};

void setTile(SQLite::Database& database, const std::string& table, std::int64_t row, TileId tile) {
  SQLite::Statement update(database, "UPDATE " + table + " SET tile_id = nullif(?, 0) WHERE id = ?");
  update.bind(1, tile);
  update.bind(2, row);
  update.exec();
}

}  // namespace

void reattachPlaced(SQLite::Database& database, SceneId scene) {
  std::optional<TileFinder> finder;
  for (const std::string table : kPlacedTables) {
    for (const Place& label :
         placesOf(database, "SELECT id, x, y, width, height FROM " + table + " WHERE scene_id = ?", scene)) {
      if (!finder) finder.emplace(tilesOf(database, scene));
      setTile(database, table, label.id, finder->nearest(label));
    }
  }
}

void reattachRow(SQLite::Database& database, const char* table, std::int64_t id) {
  const std::string name = table;
  SQLite::Statement query(database, "SELECT scene_id, EXISTS (SELECT 1 FROM tile WHERE tile.id = tile_id AND "
                                    "tile.scene_id = label.scene_id) FROM " + name + " AS label WHERE id = ?");
  query.bind(1, id);
  if (!query.executeStep() || query.getColumn(0).isNull() || query.getColumn(1).getInt() != 0) return;
  TileFinder finder(tilesOf(database, query.getColumn(0).getInt64()));
  for (const Place& label : placesOf(database, "SELECT id, x, y, width, height FROM " + name + " WHERE id = ?", id)) {
    setTile(database, name, id, finder.nearest(label));
  }
}

void bindPlace(SQLite::Database& database, SQLite::Statement& statement, int first, TileId tile) {
  const std::optional<TileInfo> info = TileStore(database).byId(tile);
  if (!info) throw Error(ErrorCode::NotFound, "there is no tile " + std::to_string(tile));
  statement.bind(first, info->scene);
  statement.bind(first + 1, tile);
  statement.bind(first + 2, info->window.x);
  statement.bind(first + 3, info->window.y);
  statement.bind(first + 4, info->window.width);
  statement.bind(first + 5, info->window.height);
}

}  // namespace tilescout::archive
