#pragma once

namespace tilescout::archive {

/// Version 2: who labelled when; tags, collections and splits (sets of tiles); saved searches, detectors and their
/// marks; the history that undo works on. Whatever hangs on a tile keeps the pixels it was given for (x, y, width,
/// height of the full-resolution scene): see PlacedRows.
inline constexpr const char* kLabelsSchema = R"sql(
INSERT OR IGNORE INTO meta VALUES ('label_revision', 1);

ALTER TABLE caption ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE caption ADD COLUMN created TEXT NOT NULL DEFAULT '';

CREATE TABLE tile_set (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  kind    TEXT NOT NULL CHECK (kind IN ('tag', 'collection', 'split')),
  name    TEXT NOT NULL,
  notes   TEXT NOT NULL DEFAULT '',
  colour  TEXT NOT NULL DEFAULT '',
  created TEXT NOT NULL DEFAULT '',
  UNIQUE (kind, name)
);

CREATE TABLE tile_set_member (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  set_id   INTEGER NOT NULL REFERENCES tile_set (id) ON DELETE CASCADE,
  scene_id INTEGER REFERENCES scene (id) ON DELETE SET NULL,
  tile_id  INTEGER REFERENCES tile (id) ON DELETE SET NULL,
  x        REAL    NOT NULL,
  y        REAL    NOT NULL,
  width    REAL    NOT NULL,
  height   REAL    NOT NULL,
  author   TEXT    NOT NULL DEFAULT '',
  created  TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX member_of_set ON tile_set_member (set_id, tile_id);
CREATE INDEX member_of_scene ON tile_set_member (scene_id);
CREATE INDEX member_of_tile ON tile_set_member (tile_id);

CREATE TABLE saved_search (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  name              TEXT    NOT NULL UNIQUE,
  notes             TEXT    NOT NULL DEFAULT '',
  query             TEXT    NOT NULL,
  model_name        TEXT    NOT NULL DEFAULT '',
  model_fingerprint TEXT    NOT NULL DEFAULT '',
  weights           BLOB,
  bias              REAL    NOT NULL DEFAULT 0,
  alert             INTEGER NOT NULL DEFAULT 0,
  seen_tile         INTEGER NOT NULL DEFAULT 0,
  created           TEXT    NOT NULL DEFAULT '',
  changed           TEXT    NOT NULL DEFAULT ''
);

CREATE TABLE search_mark (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  search_id INTEGER NOT NULL REFERENCES saved_search (id) ON DELETE CASCADE,
  right     INTEGER NOT NULL,
  scene_id  INTEGER REFERENCES scene (id) ON DELETE SET NULL,
  tile_id   INTEGER REFERENCES tile (id) ON DELETE SET NULL,
  x         REAL    NOT NULL,
  y         REAL    NOT NULL,
  width     REAL    NOT NULL,
  height    REAL    NOT NULL
);
CREATE INDEX mark_of_search ON search_mark (search_id);
CREATE INDEX mark_of_scene ON search_mark (scene_id);
CREATE INDEX mark_of_tile ON search_mark (tile_id);

CREATE TABLE edit (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  kind   TEXT    NOT NULL,
  count  INTEGER NOT NULL,
  detail TEXT    NOT NULL,
  author TEXT    NOT NULL,
  time   TEXT    NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  rows   TEXT    NOT NULL
);
)sql";

}  // namespace tilescout::archive
