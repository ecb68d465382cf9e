#pragma once
#include <filesystem>

#include "base/job.h"

namespace tilescout::jobs {

/// One file that holds the archive as it is now, made while it is being read and written; see archive::backUpArchive().
/// The copy is an archive like any other. Stage: "copy".
void backUp(const std::filesystem::path& archiveFile, const std::filesystem::path& target, JobContext& job);

}  // namespace tilescout::jobs
