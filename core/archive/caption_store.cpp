#include "archive/caption_store.h"

#include <SQLiteCpp/Statement.h>

#include "archive/placed_rows.h"
#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

constexpr const char* kSelectCaption =
    "SELECT id, ifnull(scene_id, 0), ifnull(tile_id, 0), text, author, created FROM caption ";

std::vector<Caption> readCaptions(SQLite::Statement& query) {
  std::vector<Caption> captions;
  while (query.executeStep()) {
    captions.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), query.getColumn(2).getInt64(),
                        query.getColumn(3).getString(), query.getColumn(4).getString(),
                        query.getColumn(5).getString()});
  }
  return captions;
}

}  // namespace

CaptionId CaptionStore::add(TileId tile, const std::string& text, const std::string& author) {
  SQLite::Statement insert(database_,
                           "INSERT INTO caption (text, author, created, scene_id, tile_id, x, y, width, height) "
                           "VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?, ?, ?, ?)");
  insert.bind(1, text);
  insert.bind(2, author);
  bindPlace(database_, insert, 3, tile);
  insert.exec();
  return database_.getLastInsertRowid();
}

void CaptionStore::setText(CaptionId id, const std::string& text, Edit& edit) {
  edit.touching("caption", id);
  SQLite::Statement update(database_, "UPDATE caption SET text = ?, author = ? WHERE id = ?");
  update.bind(1, text);
  update.bind(2, edit.author());
  update.bind(3, id);
  if (update.exec() == 0) throw Error(ErrorCode::NotFound, "there is no caption " + std::to_string(id));
}

void CaptionStore::remove(CaptionId id, Edit& edit) {
  edit.touching("caption", id);
  SQLite::Statement remove(database_, "DELETE FROM caption WHERE id = ?");
  remove.bind(1, id);
  if (remove.exec() == 0) throw Error(ErrorCode::NotFound, "there is no caption " + std::to_string(id));
}

std::vector<CaptionRow> CaptionStore::all() {
  std::vector<CaptionRow> rows;
  for (Caption& caption : list()) rows.push_back({caption.id, caption.scene, caption.tile, std::move(caption.text)});
  return rows;
}

std::vector<Caption> CaptionStore::list() {
  SQLite::Statement query(database_, std::string(kSelectCaption) + "ORDER BY id");
  return readCaptions(query);
}

std::vector<Caption> CaptionStore::ofTile(TileId tile) {
  SQLite::Statement query(database_, std::string(kSelectCaption) + "WHERE tile_id = ? ORDER BY id");
  query.bind(1, tile);
  return readCaptions(query);
}

std::int64_t CaptionStore::count() {
  SQLite::Statement query(database_, "SELECT count(*) FROM caption");
  return firstRow(query, "a count").getColumn(0).getInt64();
}

}  // namespace tilescout::archive
