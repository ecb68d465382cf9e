#pragma once
#include <string>
#include <vector>

#include "archive/archive.h"
#include "geo/scene_scanner.h"
#include "geo/tile_grid.h"
#include "jobs/index_job.h"

namespace tilescout::jobs {

/// Throws Error{InvalidInput} for sizes and shards that cannot be.
void checkIndexOptions(const IndexOptions& options);

/// How scenes are read.
geo::ScanOptions scanOf(const IndexOptions& options);

/// How scenes are cut for a model.
geo::TilingOptions tilingOf(const IndexOptions& options, const ModelCard& card);

/// Stores what an index is given, and how it is to be cut, as the archive's sources. What does not exist is no source.
void putSources(archive::Archive& archive, const IndexOptions& options);

/// As the source that holds all paths was indexed; else tile, stride, levels and ground size of the latest source.
/// Unchanged when there is none.
void cutAsBefore(archive::Archive& archive, IndexOptions& options);

/// What an update goes through: the sources, those of equal options together, then the scenes that lie in none (of
/// archives older than sources). Throws Error{Corrupt} for options that this program did not write.
std::vector<IndexOptions> earlierRuns(archive::Archive& archive);

/// The source of an archive that holds every shards-th scene, as one of the whole.
archive::Source wholeSource(const archive::Source& source);

}  // namespace tilescout::jobs
