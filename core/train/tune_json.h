#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "train/scratch_trainer.h"
#include "train/tune_event.h"
#include "train/tune_result.h"

namespace tilescout::train {

// JSON of what a training tells and comes to, as it lies in a run's folder, in an archive and on standard output.
// Reading throws nlohmann's exceptions for what does not fit.

nlohmann::ordered_json toJson(const RetrievalMetrics& metrics);
RetrievalMetrics metricsFromJson(const nlohmann::json& object);
nlohmann::ordered_json toJson(const TrainEvent& event);
nlohmann::ordered_json toJson(const TuneEvent& event);
nlohmann::ordered_json toJson(const TuneResult& result);
TuneResult resultFromJson(const nlohmann::json& object);

/// An event as one line without its end, and back; nothing for a line that is no event.
std::string lineOf(const TuneEvent& event);
std::optional<TuneEvent> eventOf(const std::string& line);

}  // namespace tilescout::train
