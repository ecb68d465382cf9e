#pragma once
#include <string>
#include <vector>

#include "archive/archive.h"
#include "explore/cluster_naming.h"
#include "explore/clustering.h"
#include "explore/rows.h"
#include "explore/space_measures.h"
#include "jobs/explore_job.h"
#include "jobs/model_service.h"

namespace tilescout::jobs {

/// The land-cover words of which the model has seen every part in its training; all, when it knows none.
std::vector<std::string> knownLandCover(const LoadedModel& model);

/// Rows of texts as they stand, or of `words`, each as the mean of several sentences about a picture.
std::vector<float> embedTexts(LoadedModel& model, const std::vector<std::string>& texts, bool words, JobContext& job,
                              const char* stage = "name");

/// Names for the partition's clusters by the model's own texts. Without a model each is empty. Words that the model
/// never saw in its training are left out, as long as any are left. Stage: "name".
std::vector<explore::NameChoice> chooseNames(archive::Archive& archive, LoadedModel* model,
                                             const ExploreOptions& options, const explore::Rows& tiles,
                                             const explore::Partition& partition, JobContext& job);

/// Alignment, modality gap and uniformity of texts over the archive's captions of tiles that have a row (at most 5,000
/// captions); no pairs without captions or a model. `tiles` are those of the rows, rising.
explore::PairMeasures measureCaptions(archive::Archive& archive, LoadedModel* model, const explore::Rows& rows,
                                      const std::vector<TileId>& tiles, std::uint64_t seed, JobContext& job);

}  // namespace tilescout::jobs
