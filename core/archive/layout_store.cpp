#include "archive/layout_store.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cmath>

#include "archive/array_blob.h"
#include "archive/sqlite_guard.h"
#include "archive/value_codec.h"

namespace tilescout::archive {

namespace {

constexpr int kLongestVector = 1 << 16;  // bytes
constexpr const char* kOwnNames = "cluster_name";

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

void checkSizes(const StoredLayout& layout) {
  const std::size_t tiles = layout.tiles.size();
  if (layout.xy.size() != 2 * tiles || layout.cluster.size() != tiles) {
    throw Error(ErrorCode::Internal, "a layout's points do not match its tiles");
  }
  if (!allFinite(layout.xy)) {
    throw Error(ErrorCode::Internal, "a layout has points that are no numbers");
  }
  for (const LayoutText& text : layout.texts) {
    if (!std::isfinite(text.x) || !std::isfinite(text.y) || !allFinite(text.vector)) {
      throw Error(ErrorCode::Internal, "a layout has texts that are nowhere");
    }
  }
}

}  // namespace

std::unordered_set<TileId> tilesPresent(SQLite::Database& database) {
  SQLite::Statement query(database, "SELECT id FROM tile");
  std::unordered_set<TileId> tiles;
  while (query.executeStep()) tiles.insert(query.getColumn(0).getInt64());
  return tiles;
}

std::int64_t LayoutStore::put(const StoredLayout& layout) {
  checkSizes(layout);
  SQLite::Statement old(database_, "DELETE FROM layout WHERE model_id = ? AND method = ?");
  old.bind(1, layout.model);
  old.bind(2, layout.method);
  old.exec();
  SQLite::Statement insert(database_,
                           "INSERT INTO layout (model_id, method, settings, created, revision, similarity) "
                           "VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?)");
  insert.bind(1, layout.model);
  insert.bind(2, layout.method);
  insert.bind(3, layout.settings);
  insert.bind(4, layout.revision);
  bindDoubles(insert, 5, layout.similarity);
  insert.exec();
  const std::int64_t id = database_.getLastInsertRowid();
  insertPoints(id, layout);
  insertClusters(id, layout);
  insertFigures(id, layout);
  insertTexts(id, layout);
  return id;
}

void LayoutStore::insertPoints(std::int64_t id, const StoredLayout& layout) {
  SQLite::Statement insert(database_,
                           "INSERT INTO layout_block (layout_id, block, tiles, xy, clusters) VALUES (?, ?, ?, ?, ?)");
  for (std::size_t at = 0; at < layout.tiles.size(); at += kPointsABlock) {
    const std::size_t count = std::min(kPointsABlock, layout.tiles.size() - at);
    insert.bind(1, id);
    insert.bind(2, static_cast<std::int64_t>(at / kPointsABlock));
    bindArray<TileId>(insert, 3, std::span(layout.tiles).subspan(at, count));
    bindArray<float>(insert, 4, std::span(layout.xy).subspan(2 * at, 2 * count));
    bindArray<std::int32_t>(insert, 5, std::span(layout.cluster).subspan(at, count));
    insert.exec();
    insert.reset();
  }
}

void LayoutStore::insertClusters(std::int64_t id, const StoredLayout& layout) {
  SQLite::Statement insert(database_,
                           "INSERT INTO cluster (layout_id, number, name, other_names, size, representative, centre, "
                           "colour) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (const LayoutCluster& cluster : layout.clusters) {
    insert.bind(1, id);
    insert.bind(2, cluster.number);
    insert.bind(3, cluster.name);
    insert.bind(4, joined(cluster.otherNames));
    insert.bind(5, cluster.size);
    insert.bind(6, cluster.representative);
    bindArray<float>(insert, 7, cluster.centre);
    insert.bind(8, cluster.colour);
    insert.exec();
    insert.reset();
  }
  SQLite::Statement carry(database_,
                          "INSERT OR IGNORE INTO cluster_name (model_id, method, number, name) VALUES (?, ?, ?, ?)");
  for (const LayoutCluster& cluster : layout.clusters) {
    if (cluster.carriedName.empty()) continue;
    carry.bind(1, layout.model);
    carry.bind(2, layout.method);
    carry.bind(3, cluster.number);
    carry.bind(4, cluster.carriedName);
    carry.exec();
    carry.reset();
  }
}

void LayoutStore::insertFigures(std::int64_t id, const StoredLayout& layout) {
  SQLite::Statement measure(database_, "INSERT INTO layout_measure (layout_id, name, value) VALUES (?, ?, ?)");
  for (const auto& [name, value] : layout.measures) {
    measure.bind(1, id);
    measure.bind(2, name);
    measure.bind(3, value);
    measure.exec();
    measure.reset();
  }
  SQLite::Statement mark(database_,
                         "INSERT INTO layout_mark (layout_id, kind, place, tile_id, value) VALUES (?, ?, ?, ?, ?)");
  for (const auto& [kind, tiles] : layout.marked) {
    for (std::size_t place = 0; place < tiles.size(); ++place) {
      mark.bind(1, id);
      mark.bind(2, kind);
      mark.bind(3, static_cast<std::int64_t>(place));
      mark.bind(4, tiles[place].tile);
      mark.bind(5, tiles[place].value);
      mark.exec();
      mark.reset();
    }
  }
}

void LayoutStore::insertTexts(std::int64_t id, const StoredLayout& layout) {
  SQLite::Statement insert(
      database_, "INSERT INTO layout_text (layout_id, place, text, word, x, y, vector) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t place = 0; place < layout.texts.size(); ++place) {
    const LayoutText& text = layout.texts[place];
    insert.bind(1, id);
    insert.bind(2, static_cast<std::int64_t>(place));
    insert.bind(3, text.text);
    insert.bind(4, text.word ? 1 : 0);
    insert.bind(5, static_cast<double>(text.x));
    insert.bind(6, static_cast<double>(text.y));
    bindArray<float>(insert, 7, text.vector);
    insert.exec();
    insert.reset();
  }
}

std::optional<StoredLayout> LayoutStore::of(ModelId model, const std::string& method) {
  SQLite::Statement query(database_,
                          "SELECT id, model_id, method, settings, created, revision, similarity FROM layout "
                          "WHERE model_id = ?1 AND (?2 = '' OR method = ?2) ORDER BY id DESC LIMIT 1");
  query.bind(1, model);
  query.bind(2, method);
  if (!query.executeStep()) return std::nullopt;
  StoredLayout layout;
  layout.id = query.getColumn(0).getInt64();
  layout.model = query.getColumn(1).getInt64();
  layout.method = query.getColumn(2).getString();
  layout.settings = query.getColumn(3).getString();
  layout.created = query.getColumn(4).getString();
  layout.revision = query.getColumn(5).getInt64();
  layout.similarity = doublesOf(query.getColumn(6));
  readPoints(layout);
  readClusters(layout);
  readFigures(layout);
  readTexts(layout);
  return layout;
}

void LayoutStore::readPoints(StoredLayout& layout) {
  const std::unordered_set<TileId> present = tilesPresent(database_);
  SQLite::Statement query(database_, "SELECT tiles, xy, clusters FROM layout_block WHERE layout_id = ? ORDER BY block");
  query.bind(1, layout.id);
  while (query.executeStep()) {
    const std::size_t count = static_cast<std::size_t>(query.getColumn(0).getBytes()) / sizeof(TileId);
    const auto tiles = arrayOf<TileId>(query.getColumn(0), count);
    const auto xy = arrayOf<float>(query.getColumn(1), 2 * count);
    const auto clusters = arrayOf<std::int32_t>(query.getColumn(2), count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!std::isfinite(xy[2 * i]) || !std::isfinite(xy[2 * i + 1]) ||
          (!layout.tiles.empty() && tiles[i] <= layout.tiles.back() && present.contains(tiles[i]))) {
        throw Error(ErrorCode::Corrupt, "a layout of the archive is damaged; make it again");
      }
      if (!present.contains(tiles[i])) continue;
      layout.tiles.push_back(tiles[i]);
      layout.xy.insert(layout.xy.end(), {xy[2 * i], xy[2 * i + 1]});
      layout.cluster.push_back(clusters[i]);
    }
  }
}

