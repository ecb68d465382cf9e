#pragma once
#include <filesystem>
#include <string>

#include "base/job.h"
#include "jobs/finetune_job.h"

namespace tilescout::jobs {

/// Labelled images on their way to a machine where there is neither the archive nor an image library.
struct PackRequest {
  FinetuneSource source;
  std::string baseModel;         ///< whose vocabulary and image size the data gets; "" = the default
  train::TrainConfig config;     ///< how they are divided: split, shares, seed
  int pixels = 0;                ///< of a side; 0 = the base's, and sideForCrops() of what is trained on
  std::filesystem::path folder;  ///< that the files go into; made where it is not there
  bool withModel = false;        ///< put the base there too, in "model"
};

struct PackReport {
  DataReport data;
  int pixels = 0;  ///< of what is measured on
};

/// Writes train.safetensors, val.safetensors and test.safetensors, divided exactly as a training here would divide them
/// (what lies at one place stays in one split), and general.safetensors, the painted tiles on which a training measures
/// what was forgotten. A split without images leaves no file, nor one of an earlier call. Training on them gives the
/// model that training on the source gives. Throws Error, Cancelled. Stages: "read", "decode", "paint".
PackReport packLabelled(const PackRequest& request, JobContext& job);

}  // namespace tilescout::jobs
