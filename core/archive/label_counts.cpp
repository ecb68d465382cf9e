#include "archive/label_counts.h"

#include <SQLiteCpp/Statement.h>

#include <string>

#include "archive/sqlite_guard.h"

namespace tilescout::archive {

namespace {

std::int64_t countOf(SQLite::Database& database, const char* sql) {
  SQLite::Statement query(database, sql);
  return firstRow(query, "a count").getColumn(0).getInt64();
}

/// Rows of name, tiles, labels.
std::vector<LabelCount> countsOf(SQLite::Database& database, const char* sql) {
  SQLite::Statement query(database, sql);
  std::vector<LabelCount> counts;
  while (query.executeStep()) {
    counts.push_back({query.getColumn(0).getString(), query.getColumn(1).getInt64(), query.getColumn(2).getInt64()});
  }
  return counts;
}

std::vector<LabelCount> countsOfSets(SQLite::Database& database, const std::string& kind) {
  const std::string sql =
      "SELECT name, count(DISTINCT tile_id), count(member.id) FROM tile_set LEFT JOIN tile_set_member AS member ON "
      "set_id = tile_set.id WHERE kind = '" + kind + "' GROUP BY tile_set.id ORDER BY 2 DESC, 1";
  return countsOf(database, sql.c_str());
}

std::vector<TagSplitCount> countsOfTagsInSplits(SQLite::Database& database) {
  SQLite::Statement query(
      database,
      "SELECT tag.name, split.name, count(DISTINCT tagged.tile_id) FROM tile_set AS split "
      "JOIN tile_set_member AS divided ON divided.set_id = split.id "
      "JOIN tile_set_member AS tagged ON tagged.tile_id = divided.tile_id "
      "JOIN tile_set AS tag ON tag.id = tagged.set_id AND tag.kind = 'tag' "
      "WHERE split.kind = 'split' GROUP BY tag.id, split.id ORDER BY 1, 2");
  std::vector<TagSplitCount> counts;
  while (query.executeStep()) {
    counts.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getInt64()});
  }
  return counts;
}

}  // namespace

LabelCounts countLabels(SQLite::Database& database) {
  LabelCounts counts;
  counts.tiles = countOf(database, "SELECT count(*) FROM tile WHERE skipped = 0");
  counts.labelledTiles = countOf(database, "SELECT count(DISTINCT tile_id) FROM caption");
  counts.taggedTiles = countOf(database,
                               "SELECT count(DISTINCT tile_id) FROM tile_set_member WHERE set_id IN "
                               "(SELECT id FROM tile_set WHERE kind = 'tag')");
  counts.captions = countOf(database, "SELECT count(*) FROM caption");
  counts.distinctTexts = countOf(database, "SELECT count(DISTINCT text) FROM caption");
  counts.orphans = countOf(database, "SELECT count(*) FROM caption WHERE tile_id IS NULL");
  counts.tags = countsOfSets(database, "tag");
  counts.splits = countsOfSets(database, "split");
  if (!counts.splits.empty()) counts.tagSplits = countsOfTagsInSplits(database);
  counts.authors = countsOf(database,
                            "SELECT author, count(DISTINCT tile_id), count(*) FROM caption GROUP BY author "
                            "ORDER BY 2 DESC, 1");
  counts.texts = countsOf(database,
                          "SELECT text, count(DISTINCT tile_id), count(*) FROM caption GROUP BY text "
                          "ORDER BY 2 DESC, 1 LIMIT 100");
  if (counts.tags.size() > 1) {
    const std::int64_t least = std::max<std::int64_t>(1, counts.tags.back().tiles);
    counts.imbalance = static_cast<double>(counts.tags.front().tiles) / static_cast<double>(least);
  }
  return counts;
}

LabelledTiles findLabelledTiles(SQLite::Database& database) {
  LabelledTiles found;
  SQLite::Statement captions(database,
                             "SELECT tile_id, count(*) FROM caption WHERE tile_id IS NOT NULL GROUP BY tile_id");
  while (captions.executeStep()) found.captions[captions.getColumn(0).getInt64()] = captions.getColumn(1).getInt();
  SQLite::Statement collected(database,
                              "SELECT DISTINCT tile_id FROM tile_set_member WHERE tile_id IS NOT NULL AND set_id IN "
                              "(SELECT id FROM tile_set WHERE kind = 'collection')");
  while (collected.executeStep()) found.collected.insert(collected.getColumn(0).getInt64());
  return found;
}

}  // namespace tilescout::archive
