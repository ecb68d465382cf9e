#pragma once
#include <filesystem>

#include "base/job.h"

namespace tilescout::archive {

/// Copies an archive as it is at this moment into one file, while others read and write it. The copy appears whole or
/// not at all; an existing file is replaced. Stage: "copy", in pages. Throws Error, Cancelled.
void backUpArchive(const std::filesystem::path& file, const std::filesystem::path& target, JobContext& job);

}  // namespace tilescout::archive
