#pragma once
#include <filesystem>

#include "base/job.h"

namespace tilescout::jobs {

/// Paints the demo scenes into `<user data>/demo`, unless a complete set is there already, and returns that folder.
/// Stage reported: "paint", over all scenes. A run that was stopped or killed leaves no mark of completeness: the next
/// one paints again. Throws Error, Cancelled.
std::filesystem::path makeDemo(JobContext& job);

}  // namespace tilescout::jobs
