#pragma once

namespace tilescout::archive {

/// Version 9: people's own names for clusters, apart from the program's, so that they outlive a layout that is made
/// anew and can be taken back (earlier versions wrote them over the program's name, whose next best is left); and how alike
/// the tiles of compared models are.
inline constexpr const char* kSchemaClusterNames = R"sql(
CREATE TABLE cluster_name (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id INTEGER NOT NULL,
  method   TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  UNIQUE (model_id, method, number)
);
INSERT INTO cluster_name (model_id, method, number, name)
  SELECT model_id, method, number, name FROM cluster JOIN layout ON layout.id = layout_id WHERE renamed = 1;
UPDATE cluster SET renamed = 0,
  name = CASE instr(other_names, char(10)) WHEN 0 THEN other_names
         ELSE substr(other_names, 1, instr(other_names, char(10)) - 1) END
  WHERE renamed = 1;
ALTER TABLE comparison ADD COLUMN before_similarity BLOB;
ALTER TABLE comparison ADD COLUMN after_similarity BLOB;
)sql";

}  // namespace tilescout::archive
