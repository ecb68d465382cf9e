#pragma once
#include <filesystem>
#include <string>

#include "base/job.h"
#include "jobs/model_service.h"
#include "train/metrics.h"

namespace tilescout::cli {

/// Retrieval over an archive's captioned tiles and their captions. The tiles' stored embeddings serve, so `model` must
/// be one that the archive is embedded with (Error{Incompatible} names `reembed`). `split` = "" takes every captioned
/// tile, else those in that split. Throws Error{InvalidInput} when there are none.
train::RetrievalMetrics evaluateArchive(const std::filesystem::path& archive, jobs::LoadedModel& model,
                                        const std::string& split, JobContext& job);

}  // namespace tilescout::cli
