#include "archive/migrations.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <array>
#include <string>
#include <system_error>

#include "archive/schema_apart.h"
#include "archive/schema_cluster_colours.h"
#include "archive/schema_cluster_names.h"
#include "archive/schema_comparisons.h"
#include "archive/schema_computation.h"
#include "archive/schema_embedding_count.h"
#include "archive/schema_labels.h"
#include "archive/schema_layout_texts.h"
#include "archive/schema_layouts.h"
#include "archive/schema_scenes.h"
#include "archive/schema_sources.h"
#include "archive/schema_training.h"
#include "base/error.h"
#include "base/fail_point.h"

namespace tilescout::archive {

namespace fs = std::filesystem;

namespace {

// Embeddings are keyed (model, tile) without a row id, so that one model's rows lie together in tile order and are read
// sequentially. They carry no foreign key to tile: its check would scan the table for every tile that goes away.
// Rings, transforms and vectors are little-endian arrays; footprints of tiles are four corners.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('revision', 1);

CREATE TABLE scene (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  path            TEXT    NOT NULL UNIQUE,
  name            TEXT    NOT NULL,
  file_size       INTEGER NOT NULL,
  modified_ns     INTEGER NOT NULL,
  content_hash    TEXT    NOT NULL,
  driver          TEXT    NOT NULL,
  width           INTEGER NOT NULL,
  height          INTEGER NOT NULL,
  bands           TEXT    NOT NULL,
  crs             TEXT    NOT NULL,
  crs_name        TEXT    NOT NULL,
  geo_transform   BLOB,
  gcps            INTEGER NOT NULL,
  footprint       BLOB,
  gsd_metres      REAL    NOT NULL,
  date            TEXT    NOT NULL,
  rendering       TEXT    NOT NULL,
  note            TEXT    NOT NULL,
  tiling_key      TEXT    NOT NULL,
  state           TEXT    NOT NULL CHECK (state IN ('pending', 'indexed', 'refused', 'offline')),
  problem_code    TEXT    NOT NULL DEFAULT '',
  problem_message TEXT    NOT NULL DEFAULT ''
);

CREATE TABLE tile (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  scene_id  INTEGER NOT NULL REFERENCES scene (id) ON DELETE CASCADE,
  level     INTEGER NOT NULL,
  grid_col  INTEGER NOT NULL,
  grid_row  INTEGER NOT NULL,
  x         REAL    NOT NULL,
  y         REAL    NOT NULL,
  width     REAL    NOT NULL,
  height    REAL    NOT NULL,
  footprint BLOB,
  skipped   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX tile_of_scene ON tile (scene_id, skipped);
CREATE VIRTUAL TABLE tile_box USING rtree (id, west, east, south, north);

CREATE TABLE model (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT    NOT NULL,
  fingerprint TEXT    NOT NULL UNIQUE,
  embed_dim   INTEGER NOT NULL,
  active      INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX one_active_model ON model (active) WHERE active = 1;

CREATE TABLE embedding (
  model_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  tile_id  INTEGER NOT NULL,
  vector   BLOB    NOT NULL,
  PRIMARY KEY (model_id, tile_id)
) WITHOUT ROWID;

CREATE TABLE caption (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  scene_id INTEGER REFERENCES scene (id) ON DELETE SET NULL,
  tile_id  INTEGER REFERENCES tile (id) ON DELETE SET NULL,
  x        REAL    NOT NULL,
  y        REAL    NOT NULL,
  width    REAL    NOT NULL,
  height   REAL    NOT NULL,
  text     TEXT    NOT NULL
);
CREATE INDEX caption_of_scene ON caption (scene_id);
CREATE INDEX caption_of_tile ON caption (tile_id);

CREATE TABLE job (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  kind    TEXT NOT NULL,
  state   TEXT NOT NULL CHECK (state IN ('running', 'finished', 'failed', 'cancelled', 'interrupted')),
  detail  TEXT NOT NULL,
  started TEXT NOT NULL,
  ended   TEXT NOT NULL DEFAULT ''
);
)sql";

constexpr auto kMigrations = std::to_array<Migration>({
    {1, kVersion1},
    {2, kLabelsSchema},
    {3, kTrainingSchema},
    {4, kSchemaLayouts},
    {5, kSchemaComparisons},
    {6, kScenesSchema},
    {7, kSchemaApart},
    {8, kSchemaSources},
    {9, kSchemaClusterNames},
    {10, kSchemaComputation},
    {11, kSchemaLayoutTexts},
    {12, kSchemaClusterColours},
    {13, kSchemaEmbeddingCount},
});

void backUp(SQLite::Database& database, const fs::path& file, int version) {
  fs::path target = file;
  target += ".backup-v" + std::to_string(version);
  fs::path temporary = target;
  temporary += ".tmp";
  std::error_code status;
  fs::remove(temporary, status);
  {
    SQLite::Database copy(temporary.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(copy, database);
    backup.executeStep(-1);
  }
  fs::rename(temporary, target, status);
  if (status) {
    throw Error(ErrorCode::Io, "the copy made before an upgrade cannot be put in place (" + status.message() + ")",
                target.string());
  }
}

}  // namespace

std::span<const Migration> schemaMigrations() { return kMigrations; }

void migrate(SQLite::Database& database, const fs::path& file, std::span<const Migration> steps) {
  const int present = database.execAndGet("PRAGMA user_version").getInt();
  const int newest = steps.empty() ? 0 : steps.back().version;
  if (present > newest) {
    throw Error(ErrorCode::Incompatible,
                "was written by a newer Tilescout (archive version " + std::to_string(present) +
                    ", this program knows " + std::to_string(newest) + "); update the program to open it",
                file.string());
  }
  if (present == newest) return;
  if (present > 0) backUp(database, file, present);
  for (const Migration& step : steps) {
    if (step.version <= present) continue;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Another program may have done it while this one waited.
    if (database.execAndGet("PRAGMA user_version").getInt() >= step.version) continue;
    database.exec(step.sql);
    database.exec("PRAGMA user_version = " + std::to_string(step.version));
    failPoint("archive.before_migration_commit");
    transaction.commit();
  }
}

}  // namespace tilescout::archive
