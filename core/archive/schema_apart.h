#pragma once

namespace tilescout::archive {

/// Version 7: groups of tiles of which someone said that they are no duplicates. Placed rows: see PlacedRows.
inline constexpr const char* kSchemaApart = R"sql(
CREATE TABLE apart_tile (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  group_id INTEGER NOT NULL,
  scene_id INTEGER REFERENCES scene (id) ON DELETE SET NULL,
  tile_id  INTEGER REFERENCES tile (id) ON DELETE SET NULL,
  x        REAL    NOT NULL,
  y        REAL    NOT NULL,
  width    REAL    NOT NULL,
  height   REAL    NOT NULL
);
CREATE INDEX apart_of_group ON apart_tile (group_id);
CREATE INDEX apart_of_scene ON apart_tile (scene_id);
CREATE INDEX apart_of_tile ON apart_tile (tile_id);
)sql";

}  // namespace tilescout::archive
