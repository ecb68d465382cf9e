#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "train/metrics.h"

namespace tilescout::cli {

/// The fields of `evaluate --json`.
nlohmann::ordered_json toJson(const train::RetrievalMetrics& metrics);
/// The same as a small table for people.
std::string metricsTable(const train::RetrievalMetrics& metrics);

}  // namespace tilescout::cli
