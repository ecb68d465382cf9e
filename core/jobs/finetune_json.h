#pragma once
#include <nlohmann/json.hpp>

#include "jobs/finetune_job.h"

namespace tilescout::jobs {

// JSON of what a fine-tuning asks, tells and comes to, as it lies in a run's folder, in an archive and on standard
// output. Reading throws nlohmann's exceptions for what does not fit.

nlohmann::ordered_json toJson(const train::RetrievalMetrics& metrics);
train::RetrievalMetrics metricsFromJson(const nlohmann::json& object);
nlohmann::ordered_json toJson(const train::TuneEvent& event);
nlohmann::ordered_json toJson(const train::TuneResult& result);
train::TuneResult resultFromJson(const nlohmann::json& object);
nlohmann::ordered_json toJson(const DataReport& report);
DataReport dataFromJson(const nlohmann::json& object);
nlohmann::ordered_json toJson(const FinetuneRequest& request);
FinetuneRequest requestFromJson(const nlohmann::json& object, const std::string& subject);

}  // namespace tilescout::jobs
