#pragma once

namespace tilescout::archive {

/// Version 4: layouts of the embedding space and their clusters. Points lie in blocks of many tiles (tile ids int64,
/// coordinates float32 pairs, cluster numbers int32): a million of them are read in a fraction of a second. Tiles that
/// have gone away since are left out when reading.
inline constexpr const char* kSchemaLayouts = R"sql(
CREATE TABLE layout (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id   INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  method     TEXT    NOT NULL,
  settings   TEXT    NOT NULL,
  created    TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  similarity BLOB,
  UNIQUE (model_id, method)
);

CREATE TABLE layout_block (
  layout_id INTEGER NOT NULL REFERENCES layout (id) ON DELETE CASCADE,
  block     INTEGER NOT NULL,
  tiles     BLOB    NOT NULL,
  xy        BLOB    NOT NULL,
  clusters  BLOB    NOT NULL,
  PRIMARY KEY (layout_id, block)
) WITHOUT ROWID;

CREATE TABLE cluster (
  layout_id      INTEGER NOT NULL REFERENCES layout (id) ON DELETE CASCADE,
  number         INTEGER NOT NULL,
  name           TEXT    NOT NULL,
  other_names    TEXT    NOT NULL,
  renamed        INTEGER NOT NULL DEFAULT 0,
  size           INTEGER NOT NULL,
  representative INTEGER NOT NULL,
  centre         BLOB    NOT NULL,
  PRIMARY KEY (layout_id, number)
) WITHOUT ROWID;

CREATE TABLE layout_measure (
  layout_id INTEGER NOT NULL REFERENCES layout (id) ON DELETE CASCADE,
  name      TEXT    NOT NULL,
  value     REAL    NOT NULL,
  PRIMARY KEY (layout_id, name)
) WITHOUT ROWID;

CREATE TABLE layout_mark (
  layout_id INTEGER NOT NULL REFERENCES layout (id) ON DELETE CASCADE,
  kind      TEXT    NOT NULL,
  place     INTEGER NOT NULL,
  tile_id   INTEGER NOT NULL,
  value     REAL    NOT NULL,
  PRIMARY KEY (layout_id, kind, place)
) WITHOUT ROWID;
)sql";

}  // namespace tilescout::archive
