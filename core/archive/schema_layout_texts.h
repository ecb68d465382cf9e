#pragma once

namespace tilescout::archive {

/// Version 11: texts that were laid out with a layout's tiles, in the order of their rows. Their embeddings are kept
/// (float32), so that new tiles can be placed by the same axes without the model.
inline constexpr const char* kSchemaLayoutTexts = R"sql(
CREATE TABLE layout_text (
  layout_id INTEGER NOT NULL REFERENCES layout (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  text      TEXT    NOT NULL,
  word      INTEGER NOT NULL,
  x         REAL    NOT NULL,
  y         REAL    NOT NULL,
  vector    BLOB    NOT NULL,
  PRIMARY KEY (layout_id, place)
) WITHOUT ROWID;
)sql";

}  // namespace tilescout::archive
