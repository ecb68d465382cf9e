#pragma once

namespace tilescout::archive {

/// Version 13: embeddings are counted whenever an archive is opened, and without this the count reads all their vectors:
/// a third of a second for 100,000 tiles, half a minute for ten million.
inline constexpr const char* kSchemaEmbeddingCount = R"sql(
CREATE INDEX IF NOT EXISTS embedding_of_model ON embedding (model_id);
)sql";

}  // namespace tilescout::archive
