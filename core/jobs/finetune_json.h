#pragma once
#include <nlohmann/json.hpp>

#include "jobs/finetune_job.h"
#include "train/tune_json.h"

namespace tilescout::jobs {

// JSON of what a fine-tuning asks and of its data, as it lies in a run's folder, in an archive and on standard output;
// what it tells and comes to has its own in train/tune_json.h. Reading throws nlohmann's exceptions for what does not fit.

nlohmann::ordered_json toJson(const DataReport& report);
DataReport dataFromJson(const nlohmann::json& object);
nlohmann::ordered_json toJson(const FinetuneEstimate& estimate);
FinetuneEstimate estimateFromJson(const nlohmann::json& object);
nlohmann::ordered_json toJson(const FinetuneRequest& request);
FinetuneRequest requestFromJson(const nlohmann::json& object, const std::string& subject);

}  // namespace tilescout::jobs
