#pragma once

namespace tilescout::archive {

/// Version 10: on which kind of device and in which precision a model's embeddings were computed, so that a run that goes
/// on computes them alike.
inline constexpr const char* kSchemaComputation = R"sql(
CREATE TABLE model_computation (
  model_id  INTEGER PRIMARY KEY REFERENCES model (id) ON DELETE CASCADE,
  device    TEXT NOT NULL,
  precision TEXT NOT NULL
);
)sql";

}  // namespace tilescout::archive
