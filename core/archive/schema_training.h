#pragma once

namespace tilescout::archive {

/// Version 3: fine-tuning runs. What was asked (config), on which data (fingerprint, split of every tile), how it went
/// (curves), what it came to (result), and by which code. Configurations and results are JSON that core/jobs writes.
inline constexpr const char* kTrainingSchema = R"sql(
CREATE TABLE training_run (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  model            TEXT NOT NULL,
  fingerprint      TEXT NOT NULL,
  base             TEXT NOT NULL,
  base_fingerprint TEXT NOT NULL,
  config           TEXT NOT NULL,
  data_fingerprint TEXT NOT NULL,
  code_version     TEXT NOT NULL,
  result           TEXT NOT NULL,
  curves           TEXT NOT NULL,
  started          TEXT NOT NULL,
  ended            TEXT NOT NULL,
  notes            TEXT NOT NULL DEFAULT ''
);

CREATE TABLE training_split (
  run_id  INTEGER NOT NULL REFERENCES training_run (id) ON DELETE CASCADE,
  tile_id INTEGER NOT NULL,
  split   TEXT    NOT NULL,
  PRIMARY KEY (run_id, tile_id)
) WITHOUT ROWID;
)sql";

}  // namespace tilescout::archive
