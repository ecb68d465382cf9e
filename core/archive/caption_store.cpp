#include "archive/caption_store.h"

#include <SQLiteCpp/Statement.h>

#include <cmath>
#include <limits>

#include "archive/sqlite_guard.h"
#include "archive/tile_store.h"

namespace tilescout::archive {

namespace {

struct Place {
  std::int64_t id = 0;
  double x = 0, y = 0, width = 0, height = 0;
};

std::vector<Place> placesOf(SQLite::Database& database, const char* sql, SceneId scene) {
  SQLite::Statement query(database, sql);
  query.bind(1, scene);
  std::vector<Place> places;
  while (query.executeStep()) {
    places.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getDouble(), query.getColumn(2).getDouble(),
                      query.getColumn(3).getDouble(), query.getColumn(4).getDouble()});
  }
  return places;
}

// Distance of the centres in units of the caption's own window; a window of twice the size counts as one unit away.
double distance(const Place& caption, const Place& tile) {
  const double unit = std::max({caption.width, caption.height, 1e-9});
  const double dx = (tile.x + tile.width / 2 - caption.x - caption.width / 2) / unit;
  const double dy = (tile.y + tile.height / 2 - caption.y - caption.height / 2) / unit;
  const double scale = std::log2(std::max(tile.width, 1e-9) / std::max(caption.width, 1e-9));
  return dx * dx + dy * dy + scale * scale;
}

}  // namespace

CaptionId CaptionStore::add(TileId tile, const std::string& text) {
  const std::optional<TileInfo> info = TileStore(database_).byId(tile);
  if (!info) throw Error(ErrorCode::NotFound, "there is no tile " + std::to_string(tile));
  SQLite::Statement insert(database_,
                           "INSERT INTO caption (scene_id, tile_id, x, y, width, height, text) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, info->scene);
  insert.bind(2, tile);
  insert.bind(3, info->window.x);
  insert.bind(4, info->window.y);
  insert.bind(5, info->window.width);
  insert.bind(6, info->window.height);
  insert.bind(7, text);
  insert.exec();
  return database_.getLastInsertRowid();
}

std::vector<CaptionRow> CaptionStore::all() {
  SQLite::Statement query(database_, "SELECT id, scene_id, tile_id, text FROM caption ORDER BY id");
  std::vector<CaptionRow> rows;
  while (query.executeStep()) {
    rows.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), query.getColumn(2).getInt64(),
                    query.getColumn(3).getString()});
  }
  return rows;
}

std::int64_t CaptionStore::count() {
  SQLite::Statement query(database_, "SELECT count(*) FROM caption");
  return firstRow(query, "a count").getColumn(0).getInt64();
}

void CaptionStore::reattach(SceneId scene) {
  const std::vector<Place> captions =
      placesOf(database_, "SELECT id, x, y, width, height FROM caption WHERE scene_id = ?", scene);
  if (captions.empty()) return;
  const std::vector<Place> tiles =
      placesOf(database_, "SELECT id, x, y, width, height FROM tile WHERE scene_id = ? ORDER BY id", scene);
  SQLite::Statement update(database_, "UPDATE caption SET tile_id = ? WHERE id = ?");
  for (const Place& caption : captions) {
    const Place* nearest = nullptr;
    double least = std::numeric_limits<double>::infinity();
    for (const Place& tile : tiles) {
      const double away = distance(caption, tile);
      if (away < least) {
        least = away;
        nearest = &tile;
      }
    }
    if (nearest) {
      update.bind(1, nearest->id);
    } else {
      update.bind(1);
    }
    update.bind(2, caption.id);
    update.exec();
    update.reset();
  }
}

}  // namespace tilescout::archive
