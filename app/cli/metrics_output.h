#pragma once
#include <string>

#include "train/tune_json.h"  // toJson(): the fields of `evaluate --json`

namespace tilescout::cli {

/// Figures as a small table for people.
std::string metricsTable(const train::RetrievalMetrics& metrics);

}  // namespace tilescout::cli
