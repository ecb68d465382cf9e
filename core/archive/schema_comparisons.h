#pragma once

namespace tilescout::archive {

/// Version 5: two models' embedding spaces laid out together. Blocks of many tiles, as layouts have them: tile ids
/// int64, coordinates float32 pairs, drift float32.
inline constexpr const char* kSchemaComparisons = R"sql(
CREATE TABLE comparison (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  before_id INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  after_id  INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  settings  TEXT    NOT NULL,
  created   TEXT    NOT NULL,
  revision  INTEGER NOT NULL,
  UNIQUE (before_id, after_id)
);

CREATE TABLE comparison_block (
  comparison_id INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
  block         INTEGER NOT NULL,
  tiles         BLOB    NOT NULL,
  before_xy     BLOB    NOT NULL,
  after_xy      BLOB    NOT NULL,
  drift         BLOB    NOT NULL,
  PRIMARY KEY (comparison_id, block)
) WITHOUT ROWID;

CREATE TABLE comparison_measure (
  comparison_id INTEGER NOT NULL REFERENCES comparison (id) ON DELETE CASCADE,
  side          TEXT    NOT NULL CHECK (side IN ('before', 'after')),
  name          TEXT    NOT NULL,
  value         REAL    NOT NULL,
  PRIMARY KEY (comparison_id, side, name)
) WITHOUT ROWID;
)sql";

}  // namespace tilescout::archive
