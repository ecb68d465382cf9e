#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "jobs/compare_job.h"

namespace tilescout::jobs {

/// Ends a comparison's settings. One that was made otherwise, by an earlier version, counts as not there.
inline constexpr std::string_view kComparisonWay = " pulls=by surroundings";

/// Throws Error{NotFound} when the archive has no embeddings of that model.
archive::ModelRecord modelOfFingerprint(archive::Archive& archive, const std::string& fingerprint);

/// Tiles that have embeddings of both models, rising.
std::vector<TileId> commonTiles(archive::Archive& archive, const archive::ModelRecord& a,
                                const archive::ModelRecord& b);

/// What is stored of the two, as others see it.
std::optional<ComparisonView> viewOfComparison(archive::Archive& archive, const archive::ModelRecord& before,
                                               const archive::ModelRecord& after);

}  // namespace tilescout::jobs