void LayoutStore::readClusters(StoredLayout& layout) {
  SQLite::Statement query(database_,
                          "SELECT c.number, c.name, other_names, ifnull(own.name, ''), size, representative, centre, "
                          "colour FROM cluster AS c LEFT JOIN cluster_name AS own "
                          "ON own.model_id = ?2 AND own.method = ?3 AND own.number = c.number "
                          "WHERE layout_id = ?1 ORDER BY c.number");
  query.bind(1, layout.id);
  query.bind(2, layout.model);
  query.bind(3, layout.method);
  while (query.executeStep()) {
    LayoutCluster cluster;
    cluster.number = query.getColumn(0).getInt64();
    cluster.name = query.getColumn(1).getString();
    cluster.otherNames = linesOf(query.getColumn(2).getString());
    cluster.ownName = query.getColumn(3).getString();
    cluster.size = query.getColumn(4).getInt64();
    cluster.representative = query.getColumn(5).getInt64();
    const int bytes = query.getColumn(6).getBytes();
    if (bytes > kLongestVector) throw Error(ErrorCode::Corrupt, "a cluster of the archive has a wrong size");
    cluster.centre = arrayOf<float>(query.getColumn(6), static_cast<std::size_t>(bytes) / sizeof(float));
    cluster.colour = std::max(query.getColumn(7).getInt(), -1);
    layout.clusters.push_back(std::move(cluster));
  }
}

