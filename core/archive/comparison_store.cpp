#include "archive/comparison_store.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>

#include "archive/array_blob.h"
#include "archive/layout_store.h"
#include "archive/value_codec.h"

namespace tilescout::archive {

namespace {

void checkComparison(const StoredComparison& comparison) {
  const std::size_t tiles = comparison.tiles.size();
  if (comparison.beforeXy.size() != 2 * tiles || comparison.afterXy.size() != 2 * tiles ||
      comparison.drift.size() != tiles) {
    throw Error(ErrorCode::Internal, "a comparison's points do not match its tiles");
  }
  if (!allFinite(comparison.beforeXy) || !allFinite(comparison.afterXy) || !allFinite(comparison.drift)) {
    throw Error(ErrorCode::Internal, "a comparison has points that are no numbers");
  }
}

}  // namespace

std::int64_t ComparisonStore::put(const StoredComparison& comparison) {
  checkComparison(comparison);
  SQLite::Statement old(database_, "DELETE FROM comparison WHERE before_id = ? AND after_id = ?");
  old.bind(1, comparison.before);
  old.bind(2, comparison.after);
  old.exec();
  SQLite::Statement insert(database_,
                           "INSERT INTO comparison (before_id, after_id, settings, created, revision, "
                           "before_similarity, after_similarity) "
                           "VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?, ?)");
  insert.bind(1, comparison.before);
  insert.bind(2, comparison.after);
  insert.bind(3, comparison.settings);
  insert.bind(4, comparison.revision);
  bindDoubles(insert, 5, comparison.beforeSimilarity);
  bindDoubles(insert, 6, comparison.afterSimilarity);
  insert.exec();
  const std::int64_t id = database_.getLastInsertRowid();
  insertPoints(id, comparison);
  insertMeasures(id, "before", comparison.beforeMeasures);
  insertMeasures(id, "after", comparison.afterMeasures);
  return id;
}

void ComparisonStore::insertPoints(std::int64_t id, const StoredComparison& comparison) {
  SQLite::Statement insert(database_,
                           "INSERT INTO comparison_block (comparison_id, block, tiles, before_xy, after_xy, drift) "
                           "VALUES (?, ?, ?, ?, ?, ?)");
  for (std::size_t at = 0; at < comparison.tiles.size(); at += kPointsABlock) {
    const std::size_t count = std::min(kPointsABlock, comparison.tiles.size() - at);
    insert.bind(1, id);
    insert.bind(2, static_cast<std::int64_t>(at / kPointsABlock));
    bindArray<TileId>(insert, 3, std::span(comparison.tiles).subspan(at, count));
    bindArray<float>(insert, 4, std::span(comparison.beforeXy).subspan(2 * at, 2 * count));
    bindArray<float>(insert, 5, std::span(comparison.afterXy).subspan(2 * at, 2 * count));
    bindArray<float>(insert, 6, std::span(comparison.drift).subspan(at, count));
    insert.exec();
    insert.reset();
  }
}

void ComparisonStore::insertMeasures(std::int64_t id, const char* side, const std::map<std::string, double>& measures) {
  SQLite::Statement insert(database_,
                           "INSERT INTO comparison_measure (comparison_id, side, name, value) VALUES (?, ?, ?, ?)");
  for (const auto& [name, value] : measures) {
    insert.bind(1, id);
    insert.bind(2, side);
    insert.bind(3, name);
    insert.bind(4, value);
    insert.exec();
    insert.reset();
  }
}

std::optional<StoredComparison> ComparisonStore::of(ModelId before, ModelId after) {
  SQLite::Statement query(
      database_,
      "SELECT id, settings, created, revision, before_similarity, after_similarity FROM comparison "
      "WHERE before_id = ? AND after_id = ?");
  query.bind(1, before);
  query.bind(2, after);
  if (!query.executeStep()) return std::nullopt;
  StoredComparison comparison;
  comparison.id = query.getColumn(0).getInt64();
  comparison.before = before;
  comparison.after = after;
  comparison.settings = query.getColumn(1).getString();
  comparison.created = query.getColumn(2).getString();
  comparison.revision = query.getColumn(3).getInt64();
  comparison.beforeSimilarity = doublesOf(query.getColumn(4));
  comparison.afterSimilarity = doublesOf(query.getColumn(5));
  readPoints(comparison);
  SQLite::Statement measure(database_, "SELECT side, name, value FROM comparison_measure WHERE comparison_id = ?");
  measure.bind(1, comparison.id);
  while (measure.executeStep()) {
    auto& measures =
        measure.getColumn(0).getString() == "before" ? comparison.beforeMeasures : comparison.afterMeasures;
    measures[measure.getColumn(1).getString()] = measure.getColumn(2).getDouble();
  }
  return comparison;
}

void ComparisonStore::readPoints(StoredComparison& comparison) {
  const std::unordered_set<TileId> present = tilesPresent(database_);
  SQLite::Statement query(database_,
                          "SELECT tiles, before_xy, after_xy, drift FROM comparison_block WHERE comparison_id = ? "
                          "ORDER BY block");
  query.bind(1, comparison.id);
  while (query.executeStep()) {
    const std::size_t count = static_cast<std::size_t>(query.getColumn(0).getBytes()) / sizeof(TileId);
    const auto tiles = arrayOf<TileId>(query.getColumn(0), count);
    const auto before = arrayOf<float>(query.getColumn(1), 2 * count);
    const auto after = arrayOf<float>(query.getColumn(2), 2 * count);
    const auto drift = arrayOf<float>(query.getColumn(3), count);
    bool sound = allFinite(before) && allFinite(after) && allFinite(drift);
    for (std::size_t i = 0; i < count && sound; ++i) {
      if (!present.contains(tiles[i])) continue;
      sound = comparison.tiles.empty() || tiles[i] > comparison.tiles.back();
      comparison.tiles.push_back(tiles[i]);
      comparison.beforeXy.insert(comparison.beforeXy.end(), {before[2 * i], before[2 * i + 1]});
      comparison.afterXy.insert(comparison.afterXy.end(), {after[2 * i], after[2 * i + 1]});
      comparison.drift.push_back(drift[i]);
    }
    if (!sound) throw Error(ErrorCode::Corrupt, "a comparison of the archive is damaged; make it again");
  }
}

}  // namespace tilescout::archive
