#include "archive/scene_store.h"

#include <SQLiteCpp/Statement.h>

#include "archive/sqlite_guard.h"
#include "archive/value_codec.h"

namespace tilescout::archive {

namespace {

const std::string kInfoColumns =
    "SELECT id, path, name, file_size, modified_ns, content_hash, driver, width, height, bands, crs, crs_name, "
    "geo_transform, gcps, footprint, gsd_metres, date, rendering, note";

const std::string kSelectScene =
    kInfoColumns +
    ", tiling_key, state, problem_code, problem_message, "
    "(SELECT count(*) FROM tile WHERE scene_id = scene.id), "
    "(SELECT count(*) FROM tile WHERE scene_id = scene.id AND skipped = 1), since_tile FROM scene ";

constexpr const char* kUpsert =
    "INSERT INTO scene (path, name, file_size, modified_ns, content_hash, driver, width, height, bands, crs, crs_name, "
    "geo_transform, gcps, footprint, gsd_metres, date, rendering, note, tiling_key, state, problem_code, "
    "problem_message) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22) "
    "ON CONFLICT (path) DO UPDATE SET name = ?2, file_size = ?3, modified_ns = ?4, content_hash = ?5, driver = ?6, "
    "width = ?7, height = ?8, bands = ?9, crs = ?10, crs_name = ?11, geo_transform = ?12, gcps = ?13, footprint = ?14, "
    "gsd_metres = ?15, date = ?16, rendering = ?17, note = ?18, tiling_key = ?19, state = ?20, problem_code = ?21, "
    "problem_message = ?22";

SceneInfo readInfo(SQLite::Statement& row) {
  SceneInfo info;
  info.id = row.getColumn(0).getInt64();
  info.path = row.getColumn(1).getString();
  info.name = row.getColumn(2).getString();
  info.fileSize = static_cast<std::uint64_t>(row.getColumn(3).getInt64());
  info.modifiedNs = row.getColumn(4).getInt64();
  info.contentHash = row.getColumn(5).getString();
  info.driver = row.getColumn(6).getString();
  info.width = row.getColumn(7).getInt();
  info.height = row.getColumn(8).getInt();
  if (info.width < 0 || info.height < 0) throw Error(ErrorCode::Corrupt, "the archive holds a scene of negative size");
  info.bands = bandsFromJson(row.getColumn(9).getString());
  info.crs = row.getColumn(10).getString();
  info.crsName = row.getColumn(11).getString();
  const std::vector<double> transform = doublesOf(row.getColumn(12));
  if (transform.size() == 6) {
    info.geoTransform.emplace();
    std::copy(transform.begin(), transform.end(), info.geoTransform->begin());
  } else if (!transform.empty()) {
    throw Error(ErrorCode::Corrupt, "the archive holds a geotransform of a wrong size");
  }
  info.gcps = row.getColumn(13).getInt() != 0;
  info.footprint = ringOf(row.getColumn(14));
  info.gsdMetres = row.getColumn(15).getDouble();
  info.date = row.getColumn(16).getString();
  info.rendering = renderingFromJson(row.getColumn(17).getString());
  info.note = row.getColumn(18).getString();
  return info;
}

SceneRow readScene(SQLite::Statement& row) {
  SceneRow scene;
  scene.info = readInfo(row);
  scene.tilingKey = row.getColumn(19).getString();
  scene.state = stateFromName(row.getColumn(20).getString());
  scene.problemCode = row.getColumn(21).getString();
  scene.problemMessage = row.getColumn(22).getString();
  scene.tiles = row.getColumn(23).getInt64();
  scene.skippedTiles = row.getColumn(24).getInt64();
  scene.sinceTile = row.getColumn(25).getInt64();
  return scene;
}

std::optional<SceneRow> oneScene(SQLite::Statement& query) {
  if (!query.executeStep()) return std::nullopt;
  return readScene(query);
}

void bindInfo(SQLite::Statement& insert, const SceneInfo& info) {
  insert.bind(1, info.path);
  insert.bind(2, info.name);
  insert.bind(3, static_cast<std::int64_t>(info.fileSize));
  insert.bind(4, info.modifiedNs);
  insert.bind(5, info.contentHash);
  insert.bind(6, info.driver);
  insert.bind(7, info.width);
  insert.bind(8, info.height);
  insert.bind(9, bandsToJson(info.bands));
  insert.bind(10, info.crs);
  insert.bind(11, info.crsName);
  if (info.geoTransform) {
    bindDoubles(insert, 12, *info.geoTransform);
  } else {
    insert.bind(12);
  }
  insert.bind(13, info.gcps ? 1 : 0);
  bindRing(insert, 14, info.footprint);
  insert.bind(15, info.gsdMetres);
  insert.bind(16, info.date);
  insert.bind(17, renderingToJson(info.rendering));
  insert.bind(18, info.note);
}

}  // namespace

std::vector<SceneRow> SceneStore::all() {
  SQLite::Statement query(database_, kSelectScene + "ORDER BY id");
  std::vector<SceneRow> rows;
  while (query.executeStep()) rows.push_back(readScene(query));
  return rows;
}

std::optional<SceneRow> SceneStore::byPath(const std::string& path) {
  SQLite::Statement query(database_, kSelectScene + "WHERE path = ?");
  query.bind(1, path);
  return oneScene(query);
}

std::optional<SceneRow> SceneStore::byId(SceneId id) {
  SQLite::Statement query(database_, kSelectScene + "WHERE id = ?");
  query.bind(1, id);
  return oneScene(query);
}

std::optional<SceneInfo> SceneStore::info(SceneId id) {
  SQLite::Statement query(database_, kInfoColumns + " FROM scene WHERE id = ?");
  query.bind(1, id);
  if (!query.executeStep()) return std::nullopt;
  return readInfo(query);
}

SceneId SceneStore::upsert(const SceneInfo& info, const std::string& tilingKey, SceneState state,
                           const SceneProblem* problem) {
  SQLite::Statement insert(database_, kUpsert);
  bindInfo(insert, info);
  insert.bind(19, tilingKey);
  insert.bind(20, std::string(stateName(state)));
  insert.bind(21, problem ? problem->code : std::string());
  insert.bind(22, problem ? problem->message : std::string());
  insert.exec();
  SQLite::Statement query(database_, "SELECT id FROM scene WHERE path = ?");
  query.bind(1, info.path);
  return firstRow(query, "the scene that was just stored").getColumn(0).getInt64();
}

TileId SceneStore::sinceTile(const std::string& path, const std::string& contentHash) {
  SQLite::Statement query(database_, "SELECT since_tile FROM scene WHERE path = ? AND content_hash = ? AND ? <> ''");
  query.bind(1, path);
  query.bind(2, contentHash);
  query.bind(3, contentHash);
  return query.executeStep() ? query.getColumn(0).getInt64() : 0;
}

void SceneStore::setSinceTile(SceneId id, TileId tile) {
  SQLite::Statement update(database_,
                           "UPDATE scene SET since_tile = CASE WHEN ?2 > 0 THEN ?2 ELSE ifnull((SELECT min(id) FROM "
                           "tile WHERE scene_id = ?1), 0) END WHERE id = ?1");
  update.bind(1, id);
  update.bind(2, tile);
  update.exec();
}

void SceneStore::setState(SceneId id, SceneState state, const SceneProblem* problem) {
  SQLite::Statement update(database_, "UPDATE scene SET state = ?, problem_code = ?, problem_message = ? WHERE id = ?");
  update.bind(1, std::string(stateName(state)));
  update.bind(2, problem ? problem->code : std::string());
  update.bind(3, problem ? problem->message : std::string());
  update.bind(4, id);
  if (update.exec() == 0) throw Error(ErrorCode::NotFound, "there is no scene " + std::to_string(id));
}

void SceneStore::setStamp(SceneId id, std::uint64_t fileSize, std::int64_t modifiedNs, const std::string& contentHash) {
  SQLite::Statement update(database_, "UPDATE scene SET file_size = ?, modified_ns = ?, content_hash = ? WHERE id = ?");
  update.bind(1, static_cast<std::int64_t>(fileSize));
  update.bind(2, modifiedNs);
  update.bind(3, contentHash);
  update.bind(4, id);
  update.exec();
}

void SceneStore::move(const MovedScene& scene) {
  SQLite::Statement update(database_,
                           "UPDATE scene SET path = ?, name = ?, file_size = ?, modified_ns = ? WHERE id = ?");
  update.bind(1, scene.path);
  update.bind(2, scene.path.substr(scene.path.rfind('/') + 1));
  update.bind(3, static_cast<std::int64_t>(scene.fileSize));
  update.bind(4, scene.modifiedNs);
  update.bind(5, scene.scene);
  if (update.exec() == 0) throw Error(ErrorCode::NotFound, "there is no scene " + std::to_string(scene.scene));
  SQLite::Statement wake(database_,
                         "UPDATE scene SET problem_code = '', problem_message = '', state = CASE WHEN EXISTS "
                         "(SELECT 1 FROM model WHERE NOT EXISTS (SELECT 1 FROM tile WHERE scene_id = scene.id AND "
                         "skipped = 0 AND NOT EXISTS (SELECT 1 FROM embedding WHERE model_id = model.id AND "
                         "tile_id = tile.id))) THEN 'indexed' ELSE 'pending' END WHERE id = ? AND state = 'offline'");
  wake.bind(1, scene.scene);
  wake.exec();
}

}  // namespace tilescout::archive