void LayoutStore::readFigures(StoredLayout& layout) {
  SQLite::Statement measure(database_, "SELECT name, value FROM layout_measure WHERE layout_id = ?");
  measure.bind(1, layout.id);
  while (measure.executeStep()) layout.measures[measure.getColumn(0).getString()] = measure.getColumn(1).getDouble();
  SQLite::Statement mark(database_,
                         "SELECT kind, tile_id, value FROM layout_mark WHERE layout_id = ? AND "
                         "EXISTS (SELECT 1 FROM tile WHERE id = tile_id) ORDER BY kind, place");
  mark.bind(1, layout.id);
  while (mark.executeStep()) {
    layout.marked[mark.getColumn(0).getString()].push_back(
        {mark.getColumn(1).getInt64(), mark.getColumn(2).getDouble()});
  }
}

void LayoutStore::readTexts(StoredLayout& layout) {
  SQLite::Statement query(database_,
                          "SELECT text, word, x, y, vector FROM layout_text WHERE layout_id = ? ORDER BY place");
  query.bind(1, layout.id);
  while (query.executeStep()) {
    LayoutText text;
    text.text = query.getColumn(0).getString();
    text.word = query.getColumn(1).getInt() != 0;
    text.x = static_cast<float>(query.getColumn(2).getDouble());
    text.y = static_cast<float>(query.getColumn(3).getDouble());
    const int bytes = query.getColumn(4).getBytes();
    if (bytes > kLongestVector || !std::isfinite(text.x) || !std::isfinite(text.y)) {
      throw Error(ErrorCode::Corrupt, "a layout of the archive is damaged; make it again");
    }
    text.vector = arrayOf<float>(query.getColumn(4), static_cast<std::size_t>(bytes) / sizeof(float));
    layout.texts.push_back(std::move(text));
  }
}

void LayoutStore::nameCluster(std::int64_t layout, std::int64_t cluster, const std::string& name, Edit& edit) {
  SQLite::Statement found(database_,
                          "SELECT model_id, method, ifnull((SELECT id FROM cluster_name AS own WHERE own.model_id = "
                          "layout.model_id AND own.method = layout.method AND own.number = ?2), 0) FROM layout "
                          "WHERE id = ?1 AND EXISTS (SELECT 1 FROM cluster WHERE layout_id = ?1 AND number = ?2)");
  found.bind(1, layout);
  found.bind(2, cluster);
  if (!found.executeStep()) throw Error(ErrorCode::NotFound, "there is no cluster " + std::to_string(cluster));
  const std::int64_t own = found.getColumn(2).getInt64();
  if (own != 0) {
    edit.touching(kOwnNames, own);
    SQLite::Statement change(database_, name.empty() ? "DELETE FROM cluster_name WHERE id = ?1"
                                                     : "UPDATE cluster_name SET name = ?2 WHERE id = ?1");
    change.bind(1, own);
    if (!name.empty()) change.bind(2, name);
    change.exec();
  } else if (!name.empty()) {
    SQLite::Statement insert(database_,
                             "INSERT INTO cluster_name (model_id, method, number, name) VALUES (?, ?, ?, ?)");
    insert.bind(1, found.getColumn(0).getInt64());
    insert.bind(2, found.getColumn(1).getString());
    insert.bind(3, cluster);
    insert.bind(4, name);
    insert.exec();
    edit.made(kOwnNames, database_.getLastInsertRowid());
  }
}

}  // namespace tilescout::archive
