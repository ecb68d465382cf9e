#pragma once
#include <filesystem>
#include <map>
#include <string>

#include "base/job.h"
#include "jobs/finetune_data.h"
#include "model/model_card.h"

namespace tilescout::jobs {

/// What a fine-tuning starts from: a model of the store, its card and where it lies.
struct TuneBase {
  ModelCard card;
  std::filesystem::path folder;
};

/// "" = the default model. Throws Error{NotFound}.
TuneBase findBase(const std::string& name);

/// Everything that a run reads, decoded.
struct PreparedData {
  LabelledSet set;
  std::map<std::string, DecodedSplit> splits;  ///< "train", "val", "test"
  DataReport report;
};

/// The side at which images to train on are held for a model that reads `size` pixels, where crops are taken out of
/// them: a crop of half the area then still has the model's resolution, as the authors' crops of whole pictures have.
/// Never more than the pictures have (`sourceSide`) nor than a gigabyte holds, never less than `size`.
int sideForCrops(int size, int sourceSide, std::size_t images);

/// Labelled images read, divided and decoded at `pixels` in the base's vocabulary; 0: at the base's image size, and
/// those to train on at sideForCrops() where the recipe crops. Throws Error, Cancelled. Stages: "read", "decode".
PreparedData prepareData(const FinetuneSource& source, const train::TrainConfig& config, const TuneBase& base,
                         int pixels, JobContext& job);

/// Throws Error{InvalidInput} with the first issue that blocks.
void refuseUnusable(const DataReport& report);

/// A fixed general set, for what is forgotten: painted tiles of everything that the painter knows, the same for every
/// run. Stage: "paint".
train::CaptionData paintGeneral(const TuneBase& base, JobContext& job);

}  // namespace tilescout::jobs
